#include "document/document.h"
#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {
std::string json_of(const Result<Document>& document) {
  return document ? to_json(document->root()) : to_text(document.error());
}
}  // namespace

TEST_CASE("JSON is read exactly") {
  CHECK(json_of(read_json("a.json",
                          R"({"a": [1, 2.50, -1e3, true, null, "x\n\u00e9\ud83d\ude00"]})")) ==
        "{\"a\": [1, 2.50, -1e3, true, null, \"x\\né😀\"]}");
  CHECK(json_of(read_json("a.json", "[1e400, -1e400, \"1e400\", 12]")) ==
        "[1e400, -1e400, \"1e400\", 12]");
}

TEST_CASE("YAML is read by the core schema") {
  CHECK(json_of(read_yaml("a.yaml",
                          "a: [no, 1e3, 0x1F, 0o17, ~, +1, .5, True]\n200: ok\nd: 2024-01-01\n")) ==
        R"({"a": ["no", 1e3, 31, 15, null, 1, 0.5, true], "200": "ok", "d": "2024-01-01"})");
  CHECK(json_of(read_yaml("a.yaml", "a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\n")) ==
        R"({"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 2}, "e": {"c": 3, "b": 1}})");
}
