// Each limit has its own error, at the place where it is passed.

#include "document/document.h"
#include "document/workspace.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string refusal(const Result<Document>& document) {
  return document ? "read" : to_text(document.error());
}

}  // namespace

TEST_CASE("a file may have as many bytes as the limit") {
  Limits limits;
  limits.bytes = 6;
  CHECK(refusal(read_document("a.json", "[1, 2]", limits)) == "read");
  CHECK(refusal(read_document("a.json", "[1, 23]", limits)) ==
        "a.json: error: expected at most 6 bytes, found more; split the file [too-large]");
  CHECK(refusal(read_document("a.yaml", "a: bcde", limits)) ==
        "a.yaml: error: expected at most 6 bytes, found more; split the file [too-large]");
}

TEST_CASE("values may nest as deep as the limit") {
  Limits limits;
  limits.depth = 3;
  CHECK(refusal(read_json("a.json", "[[[1]]]", limits)) == "read");
  CHECK(refusal(read_json("a.json", "[[[[]]]]", limits)) ==
        "a.json:1:4: error: expected values nested at most 3 deep, found deeper ones; flatten them "
        "[too-deep]");
  CHECK(refusal(read_yaml("a.yaml", "a:\n  b:\n    c: 1\n", limits)) == "read");
  CHECK(refusal(read_yaml("a.yaml", "a:\n  b:\n    c:\n      - d\n", limits)) ==
        "a.yaml:4:7: error: expected values nested at most 3 deep, found deeper ones; flatten them "
        "[too-deep]");
  CHECK(refusal(read_yaml("a.yaml", "a: &x [[]]\nb: [*x]\n", limits)) ==
        "a.yaml:2:5: error: expected values nested at most 3 deep, found deeper ones; flatten them "
        "[too-deep]");
}

TEST_CASE("a limit past yaml-cpp's own recursion still gives our error") {
  Limits limits;
  limits.depth = 100'000;
  for (const std::string& text : {std::string(2000, '['), [] {
                                    std::string out;
                                    for (int i = 0; i < 2000; ++i) out += "- ";
                                    return out;
                                  }()}) {
    CHECK(refusal(read_yaml("a.yaml", text, limits)).find("[too-deep]") != std::string::npos);
  }
  CHECK(refusal(read_json("a.json", std::string(50'000, '[') + std::string(50'000, ']'), limits)) ==
        "read");
}

TEST_CASE("a document may have as many values as the limit") {
  Limits limits;
  limits.nodes = 4;
  CHECK(refusal(read_json("a.json", "[1, 2, 3]", limits)) == "read");
  CHECK(refusal(read_json("a.json", "[1, 2, [3]]", limits)) ==
        "a.json:1:9: error: expected at most 4 values in a file, found more; split the file "
        "[too-many-nodes]");
  CHECK(refusal(read_yaml("a.yaml", "a: 1\nb: 2\nc: 3\nd: 4\n", limits)) ==
        "a.yaml:4:4: error: expected at most 4 values in a file, found more; split the file "
        "[too-many-nodes]");
}

TEST_CASE("aliases count as what they unfold to") {
  Limits limits;
  limits.alias_nodes = 10;
  CHECK(refusal(read_yaml("a.yaml", "a: &x [1, 2]\nb: *x\nc: *x\n", limits)) == "read");
  CHECK(refusal(read_yaml("a.yaml", "a: &x [1, 2]\nb: *x\nc: *x\nd: *x\n", limits)) ==
        "a.yaml:4:4: error: expected aliases that unfold to at most 10 values, found more; write "
        "fewer aliases [alias-expansion]");
  CHECK(refusal(read_yaml("a.yaml", "a: &x {p: [1, 2], q: 3}\nb: {<<: *x}\n", limits)) ==
        "a.yaml:2:9: error: expected aliases that unfold to at most 10 values, found more; write "
        "fewer aliases [alias-expansion]");
}

TEST_CASE("a contract may have as many files and bytes as the limits") {
  Files files;
  files.read = [](const std::string&) -> Result<std::string> { return std::string("[1, 2]"); };
  WorkspaceOptions options;
  options.limits.documents = 2;
  Workspace few(files, options);
  CHECK(few.open("a.json"));
  CHECK(few.load("b.json"));
  CHECK(few.load("a.json"));
  CHECK(to_text(few.load("c.json").error()) ==
        "c.json: error: expected at most 2 files in one contract, found more; bundle them "
        "[too-many-documents]");
  options.limits = {};
  options.limits.total_bytes = 11;
  Workspace small(files, options);
  CHECK(small.open("a.json"));
  CHECK(to_text(small.load("b.json").error()) ==
        "b.json: error: expected at most 11 bytes in all files of one contract, found more "
        "[too-large]");
}
