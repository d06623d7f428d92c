#!/bin/sh
# What only the real binary can show: standard input, git revisions, a full disk, a pipe.
#     smoke.sh VERDIFF TESTDATA
set -eu
verdiff=$1
models=$2/models/churn
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "smoke: $*" >&2
  exit 1
}

# expect STATUS COMMAND...: runs it with its streams in out and err
expect() {
  wanted=$1
  shift
  status=0
  "$@" > out 2> err || status=$?
  [ "$status" -eq "$wanted" ] || fail "exit status $status instead of $wanted: $* $(cat err)"
}

expect 0 "$verdiff" --version
grep -q '^verdiff [0-9]' out || fail "no version: $(cat out)"

cp "$models/v1.yaml" new.yaml
expect 0 "$verdiff" diff - new.yaml < "$models/v1.yaml"
grep -q '^No difference: - and new.yaml' out || fail "standard input: $(cat out)"
[ ! -s err ] || fail "stderr is not empty: $(cat err)"

# Not a terminal: no colour.
expect 0 "$verdiff" rules
if grep -q "$(printf '\033')" out; then fail "colour in a file"; fi

if [ -w /dev/full ]; then
  status=0
  "$verdiff" show new.yaml > /dev/full 2> err || status=$?
  [ "$status" -eq 2 ] || fail "exit status $status instead of 2 on a full disk"
  grep -q 'cannot-write' err || fail "a full disk is not told: $(cat err)"
fi

if command -v git > /dev/null; then
  git init -q -b main repository
  cd repository
  cp "$models/v1.yaml" churn.yaml
  git add churn.yaml
  git -c user.name=smoke -c user.email=smoke@example.com commit -q -m v1
  cp "$models/v2-major-removed.yaml" churn.yaml
  expect 1 "$verdiff" check main:churn.yaml churn.yaml
  grep -q '^MAJOR: ' out || fail "no verdict against a git revision: $(cat out)"
  grep -q 'main:churn.yaml:[0-9]' out || fail "no place in the revision: $(cat out)"
fi
