#!/bin/sh
# `git diff` with verdiff as a driver, configured as docs/git.md says.
#     git_diff.sh VERDIFF ROOT
# shellcheck disable=SC2016 # backquotes are those of Markdown, dollars those of JSON Schema
set -eu
verdiff=$1
root=$2
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"
skip_without git
mkdir "$work/bin"
ln -s "$verdiff" "$work/bin/verdiff"
PATH=$work/bin:$PATH

# says_not TEXT: standard output of the last `expect` does not have it
says_not() {
  if grep -qF -e "$1" "$work/out"; then fail "'$1' in: $(cat "$work/out")"; fi
}

repository contracts
# The lines of the page: what goes to .gitattributes, and the configuration.
sed -n '/^```gitattributes$/,/^```$/p' "$root/docs/git.md" | sed '/^```/d' > .gitattributes
sed -n '/^```sh$/,/^```$/p' "$root/docs/git.md" | grep '^git config' > "$work/configure"
[ "$(wc -l < .gitattributes)" -ge 1 ] || fail "no attributes in docs/git.md"
[ "$(wc -l < "$work/configure")" -eq 2 ] || fail "not two drivers in docs/git.md"
grep 'diff.verdiff.command' "$work/configure" > "$work/command"
sh "$work/command"

mkdir contracts
contract 1.0.0 a b > contracts/churn.yaml
contract 1.0.0 a b > contracts/old.yaml
echo 'note: first' > contracts/note.yaml
commit one
git tag v1.0.0

# ---- in words, under the names that git has for both sides
contract 1.1.0 a c > contracts/churn.yaml
expect 0 git diff
says "a/contracts/churn.yaml 1.0.0 -> b/contracts/churn.yaml 1.1.0"
says "property-renamed"
says "b/contracts/churn.yaml:"
says_not "$work"
says_not "@@"
[ ! -s "$work/err" ] || fail "stderr is not empty: $(cat "$work/err")"
git add -A
expect 0 git diff --cached
says "property-renamed"
cd contracts
expect 0 git diff HEAD
says "property-renamed"
cd ..
commit two
expect 0 git diff v1.0.0 HEAD
says "property-renamed"
expect 0 git log -p --ext-diff -1
says "property-renamed"
expect 0 git diff --no-ext-diff v1.0.0
says "@@"

# ---- the policy of the repository counts; a broken one is told, and the lines are shown
printf 'severities: {property-renamed: note}\nreader: strict\n' > verdiff.yaml
expect 0 git diff v1.0.0 -- contracts
says "strict reader"
echo 'nonsense: 1' > verdiff.yaml
expect 0 git diff v1.0.0 -- contracts
says "[bad-config]"
says "@@"
rm verdiff.yaml

# ---- new, removed, renamed
contract 1.0.0 a > contracts/new.yaml
git rm -q contracts/old.yaml
git add -A
expect 0 git diff --cached --no-renames
says "minor  contract-added"
says "major  contract-removed"
git reset -q --hard
git mv contracts/old.yaml contracts/moved.yaml
contract 1.0.0 a b c > contracts/moved.yaml
git add -A
expect 0 git diff --cached -M
says "a/contracts/old.yaml 1.0.0 -> b/contracts/moved.yaml 1.0.0"
says "property-added"
commit moved

# ---- what can't be read in words is told, and shown by its lines, under its own name
printf 'openapi: 3.1.0\npaths: [' > contracts/churn.yaml
expect 0 git diff
says "b/contracts/churn.yaml:2:"
says "diff --git a/contracts/churn.yaml b/contracts/churn.yaml"
says "+paths: ["
says_not "$work"
says_not "/tmp"
git checkout -q contracts/churn.yaml
echo 'note: second' > contracts/note.yaml
expect 0 git diff
says "+note: second"
says_not "unknown-format"
says "--- a/contracts/note.yaml"
commit note
expect 0 git diff HEAD^ HEAD
says "--- a/contracts/note.yaml"
says "+++ b/contracts/note.yaml"

# ---- other words for the same: the lines are all that there is to see
contract 1.1.0 a c | sed 's/  # keep//' > contracts/churn.yaml
expect 0 git diff
says "No difference"
says "@@"
git checkout -q contracts/churn.yaml

# ---- files that it refers to
mkdir contracts/parts
contract 1.1.0 a c | sed 's|{type: string}|{$ref: "parts/text.json"}|' > contracts/churn.yaml
echo '{"type": "string"}' > contracts/parts/text.json
commit parts
contract 1.1.0 a | sed 's|{type: string}|{$ref: "parts/text.json"}|' > contracts/churn.yaml
expect 0 git diff
says "property-removed"
git checkout -q contracts/churn.yaml

# ---- a conflict
git checkout -q -b other HEAD^
contract 3.0.0 x > contracts/churn.yaml
commit other
status=0
git merge -q main > /dev/null 2>&1 || status=$?
[ "$status" -eq 1 ] || fail "no conflict"
expect 0 git diff # git shows both parents by itself
says "<<<<<<< HEAD"
expect 0 git diff HEAD
says "[syntax]"
expect 0 git diff --ours
says "* Unmerged path contracts/churn.yaml"
git reset -q --hard

# ---- names that look like something else
contract 1.0.0 a > -x.yaml
echo '*.yaml diff=verdiff' > .gitattributes
commit names
contract 1.0.0 a b > -x.yaml
expect 0 git diff
says "property-added"

# ---- colour: as git has it, or as it is told
expect 0 env GIT_PAGER_IN_USE=true git diff
says "$(printf '\033')["
expect 0 env GIT_PAGER_IN_USE=true NO_COLOR=1 git diff
says_not "$(printf '\033')["

# ---- the other way: textconv, which git asks for either side
git reset -q --hard
git config --unset diff.verdiff.command
grep 'diff.verdiff.textconv' "$work/configure" > "$work/textconv"
sh "$work/textconv"
contract 1.0.0 a b > -x.yaml
expect 0 git diff
says "+         b  string"
printf 'openapi: 3.1.0\npaths: [' > contracts/churn.yaml
expect 0 git diff
says "+paths: ["

# ---- not by git
expect 2 "$verdiff" git-diff a b
complains "expected the 7 or 9 arguments that git gives to an external diff, found 2"
echo "git_diff.sh: done"
