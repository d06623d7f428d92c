#!/bin/sh
# usage: action.sh VERDIFF ROOT
#
# Runs the steps of action.yml as a runner would, on a scratch git repository.
set -eu
binary=$1
root=$2

# shellcheck source=tests/cli/repository.sh
. "$root/tests/cli/repository.sh"

mkdir "$work/bin" "$work/temp"
ln -s "$binary" "$work/bin/verdiff"
PATH=$work/bin:$PATH
export PATH RUNNER_TEMP="$work/temp" GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary"

# has FILE LINE: LINE is a line of FILE
has() {
  grep -qxF -e "$2" "$1" || fail "no line '$2' in $(basename "$1"): $(cat "$1")"
}

# action.yml sets what the script reads, and hands on what it writes.
sed -n 's/^ *\(VERDIFF_[A-Z]*\): .*/\1/p' "$root/action.yml" | sort > "$work/set"
grep -o 'VERDIFF_[A-Z][A-Z]*' "$root/.ci/action" | sort -u > "$work/read"
diff -u "$work/set" "$work/read" || fail "action.yml and .ci/action name different variables"

# step STATUS NAME: runs a step; its log in log, its outputs in output
step() {
  : > "$GITHUB_OUTPUT"
  : > "$GITHUB_STEP_SUMMARY"
  status=0
  "$root/.ci/action" "$2" > "$work/log" 2>&1 || status=$?
  [ "$status" -eq "$1" ] || fail "exit status $status instead of $1 of $2: $(cat "$work/log")"
}

step 0 provide
has "$GITHUB_OUTPUT" "verdiff=$work/bin/verdiff"

skip_without git
repository upstream
mkdir contracts
cp "$root/testdata/models/churn/v1.yaml" churn.yaml
contract 1.0.0 a b > contracts/offers.yaml
commit v1
git tag v1.0.0
git checkout -q -b feature

export VERDIFF_BINARY="$binary" VERDIFF_CONTRACT='' VERDIFF_BASE='' VERDIFF_OLD='' VERDIFF_OPTIONS=''

# Every contract, each against its newest release.
cp "$root/testdata/models/churn/v2-major-logit.yaml" churn.yaml
contract 1.1.0 a b c > contracts/offers.yaml
commit v2
step 1 run
has "$GITHUB_OUTPUT" level=major
has "$GITHUB_OUTPUT" status=1
has "$GITHUB_OUTPUT" "report=$RUNNER_TEMP/verdiff.json"
if grep -q '^verdict=' "$GITHUB_OUTPUT"; then fail "one verdict for two contracts"; fi
has "$work/log" "MAJOR: 2 contracts, 1 closes the gate: 1 major, 1 minor, 1 patch"
grep -q '^### .* MAJOR: 2 contracts' "$GITHUB_STEP_SUMMARY" || fail "no verdict in the summary"

# Between the two marks the runner takes nothing for a command; what follows is meant for it.
token=$(sed -n '1s/^::stop-commands:://p' "$work/log")
[ -n "$token" ] || fail "the report could speak to the runner: $(cat "$work/log")"
sed "1,/^::$token::\$/d" "$work/log" > "$work/spoken"
grep -q '^::error file=churn.yaml,line=' "$work/spoken" || fail "no annotation: $(cat "$work/log")"
if grep -qv '^::' "$work/spoken"; then fail "more than annotations: $(cat "$work/spoken")"; fi

# Some of them, one a line; a folder stands for those in it.
VERDIFF_CONTRACT='
contracts
churn.yaml
'
step 1 run
has "$work/log" "MAJOR: 2 contracts, 1 closes the gate: 1 major, 1 minor, 1 patch"
VERDIFF_CONTRACT=contracts
step 0 run
has "$GITHUB_OUTPUT" level=minor

# One has a verdict.
VERDIFF_CONTRACT=churn.yaml
step 1 run
has "$GITHUB_OUTPUT" level=major
has "$GITHUB_OUTPUT" verdict=insufficient
grep -q '^MAJOR: .* 1.0.0 -> 1.0.1 is not enough' "$work/log" || fail "no verdict in the log: $(cat "$work/log")"

# One option a line.
VERDIFF_OPTIONS='--from=1.0.0

--to=2.0.0'
step 0 run
has "$GITHUB_OUTPUT" status=0
VERDIFF_OPTIONS=''

# In a pull request, with what its branch started from; a revision that is given wins.
contract 2.0.0 a > contracts/offers.yaml
commit v3
git tag v2.0.0
cp "$root/testdata/models/churn/v1.yaml" churn.yaml
commit v4
VERDIFF_CONTRACT=
step 1 run # churn.yaml went back from 1.0.1 to 1.0.0
export GITHUB_BASE_REF=main
step 0 run
has "$GITHUB_OUTPUT" level=major # of offers.yaml, since v1.0.0
VERDIFF_BASE=HEAD
step 0 run
has "$GITHUB_OUTPUT" level=none
VERDIFF_BASE=1111111111111111111111111111111111111111
step 3 run
has "$GITHUB_OUTPUT" status=3
grep -q 'fetch-depth: 0' "$work/log" || fail "no word about the depth: $(cat "$work/log")"
if grep -q '^level=' "$GITHUB_OUTPUT"; then fail "a level without a report"; fi
VERDIFF_BASE=''

# The old one from elsewhere.
VERDIFF_CONTRACT=churn.yaml
VERDIFF_OLD=churn.yaml
step 0 run
has "$GITHUB_OUTPUT" level=none
VERDIFF_CONTRACT=missing.yaml
step 3 run
VERDIFF_CONTRACT=
step 2 run
grep -q '^::error::old takes one contract' "$work/log" || fail "no word about old: $(cat "$work/log")"
VERDIFF_OLD=''
VERDIFF_OPTIONS=--nonsense
step 2 run

# A shallow clone has nothing to compare with.
VERDIFF_OPTIONS=''
git clone -q --depth 1 --branch feature "file://$work/upstream" "$work/shallow"
cd "$work/shallow"
step 3 run
grep -q 'fetch-depth: 0' "$work/log" || fail "no word about the depth: $(cat "$work/log")"
echo "action.sh: done"
