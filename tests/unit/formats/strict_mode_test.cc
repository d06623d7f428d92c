#include "formats/tools/strict_mode.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace verdiff;

namespace {

/// `1:5 properties that are not required: note`, a line each.
std::string breaches(const std::string& source) {
  const auto document = read_json("s.json", source);
  REQUIRE(document);
  std::string out;
  for (const StrictBreach& one : find_strict_breaches(*document, document->root())) {
    const Location at = document->locate(*one.place.node);
    out += one.limit ? fmt::format("{} {}\n", one.what, one.about)
                     : fmt::format("{}:{} {}: {}\n", at.line, at.column, one.about, one.what);
  }
  return out;
}

/// An object that strict mode takes, with these members of `properties`.
std::string object_of(const std::string& properties, const std::string& required) {
  return R"({"type": "object", "additionalProperties": false, "properties": {)" + properties +
         R"(}, "required": [)" + required + "]}";
}

std::string nested(int levels) {
  std::string out = R"({"type": "string"})";
  for (int i = 0; i < levels; ++i) out = object_of(R"("a": )" + out, R"("a")");
  return out;
}

std::string with_properties(int count) {
  std::string properties, required;
  for (int i = 0; i < count; ++i) {
    properties += fmt::format(R"({}"p{}": {{}})", i == 0 ? "" : ",", i);
    required += fmt::format(R"({}"p{}")", i == 0 ? "" : ",", i);
  }
  return object_of(properties, required);
}

std::string with_values(int count) {
  std::string values;
  for (int i = 0; i < count; ++i) values += fmt::format("{}{}", i == 0 ? "" : ",", i);
  return object_of(R"("a": {"enum": [)" + values + "]}", R"("a")");
}

std::string with_name(std::size_t length) {
  const std::string name(length, 'n');
  return object_of(fmt::format(R"("{}": {{}})", name), fmt::format(R"("{}")", name));
}

}  // namespace

TEST_CASE("what strict mode takes is no breach", "[formats][strict]") {
  CHECK(breaches(object_of("", "")).empty());
  CHECK(breaches(object_of(R"("a": {"type": ["string", "null"]}, "b": {"$ref": "#"},
      "c": {"anyOf": [{"const": 1}, {"type": "array", "items": {"type": "number"}}]})",
                           R"("a", "b", "c")"))
            .empty());
  // Numbers and strings may be bounded since 2025; verdiff has nothing to say about it.
  CHECK(breaches(object_of(R"("a": {"type": "string", "pattern": "^a", "maxLength": 3})", R"("a")"))
            .empty());
}

TEST_CASE("each breach of strict mode's subset stands where it is", "[formats][strict]") {
  CHECK(breaches("true") == "1:1 the root is no object: \n");
  CHECK(breaches(R"({"type": "array"})") == "1:1 the root is no object: \n");
  CHECK(breaches(R"({"anyOf": []})") ==
        "1:1 the root is no object: \n1:11 the root has `anyOf`: \n");
  CHECK(breaches(R"({"type": "object"})") ==
        "1:1 objects without `additionalProperties: false`: the root\n");
  CHECK(breaches(object_of(R"("a": {}, "b": {})", R"("b")")) ==
        "1:71 properties that are not required: a\n");
  CHECK(breaches(object_of(R"("a": {"items": {"properties": {}, "additionalProperties": {}}})",
                           R"("a")")) ==
        "1:124 objects without `additionalProperties: false`: a\n");
  for (const std::string keyword :
       {"allOf", "oneOf", "not", "if", "then", "else", "patternProperties", "dependentRequired",
        "dependentSchemas", "dependencies"}) {
    const std::string inside = fmt::format(R"({{"{}": {{}}}})", keyword);
    CAPTURE(keyword);
    CHECK(breaches(object_of(R"("a": )" + inside, R"("a")"))
              .find("keywords that it does not take: " + keyword) != std::string::npos);
    // Definitions and alternatives are schemas, too.
    CHECK(breaches(R"({"type": "object", "additionalProperties": false, "$defs": {"A": )" + inside +
                   "}}")
              .find(keyword) != std::string::npos);
    CHECK(breaches(object_of(R"("a": {"anyOf": [)" + inside + "]}", R"("a")")).find(keyword) !=
          std::string::npos);
  }
  // A property may have any name.
  CHECK(breaches(object_of(R"("not": {}, "allOf": {})", R"("not", "allOf")")).empty());
}

TEST_CASE("strict mode's limits are counted, each as of the years in which they were stated",
          "[formats][strict]") {
  CHECK(breaches(nested(5)).empty());
  CHECK(breaches(nested(6)) == "6 levels of objects, more than the 5 of 2024\n");
  CHECK(breaches(nested(11)) ==
        "11 levels of objects, more than the 5 of 2024\n"
        "11 levels of objects, more than the 10 of 2026\n");
  CHECK(breaches(with_properties(100)).empty());
  CHECK(breaches(with_properties(101)) == "101 properties in all, more than the 100 of 2024\n");
  CHECK(breaches(with_properties(5001)) ==
        "5001 properties in all, more than the 100 of 2024\n"
        "5001 properties in all, more than the 5000 of 2026\n");
  CHECK(breaches(with_values(1000)).empty());
  CHECK(breaches(with_values(1001)) == "1001 values of enums in all, more than the 1000 of 2026\n");
  CHECK(breaches(with_name(120'000)).empty());
  CHECK(breaches(with_name(120'001)) ==
        "120001 characters of names and values in all, more than the 120000 of 2026\n");
}

TEST_CASE("a schema made to break strict mode everywhere is told so a thousand times",
          "[formats][strict]") {
  std::string all;
  for (int i = 0; i < 3000; ++i) all += fmt::format(R"({}"p{}": {{}})", i == 0 ? "" : ",", i);
  const auto document = read_json("s.json", object_of(all, ""));
  REQUIRE(document);
  CHECK(find_strict_breaches(*document, document->root()).size() == 1001);
}
