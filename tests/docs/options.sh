#!/bin/sh
# usage: options.sh VERDIFF ROOT
#
# Every option that `verdiff COMMAND --help` names has a row in docs/cli.md that speaks of that command,
# with the same words to choose from, and the other way round. A row counts for the command of its
# heading (`## verdiff diff`), or for those that a line "Taken by `a`, `b`." below its heading names.
set -eu
binary=$1
cd "$2"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

commands=$("$binary" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
[ -n "$commands" ] || { echo "options.sh: verdiff --help names no command" >&2; exit 1; }

# Lines `COMMAND --option VALUE`.
for command in $commands; do
  "$binary" "$command" --help | sed 's/ not with: .*//' |
    sed -n -E "s/^  (-h,)?(--[a-z-]+)( [^ ,]+)?.*/$command \\2\\3/p"
done | sort > "$work/help"

awk -v commands="$commands" '
  /^## / { taken = "" }
  /^## verdiff / { taken = $3 }
  /^## Every command/ { taken = commands }
  /^Taken by / { taken = $0; gsub(/Taken by|and|[`,.]/, " ", taken) }
  /^\| `-/ {
    text = $0
    sub(/^\| `-h`, /, "| ", text)
    sub(/^\| `/, "", text)
    sub(/`.*/, "", text)
    gsub(/\\/, "", text)
    if (split(text, value, " ") > 2) text = value[1] " " value[2] # --help is read up to the first space
    count = split(taken, each, /[ \n]+/)
    for (i = 1; i <= count; i++) if (each[i] != "") print each[i], text
  }' docs/cli.md | sort > "$work/page"

if ! diff -u --label "docs/cli.md" --label "verdiff COMMAND --help" "$work/page" "$work/help"; then
  echo "options.sh: docs/cli.md and --help name different options" >&2
  exit 1
fi
echo "$(wc -l < "$work/help") options"
