#!/bin/sh
# What is written from the definitions of the commands: the completion of a shell, or the man page.
#     completion.sh VERDIFF bash|zsh|fish|man
set -eu
verdiff=$1
what=$2
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"

# Lines `COMMAND --option`: what --help says, and what everything else has to know.
commands=$("$verdiff" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
for command in $commands; do
  "$verdiff" "$command" --help | sed 's/ not with: .*//' | sed -n -E "s/^  (-h,)?(--[a-z-]+).*/$command \\2/p"
done | sort > "$work/options"
[ "$(wc -l < "$work/options")" -gt 100 ] || fail "--help names few options: $(cat "$work/options")"

# ---- bash: sourced, and asked as bash asks
if [ "$what" = bash ]; then
  skip_without bash
  "$verdiff" completion bash > "$work/verdiff.bash"
  cat > "$work/ask.bash" << 'END'
set -eu
source "$1"
shift
# Words as bash splits them: `--reader=st` is three.
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
compopt() { echo "files"; }
_verdiff
[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
END
  # completes EXPECTED WORD...: EXPECTED are words, sorted
  completes() {
    expected=$1
    shift
    found=$(bash "$work/ask.bash" "$work/verdiff.bash" verdiff "$@" | sort | tr '\n' ' ')
    [ "${found% }" = "$expected" ] || fail "expected '$expected', found '$found' after: verdiff $*"
  }
  # shellcheck disable=SC2086 # a list
  completes "$(printf '%s\n' $commands | sort | tr '\n' ' ' | sed 's/ $//')" ''
  completes "changelog check" ch
  completes "--version" --v
  completes "--fail-on" diff --fa
  completes "major minor patch" diff --fail-on ''
  completes "minor" check --declared mi
  completes "strict" diff a.yaml --reader = s
  completes "json-readers open-enums open-statuses pinned-versions" diff --policy = 
  completes "github gitlab" check --all --report g
  completes "json" rules --report j
  completes "bash fish zsh" completion ''
  completes "files" diff ''
  completes "files" check --config ''
  completes "" check --jobs ''
  completes "" init ''
  completes "--dry-run" init --d
  completes "" init --nothing
  # The first of those that begin so is the option itself, also where it is the beginning of another.
  while read -r command option; do
    first=$(bash "$work/ask.bash" "$work/verdiff.bash" verdiff "$command" "$option" | sort | sed -n 1p)
    [ "$first" = "$option" ] || fail "bash does not complete $command $option"
  done < "$work/options"
fi

# ---- zsh takes the script, and fish answers without a terminal
if [ "$what" = zsh ]; then
  skip_without zsh
  "$verdiff" completion zsh > "$work/_verdiff"
  zsh -n "$work/_verdiff" || fail "zsh does not take its script"
  # _arguments reads specifications where a line is completed; it is stood in for, and tells them.
  cat > "$work/ask.zsh" << 'END'
_arguments() { for specification in "$@"; do print -r -- "$words[1] $specification"; done }
_describe() { print -rl -- "${(@P)2}" }
compdef() { }
source $1
state=command _verdiff
for command in ${=2}; do words=($command) state=arguments; _verdiff; done
END
  sed 's/^  local curcontext=.*/  local specification/' "$work/_verdiff" > "$work/_asked"
  zsh -f "$work/ask.zsh" "$work/_asked" "$(echo "$commands" | tr '\n' ' ')" > "$work/zsh" 2>&1 ||
    fail "zsh: $(cat "$work/zsh")"
  grep -qx 'check:The gate.*' "$work/zsh" || fail "zsh does not complete commands: $(cat "$work/zsh")"
  while read -r command option; do
    grep -qE -e "^$command .*$option(=|\[)" "$work/zsh" || fail "zsh does not complete $command $option"
  done < "$work/options"
fi
if [ "$what" = fish ]; then
  skip_without fish
  "$verdiff" completion fish > "$work/verdiff.fish"
  expect 0 fish --no-config -c "source $work/verdiff.fish; complete -C 'verdiff ch'"
  says "changelog"
  says "check"
  expect 0 fish --no-config -c "source $work/verdiff.fish; complete -C 'verdiff diff --reader '"
  says "strict"
  while read -r command option; do
    fish --no-config -c "source $work/verdiff.fish; complete -C 'verdiff $command $option'" | cut -f 1 |
      grep -qxF -e "$option" || fail "fish does not complete $command $option"
  done < "$work/options"
fi

# ---- the man page names every command and option, and troff has nothing to say about it
if [ "$what" = man ]; then
  "$verdiff" man > "$work/verdiff.1"
  sed 's/\\-/-/g' "$work/verdiff.1" | awk '
    /^\.SS / { command = $3 }
    /^\.SH / { command = "" }
    command != "" && /^\\fB/ { while (match($0, /--[a-z-]+/)) {
        print command, substr($0, RSTART, RLENGTH)
        $0 = substr($0, RSTART + RLENGTH)
      } }' | sort | diff "$work/options" - || fail "the man page has other options"
  skip_without groff
  groff -man -Tutf8 -ww -z "$work/verdiff.1" > "$work/groff" 2>&1 || fail "groff: $(cat "$work/groff")"
  [ ! -s "$work/groff" ] || fail "groff: $(cat "$work/groff")"
fi
echo "completion.sh: $what done"
