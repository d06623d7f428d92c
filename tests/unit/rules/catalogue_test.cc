#include "rules/rule.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace verdiff {
namespace {

Rule rule_for(std::string id, std::vector<Trait> where, std::optional<Direction> direction = {}) {
  Rule rule;
  rule.id = std::move(id);
  rule.match = {
      {Subject::property}, Aspect::existence, {Action::added}, direction, std::move(where)};
  return rule;
}

Change property_added(Direction direction, std::uint32_t traits) {
  Change change;
  change.subject = Subject::property;
  change.aspect = Aspect::existence;
  change.action = Action::added;
  change.direction = direction;
  change.traits = traits;
  return change;
}

TEST_CASE("the most specific rule explains a change", "[rules]") {
  const std::vector<Rule> rules = {rule_for("any", {}), rule_for("input", {}, Direction::input),
                                   rule_for("required", {Trait::required}),
                                   rule_for("required-input", {Trait::required}, Direction::input)};
  const auto found = [&](Direction direction, std::uint32_t traits) -> std::string {
    const Rule* rule = find_rule(rules, property_added(direction, traits));
    return rule == nullptr ? "none" : rule->id;
  };
  CHECK(found(Direction::output, 0) == "any");
  CHECK(found(Direction::input, 0) == "input");
  CHECK(found(Direction::output, bit(Trait::required)) == "required");
  CHECK(found(Direction::input, bit(Trait::required) | bit(Trait::nested)) == "required-input");

  Change other = property_added(Direction::input, 0);
  other.action = Action::removed;
  CHECK(find_rule(rules, other) == nullptr);
}

TEST_CASE("the catalogue is compiled in, sorted, and found by id", "[rules]") {
  const std::vector<Rule>& rules = builtin_rules();
  REQUIRE(rules.size() > 100);
  CHECK(std::is_sorted(rules.begin(), rules.end(),
                       [](const Rule& left, const Rule& right) { return left.id < right.id; }));
  for (const Rule& rule : rules) CHECK(find_rule(rules, rule.id) == &rule);
  CHECK(find_rule(rules, "no-such-rule") == nullptr);
}

TEST_CASE("what is compiled in is what the files say", "[rules]") {
  const auto read = read_rules(VERDIFF_SOURCE_DIR "/rules");
  REQUIRE(read);
  CHECK(*read == builtin_rules());
}

TEST_CASE("a folder of rules adds to the catalogue and replaces by id", "[rules]") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(VERDIFF_BINARY_DIR) / "rules-test";
  fs::remove_all(folder);
  fs::create_directories(folder / "mine");
  const auto write = [&](const std::string& id, const std::string& title) {
    std::ofstream(folder / "mine" / (id + ".yaml"))
        << "id: " << id << "\ntitle: " << title
        << "\nsince: 0.1.0\njudged: proof\nseverity: error\nmatch: {subject: schema, aspect: "
           "minimum, action: added}\nmessage: m\nwhy: w\nfix: f\nspec: [https://semver.org]\n"
           "no-mirror: a test\n";
  };
  write("minimum-added", "our own words");
  write("zz-ours", "one more");

  const auto rules = rules_with(folder.generic_string());
  REQUIRE(rules);
  CHECK(rules->size() == builtin_rules().size() + 1);
  CHECK(find_rule(*rules, "minimum-added")->title == "our own words");
  CHECK(find_rule(*rules, "zz-ours")->area == "mine");

  fs::create_directories(folder / "other");
  fs::copy(folder / "mine" / "zz-ours.yaml", folder / "other" / "zz-ours.yaml");
  const auto twice = read_rules(folder.generic_string());
  REQUIRE_FALSE(twice);
  CHECK(twice.error().message ==
        "two rules have the id `zz-ours`, in the areas `mine` and `other`");

  const auto none = read_rules((folder / "absent").generic_string());
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::cannot_read);
}

}  // namespace
}  // namespace verdiff
