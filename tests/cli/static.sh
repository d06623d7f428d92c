#!/bin/sh
# The binary of the preset `static`: it needs no shared library, no other program and no environment,
# but for git where something is compared with a revision. Run by `./dev static`.
#     static.sh VERDIFF TESTDATA
set -eu
verdiff=$1
models=$2/models/churn
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"

LC_ALL=C ldd "$verdiff" > "$work/ldd" 2>&1 || true
grep -qE 'not a dynamic executable|statically linked' "$work/ldd" || fail "it needs libraries: $(cat "$work/ldd")"

# alone STATUS ARGUMENT...: with an empty environment, and nothing on the PATH
mkdir "$work/nothing"
alone() {
  wanted=$1
  shift
  expect "$wanted" env -i PATH="$work/nothing" "$verdiff" "$@"
}
alone 0 --version
says "verdiff "
alone 1 check "$models/v1.yaml" "$models/v2-major-rename.yaml"
says "property-renamed"
alone 0 check "$models/v1.yaml" "$models/v2-minor.yaml" --report json --report html=page.html
[ -s page.html ] || fail "no page"
alone 3 check main:churn.yaml "$models/v1.yaml"
complains "expected git in PATH, found none"

# In a root of its own nothing else can be found at all.
if [ "$(id -u)" -eq 0 ] && mkdir "$work/root" && cp "$verdiff" "$models"/*.yaml "$work/root" &&
  chroot "$work/root" /verdiff --version > /dev/null 2>&1; then
  expect 1 chroot "$work/root" /verdiff check v1.yaml v2-major-rename.yaml
  says "property-renamed"
else
  echo "static.sh: not in a root of its own, which only root may have" >&2
fi

# Many contracts are checked by threads, against git.
skip_without git
repository many
for name in a b c d; do contract 1.0.0 a b > $name.yaml; done
commit one
git tag v1.0.0
for name in a b c d; do contract 1.1.0 a b c > $name.yaml; done
expect 0 "$verdiff" check --all --jobs 4
says "MINOR: 4 contracts: 4 minor"
echo "static.sh: done"
