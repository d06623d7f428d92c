#include "support/places.h"
#include "support/schema_file.h"
#include "unit/report/sample.h"
#include "verdiff.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace verdiff;
using testing::list_of;
namespace fs = std::filesystem;

namespace {

/// docs/report.schema.json, for reports as they are written.
class ReportSchema {
 public:
  /// What is wrong with a report; empty: nothing.
  std::string problem(const std::string& json) const {
    const auto report = read_json("report.json", json);
    if (!report) return to_text(report.error());
    return schema_.problem(report->root());
  }

  std::vector<std::string> list(const std::string& pointer) const { return schema_.list(pointer); }

 private:
  testing::SchemaFile schema_ = testing::SchemaFile("docs/report.schema.json");
};

std::vector<fs::path> churn_versions() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(VERDIFF_TESTDATA) / "models/churn")) {
    if (entry.path().filename().string().starts_with("v2")) found.push_back(entry.path());
  }
  return found;
}

}  // namespace

TEST_CASE("hand-made reports of every kind keep to the schema") {
  const ReportSchema schema;
  Report report =
      sample::report({sample::range_dropped(), sample::renamed(), sample::undecided(),
                      sample::field_added(), sample::description_changed(), sample::note()});
  CHECK(schema.problem(render_json(report)).empty());
  REQUIRE(bump(report, "1.0.0", ZeroRule::cargo));
  CHECK(schema.problem(render_json(report)).empty());
  REQUIRE(check(report, {}));
  CHECK(schema.problem(render_json(report)).empty());
  REQUIRE(check(report, {.from = {},
                         .to = {},
                         .declared = Level::minor,
                         .zero = {},
                         .released = {},
                         .releasing = {}}));
  CHECK(schema.problem(render_json(report)).empty());
  report.findings[0].policy = "open-enums";
  report.before.version.reset();
  report.before.title.clear();
  CHECK(schema.problem(render_json(report)).empty());
  CHECK(schema.problem(render_json(sample::report({}))).empty());
  report.findings[0].accepted = Acceptance{"we know", "us", "2026-12-31"};
  report.findings[1].accepted = Acceptance{"in the baseline", "", ""};
  report.findings[2].severity = Severity::off;
  report.skipped = {{"/internal/**", SkippedKind::operation, 2}};
  report.accepted_problems = {
      {AcceptedProblemKind::expired,
       report.findings[0].fingerprint,
       "it is over",
       {"a.yaml", 3, 5}},
      {AcceptedProblemKind::over_broad, "", "it names nothing", {"a.yaml", 9, 5}}};
  CHECK(schema.problem(render_json(report)).empty());
}

TEST_CASE("a run of several contracts keeps to the schema") {
  const ReportSchema schema;
  CHECK(schema.problem(render(sample::run(), ReportForm::json, {})).empty());
  Run unreadable;
  unreadable.outcomes.push_back(sample::run().outcomes.front());
  REQUIRE(unreadable.outcomes.front().error);
  CHECK(schema.problem(render(unreadable, ReportForm::json, {})).empty());
  CHECK(schema.problem(render(Run{}, ReportForm::json, {})).empty());
}

TEST_CASE("accepted findings keep to the schema") {
  const ReportSchema schema;
  CHECK(schema.problem(render_json(sample::report({sample::accepted()}))).empty());
  CHECK(schema.problem(render_json(sample::report({sample::known()}))).empty());
}

TEST_CASE("real reports keep to the schema") {
  const ReportSchema schema;
  const std::string old = VERDIFF_TESTDATA "/models/churn/v1.yaml";
  std::size_t findings = 0;
  for (const fs::path& path : churn_versions()) {
    for (const Reader reader : {Reader::tolerant, Reader::strict}) {
      CompareOptions options;
      options.judge.reader = reader;
      auto report = compare(old, path.string(), options);
      REQUIRE(report);
      REQUIRE(check(*report, {}));
      CAPTURE(path);
      CHECK(schema.problem(render_json(*report)).empty());
      findings += report->findings.size();
    }
  }
  CHECK(findings > 0);
}

TEST_CASE("the schema is strict") {
  const ReportSchema schema;
  const auto with = [](const std::string& from, const std::string& to) {
    std::string json = render_json(sample::report({sample::range_dropped()}));
    const std::size_t at = json.find(from);
    REQUIRE(at != std::string::npos);
    return json.replace(at, from.size(), to);
  };
  CHECK_FALSE(schema.problem(with("\"report\": 1", "\"report\": 2")).empty());
  CHECK_FALSE(schema.problem(with("\"reach\": 12", "\"reach\": 12, \"more\": 1")).empty());
  CHECK_FALSE(schema.problem(with("\"reach\": 12,", "")).empty());
  CHECK_FALSE(schema.problem(with("\"aspect\": \"scale\"", "\"aspect\": \"scael\"")).empty());
  CHECK_FALSE(schema.problem(with("\"kind\": \"witness\"", "\"kind\": \"proof\"")).empty());
}

TEST_CASE("the closed lists of the schema are the vocabularies") {
  const ReportSchema schema;
  const std::string finding = "/$defs/finding/properties/";
  CHECK(schema.list("/$defs/report/properties/verdict/enum") == list_of<Verdict>());
  CHECK(schema.list("/$defs/report/properties/reader/enum") == list_of<Reader>());
  CHECK(schema.list("/$defs/skipped/properties/kind/enum") == list_of<SkippedKind>());
  CHECK(schema.list("/$defs/accepted_problem/properties/kind/enum") ==
        list_of<AcceptedProblemKind>());
  CHECK(schema.list("/$defs/level/enum") == list_of<Level>());
  CHECK(schema.list(finding + "severity/enum") == list_of<Severity>());
  CHECK(schema.list(finding + "subject/enum") == list_of<Subject>());
  CHECK(schema.list(finding + "aspect/enum") == list_of<Aspect>());
  CHECK(schema.list(finding + "action/enum") == list_of<Action>());
  CHECK(schema.list(finding + "direction/enum") == list_of<Direction>());
  CHECK(schema.list(finding + "effect/enum") == list_of<Effect>());
  CHECK(schema.list(finding + "policy/enum") == list_of<Policy>());
  CHECK(schema.list("/$defs/evidence/oneOf/3/properties/reason/enum") == list_of<UnknownReason>());
}
