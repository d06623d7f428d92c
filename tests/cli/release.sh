#!/bin/sh
# `check` over git: tags, merge bases, shallow clones, files that come, go and move.
#     release.sh VERDIFF
set -eu
verdiff=$1
# shellcheck source=tests/cli/repository.sh
. "${0%/*}/repository.sh"
skip_without git

# ---- the newest released tag
repository tags
contract 1.0.0 a b > churn.yaml
expect 0 "$verdiff" check churn.yaml
says "a first release: there is no HEAD:churn.yaml"
commit one
git tag v1.0.0
contract 1.9.0 a b c > churn.yaml
commit two
git tag v1.9.0
contract 1.10.0 a b c d > churn.yaml
commit three
git tag -m annotated v1.10.0
git tag v2.0.0-rc.1
git tag nightly
contract 1.11.0 a b c > churn.yaml
expect 1 "$verdiff" check churn.yaml
says "v1.10.0:churn.yaml 1.10.0 -> churn.yaml 1.11.0"
says "MAJOR: 1 major - declared 1.10.0 -> 1.11.0 is not enough: 2.0.0 is needed"
contract 2.0.0-rc.1 a b c > churn.yaml
expect 0 "$verdiff" check churn.yaml
contract 1.9.9 a b c d > churn.yaml
expect 1 "$verdiff" check churn.yaml
says "goes backwards"
# from a folder below, and by an absolute path
mkdir -p sub/folder
cd sub/folder
expect 1 "$verdiff" check ../../churn.yaml
says "v1.10.0:../../churn.yaml"
expect 1 "$verdiff" check "$work/tags/churn.yaml"
says "goes backwards"
cd ../..

# ---- not bumped yet
contract 1.10.0 a b c d e > churn.yaml
expect 0 "$verdiff" check churn.yaml
says "still 1.10.0, not yet bumped: 1.11.0 is needed"
expect 1 "$verdiff" check churn.yaml --unchanged any
contract 1.10.0 a > churn.yaml
expect 1 "$verdiff" check churn.yaml
says "not yet bumped: 2.0.0 is needed"
expect 0 "$verdiff" check churn.yaml --unchanged off

# ---- --base, and names that are no revisions
expect 1 "$verdiff" check churn.yaml --base v1.0.0
says "v1.0.0:churn.yaml 1.0.0 -> churn.yaml 1.10.0"
expect 3 "$verdiff" check churn.yaml --base nowhere
complains "fetch-depth: 0"
expect 3 "$verdiff" check churn.yaml --base=--help
complains "found '--help', which git does not know"
expect 3 "$verdiff" check "$work/elsewhere.yaml"

# ---- a tag that git took, but that looks like an option or a command
# shellcheck disable=SC2016 # a name, not to be expanded
git tag -- 'v1.10.1-$(touch${IFS}pwned)' 2> /dev/null || true
git update-ref 'refs/tags/--output=pwned@v9.0.0' HEAD 2> /dev/null || true
expect 1 "$verdiff" check churn.yaml
expect 1 "$verdiff" check churn.yaml --against '*'
[ ! -e pwned ] || fail "a tag's name was run"

# ---- the versions still in the field
git checkout -q -- churn.yaml
contract 1.11.0 a b > churn.yaml
expect 1 "$verdiff" check churn.yaml --against 'v1.*'
says "v1.10.0: MAJOR"
says "1 contract without a difference"
grep -n '^v1' "$work/out" | head -n 1 | grep -q 'v1.10.0' || fail "not the worst first: $(cat "$work/out")"
expect 3 "$verdiff" check churn.yaml --against 'v7.*'
complains "fetch-depth: 0"

# ---- whose tag it is
repository owners
mkdir -p models/churn models/fraud lib/schemas
contract 1.0.0 a b > models/churn/api.yaml
contract 1.0.0 a b > models/fraud/api.yaml
contract 1.0.0 a b > lib/schemas/rank.yaml
contract 1.0.0 a b > plain.yaml
commit one
for tag in v1.0.0 models/churn=churn@v1.0.0 fraud@v1.0.0 lib/v1.0.0; do git tag "$tag"; done
for file in models/churn/api.yaml models/fraud/api.yaml lib/schemas/rank.yaml plain.yaml; do
  contract 1.1.0 a b c > $file
done
commit two
expect 0 "$verdiff" check models/churn/api.yaml
says "models/churn=churn@v1.0.0:models/churn/api.yaml"
expect 0 "$verdiff" check models/fraud/api.yaml
says "fraud@v1.0.0:models/fraud/api.yaml"
expect 0 "$verdiff" check lib/schemas/rank.yaml
says "lib/v1.0.0:lib/schemas/rank.yaml"
expect 0 "$verdiff" check plain.yaml
says "v1.0.0:plain.yaml 1.0.0"
git tag v1.1.0
expect 0 "$verdiff" check plain.yaml
says "v1.1.0:plain.yaml and plain.yaml make the same promise"
expect 0 "$verdiff" check models/fraud/api.yaml
says "fraud@v1.0.0:models/fraud/api.yaml"

# ---- the tag that a CI releases is not its own base, and says the version
repository releasing
contract "" a b > churn.yaml
commit one
git tag v1.0.0
contract "" a > churn.yaml
expect 1 "$verdiff" check churn.yaml
says "still 1.0.0, not yet bumped: 2.0.0 is needed"
commit two
git tag v1.1.0
expect 1 env GITHUB_REF=refs/tags/v1.1.0 "$verdiff" check churn.yaml
says "declared 1.0.0 -> 1.1.0 is not enough: 2.0.0 is needed"
expect 1 env CI_COMMIT_TAG=v1.1.0 "$verdiff" check churn.yaml
expect 0 "$verdiff" check churn.yaml
says "still 1.1.0, and nothing asks for a release"

# ---- a version file
repository version_file
contract "" a b > churn.yaml
echo 1.0.0 > VERSION
printf '{\n  "name": "x",\n  "version": "1.0.0"\n}\n' > package.json
commit one
git tag v1.0.0
contract "" a b c > churn.yaml
echo 1.0.1 > VERSION
expect 1 "$verdiff" check churn.yaml --version-file VERSION
says "declared 1.0.0 -> 1.0.1 is not enough: 1.1.0 is needed"
expect 1 "$verdiff" check main:churn.yaml churn.yaml --version-file VERSION
says "declared 1.0.0 -> 1.0.1 is not enough"
expect 0 "$verdiff" check churn.yaml --version-file package.json
says "still 1.0.0, not yet bumped"
expect 0 "$verdiff" check churn.yaml --version-file package.json:/version --to 1.1.0
expect 3 "$verdiff" check churn.yaml --version-file package.json:/name
complains "package.json:2:11: error: expected a SemVer 2.0.0 version"
expect 3 "$verdiff" check churn.yaml --version-file package.json:nothing
complains "no-version"

# ---- a pull request: what its branch started from
repository upstream
contract 1.0.0 a b > churn.yaml
commit one
git tag v1.0.0
contract 1.0.0 a b c > churn.yaml
commit two
git checkout -q -b feature
contract 1.0.0 a b c d > churn.yaml
commit three
git checkout -q main
contract 1.0.0 a b c e > churn.yaml
commit four
git clone -q "$work/upstream" "$work/clone"
cd "$work/clone"
git checkout -q feature
for variable in GITHUB_BASE_REF CI_MERGE_REQUEST_TARGET_BRANCH_NAME CHANGE_TARGET; do
  expect 0 env $variable=main "$verdiff" check churn.yaml
  says "MINOR: 1 minor - still 1.0.0"
done
expect 0 env SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main "$verdiff" check churn.yaml
says "MINOR: 1 minor - still 1.0.0"
expect 0 "$verdiff" check churn.yaml --base origin/main...
says "MINOR: 1 minor - still 1.0.0"
expect 1 "$verdiff" check churn.yaml --base origin/main
says "MAJOR: "
expect 0 "$verdiff" check churn.yaml
says "v1.0.0:churn.yaml"

# ---- a shallow clone knows neither
git clone -q --depth 1 --branch feature "file://$work/upstream" "$work/shallow"
cd "$work/shallow"
expect 3 "$verdiff" check churn.yaml
complains "fetch-depth: 0"
expect 3 env GITHUB_BASE_REF=main "$verdiff" check churn.yaml
complains "fetch-depth: 0"

# ---- first release, moved, deleted
repository moving
contract 1.0.0 a b > old.yaml
contract 1.0.0 a b > gone.yaml
echo text > readme.txt
commit one
git tag v1.0.0
mkdir contracts
git mv old.yaml contracts/churn.yaml
commit moved
contract 1.1.0 a b c > contracts/churn.yaml
commit changed
git mv contracts/churn.yaml contracts/api.yaml
printf '{"%sschema": "https://json-schema.org/draft/2020-12/schema", "type": "integer"}' '$' > contracts/new.json
expect 0 "$verdiff" check contracts/api.yaml
says "v1.0.0:old.yaml 1.0.0 -> contracts/api.yaml 1.1.0"
expect 0 "$verdiff" check contracts/new.json
says "MINOR: 1 minor - a first release: there is no v1.0.0:contracts/new.json"
rm gone.yaml
expect 1 "$verdiff" check gone.yaml
says "MAJOR: 1 major - the contract is gone: a major release is needed"
expect 0 "$verdiff" check gone.yaml --to 2.0.0
expect 3 "$verdiff" check never.yaml
complains "expected a file, found none"

# ---- all of them
expect 1 "$verdiff" check .
says "contracts/api.yaml: MINOR"
says "contracts/new.json: MINOR"
says "gone.yaml: MAJOR"
if grep -q '^old.yaml' "$work/out"; then fail "what moved is told as gone: $(cat "$work/out")"; fi
says "MAJOR: 3 contracts, 1 closes the gate: 1 major, 2 minor"
cp "$work/out" "$work/one"
expect 1 "$verdiff" check . --jobs 1
cmp "$work/out" "$work/one" || fail "the number of jobs shows"
commit all
expect 1 "$verdiff" check --all
says "MAJOR: 3 contracts, 1 closes the gate: 1 major, 2 minor"
expect 0 "$verdiff" check contracts
says "MINOR: 2 contracts: 2 minor"
printf 'openapi: 3.1.0\npaths: [' > contracts/broken.yaml
printf '{"type": "module", "dependencies": {"openapi": "3.0.0"}}' > contracts/package.json
expect 3 "$verdiff" check contracts
says "MINOR: 3 contracts, 1 can't be read: 2 minor"
says "contracts/broken.yaml:2:"
expect 3 "$verdiff" check --all contracts/api.yaml contracts/broken.yaml --report json
says '"operand": "contracts/broken.yaml"'
[ ! -s "$work/err" ] || fail "stderr is not empty: $(cat "$work/err")"
mkdir empty
expect 3 "$verdiff" check empty
complains "no-contract"

# ---- verdiff.yaml: what holds for each contract
repository policy
mkdir models other
contract 1.0.0 a b > models/one.yaml
contract 1.0.0 a b > models/two.yaml
contract 1.0.0 a b > other/three.yaml
echo 1.0.0 > VERSION
commit one
git tag v1.0.0
git tag field-1.0.0
contract 1.5.0 a b c > models/one.yaml
commit two
git tag v1.5.0
contract 1.5.0 a > models/one.yaml
contract 1.0.0 a b c > models/two.yaml
contract 1.0.0 a > other/three.yaml
cat > verdiff.yaml << END
contracts:
  - files: ["models/*.yaml"]
  - files: [models/one.yaml]
    base: v1.0.0
    unchanged: off
  - files: [models/two.yaml]
    version: {file: VERSION}
    unchanged: any
END
expect 1 "$verdiff" check .
says "models/one.yaml: MAJOR: 1 major - declared 1.0.0 -> 1.5.0 is not enough"
says "models/two.yaml: MINOR: 1 minor - still 1.0.0, not yet bumped"
says "MAJOR: 2 contracts, 2 close the gate"
if grep -q three "$work/out"; then fail "three.yaml is not of contracts: $(cat "$work/out")"; fi
expect 1 "$verdiff" check . --no-config
says "3 contracts"
expect 1 "$verdiff" check models/one.yaml
says "v1.0.0:models/one.yaml 1.0.0 -> models/one.yaml 1.5.0"
expect 1 "$verdiff" check --all --unchanged any
echo 1.1.0 > VERSION
expect 0 "$verdiff" check models/two.yaml
says "declared 1.0.0 -> 1.1.0 is enough"
printf 'base: {tag: "v1.0.*"}\nunchanged: off\n' > verdiff.yaml
expect 1 "$verdiff" check models/one.yaml
says "v1.0.0:models/one.yaml 1.0.0 -> models/one.yaml 1.5.0"
expect 0 "$verdiff" check models/one.yaml --base v1.5.0
says "still 1.5.0, not yet bumped"
printf 'base: {tag: "v7.*"}\n' > verdiff.yaml
expect 3 "$verdiff" check models/one.yaml
complains "matches 'v7.*'"
printf 'base: merge-base\nunchanged: off\n' > verdiff.yaml
expect 0 "$verdiff" check models/one.yaml
says "still 1.5.0, not yet bumped"
printf 'base: nowhere\n' > verdiff.yaml
expect 3 "$verdiff" check --all
complains "found 'nowhere', which git does not know"

# ---- skip, severities and accepted findings count in every kind of run
printf 'severities: {property-removed: note}\n' > verdiff.yaml
expect 0 "$verdiff" check --all
says "3 contracts"
expect 0 "$verdiff" check models/one.yaml --against 'v1.5*'
printf 'severities: {"*-removed": note}\n' > verdiff.yaml
mv other/three.yaml ../three.yaml
expect 0 "$verdiff" check --all other
says "the contract is gone"
expect 1 "$verdiff" check --all other --no-config
mv ../three.yaml other/three.yaml
printf 'skip: [/predict]\n' > verdiff.yaml
expect 0 "$verdiff" check --all
says 'skip `/predict`: 1 operation'
expect 0 "$verdiff" check models/one.yaml --against 'v*'
says 'skip `/predict`: 1 operation'
expect 0 "$verdiff" changelog models/one.yaml --since v1.0.0 --report json
says '"pattern": "/predict"'
rm verdiff.yaml
expect 0 "$verdiff" check --all models/one.yaml models/two.yaml --base v1.5.0 --report sarif --unchanged off
expect 1 "$verdiff" check models/one.yaml --base v1.5.0
ids=$(sed -n 's/^ *id  *//p' "$work/out")
for id in $ids; do
  expect 0 "$verdiff" accept "$id" v1.5.0:models/one.yaml models/one.yaml --reason told --owner us --until 2099-12-31
done
expect 0 "$verdiff" check models/one.yaml --base v1.5.0
expect 1 "$verdiff" check --all
says "MAJOR: 3 contracts, 1 closes the gate"
expect 0 "$verdiff" check --all models
expect 1 "$verdiff" check --all models --today 2100-01-01
says "expired"
# Against v1.0.0 nothing is what one of the entries accepts; against v1.5.0 something is.
expect 1 "$verdiff" check models/one.yaml --base v1.0.0
says "unused"
expect 0 "$verdiff" check models/one.yaml --against 'v*'
expect 0 "$verdiff" changelog models/one.yaml

# ---- what only the gate tells is of the catalogue, too: weighed, and accepted
repository gone
contract 1.0.0 a > one.yaml
contract 1.0.0 a > two.yaml
commit one
git tag v1.0.0
rm two.yaml
contract 1.0.0 a > three.yaml
printf 'severities: {contract-removed: note}\n' > verdiff.yaml
expect 0 "$verdiff" check --all
says "the contract is gone"
printf 'severities: {contract: off}\n' > verdiff.yaml
expect 0 "$verdiff" check --all
says "off: 1 finding not shown"
rm verdiff.yaml
expect 1 "$verdiff" check two.yaml --report text --report json=report.json
id=$(sed -n 's/^ *id  *//p' "$work/out")
expect 0 "$verdiff" accept "$id" --from-report report.json --reason told --owner us --until 2099-12-31
rm report.json
expect 0 "$verdiff" check --all
says "accepted by us until 2099-12-31"
expect 0 "$verdiff" check --all --report sarif
says '"helpUri": "https://github.com/verdiff/verdiff/blob/main/docs/rules/contract-removed.md"'

# ---- names of verdiff.yaml, the rows of a batch, and a baseline of many contracts
repository baseline
mkdir models
contract 1.0.0 a b > models/one.yaml
contract 1.0.0 a b > models/two.yaml
contract 1.0.0 a b > models/three.yaml
commit one
git tag v1.0.0
contract 1.0.0 a > models/one.yaml
contract 1.0.0 b > models/two.yaml
printf 'openapi: [' > models/three.yaml
cat > verdiff.yaml << END
contracts:
  - files: ["models/*.yaml"]
  - name: Churn model
    files: [models/one.yaml]
    severities: {property-removed: note}
END
expect 3 "$verdiff" check --all
says "Churn model (models/one.yaml): MAJOR"
says "== Churn model (models/one.yaml) =="
says "models/two.yaml: MAJOR"
expect 0 "$verdiff" check models/one.yaml
head -n 1 "$work/out" | grep -qx "Churn model" || fail "the name is not on top: $(cat "$work/out")"
cat > rows.jsonl << END
{"id": 1, "old": "v1.0.0:models/one.yaml", "new": "models/one.yaml"}
{"id": 2, "old": "v1.0.0:models/two.yaml", "new": "models/two.yaml"}
END
expect 1 "$verdiff" check --batch rows.jsonl
says '{"id": 1, "gate": "open", "verdict": "unchanged", "level": "major"'
says '{"id": 2, "gate": "closed", "verdict": "unchanged", "level": "major"'
expect 3 "$verdiff" check --all --report json=known.json
expect 3 "$verdiff" check --all --baseline known.json
says "accepted by the baseline"
contract 1.0.0 a b > models/three.yaml
expect 0 "$verdiff" check --all --baseline known.json
expect 0 "$verdiff" check ./models/two.yaml --baseline known.json
# The same break in another contract is news.
contract 1.0.0 b > models/three.yaml
expect 1 "$verdiff" check --all --baseline known.json
says "MAJOR: 3 contracts, 1 closes the gate"
expect 1 "$verdiff" check models/two.yaml
id=$(sed -n 's/^ *id  *//p' "$work/out")
expect 1 "$verdiff" check --all --report json=all.json
expect 2 "$verdiff" accept "$id" --from-report all.json --reason told --owner us --until 2099-12-31
complains "several contracts have a finding of the id '$id': models/t"
expect 2 "$verdiff" accept 00000000 --from-report all.json --reason told --owner us --until 2099-12-31
complains "no contract of this report has a finding of the id '00000000'"
contract 1.0.0 a b > models/three.yaml
expect 1 "$verdiff" check --all --report json=all.json
expect 0 "$verdiff" accept "$id" --from-report all.json --reason told --owner us --until 2099-12-31
says "models/two.yaml"
expect 0 "$verdiff" check --batch rows.jsonl
says '"accepted": true}'
expect 1 "$verdiff" check --batch rows.jsonl --today 2100-01-01
says '"accepted_problems": ["verdiff-accepted.yaml:'

# ---- a model that no longer says what it takes
repository models
model() {
  printf 'flavors: {python_function: {loader_module: m}}\nmlflow_version: 2.19.0\nmodel_uuid: %s\n' "$1"
  [ -z "$2" ] || printf "signature: {inputs: '[{\"type\": \"double\", \"name\": \"x\"}]', outputs: null, params: null}\n"
}
mkdir one two
model a signed > one/MLmodel
model a "" > two/MLmodel
commit one
git tag v1.0.0
model b signed > one/MLmodel
model b "" > two/MLmodel
expect 3 "$verdiff" check --all
says "two/MLmodel: ERROR: can't be read"
expect 0 "$verdiff" check --all --allow-no-contract
model c "" > one/MLmodel
expect 1 "$verdiff" check --all --allow-no-contract
says "the contract is gone"

# ---- the labels of a Triton model are those of the revision
repository labels
mkdir model
# A size that is free: only the labels say how many classes there are.
cat > model/config.pbtxt << 'CONFIG'
name: "churn"
backend: "onnxruntime"
input { name: "x" data_type: TYPE_FP32 dims: 4 }
output { name: "p" data_type: TYPE_FP32 dims: -1 label_filename: "labels.txt" }
CONFIG
printf 'stay\nchurn\n' > model/labels.txt
commit one
git tag v1.0.0
expect 0 "$verdiff" check model/config.pbtxt
printf 'stay\nchurn\npause\n' > model/labels.txt
expect 1 "$verdiff" check model/config.pbtxt
says "labels-extended"
expect 0 "$verdiff" diff v1.0.0:model/config.pbtxt HEAD:model/config.pbtxt
says "No difference"
cd model
expect 0 "$verdiff" diff v1.0.0:config.pbtxt config.pbtxt
says "labels-extended"
cd ..
# not in the revision: a note, and its name stands for it
rm model/labels.txt
commit two
expect 0 "$verdiff" diff HEAD:model/config.pbtxt HEAD:model/config.pbtxt
says "file-not-read"
# a link that leads out of the folder
printf 'secret\n' > outside.txt
ln -sf ../outside.txt model/labels.txt
expect 0 "$verdiff" diff model/config.pbtxt model/config.pbtxt --report json
says "expected a file below model/"
grep -q secret "$work/out" && fail "a file outside of the folder was read"

# ---- GTO: event numbers, versions that were taken back, stages
repository gto
contract "" a b c > churn.yaml
commit one
git tag churn@v1.0.0#1
git tag churn#prod#2
contract "" a b > churn.yaml
commit two
git tag churn@v2.0.0#3
contract "" a b c d > churn.yaml
expect 0 "$verdiff" check churn.yaml
says "churn@v2.0.0#3:churn.yaml -> churn.yaml"
says "MINOR"
expect 0 "$verdiff" check churn.yaml --base churn#prod
says "churn#prod#2:churn.yaml -> churn.yaml"
says "still 1.0.0"
git tag churn#prod#4
expect 0 "$verdiff" check churn.yaml --base churn#prod
says "churn#prod#4:churn.yaml -> churn.yaml"
says "still 2.0.0"
git tag 'churn#prod!#5'
expect 0 "$verdiff" check churn.yaml --base churn#prod
says "churn#prod#2:churn.yaml -> churn.yaml"
git tag 'churn@v2.0.0!#6'
expect 0 "$verdiff" check churn.yaml
says "churn@v1.0.0#1:churn.yaml -> churn.yaml"
expect 0 "$verdiff" check churn.yaml --against 'churn@*'
grep -q 'v2.0.0' "$work/out" && fail "a version that was taken back is still in the field"
expect 3 "$verdiff" check churn.yaml --base churn#dev
complains "found 'churn#dev', which git does not know"

# ---- no repository at all
mkdir "$work/plain"
cd "$work/plain"
contract 1.0.0 a > churn.yaml
expect 3 env GIT_CEILING_DIRECTORIES="$work" "$verdiff" check churn.yaml
complains "expected a git work tree"
echo "release.sh: done"
