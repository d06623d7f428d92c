# shellcheck shell=sh
# Sourced by tests that work on scratch git repositories: a folder $work that goes when the test ends,
# neither this machine's git settings nor the CI that runs the test, and words to say what is expected.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
HOME=$work
export HOME GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.com
export GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.com
unset GITHUB_BASE_REF CI_MERGE_REQUEST_TARGET_BRANCH_NAME CHANGE_TARGET SYSTEM_PULLREQUEST_TARGETBRANCH \
  GITHUB_REF BUILD_SOURCEBRANCH CI_COMMIT_TAG TAG_NAME XDG_CONFIG_HOME GIT_DIR GIT_WORK_TREE \
  GIT_EXTERNAL_DIFF GIT_PAGER_IN_USE SOURCE_DATE_EPOCH NO_COLOR || true

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# skip_without COMMAND: ends a test that has nothing to run on; ctest shows it as skipped (77)
skip_without() {
  command -v "$1" > /dev/null && return
  echo "${0##*/}: skipped: there is no $1" >&2
  exit 77
}

# expect STATUS COMMAND...: runs it with its streams in $work/out and $work/err
expect() {
  wanted=$1
  shift
  status=0
  "$@" > "$work/out" 2> "$work/err" || status=$?
  [ "$status" -eq "$wanted" ] ||
    fail "exit status $status instead of $wanted: $* $(cat "$work/out" "$work/err")"
}

# says TEXT / complains TEXT: standard output / error of the last `expect` has it
says() {
  grep -qF -e "$1" "$work/out" || fail "no '$1' in: $(cat "$work/out" "$work/err")"
}
complains() {
  grep -qF -e "$1" "$work/err" || fail "no '$1' in: $(cat "$work/out" "$work/err")"
}

# contract VERSION PROPERTY...: an OpenAPI document whose answer has these properties; "": no version
contract() {
  version=$1
  shift
  printf 'openapi: 3.1.0\ninfo:\n  title: Churn model\n'
  [ -z "$version" ] || printf '  version: "%s"  # keep\n' "$version"
  printf 'paths:\n  /predict:\n    get:\n      responses:\n        "200":\n          description: a score\n'
  printf '          content:\n            application/json:\n              schema:\n                type: object\n'
  printf '                properties:\n'
  for property in "$@"; do printf '                  %s: {type: string}\n' "$property"; done
}

# repository NAME: a new one in $work/NAME, which is where the test goes on
repository() {
  rm -rf "${work:?}/$1"
  git init -q -b main "$work/$1"
  cd "$work/$1" || exit 1
}

commit() {
  git add -A
  git commit -q --allow-empty -m "$1"
}
