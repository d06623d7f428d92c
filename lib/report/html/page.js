// The filter of the page. Without this script everything is there and can be read; with it, less can be
// shown at a time.
(() => {
  'use strict';
  const form = document.querySelector('.filter');
  const findings = [...document.querySelectorAll('.finding')];
  if (!form || findings.length === 0) return;

  const levels = [...form.querySelectorAll('input[name=level]')];
  const flow = form.querySelector('select[name=flow]');
  const accepted = form.querySelector('input[name=accepted]');
  const search = form.querySelector('input[name=search]');
  const shown = form.querySelector('output');
  const toggle = form.querySelector('button');
  const texts = findings.map((finding) => finding.textContent.toLowerCase());

  const apply = () => {
    const wanted = new Set(levels.filter((level) => level.checked).map((level) => level.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    findings.forEach((finding, index) => {
      const visible = wanted.has(finding.dataset.level) &&
          (!flow || flow.value === '' || finding.dataset.flow === flow.value) &&
          (!accepted || accepted.checked || !('accepted' in finding.dataset)) &&
          words.every((word) => texts[index].includes(word));
      finding.hidden = !visible;
      if (visible) count += 1;
    });
    shown.textContent = count === findings.length ? `${count} findings` : `${count} of ${findings.length} findings`;
  };

  const open = (value) => {
    for (const finding of findings) {
      if (!finding.hidden) finding.querySelector('details').open = value;
    }
  };

  // A link to a finding opens it, wherever it comes from.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector(':scope > details');
    if (details) details.open = true;
  };

  let allOpen = false;
  toggle.addEventListener('click', () => {
    allOpen = !allOpen;
    open(allOpen);
    toggle.textContent = allOpen ? 'Close all' : 'Open all';
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', apply);
  window.addEventListener('beforeprint', () => open(true));
  window.addEventListener('hashchange', follow);

  form.hidden = false;
  apply();
  follow();
})();
