#!/bin/sh
# What a team goes through, from `verdiff init` to the changelog of its next release.
#     journey.sh VERDIFF TESTDATA
# shellcheck disable=SC2016 # backquotes are those of Markdown
set -eu
verdiff=$1
models=$2/models/churn
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"
skip_without git
mkdir "$work/bin"
ln -s "$verdiff" "$work/bin/verdiff"
PATH=$work/bin:$PATH

# edit FILE EXPRESSION: by sed, in place
edit() {
  sed "$2" "$1" > "$work/edited"
  cat "$work/edited" > "$1"
}

# gate: what the hook runs that `init` wrote
gate() {
  sed -n 's/^ *entry: //p' .pre-commit-config.yaml
}

# ---- a model is served; nobody has heard of verdiff yet
repository upstream
mkdir models .github
cp "$models/v1.yaml" models/churn.yaml
echo 'on: push' > .github/test.yml
commit "serve the churn model"

# ---- five minutes
expect 0 verdiff init
says "found  1 contract"
for file in verdiff.yaml .github/workflows/verdiff.yml .pre-commit-config.yaml; do
  [ -s "$file" ] || fail "init wrote no $file"
done
commit "let verdiff watch the contracts"
[ -n "$(gate)" ] || fail "the hook runs nothing"
expect 0 sh -c "$(gate)"
git tag v1.0.0

# ---- a pull request renames a field of the answer, and calls that a minor
git clone -q "$work/upstream" "$work/clone"
cd "$work/clone"
git checkout -q -b rename
edit models/churn.yaml 's/^\(  *\)class:/\1label:/; s/required: \[probability, class\]/required: [probability, label]/'
edit models/churn.yaml 's/^\(  version: "*\)1\.0\.0/\11.1.0/'
git diff --quiet && fail "the contract is as it was"
commit "call the class a label"
export GITHUB_BASE_REF=main
expect 1 sh -c "$(gate)"
says "models/churn.yaml"
says 'property `class` is called `label` now'
says "POST /predict 200 application/json"
says 'witness  {"label": "churn", "probability": 0}'
says 'refused by old: the object lacks the required property "class"'
says "fix      Send or accept both names until the next major version"
says "declared 1.0.0 -> 1.1.0 is not enough: 2.0.0 is needed"
# and the page that the pull request gets says the same
expect 1 verdiff check --all --report markdown
says "property-renamed"
says '{"label": "churn", "probability": 0}'
says "**fix** Send or accept both names"

# ---- the author takes the advice: both names, the new one optional
git checkout -q -b both origin/main
edit models/churn.yaml 's/^\(  *\)class: *\({.*\)$/&\n\1label: \2/'
git diff --quiet && fail "the contract is as it was"
commit "send the class as a label, too"
expect 0 sh -c "$(gate)"
says 'property `label` was added'
says "still 1.0.0, not yet bumped: 1.1.0 is needed"
expect 0 verdiff bump v1.0.0:models/churn.yaml models/churn.yaml --write
[ "$(cat "$work/out")" = 1.1.0 ] || fail "bump prints $(cat "$work/out")"
commit "release 1.1.0"
expect 0 sh -c "$(gate)"
says "MINOR: 1 minor - declared 1.0.0 -> 1.1.0 is enough"

# ---- merged, and released with its changelog
unset GITHUB_BASE_REF
cd "$work/upstream"
git pull -q "$work/clone" both
expect 0 verdiff changelog models/churn.yaml --write CHANGELOG.md --release 1.1.0 --date 2026-03-01
grep -qx '## \[1.1.0\] - 2026-03-01' CHANGELOG.md || fail "no release in: $(cat CHANGELOG.md)"
grep -qx '### Added' CHANGELOG.md || fail "nothing added in: $(cat CHANGELOG.md)"
grep -q '^- Optional property `label` was added' CHANGELOG.md || fail "no label in: $(cat CHANGELOG.md)"
if grep -q 'Breaking' CHANGELOG.md; then fail "a minor that breaks: $(cat CHANGELOG.md)"; fi
commit "tell what 1.1.0 brings"
git tag v1.1.0
expect 0 sh -c "$(gate)"
says "still 1.1.0, and nothing asks for a release"

# ---- a year later nobody remembers: the gate does
edit models/churn.yaml '/^  *class:/d; s/required: \[probability, class\]/required: [probability]/'
expect 1 sh -c "$(gate)"
says "v1.1.0:models/churn.yaml"
says 'property `class` was removed'
echo "journey.sh: done"
