#!/bin/sh
# usage: examples.sh VERDIFF ROOT
#
# Runs the ```console blocks of every Markdown page and compares what they print with what they show.
# A block is a session in a shell that starts in ROOT: its lines `$ COMMAND` are run, and the lines below
# each are its output, standard error included. Only verdiff, cd and echo are commands.
# With VERDIFF_UPDATE=1 the pages are rewritten instead.
set -eu
binary=$1
cd "$2"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$binary" "$work/bin/verdiff"
PATH=$work/bin:$PATH
export PATH
unset NO_COLOR VERDIFF_SHARED || true

# session < COMMANDS: the block as it should read. `$?` reaches the next command.
session() {
  {
    echo 'status=0'
    while IFS= read -r command; do
      case $command in
        'verdiff '* | 'cd '* | 'echo $?') ;;
        *) echo "examples.sh: '$command' is no command of an example" >&2; return 2 ;;
      esac
      quoted=$(printf '%s' "$command" | sed "s/'/'\\\\''/g")
      printf "printf '%%s\\\\n' '\$ %s'\n(exit \$status)\n%s\nstatus=\$?\n" "$quoted" "$command"
    done
  } > "$work/session.sh"
  (sh "$work/session.sh" 2>&1) || true
}

# refresh PAGE: the page with the output of its examples as it is now.
refresh() {
  inside=
  while IFS= read -r line || [ -n "$line" ]; do
    case $inside$line in
      '```console') inside=yes; : > "$work/commands"; printf '%s\n' "$line" ;;
      'yes```') inside=; session < "$work/commands"; printf '%s\n' "$line" ;;
      'yes$ '*) printf '%s\n' "${line#??}" >> "$work/commands" ;;
      yes*) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done < "$1"
}

status=0
examples=0
for page in README.md CONTRIBUTING.md docs/*.md docs/*/*.md; do
  count=$(grep -c '^\$ verdiff ' "$page") || true
  [ "$count" -gt 0 ] || continue
  examples=$((examples + count))
  refresh "$page" > "$work/page"
  if [ "${VERDIFF_UPDATE:-}" = 1 ]; then
    cat "$work/page" > "$page"
  elif ! diff -u "$page" "$work/page"; then
    echo "examples.sh: $page shows what verdiff no longer prints; VERDIFF_UPDATE=1 ./dev test dev -R docs" >&2
    status=1
  fi
done
[ "$examples" -gt 0 ] || { echo "examples.sh: no examples found in $PWD" >&2; exit 1; }
echo "$examples examples"
exit "$status"
