#include "policy/config.h"

#include "formats/format.h"
#include "policy/field_reader.h"
#include "report/report.h"
#include "rules/rule.h"
#include "support/places.h"
#include "support/schema_file.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace verdiff;
using testing::list_of;
using testing::SchemaFile;

namespace {

Result<Config> parse(const std::string& text) {
  const auto document = parse_team_text("verdiff.yaml", text);
  REQUIRE(document);
  return parse_config(*document, words<ReportForm>());
}

std::string problem(const std::string& text) {
  const auto config = parse(text);
  return config ? "" : to_text(config.error());
}

Severity severity_of(const std::vector<Rule>& rules, std::string_view id) {
  const Rule* const rule = find_rule(rules, id);
  REQUIRE(rule != nullptr);
  return rule->severity;
}

/// Every key.
const std::string full = R"(
base: {tag: v*}
version: {file: VERSION.json, field: /version}
unchanged: any
reader: strict
policies: [open-enums]
zero: strict
unknown: warn
budget: 5000
severities: {text: note, description-changed: off}
skip: [/internal/**]
input-format: openapi
as: input
remote-map: {https://example.com/a.json: schemas/a.json}
roots: [schemas]
rules: rules
accepted: accepted.yaml
reports: [text, json=out.json]
contracts:
  - files: [models/**/*.yaml, "!models/old/**"]
    name: models
    base: merge-base
    version: contract
    unchanged: off
    reader: tolerant
    policies: []
    zero: any
    unknown: allow
    budget: 1
    severities: {"*": error}
    skip: POST /debug
    input-format: json-schema
    as: output
    remote-map: {https://example.com/b.json: schemas/b.json}
    roots: more
    rules: rules
    accepted: other.yaml
)";

}  // namespace

TEST_CASE("every key of verdiff.yaml is read") {
  const auto config = parse(full);
  REQUIRE(config);
  const Settings& all = config->defaults;
  CHECK(all.base == BaseSetting{BaseKind::tag, "v*"});
  CHECK(all.version == VersionSource{"VERSION.json", "/version"});
  CHECK(all.unchanged == UnchangedRule::any);
  CHECK(all.reader == Reader::strict);
  CHECK(all.policies == std::vector<std::string>{"open-enums"});
  CHECK(all.zero == ZeroRule::strict);
  CHECK(all.unknown == UnknownPolicy::warn);
  CHECK(all.budget == 5000u);
  CHECK(all.severities == std::vector<SeverityLayer>{
                              {{"text", Severity::note}, {"description-changed", Severity::off}}});
  CHECK(all.skip == std::vector<std::string>{"/internal/**"});
  CHECK(all.input_format == "openapi");
  CHECK(all.as == Direction::input);
  CHECK(all.remote_map.at("https://example.com/a.json") == "schemas/a.json");
  CHECK(all.roots == std::vector<std::string>{"schemas"});
  CHECK(all.rules == "rules");
  CHECK(all.accepted == "accepted.yaml");
  CHECK(config->reports == std::vector<std::string>{"text", "json=out.json"});
  REQUIRE(config->contracts.size() == 1);
  CHECK(config->contracts[0].name == "models");
}

TEST_CASE("an entry's settings lie over those of the file") {
  const auto config = parse(full);
  REQUIRE(config);
  const Settings some = settings_for(*config, "models/churn/v1.yaml");
  CHECK(some.base == BaseSetting{});
  CHECK(some.version == VersionSource{});
  CHECK(some.unchanged == UnchangedRule::off);
  CHECK(some.reader == Reader::tolerant);
  CHECK(some.policies == std::vector<std::string>{});
  CHECK(some.zero == ZeroRule::any);
  CHECK(some.unknown == UnknownPolicy::allow);
  CHECK(some.budget == 1u);
  CHECK(some.severities.size() == 2);
  CHECK(some.skip == std::vector<std::string>{"/internal/**", "POST /debug"});
  CHECK(some.remote_map.size() == 2);
  CHECK(some.roots == std::vector<std::string>{"schemas", "more"});
  CHECK(some.accepted == "other.yaml");
  for (const std::string path : {"models/old/v1.yaml", "models/churn.json", "churn.yaml", ""}) {
    CAPTURE(path);
    CHECK(settings_for(*config, path).reader == Reader::strict);
  }
}

TEST_CASE("the last entry that names a contract wins") {
  const auto config = parse(R"({"contracts": [
    {"files": "*.yaml", "reader": "strict", "zero": "any"},
    {"files": ["a*", "!ab*", "abc*"], "reader": "tolerant"}]})");
  REQUIRE(config);
  CHECK(settings_for(*config, "a.yaml").reader == Reader::tolerant);
  CHECK(settings_for(*config, "a.yaml").zero == ZeroRule::any);
  CHECK(settings_for(*config, "ab.yaml").reader == Reader::strict);
  CHECK(settings_for(*config, "abc.yaml").reader == Reader::tolerant);
}

TEST_CASE("a file of nothing says nothing") {
  for (const std::string text : {"", "# later\n", "{}"}) {
    const auto config = parse(text);
    REQUIRE(config);
    CHECK(config->contracts.empty());
    CHECK_FALSE(config->defaults.reader);
  }
}

TEST_CASE("what is wrong with verdiff.yaml is told with its place") {
  CHECK(problem("readers: strict\n") ==
        "verdiff.yaml:1:1: error: verdiff.yaml has no field `readers`; did you mean `reader`? "
        "[bad-config]");
  CHECK(problem("zero: cargo\nreader: strct\n") ==
        "verdiff.yaml:2:9: error: `strct` is not a word of `reader`; did you mean `strict`? "
        "[bad-config]");
  CHECK(problem("severities:\n  property-remvoed: off\n") ==
        "verdiff.yaml:2:3: error: no rule has the id or the area `property-remvoed`; did you mean "
        "`property-removed`? (`verdiff rules` lists all) [bad-config]");
  CHECK(
      problem("severities: {property-removed: of}").ends_with("did you mean `off`? [bad-config]"));
  CHECK(problem("contracts: [{files: a, redaer: strict}]").find("did you mean `reader`?") !=
        std::string::npos);
  CHECK(problem("reports: [txt]").find("did you mean `text`?") != std::string::npos);
  CHECK(problem("reports: [text, text=a, json]").find("two reports for standard output") !=
        std::string::npos);
  for (const std::string text : {"[]",
                                 "text",
                                 "contracts: {}",
                                 "contracts: [{}]",
                                 "contracts: [{files: []}]",
                                 "contracts: [{files: [a, a]}]",
                                 "contracts: [{files: '!a'}]",
                                 "budget: 0",
                                 "budget: many",
                                 "budget: 1.5",
                                 "base: {}",
                                 "base: {tags: v*}",
                                 "version: file",
                                 "version: {field: /a}",

                                 "as: none",
                                 "skip: 1",
                                 "severities: []",
                                 "reports: []",
                                 "remote-map: []",
                                 "policies: [open-enum]",
                                 "name: all",
                                 "files: a"}) {
    CAPTURE(text);
    CHECK(problem(text).ends_with("[bad-config]"));
  }
}

TEST_CASE("a level is nobody's to set, and the error says why") {
  for (const std::string text :
       {"severities: {property-removed: minor}", "severities: {property-removed: {level: minor}}",
        "levels: {property-removed: minor}", "level: minor",
        "contracts: [{files: a, levels: {property-removed: none}}]"}) {
    CAPTURE(text);
    CHECK(problem(text).find("a level is what SemVer says of a change, and nobody's to set") !=
          std::string::npos);
  }
}

TEST_CASE("no path of verdiff.yaml leads out of the work tree") {
  for (const std::string path :
       {"/etc/passwd", "../../../../../../../../etc", "a/../../../../../../../../.."}) {
    CAPTURE(path);
    CHECK(problem("rules: " + path).find("expected a path in the work tree") != std::string::npos);
    CHECK_FALSE(problem("roots: " + path).empty());
    CHECK_FALSE(problem("accepted: " + path).empty());
    CHECK_FALSE(problem("reports: json=" + path).empty());
    CHECK_FALSE(problem("version: {file: " + path + "}").empty());
    CHECK_FALSE(problem("remote-map: {https://example.com/: " + path + "}").empty());
  }
}

TEST_CASE("severities: an id wins over a glob, a glob over an area, a later layer over all") {
  const auto with = [](const std::vector<SeverityLayer>& layers) {
    std::vector<Rule> rules = builtin_rules();
    set_severities(rules, layers);
    return rules;
  };
  const auto one = with({{{"property-removed", Severity::note},
                          {"property-*", Severity::warning},
                          {"property", Severity::off}}});
  CHECK(severity_of(one, "property-removed") == Severity::note);
  CHECK(severity_of(one, "property-added") == Severity::warning);
  CHECK(severity_of(one, "required-property-added") == Severity::off);
  CHECK(severity_of(one, "type-changed") == Severity::error);
  const auto last = with({{{"property-*", Severity::note}, {"*-removed", Severity::warning}}});
  CHECK(severity_of(last, "property-removed") == Severity::warning);
  const auto above = with({{{"property-removed", Severity::off}}, {{"*", Severity::warning}}});
  CHECK(severity_of(above, "property-removed") == Severity::warning);
}

TEST_CASE("the schema of verdiff.yaml takes what the parser takes, and refuses the same") {
  const SchemaFile schema("docs/config.schema.json");
  const auto by_schema = [&](const std::string& text) {
    const auto document = parse_team_text("verdiff.yaml", text);
    REQUIRE(document);
    return schema.problem(document->root());
  };
  CHECK(by_schema(full) == "");
  for (const std::string& form : words<ReportForm>()) {
    CAPTURE(form);
    CHECK(by_schema("reports: " + form) == "");
    CHECK(by_schema("reports: [" + form + "=a]") == "");
  }
  for (const std::string text : {"readers: strict",
                                 "reader: strct",
                                 "contracts: {}",
                                 "contracts: [{}]",
                                 "contracts: [{files: []}]",
                                 "contracts: [{files: [a, a]}]",
                                 "budget: 0",
                                 "budget: many",
                                 "base: {}",
                                 "base: {tags: v*}",
                                 "version: file",

                                 "as: none",
                                 "skip: 1",
                                 "severities: []",
                                 "severities: {a: minor}",
                                 "reports: []",
                                 "reports: txt",
                                 "remote-map: []",
                                 "policies: [open-enum]",
                                 "name: all",
                                 "levels: {}",
                                 "rules: /etc"}) {
    CAPTURE(text);
    CHECK_FALSE(by_schema(text).empty());
    CHECK_FALSE(problem(text).empty());
  }
}

TEST_CASE("the page about verdiff.yaml has every key, and an example that is tested") {
  const auto contents = [](const std::string& path) {
    std::ifstream file(VERDIFF_SOURCE_DIR "/" + path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  };
  const std::string page = contents("docs/config.md");
  CHECK(page.find("```yaml\n" + contents("testdata/policy/verdiff.yaml") + "```\n") !=
        std::string::npos);
  const auto schema = read_json("schema", contents("docs/config.schema.json"));
  REQUIRE(schema);
  const Node* const keys = schema->root().find("properties");
  REQUIRE(keys != nullptr);
  CHECK(keys->members().size() == 18);
  for (const Member& member : keys->members()) {
    CAPTURE(member.key);
    CHECK(page.find("\n| `" + std::string(member.key) + "` | ") != std::string::npos);
  }
}

TEST_CASE("the closed lists of the schema of verdiff.yaml are the vocabularies") {
  const SchemaFile schema("docs/config.schema.json");
  CHECK(schema.list("/$defs/unchanged/enum") == list_of<UnchangedRule>());
  CHECK(schema.list("/$defs/reader/enum") == list_of<Reader>());
  CHECK(schema.list("/$defs/policy/enum") == list_of<Policy>());
  CHECK(schema.list("/$defs/zero/enum") == list_of<ZeroRule>());
  CHECK(schema.list("/$defs/unknown/enum") == list_of<UnknownPolicy>());
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  CHECK(schema.list("/$defs/input-format/enum") == names);
  CHECK(schema.list("/$defs/severities/additionalProperties/enum") == list_of<Severity>());
}
