#!/bin/sh
# What `init` writes into a scratch repository, twice; and that what it wrote is taken.
#     init.sh VERDIFF TESTDATA
set -eu
verdiff=$1
models=$2/models/churn
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"
skip_without git

# has TEXT: in the last output
has() {
  grep -qF -- "$1" "$work/out" "$work/err" || fail "no '$1' in: $(cat "$work/out" "$work/err")"
}

mkdir outside
cd outside
GIT_CEILING_DIRECTORIES=$work
export GIT_CEILING_DIRECTORIES
expect 2 "$verdiff" init
has "expected a git work tree"
cd ..

repository scratch
mkdir -p models .github/workflows node_modules/other
cp "$models/v1.yaml" models/churn.yaml
cp "$models/v1.yaml" node_modules/other/api.yaml
echo '{"name": "not a contract", "type": "module"}' > package.json
echo 'on: push' > .github/workflows/test.yml
commit first
git tag v1.0.0

cp -R . "$work/before"
expect 0 "$verdiff" init --dry-run
has "found  1 contract, 1 release tagged \`v*\`, the newest v1.0.0"
has "--- verdiff.yaml"
diff -r . "$work/before" > /dev/null || fail "a dry run wrote something"

expect 0 "$verdiff" init
has "wrote  verdiff.yaml, the policy file"
has "wrote  .github/workflows/verdiff.yml, the GitHub workflow"
has "next   look at what you have: verdiff show models/churn.yaml"
grep -qF '"models/churn.yaml"' verdiff.yaml || fail "$(cat verdiff.yaml)"
grep -qF '# base: {tag: "v*"} # the newest: v1.0.0' verdiff.yaml || fail "$(cat verdiff.yaml)"
grep -qF 'fetch-depth: 0' .github/workflows/verdiff.yml || fail "no history in the workflow"
grep -qF 'always_run: true' .pre-commit-config.yaml || fail "a contract that is deleted would pass the hook"

echo '# mine' >> verdiff.yaml
cp -R . "$work/after"
expect 0 "$verdiff" init
has "left   verdiff.yaml, which is there already"
has "left   .pre-commit-config.yaml, which is there already"
diff -r . "$work/after" > /dev/null || fail "the second run changed something"

cd models
expect 2 "$verdiff" init
has "expected the top of the work tree"
# The policy file above is found, and taken.
cp "$models/v2-major-removed.yaml" churn.yaml
expect 1 "$verdiff" check v1.0.0:churn.yaml churn.yaml
has "is not enough: 2.0.0 is needed"
id=$(sed -n 's/^ *id  *\([0-9a-f]*\)$/\1/p' "$work/out")
expect 0 "$verdiff" accept "$id" v1.0.0:churn.yaml churn.yaml \
  --reason "the only reader was told" --owner team-churn --until 2026-12-31 --today 2026-11-25
has "../verdiff-accepted.yaml: accepts $id"
expect 0 "$verdiff" check v1.0.0:churn.yaml churn.yaml --today 2026-12-31
has "only accepted findings ask for it"
cd ..
expect 0 "$verdiff" check v1.0.0:models/churn.yaml models/churn.yaml --today 2026-12-31
expect 1 "$verdiff" check v1.0.0:models/churn.yaml models/churn.yaml --today 2027-01-01
has "verdiff-accepted.yaml:4:5: expired: team-churn accepted $id"
expect 0 env SOURCE_DATE_EPOCH=1764028800 "$verdiff" check v1.0.0:models/churn.yaml models/churn.yaml
git checkout -q models/churn.yaml
expect 1 "$verdiff" check v1.0.0:models/churn.yaml models/churn.yaml --today 2026-12-01
has "unused: models/churn.yaml no longer has the finding $id"
echo "init.sh: done"
