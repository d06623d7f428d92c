#include "rules/rule.h"

#include <catch2/catch.hpp>

#include <string>

namespace verdiff {
namespace {

constexpr auto whole_rule = R"(id: enum-value-added
title: values were added to a list
since: 0.1.0
judged: reason
level: {input: minor, output: major}
severity: warning
match:
  subject: [property, schema]
  aspect: enum
  action: added
  direction: output
  where: [nested]
policies: {open-enums: minor}
message: '{place} may be {value}'
why: |
  Readers have no case for it.
  They fail.
fix: |
  Announce it.
spec:
  - https://semver.org/#spec-item-8
mirror: enum-value-removed
)";

/// The rule with the one line that starts like `line` replaced by it (added where none does).
std::string with(std::string_view line) {
  const std::string text = whole_rule;
  const std::string key(line.substr(0, line.find(':') + 1));
  const std::size_t begin = text.find("\n" + key);
  if (begin == std::string::npos) return text + std::string(line) + "\n";
  const std::size_t end = text.find('\n', begin + 1);
  return text.substr(0, begin + 1) + std::string(line) + text.substr(end);
}

Result<Rule> parse(const std::string& text) {
  const auto document = read_yaml("rules/enum/enum-value-added.yaml", text);
  REQUIRE(document);
  return parse_rule(*document, "enum", "enum-value-added");
}

std::string error_of(const std::string& text) {
  const auto rule = parse(text);
  return rule ? "no error" : to_text(rule.error());
}

TEST_CASE("a rule file becomes a rule, field by field", "[rules]") {
  const auto rule = parse(whole_rule);
  REQUIRE(rule);
  Rule expected;
  expected.id = "enum-value-added";
  expected.area = "enum";
  expected.title = "values were added to a list";
  expected.since = "0.1.0";
  expected.judged = Judged::reason;
  expected.level = Rule::ByDirection{Level::none, Level::minor, Level::major};
  expected.severity = Severity::warning;
  expected.match = {{Subject::property, Subject::schema},
                    Aspect::enum_,
                    {Action::added},
                    Direction::output,
                    {Trait::nested}};
  expected.policies = {{Policy::open_enums, Level::minor}};
  expected.message = "{place} may be {value}";
  expected.why = "Readers have no case for it.\nThey fail.";
  expected.fix = "Announce it.";
  expected.spec = {"https://semver.org/#spec-item-8"};
  expected.mirror = "enum-value-removed";
  CHECK(*rule == expected);
}

TEST_CASE("a level may be one for every direction, or follow from the effect", "[rules]") {
  const auto one = parse(with("level: major"));
  REQUIRE(one);
  CHECK(one->level == Rule::ByDirection{Level::major, Level::major, Level::major});
  CHECK_FALSE(one->level_by_effect);

  const auto by_effect = parse(with("level: by-effect"));
  REQUIRE(by_effect);
  CHECK_FALSE(by_effect->level);
  CHECK(by_effect->level_by_effect);
}

TEST_CASE("a rule file that breaks the rules is refused with place, expectation and hint",
          "[rules]") {
  const std::string file = "rules/enum/enum-value-added.yaml:";
  struct Row {
    std::string name, text, error;
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"an unknown field", with("fixx: x"),
       "23:1: error: a rule has no field `fixx`; did you mean `fix`? [bad-rule]"},
      {"a missing field", with("title:"),
       "2:1: error: expected `title` to be text, found null [bad-rule]"},
      {"an empty text", with("title: ''"), "2:8: error: `title` is empty [bad-rule]"},
      {"an id that is not the file's name", with("since: 0.1.0\nid2: x"),
       "4:1: error: a rule has no field `id2`; did you mean `id`? [bad-rule]"},
      {"a misspelt word", with("judged: prof"),
       "4:9: error: `prof` is not a word of `judged`; did you mean `proof`? [bad-rule]"},
      {"a level beside judged: proof", with("judged: proof"),
       "5:8: error: a rule that is `judged: proof` has no `level`: proofs give it [bad-rule]"},
      {"a level for one direction only", with("level: {input: major}"),
       "5:8: error: the field `output` is missing [bad-rule]"},
      {"a word that is nowhere near", with("severity: fatal-ish"),
       "6:11: error: `fatal-ish` is not a word of `severity`; expected one of `off`, `note`, "
       "`warning`, `error` [bad-rule]"},
      {"an unknown policy", with("policies: {open-enum: minor}"),
       "13:12: error: `open-enum` is not a word of `policies`; did you mean `open-enums`? "
       "[bad-rule]"},
      {"a policy that lowers nothing", with("policies: {open-enums: major}"),
       "13:24: error: a policy lowers a major; to `major` it changes nothing [bad-rule]"},
      {"an unknown placeholder", with("message: '{valu}'"),
       "14:10: error: there is no placeholder {valu}; did you mean `value`? [bad-rule]"},
      {"a brace without its partner", with("message: '{value'"),
       "14:10: error: `{` without its partner in the message [bad-rule]"},
      {"a placeholder that nothing fills", with("message: '{old-name}'"),
       "14:10: error: nothing fills {old-name} where the subject is `property` and the action "
       "`added`: renames, moves: what the old side calls it [bad-rule]"},
      {"both mirror and no-mirror", with("no-mirror: none"),
       "1:1: error: expected either `mirror`, the id of the rule for the opposite change, or "
       "`no-mirror`, the reason why there is none [bad-rule]"},
  }));
  INFO(row.name);
  CHECK(error_of(row.text) == file + row.error);
}

TEST_CASE("words of a match are checked where they stand", "[rules]") {
  std::string text = whole_rule;
  const auto replace = [&](std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
  };
  SECTION("an aspect") {
    replace("aspect: enum", "aspect: enums");
    CHECK(error_of(text).find(":9:11: error: `enums` is not a word of `aspect`; did you mean "
                              "`enum`?") != std::string::npos);
  }
  SECTION("a subject named twice") {
    replace("[property, schema]", "[schema, schema]");
    CHECK(error_of(text).find(":8:21: error: `subject` names `schema` twice") != std::string::npos);
  }
  SECTION("a trait") {
    replace("where: [nested]", "where: [nestd]");
    CHECK(error_of(text).find("did you mean `nested`?") != std::string::npos);
  }
  SECTION("an unknown field") {
    replace("direction: output", "directions: output");
    CHECK(error_of(text).find("`match` has no field `directions`; did you mean `direction`?") !=
          std::string::npos);
  }
}

TEST_CASE("a rule has to be called what its file is called", "[rules]") {
  const auto document = read_yaml("rules/enum/enum-grew.yaml", whole_rule);
  REQUIRE(document);
  const auto rule = parse_rule(*document, "enum", "enum-grew");
  REQUIRE_FALSE(rule);
  CHECK(to_text(rule.error()) ==
        "rules/enum/enum-grew.yaml:1:5: error: expected the id `enum-grew`, as the file is "
        "called, found `enum-value-added` [bad-rule]");
}

}  // namespace
}  // namespace verdiff
