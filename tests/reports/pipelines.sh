#!/bin/sh
# usage: pipelines.sh VERDIFF ROOT [JUNIT_XSD]
#
# Holds the reports that pipelines read to their forms: JUnit to junit.xsd beside this script (or to the one
# given, such as Jenkins's), GitLab's to gitlab.schema.json. Exits with 77 without xmllint.
set -eu
verdiff=$1
root=$2
here=$root/tests/reports
junit=${3:-$here/junit.xsd}

command -v xmllint > /dev/null || {
  echo "pipelines.sh: SKIPPED: there is no xmllint (libxml2-utils)" >&2
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# hold NAME COMMAND...: both reports of the command have their form.
hold() {
  name=$1
  shift
  "$verdiff" "$@" --report "junit=$work/$name.xml" --report "gitlab=$work/$name.json" || [ $? -le 3 ]
  xmllint --noout --nonet --schema "$junit" "$work/$name.xml" 2> "$work/log" || {
    cat "$work/log" >&2
    status=1
  }
  "$verdiff" validate "$here/gitlab.schema.json" "$work/$name.json" > "$work/log" || {
    cat "$work/log" >&2
    status=1
  }
}

cd "$root/testdata/models/churn"
for new in v2-*.yaml; do hold "${new%.yaml}" check v1.yaml "$new" --declared patch; done
hold same diff v1.yaml v1.yaml
hold strict diff v1.yaml v2-minor.yaml --fail-on minor

# A run of many: one changed, one as it was, one that can't be read.
mkdir "$work/repository"
cp v1.yaml "$work/repository/changed.yaml"
cp v1.yaml "$work/repository/same.yaml"
cp v1.yaml "$work/repository/broken.yaml"
cd "$work/repository"
git init -q . && git add .
git -c user.name=test -c user.email=test@localhost -c commit.gpgsign=false commit -qm one
cp "$root/testdata/models/churn/v2-major-rename.yaml" changed.yaml
echo 'openapi: [' > broken.yaml
hold many check --all changed.yaml same.yaml broken.yaml --base HEAD
bench=${VERDIFF_SHARED:-$root/../shared}/bench
if [ -d "$bench" ]; then
  hold large diff "$bench/stripe-2021-10-08.json" "$bench/stripe-2022-04-12.json"
else
  echo "pipelines.sh: skipped: there is no $bench (VERDIFF_SHARED)" >&2
fi
[ "$status" -eq 0 ] && echo "pipelines.sh: every report has the form that its readers take"
exit "$status"
