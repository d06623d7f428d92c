#!/bin/sh
# `verdiff check --all` over a repository of many contracts, all of them changed since their release: on two cores beside
# one contract at a time, and its memory beside what the largest contract takes alone. The repository is made by
# `many.awk` in a temporary folder, which goes again.
#
#     tests/bench/many.sh VERDIFF [CONTRACTS]
#
# Fails when two jobs are less than 1.7 times as fast as one, or a run takes more than twice the memory of the largest
# contract, in any form of a report.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
verdiff=$1
contracts=${2:-500}

bench="many contracts"
. "$here/common.sh"

mkdir -p "$work/repository/contracts"
cd "$work/repository"

# write RELEASE: all contracts of the repository
write() {
  awk -v count="$contracts" -v folder=contracts -v release="$1" -f "$here/many.awk"
}

git init -q .
write 1
git add .
git -c user.name=bench -c user.email=bench@example.org commit -q -m "Release"
git tag v1.0.0
write 2

# timed NAME ARG...: seconds and kilobytes of a check to NAME.time
timed() {
  name=$1
  shift
  status=0
  /usr/bin/time -q -o "$work/$name.time" -f '%e %M' "$verdiff" check "$@" > "$work/$name.out" || status=$?
  [ "$status" -le 1 ] || fail "check $* ended with status $status"
}

# Each once to warm up the file cache, then in turn: the least of five.
for round in 0 1 2 3 4 5; do
  timed "one-$round" contracts/service-001.yaml --report json
  timed "jobs1-$round" --all --jobs 1 --report json
  timed "jobs2-$round" --all --jobs 2 --report json
done
cmp -s "$work/jobs1-1.out" "$work/jobs2-1.out" || fail "one job and two do not write the same report"
for form in text markdown html sarif junit github gitlab; do
  timed "form-$form-1" --all --jobs 2 --report "$form"
done

# least NAME FIELD, most NAME FIELD: over the rounds
least() {
  cat "$work/$1"-[12345].time | awk -v field="$2" 'NR == 1 || $field < least { least = $field } END { print least }'
}
most() {
  cat "$work/$1"*-[12345].time | awk -v field="$2" '$field > most { most = $field } END { print most }'
}

# The status is that of the last command, awk.
awk -v contracts="$contracts" -v one="$(least one 1)" -v jobs1="$(least jobs1 1)" -v jobs2="$(least jobs2 1)" \
  -v memory_one="$(least one 2)" -v memory_jobs1="$(most jobs1 2)" -v memory_jobs2="$(most jobs2 2)" \
  -v memory_forms="$(most form 2)" '
  BEGIN {
    faster = jobs1 / jobs2
    largest = memory_jobs2 > memory_forms ? memory_jobs2 : memory_forms
    if (memory_jobs1 > largest) largest = memory_jobs1
    held = faster >= 1.7 && largest <= 2 * memory_one
    printf "check --all, %d contracts, all changed\n", contracts
    printf "  %-28s %7.2f s %7.1f MB\n", "the largest contract alone", one, memory_one / 1024
    printf "  %-28s %7.2f s %7.1f MB\n", "--jobs 1", jobs1, memory_jobs1 / 1024
    printf "  %-28s %7.2f s %7.1f MB\n", "--jobs 2", jobs2, memory_jobs2 / 1024
    printf "  %-28s           %7.1f MB\n", "the other forms, at most", memory_forms / 1024
    printf "  %.2fx as fast, %.2fx the memory of one; budget 1.7x and 2x: %s\n", faster, largest / memory_one, \
      held ? "held" : "EXCEEDED"
    exit !held
  }'
