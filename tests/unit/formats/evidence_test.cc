#include "formats/models/evidence.h"

#include "document/document.h"

#include <catch2/catch.hpp>

using namespace verdiff;

namespace {

std::string digests(const std::string& text) {
  const auto document = read_document("file.yaml", text);
  REQUIRE(document);
  const ModelEvidence* const evidence = find_evidence(document->root());
  return evidence == nullptr ? "none" : stated_digests(document->root(), *evidence);
}

}  // namespace

TEST_CASE("files without a contract state the bytes that they mean", "[formats][evidence]") {
  CHECK(digests("schema: '2.0'\nstages: {train: {cmd: x, outs: [{path: model.pkl, md5: abc}]}}") ==
        "/stages/train/outs/model.pkl/md5 abc\n");
  CHECK(digests("outs: [{path: b, md5: '2'}, {path: a, md5: '1'}]") ==
        "/outs/a/md5 1\n/outs/b/md5 2\n");
  CHECK(digests("storagePolicy: p\ncontents: {model.onnx: {digest: q}}") ==
        "/contents/model.onnx/digest q\n");
  CHECK(digests("archiverVersion: 0.9.0\nmodel: {modelVersion: '1.0'}") == "");
  CHECK(digests("name: churn") == "none");
}

TEST_CASE("what changes beside the digests is no other artifact", "[formats][evidence]") {
  CHECK(digests("stages: {train: {cmd: one, outs: [{path: m, md5: a}]}}") ==
        digests("stages: {train: {cmd: two, deps: [x], outs: [{path: m, md5: a}]}}"));
}
