#include "document/document.h"
#include "document/pointer.h"
#include "document/value.h"
#include "report/report.h"
#include "rules/rule.h"
#include "support/schema_file.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace verdiff;

namespace {

/// A SARIF document, to be asked by pointers into its only run.
class Sarif {
 public:
  explicit Sarif(const Run& run) : document_(read(render(run, ReportForm::sarif, {}))) {}
  explicit Sarif(const Report& report) : Sarif(sample::run_of(report)) {}

  const Node& root() const { return document_.root(); }
  const Node* find(const std::string& pointer) const {
    return find_pointer(document_.root(), "/runs/0" + pointer);
  }
  /// One line of JSON; "nothing" where there is none.
  std::string at(const std::string& pointer) const {
    const Node* const node = find(pointer);
    return node == nullptr ? "nothing" : to_json(*node);
  }
  std::size_t size(const std::string& pointer) const {
    const Node* const node = find(pointer);
    REQUIRE(node != nullptr);
    return node->items().size();
  }

 private:
  static Document read(const std::string& text) {
    auto document = read_json("report.sarif", text);
    REQUIRE(document);
    return *std::move(document);
  }

  Document document_;
};

std::string result(std::size_t index, const std::string& member) {
  return "/results/" + std::to_string(index) + member;
}

}  // namespace

TEST_CASE("what is written keeps to SARIF 2.1.0", "[sarif]") {
  const testing::SchemaFile schema("testdata/reports/sarif.schema.json");
  Run hostile = sample::run_of(sample::report({sample::hostile()}));
  Report revision = sample::full_report();
  for (Finding& finding : revision.findings) finding.before.location.file = "HEAD~1:a b/v1.yaml";
  Finding nowhere = sample::note();
  nowhere.before.location = nowhere.after.location = {};
  for (const Run& run :
       {sample::run(), hostile, sample::run_of(sample::report({})), sample::run_of(revision),
        sample::run_of(sample::report({nowhere})), Run{}}) {
    const std::string problem = schema.problem(Sarif(run).root());
    CAPTURE(problem);
    CHECK(problem.empty());
  }
}

TEST_CASE("every rule that occurs is described once, and results refer to it", "[sarif]") {
  const Sarif sarif(sample::run());
  std::set<std::string> ids;
  for (std::size_t i = 0; i < sarif.size("/tool/driver/rules"); ++i) {
    CHECK(ids.insert(sarif.at("/tool/driver/rules/" + std::to_string(i) + "/id")).second);
  }
  for (std::size_t i = 0; i < sarif.size("/results"); ++i) {
    const std::string index = sarif.at(result(i, "/ruleIndex"));
    CHECK(sarif.at("/tool/driver/rules/" + index + "/id") == sarif.at(result(i, "/ruleId")));
  }
  CHECK(sarif.size("/results") == 10);
}

TEST_CASE("a rule of the catalogue is told by its words, another one by its finding's", "[sarif]") {
  const Rule* const rule = find_rule(builtin_rules(), "property-removed");
  REQUIRE(rule != nullptr);
  Finding finding = sample::known();
  finding.why = rule->why;
  finding.fix = rule->fix;
  const std::string driver = "/tool/driver/rules/0";
  const Sarif built_in(sample::report({finding}));
  CHECK(built_in.at(driver + "/name") == R"("PropertyRemoved")");
  CHECK(built_in.at(driver + "/shortDescription/text") == "\"" + rule->title + ".\"");
  CHECK(built_in.at(driver + "/helpUri") ==
        R"("https://github.com/verdiff/verdiff/blob/main/docs/rules/property-removed.md")");
  const Sarif of_a_team(sample::report({sample::known()}));
  CHECK(of_a_team.at(driver + "/shortDescription/text") == R"("property removed.")");
  CHECK(of_a_team.at(driver + "/fullDescription/text") ==
        R"("Whoever reads `segment` finds nothing.")");
  CHECK(of_a_team.at(driver + "/helpUri") == "nothing");
}

TEST_CASE("levels follow SemVer's, and severities lower them", "[sarif]") {
  const auto level_of = [](Level level, Severity severity) {
    Finding finding = sample::range_dropped();
    finding.level = level;
    finding.severity = severity;
    return Sarif(sample::report({finding})).at(result(0, "/level"));
  };
  CHECK(level_of(Level::major, Severity::error) == R"("error")");
  CHECK(level_of(Level::major, Severity::warning) == R"("warning")");
  CHECK(level_of(Level::major, Severity::note) == R"("note")");
  CHECK(level_of(Level::minor, Severity::error) == R"("warning")");
  CHECK(level_of(Level::minor, Severity::note) == R"("note")");
  CHECK(level_of(Level::patch, Severity::error) == R"("note")");
  CHECK(level_of(Level::none, Severity::note) == R"("none")");
}

TEST_CASE("results stand in the new file, and name the old place", "[sarif]") {
  const Sarif sarif(sample::report({sample::range_dropped(), sample::known()}));
  const std::string uri = "/physicalLocation/artifactLocation/uri";
  CHECK(sarif.at(result(0, "/locations/0" + uri)) == R"("v2.yaml")");
  CHECK(sarif.at(result(0, "/locations/0/physicalLocation/region")) ==
        R"({"startLine": 29, "startColumn": 11})");
  CHECK(sarif.at(result(0, "/relatedLocations/0" + uri)) == R"("v1.yaml")");
  CHECK(sarif.at(result(0, "/locations/0/logicalLocations/0/name")) ==
        R"("POST /predict 200 application/json")");
  // What is gone stands where it was.
  CHECK(sarif.at(result(1, "/locations/0" + uri)) == R"("v1.yaml")");
  CHECK(sarif.size(result(1, "/relatedLocations")) == 0);
  CHECK(sarif.at("/artifacts") ==
        R"([{"location": {"uri": "v2.yaml"}}, {"location": {"uri": "v1.yaml"}}])");
}

TEST_CASE("a file in a revision is its path, and says which revision", "[sarif]") {
  Finding finding = sample::range_dropped();
  finding.before.location.file = "model@v1:a b.yaml";
  const Sarif sarif(sample::report({finding}));
  CHECK(sarif.at("/artifacts/1") ==
        R"({"location": {"uri": "a%20b.yaml"}, "properties": {"revision": "model@v1"}})");
}

TEST_CASE("accepted findings are suppressed; a baseline gives all a state", "[sarif]") {
  const Sarif accepted(sample::report({sample::accepted(), sample::range_dropped()}));
  CHECK(accepted.at(result(0, "/suppressions/0/kind")) == R"("external")");
  CHECK(accepted.at(result(0, "/suppressions/0/justification")) ==
        R"("the last client reads `label` already")");
  CHECK(accepted.at(result(0, "/suppressions/0/properties")) ==
        R"({"owner": "team churn", "until": "2026-12-31"})");
  CHECK(accepted.at(result(1, "/suppressions")) == "[]");
  CHECK(accepted.at(result(0, "/baselineState")) == "nothing");
  const Sarif baseline(sample::report({sample::known(), sample::range_dropped()}));
  CHECK(baseline.at(result(0, "/baselineState")) == R"("unchanged")");
  CHECK(baseline.at(result(1, "/baselineState")) == R"("new")");
}

TEST_CASE("a contract that can't be read is a notification", "[sarif]") {
  const Sarif sarif(sample::run());
  const std::string invocation = "/invocations/0";
  CHECK(sarif.at(invocation + "/executionSuccessful") == "false");
  CHECK(sarif.at(invocation + "/exitCode") == "3");
  const std::string notification = invocation + "/toolExecutionNotifications/0";
  CHECK(sarif.at(notification + "/descriptor/id") == R"("syntax")");
  CHECK(sarif.at(notification + "/locations/0/physicalLocation/region/startLine") == "3");
  CHECK(Sarif(sample::full_report()).at(invocation + "/exitCode") == "1");
  CHECK(Sarif(sample::report({})).at(invocation + "/exitCode") == "0");
}

TEST_CASE("a finding of no rule of the catalogue has a rule in SARIF", "[sarif]") {
  Finding added = sample::field_added();
  added.rule = "contract-added";
  added.message = "the contract is new";
  added.why = "Nobody relies on it yet.";
  added.fix.clear();
  const testing::SchemaFile schema("testdata/reports/sarif.schema.json");
  const Run run = sample::run_of(sample::report({added}));
  const Sarif sarif(run);
  CHECK(schema.problem(sarif.root()).empty());
  CHECK(sarif.at("/tool/driver/rules/0/id") == "\"contract-added\"");
  CHECK(sarif.at("/tool/driver/rules/0/name") == "\"ContractAdded\"");
  CHECK(sarif.at("/tool/driver/rules/0/help/text") == "\"Nobody relies on it yet.\"");
  CHECK(sarif.at("/results/0/ruleId") == "\"contract-added\"");
  CHECK(sarif.at("/results/0/ruleIndex") == "0");
}
