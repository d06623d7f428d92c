#!/bin/sh
# `changelog --write` and `--since`, `bump --write`, on files and a scratch git repository.
#     changelog.sh VERDIFF
# shellcheck disable=SC2016 # backquotes are those of Markdown
set -eu
verdiff=$1
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"

# same FILE: FILE is what standard input says
same() {
  cat > "$work/wanted"
  diff -u "$work/wanted" "$1" || fail "$1 is not what it should be"
}

# ---- bump --write changes the scalar and nothing else
contract 1.2.0 a b > old.yaml
contract 1.2.0 a > new.yaml
chmod 640 new.yaml
[ "$("$verdiff" bump old.yaml new.yaml --write)" = 2.0.0 ] || fail "bump --write prints another version"
contract 2.0.0 a > wanted.yaml
cmp new.yaml wanted.yaml || fail "bump --write changes more than the version"
[ "$(stat -c %a new.yaml)" = 640 ] || fail "bump --write changes the mode"
[ "$("$verdiff" bump old.yaml new.yaml --write --from 1.2.0)" = 2.0.0 ] || fail "bump --write twice"
cmp new.yaml wanted.yaml || fail "bump --write is not idempotent"
printf '{"name": "x",\r\n  "version" : "1.2.0"}' > package.json
"$verdiff" bump old.yaml new.yaml --write --version-file package.json > out
[ "$(cat package.json)" = "$(printf '{"name": "x",\r\n  "version" : "2.0.0"}')" ] || fail "$(cat package.json)"
echo 1.2.0 > VERSION
"$verdiff" bump old.yaml new.yaml --write --from 1.2.0 --version-file VERSION > out
[ "$(cat VERSION)" = 2.0.0 ] || fail "VERSION is $(cat VERSION)"

# ---- a new changelog, then the same again
"$verdiff" changelog old.yaml new.yaml --write CHANGELOG.md > out
[ ! -s out ] || fail "--write prints, too: $(cat out)"
same CHANGELOG.md << 'TEXT'
# Changelog

The format is [Keep a Changelog 1.1.0](https://keepachangelog.com/en/1.1.0/); versions follow
[SemVer 2.0.0](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

### Removed

- **Breaking:** Property `b` was removed (`GET /predict 200 application/json`). Mark it deprecated, go on sending or reading it, and remove it with the next major version.
TEXT
cp CHANGELOG.md before
"$verdiff" changelog old.yaml new.yaml --write CHANGELOG.md
cmp CHANGELOG.md before || fail "changelog --write is not idempotent"

# ---- into a changelog that people wrote, with other line ends and no last one
printf '# Log\r\n\r\n## Unreleased\r\n\r\n### Fixed\r\n\r\n- A typo.\r\n\r\n### Added\r\n- Something.\r\n\r\n## [1.2.0] - 2026-01-01\r\n\r\n- First.\r\n\r\n[1.2.0]: https://example.com' > log.md
contract 1.3.0 a c > added.yaml
"$verdiff" changelog new.yaml added.yaml --write log.md
[ "$(tail -c 1 log.md)" = m ] || fail "a line end was added to a last line that had none"
[ "$(grep -c "$(printf '\r')" log.md)" -eq 16 ] || fail "not all line ends are those of the file"
{ tr -d '\r' < log.md; echo; } > log.txt
same log.txt << 'TEXT'
# Log

## Unreleased

### Fixed

- A typo.

### Added
- Something.
- Optional property `c` was added (`GET /predict 200 application/json`).

## [1.2.0] - 2026-01-01

- First.

[1.2.0]: https://example.com
TEXT
cp log.md before
"$verdiff" changelog new.yaml added.yaml --write log.md
cmp log.md before || fail "changelog --write is not idempotent in a file with other line ends"

# ---- a version goes between its neighbours
"$verdiff" changelog new.yaml added.yaml --write CHANGELOG.md --release 2.1.0 --date 2026-03-01
"$verdiff" changelog old.yaml new.yaml --write CHANGELOG.md --release 2.0.0 --date 2026-02-01
"$verdiff" changelog new.yaml added.yaml --write CHANGELOG.md --release 2.1.0 --date 2026-03-01
grep '^#' CHANGELOG.md > headings
same headings << 'TEXT'
# Changelog
## [Unreleased]
### Removed
## [2.1.0] - 2026-03-01
### Added
## [2.0.0] - 2026-02-01
### Removed
TEXT

for left in *.??????; do
  case $left in
    *.md | *.yaml | *.json | *.txt) ;;
    *) [ ! -e "$left" ] || fail "$left was left behind" ;;
  esac
done

skip_without git

# ---- version by version
repository releases
for step in 1.0.0:a 1.1.0:a,b 1.2.0-rc.1:a,b,c 1.2.0:a,b,c; do
  properties=$(echo "${step#*:}" | tr ',' ' ')
  # shellcheck disable=SC2086 # a list
  contract "${step%%:*}" $properties > churn.yaml
  GIT_COMMITTER_DATE='2026-01-02T00:00:00Z' commit "$step"
  git tag "v${step%%:*}"
done
contract 1.2.0 b c > churn.yaml
"$verdiff" changelog churn.yaml --since v1.0.0 > "$work/history"
same "$work/history" << 'TEXT'
## [Unreleased]

### Removed

- **Breaking:** Property `a` was removed (`GET /predict 200 application/json`). Mark it deprecated, go on sending or reading it, and remove it with the next major version.

## [1.2.0] - 2026-01-02

### Added

- Optional property `c` was added (`GET /predict 200 application/json`).

## [1.1.0] - 2026-01-02

### Added

- Optional property `b` was added (`GET /predict 200 application/json`).
TEXT
"$verdiff" changelog churn.yaml --since v1.0.0 --write log.md
{ sed -n '1,5p' log.md; cat "$work/history"; } > "$work/both"
cmp log.md "$work/both" || fail "the history in a file is another one"
status=0
"$verdiff" changelog churn.yaml --since v1.0 > "$work/out" 2> "$work/err" || status=$?
[ "$status" -eq 3 ] || fail "exit status $status instead of 3"
grep -qF 'did you mean `v1.0.0`?' "$work/err" || fail "$(cat "$work/err")"
# Without OLD, against the newest tag.
"$verdiff" changelog churn.yaml > "$work/out"
grep -qF '**Breaking:** Property `a` was removed' "$work/out" || fail "$(cat "$work/out")"
echo "changelog.sh: done"
