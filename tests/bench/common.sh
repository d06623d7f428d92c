# What the scripts here share; each sets `bench`, what it measures, and sources this file.

fail() {
  printf 'bench: error: %s\n' "$*" >&2
  exit 1
}

skip() {
  printf 'bench: SKIPPED: %s: %s\n' "$bench" "$*" >&2
  exit 0
}

[ -x /usr/bin/time ] || skip "there is no /usr/bin/time"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
