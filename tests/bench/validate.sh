#!/bin/sh
# `verdiff validate` beside ajv, the fastest validator there is for JavaScript, on the same machine: payloads of one
# gigabyte, a line each, against a schema of 40 properties. Makes the payloads in a folder that it removes again.
#
#     tests/bench/validate.sh VERDIFF [MEGABYTES]
#
# Fails when verdiff takes longer than ajv, counts other payloads as valid, or takes over 10 MB more memory than for a
# tenth of the payloads.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
verdiff=$1
megabytes=${2:-1000}

bench="validate beside ajv"
. "$here/common.sh"

command -v node > /dev/null || skip "there is no node"
command -v npm > /dev/null || skip "there is no npm"
needed=$((megabytes * 12 / 10))
free=$(df -Pm "$work" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || skip "$work has $free MB left, $needed are needed"

cp "$here/validate.js" "$work"
cd "$work"
npm install --silent --no-fund --no-audit ajv@8 > npm.log 2>&1 || skip "npm can't install ajv: $(tail -n 1 npm.log)"
node validate.js schema > schema.json
node validate.js make small.jsonl $((megabytes / 10))
node validate.js make large.jsonl "$megabytes"

# timed NAME COMMAND...: seconds and kilobytes to NAME.time, standard output to NAME.out
timed() {
  name=$1
  shift
  status=0
  /usr/bin/time -q -o "$name.time" -f '%e %M %U' "$@" > "$name.out" || status=$?
  [ "$status" -le 1 ] || fail "$* ended with status $status"
}

# Each once to warm up the file cache, then in turn: the least of three.
for round in 0 1 2 3; do
  timed "small-$round" "$verdiff" validate --report json schema.json small.jsonl
  timed "verdiff-$round" "$verdiff" validate --report json schema.json large.jsonl
  timed "ajv-$round" node validate.js ajv large.jsonl
done

# best NAME FIELD: the least of the rounds
best() {
  cat "$1"-[123].time | awk -v field="$2" 'NR == 1 || $field < least { least = $field } END { print least }'
}

ours=$(sed -n 's/^ *"valid": \([0-9]*\),*$/\1/p' verdiff-1.out | head -n 1)
theirs=$(sed 's/ valid.*//' ajv-1.out)
[ "$ours" = "$theirs" ] || fail "verdiff counts '$ours' valid payloads, ajv '$theirs'"

awk -v megabytes="$megabytes" -v verdiff="$(best verdiff 1)" -v ajv="$(best ajv 1)" \
  -v verdiff_cpu="$(best verdiff 3)" -v ajv_cpu="$(best ajv 3)" \
  -v small="$(best small 2)" -v large="$(best verdiff 2)" -v version="$(node --version)" '
  BEGIN {
    grown = (large - small) / 1024
    held = verdiff <= ajv && grown < 10
    printf "validate, %d MB of JSONL, 40 properties\n", megabytes
    printf "  %-10s %8.2f s %8.2f s of all cores\n", "ajv", ajv, ajv_cpu
    printf "  %-10s %8.2f s %8.2f s of all cores\n", "verdiff", verdiff, verdiff_cpu
    printf "  memory %.1f MB, %.1f MB more than for a tenth (node %s); at most the time of ajv and 10 MB: %s\n", \
      large / 1024, grown, version, held ? "held" : "EXCEEDED"
    exit !held
  }'
