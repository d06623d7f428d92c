#!/bin/sh
# usage: html.sh VERDIFF ROOT [FOLDER]
#
# Opens the HTML report in headless Chromium, light, dark and narrow, and looks at it by
# tests/reports/probe.html: what is visible, whether the filter filters, whether anything sticks out of
# the window, and whether the console stays empty. With a FOLDER, pictures are left there for people.
# Exits with 77 where there is no Chromium.
set -eu
verdiff=$1
root=$2
pictures=${3:-}

browser=
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" > /dev/null; then
    browser=$name
    break
  fi
done
[ -n "$browser" ] || {
  echo "html.sh: SKIPPED: there is no chromium, so nobody has looked at the HTML report" >&2
  exit 77
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# browse ARG...: one run of the browser.
browse() {
  "$browser" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --allow-file-access-from-files --enable-logging=stderr --virtual-time-budget=5000 "$@"
}

# expect NAME KEY VALUE: what the probe must have seen.
expect() {
  grep -qxF "$2: $3" "$work/seen" || {
    echo "html.sh: $1: expected '$2: $3', found '$(grep -F "$2: " "$work/seen" || true)'" >&2
    status=1
  }
}

# look NAME PAGE WIDTH SCHEME: opens PAGE, and fails where the console has something to say.
look() {
  scheme=1
  [ "$4" = light ] || scheme=0
  browse --window-size=1400,1400 --blink-settings="preferredColorScheme=$scheme" --dump-dom \
    "file://$work/probe.html?$2&$3" > "$work/dom" 2> "$work/log"
  sed -n '/<pre id="seen">/,/<\/pre>/p' "$work/dom" |
    sed 's/.*<pre id="seen">//; s/<\/pre>.*//; s/&amp;/\&/g; s/&gt;/>/g; s/&lt;/</g' > "$work/seen"
  if grep -F 'CONSOLE' "$work/log" >&2; then
    echo "html.sh: $1: the console is not empty" >&2
    status=1
  fi
  expect "$1" scheme "$4"
  expect "$1" overflow 0
  expect "$1" 'findings of a vain search' 0
  expect "$1" 'closed after open all' 0
  if grep -F 'problem: ' "$work/seen" >&2; then status=1; fi
  [ -z "$pictures" ] || browse --window-size="$3,1400" --blink-settings="preferredColorScheme=$scheme" \
    --screenshot="$pictures/$1.png" "file://$work/$2" 2> /dev/null
}

cp "$root/tests/reports/probe.html" "$work"
(cd "$root/testdata/models/churn" &&
  "$verdiff" check v1.yaml v2-major-logit.yaml --report "html=$work/churn.html") || [ $? -eq 1 ]
[ -z "$pictures" ] || mkdir -p "$pictures"
for sight in light:1200 dark:1200 light:390 dark:390; do
  name=churn-${sight%:*}-${sight#*:}
  look "$name" churn.html "${sight#*:}" "${sight%:*}"
  expect "$name" headline 'Declared 1.0.0 -> 1.0.1 is not enough: 2.0.0 is needed'
  expect "$name" findings 2
  expect "$name" count '2 findings'
  expect "$name" 'findings without major' 1
  expect "$name" witness 2
  expect "$name" refused 'refused by old: 2 is greater than the maximum 1'
done

# Hundreds of findings, where there are contracts that large.
bench=${VERDIFF_SHARED:-$root/../shared}/bench
if [ -d "$bench" ]; then
  "$verdiff" diff "$bench/stripe-2021-10-08.json" "$bench/stripe-2022-04-12.json" --report "html=$work/large.html"
  for sight in light:1200 dark:390; do
    look "large-${sight%:*}-${sight#*:}" large.html "${sight#*:}" "${sight%:*}"
  done
else
  echo "html.sh: skipped: there is no $bench (VERDIFF_SHARED)" >&2
fi
[ "$status" -eq 0 ] && echo "html.sh: the HTML report looks as it should"
exit "$status"
