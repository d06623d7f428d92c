#!/bin/sh
# usage: sarif.sh VERDIFF ROOT
#
# Validates SARIF reports by what others wrote: the validator of the SARIF SDK, and the standard's schema
# that it carries. Both come from npm. Exits with 77 where npm or its registry is not there.
set -eu
verdiff=$1
root=$2

skip() {
  echo "sarif.sh: SKIPPED: $*, so SARIF was held to our own schema alone" >&2
  exit 77
}
command -v npm > /dev/null || skip "there is no npm"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm install --no-audit --no-fund --ignore-scripts @microsoft/sarif-multitool) \
  > "$work/npm.log" 2>&1 || { cat "$work/npm.log" >&2; skip "npm could not install @microsoft/sarif-multitool"; }
tool=$work/node_modules/@microsoft/sarif-multitool-linux
[ -f "$tool/sarif-2.1.0.json" ] || skip "@microsoft/sarif-multitool carries no sarif-2.1.0.json"
chmod +x "$tool/Sarif.Multitool"

status=0
# hold NAME OLD NEW: a report of the pair is valid for both.
hold() {
  "$verdiff" check "$2" "$3" --declared patch --report "sarif=$work/$1.sarif" || [ $? -eq 1 ]
  "$verdiff" validate "$tool/sarif-2.1.0.json" "$work/$1.sarif" || status=1
  "$tool/Sarif.Multitool" validate "$work/$1.sarif" > "$work/$1.log" 2>&1 || true
  if grep -F ': error ' "$work/$1.log" >&2 || ! grep -qF 'Analysis completed successfully' "$work/$1.log"; then
    cat "$work/$1.log" >&2
    status=1
  fi
}

cd "$root/testdata/models/churn"
for new in v2-*.yaml; do hold "${new%.yaml}" v1.yaml "$new"; done
hold same v1.yaml v1.yaml
bench=${VERDIFF_SHARED:-$root/../shared}/bench
if [ -d "$bench" ]; then
  hold large "$bench/stripe-2021-10-08.json" "$bench/stripe-2022-04-12.json"
else
  echo "sarif.sh: skipped: there is no $bench (VERDIFF_SHARED)" >&2
fi
[ "$status" -eq 0 ] && echo "sarif.sh: SARIF is what the standard says"
exit "$status"
