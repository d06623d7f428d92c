#include "document/document.h"
#include "rules/rule.h"
#include "support/places.h"
#include "support/schema_file.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <string>

namespace verdiff {
namespace {

using testing::list_of;
using testing::SchemaFile;

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A rule that both the schema and the parser take.
const std::string good = R"(id: thing-removed
title: a thing was removed
since: 0.1.0
judged: reason
level: major
severity: error
match:
  subject: parameter
  aspect: existence
  action: removed
message: gone
why: Callers miss it.
fix: Put it back.
spec:
  - https://semver.org/#spec-item-8
no-mirror: an example
)";

}  // namespace

TEST_CASE("every rule file keeps to the schema of rule files", "[catalogue]") {
  const SchemaFile schema("docs/rule.schema.json");
  const auto files = rule_files(VERDIFF_SOURCE_DIR "/rules");
  REQUIRE(files);
  for (const std::string& path : *files) {
    INFO(path);
    const auto rule = read_yaml(path, contents(path));
    REQUIRE(rule);
    CHECK(schema.problem(rule->root()).empty());
  }
}

TEST_CASE("the schema of rule files refuses what the parser refuses", "[catalogue]") {
  const SchemaFile schema("docs/rule.schema.json");
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    const auto rule = read_yaml("thing-removed.yaml", text);
    REQUIRE(rule);
    const bool by_parser = !parse_rule(*rule, "thing", "thing-removed");
    CHECK(by_parser == !schema.problem(rule->root()).empty());
    return by_parser;
  };
  CHECK_FALSE(refused("", ""));
  CHECK_FALSE(refused("level: major", "level: by-effect"));
  CHECK_FALSE(refused("level: major", "level: {input: major, output: none}"));
  CHECK_FALSE(refused("subject: parameter", "subject: [parameter, header]"));
  CHECK(refused("level: major", "level: huge"));
  CHECK(refused("level: major", "level: {input: major}"));
  CHECK(refused("level: major\n", ""));
  CHECK(refused("judged: reason", "judged: proof"));
  CHECK(refused("action: removed", "action: lost"));
  CHECK(refused("subject: parameter", "subject: []"));
  CHECK(refused("subject: parameter", "subject: [parameter, parameter]"));
  CHECK(refused("message: gone", "mesage: gone"));
  CHECK(refused("message: gone", "message: ''"));
  CHECK(refused("message: gone", "policies: {open-enums: major}\nmessage: gone"));
  CHECK(refused("https://", "http://"));
  CHECK(refused("no-mirror: an example", "mirror: thing-added\nno-mirror: an example"));
  CHECK(refused("no-mirror: an example\n", ""));
}

TEST_CASE("the closed lists of the schema of rule files are the vocabularies", "[catalogue]") {
  const SchemaFile schema("docs/rule.schema.json");
  CHECK(schema.list("/properties/judged/enum") == list_of<Judged>());
  CHECK(schema.list("/properties/severity/enum") == list_of<Severity>());
  CHECK(schema.list("/properties/match/properties/aspect/enum") == list_of<Aspect>());
  CHECK(schema.list("/properties/match/properties/direction/enum") == list_of<Direction>());
  CHECK(schema.list("/properties/policies/propertyNames/enum") == list_of<Policy>());
  CHECK(schema.list("/$defs/subject/enum") == list_of<Subject>());
  CHECK(schema.list("/$defs/action/enum") == list_of<Action>());
  CHECK(schema.list("/$defs/trait/enum") == list_of<Trait>());
  CHECK(schema.list("/$defs/level/enum") == list_of<Level>());
}

}  // namespace verdiff
