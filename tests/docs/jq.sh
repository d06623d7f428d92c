#!/bin/sh
# usage: jq.sh VERDIFF ROOT
#
# The recipes of docs/changelog.md, as they stand there, on a pair of contracts.
# shellcheck disable=SC2016 # backquotes are those of Markdown
set -eu
binary=$1
root=$2
if ! command -v jq > /dev/null; then
  echo "jq.sh: no jq, so the recipes are not run" >&2
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$binary" "$work/bin/verdiff"
PATH=$work/bin:$PATH
cd "$work"
cp "$root/testdata/models/churn/v1.yaml" v1.yaml
cp "$root/testdata/models/churn/v2-major-rename.yaml" v2.yaml

awk -v work="$work" '
  /^```sh/ { file = work "/recipe" ++count; next }
  /^```/ { file = "" }
  file != "" { print > file }' "$root/docs/changelog.md"
found=0
for recipe in recipe*; do
  grep -q jq "$recipe" || continue
  found=$((found + 1))
  sh "$recipe" > out || { echo "jq.sh: $recipe of docs/changelog.md fails" >&2; exit 1; }
  grep -q 'property `class` is called `label` now' out || { cat out >&2; exit 1; }
done
[ "$found" -eq 2 ] || { echo "jq.sh: $found recipes instead of 2 in docs/changelog.md" >&2; exit 1; }
echo "$found recipes"
