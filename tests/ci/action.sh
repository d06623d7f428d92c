#!/bin/sh
# usage: action.sh VERDIFF ROOT
#
# Runs the steps of action.yml as a runner would, on a scratch git repository.
set -eu
binary=$1
root=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/repository" "$work/temp"
ln -s "$binary" "$work/bin/verdiff"
PATH=$work/bin:$PATH
export PATH RUNNER_TEMP="$work/temp" GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary"

fail() {
  echo "action.sh: $*" >&2
  exit 1
}

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

if ! command -v git > /dev/null; then
  echo "action.sh: no git, so nothing to run on" >&2
  exit 0
fi
cd "$work/repository"
git init -q -b main .
cp "$root/testdata/models/churn/v1.yaml" churn.yaml
git add churn.yaml
git -c user.name=test -c user.email=test@example.com commit -q -m v1

VERDIFF_BASE=$(git rev-parse HEAD)
export VERDIFF_BINARY="$binary" VERDIFF_COMMAND="check" VERDIFF_CONTRACT=churn.yaml VERDIFF_BASE \
  VERDIFF_OLD='' VERDIFF_OPTIONS=''

cp "$root/testdata/models/churn/v2-major-logit.yaml" churn.yaml
step 1 run
has "$GITHUB_OUTPUT" level=major
has "$GITHUB_OUTPUT" verdict=insufficient
has "$GITHUB_OUTPUT" status=1
has "$GITHUB_OUTPUT" "report=$RUNNER_TEMP/verdiff.json"
grep -q '^MAJOR: .* 1.0.0 -> 1.0.1 is not enough' "$work/log" || fail "no verdict in the log: $(cat "$work/log")"
grep -q '^MAJOR: .* 1.0.0 -&gt; 1.0.1 is not enough' "$GITHUB_STEP_SUMMARY" || fail "no verdict in the summary"

# Between the two marks the runner takes nothing for a command.
token=$(sed -n '1s/^::stop-commands:://p' "$work/log")
[ -n "$token" ] || fail "the report could speak to the runner: $(cat "$work/log")"
[ "$(tail -n 1 "$work/log")" = "::$token::" ] || fail "commands stay off after the report"

# One option a line.
VERDIFF_OPTIONS='--from=1.0.0
--to=2.0.0'
step 0 run
has "$GITHUB_OUTPUT" status=0

VERDIFF_COMMAND="diff"
VERDIFF_OPTIONS=''
VERDIFF_OLD=churn.yaml
step 0 run
has "$GITHUB_OUTPUT" level=none

VERDIFF_CONTRACT=missing.yaml
step 3 run
has "$GITHUB_OUTPUT" status=3
! grep -q '^level=' "$GITHUB_OUTPUT" || fail "a level without a contract"

# What stops it before verdiff runs says so to the runner.
VERDIFF_OLD=''
VERDIFF_BASE=0000000000000000000000000000000000000000
step 2 run
grep -q '^::error::nothing to compare with' "$work/log" || fail "no word about the base: $(cat "$work/log")"
VERDIFF_BASE=1111111111111111111111111111111111111111
step 2 run
grep -q 'fetch-depth: 0$' "$work/log" || fail "no word about the depth: $(cat "$work/log")"
VERDIFF_COMMAND="rules"
step 2 run
