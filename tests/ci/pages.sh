#!/bin/sh
# usage: pages.sh VERDIFF ROOT
#
# Runs the commands that docs/ci.md, .ci/gitlab.yml and .pre-commit-hooks.yaml hold, as their systems would: in a clone
# of a scratch repository, on a branch, with the variables of the section that they stand in. Each has to let a minor
# pass and to refuse a major, and to write the reports that it names.
# shellcheck disable=SC2016 # variables are those of the pages
set -eu
binary=$1
root=$2
# shellcheck source=tests/cli/repository.sh
. "$root/tests/cli/repository.sh"
skip_without git

mkdir "$work/bin"
ln -s "$binary" "$work/bin/verdiff"
# Stands in for docker: a container sees the variables that it is given, and no others.
cat > "$work/bin/docker" << 'END'
#!/bin/sh
[ "$1" = run ] || { echo "docker: expected run, found $1" >&2; exit 125; }
shift
given="PATH=$PATH HOME=$HOME GIT_CONFIG_NOSYSTEM=1"
while [ $# -gt 0 ]; do
  case $1 in
    --rm) ;;
    -v | -u) shift ;;
    -e) given="$given $2=$(printenv "$2")"; shift ;;
    verdiff | */verdiff) shift; exec env -i $given verdiff "$@" ;;
    *) echo "docker: unknown: $1" >&2; exit 125 ;;
  esac
  shift
done
END
chmod +x "$work/bin/docker"
PATH=$work/bin:$PATH

# commands FILE: lines `SECTION<tab>COMMAND`; a line that ends in a backslash goes on.
commands() {
  awk -v markdown="${1##*.}" '
    /^## / { section = $2 }
    markdown == "md" && /^```(yaml|groovy|sh)$/ { inside = 1; next }
    /^```/ { inside = 0 }
    markdown == "md" && !inside { next }
    {
      line = before $0
      before = ""
      if (sub(/\\$/, "", line)) { before = line; next }
      sub(/^ *(- )?/, "", line)
      sub(/^(script|entry): /, "", line)
      if (sub(/^sh \x27/, "", line)) sub(/\x27$/, "", line)
      gsub(/  +/, " ", line)
      if (line ~ /^(verdiff check|docker run) /) print section "\t" line
    }' "$1"
}

# ---- main released 1.0.0 with a and b, and lost b since; the branch adds c
repository upstream
contract 1.0.0 a b > churn.yaml
commit one
git tag v1.0.0
contract 1.0.0 a > churn.yaml
commit two
git checkout -q -b feature
contract 1.0.0 a c > churn.yaml
commit three
git clone -q "$work/upstream" "$work/clone"
cd "$work/clone"
git checkout -q feature

# runs SECTION COMMAND
runs() {
  command=$2
  case $1 in
    GitLab) export CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main ;;
    Jenkins) export CHANGE_TARGET=main ;;
    Azure) export SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main ;;
    *) git tag v1.0.1 main ;; # nobody says the branch: a release is what there is
  esac
  contract 1.0.0 a c > churn.yaml
  expect 0 sh -c "$command"
  says "MINOR: 1 minor"
  contract 1.0.0 c > churn.yaml
  expect 1 sh -c "$command"
  says "MAJOR: 1 major"
  for report in $(printf '%s\n' "$command" | grep -o 'report [a-z]*=[^ ]*' | sed 's/.*=//'); do
    [ -s "$report" ] || fail "no $report of: $command"
    rm "$report"
  done
  unset CI_MERGE_REQUEST_TARGET_BRANCH_NAME CHANGE_TARGET SYSTEM_PULLREQUEST_TARGETBRANCH || true
  git tag -d v1.0.1 > /dev/null 2>&1 || true
}

git branch -q main origin/main
{
  commands "$root/docs/ci.md"
  commands "$root/.pre-commit-hooks.yaml"
  commands "$root/.ci/gitlab.yml" | sed 's/^/GitLab/'
} > "$work/commands"
VERDIFF_CHECK=$(sed -n 's/^  VERDIFF_CHECK: \([^ ]*\).*/\1/p' "$root/.ci/gitlab.yml")
export VERDIFF_CHECK
tab=$(printf '\t')
while IFS=$tab read -r section command; do
  [ -n "$command" ] || { command=$section; section=; }
  runs "$section" "$command"
done < "$work/commands"
for section in GitLab Jenkins Azure pre-commit Containers Anywhere; do
  grep -q "^$section$tab" "$work/commands" || fail "no command in $section of docs/ci.md"
done

# ---- a shallow clone says what it lacks
git clone -q --depth 1 --branch feature "file://$work/upstream" "$work/shallow"
cd "$work/shallow"
while IFS=$tab read -r section command; do
  expect 3 sh -c "${command:-$section}"
done < "$work/commands"

echo "$(wc -l < "$work/commands") commands"
