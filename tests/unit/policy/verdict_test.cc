#include "policy/verdict.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace verdiff;

namespace {

Report report_of(std::vector<Level> levels, std::optional<std::string> from = {},
                 std::optional<std::string> to = {}) {
  Report report;
  report.before.operand = "v1.yaml";
  report.after.operand = "v2.yaml";
  report.before.version = std::move(from);
  report.after.version = std::move(to);
  report.before.version_location = {"v1.yaml", 4, 12};
  report.after.version_location = {"v2.yaml", 5, 12};
  for (const Level level : levels) {
    Finding finding;
    finding.level = level;
    report.level = std::max(report.level, level);
    report.findings.push_back(finding);
  }
  return report;
}

struct Row {
  std::string name;
  std::string from, to;
  Level needed;
  Verdict verdict;
  bool closed;
  std::string next;
  ZeroRule zero = ZeroRule::cargo;
};

}  // namespace

TEST_CASE("a declared step is enough, too small, missing or backwards") {
  const std::vector<Row> rows = {
      {"a major step allows everything", "1.2.0", "2.0.0", Level::major, Verdict::ok, false,
       "2.0.0"},
      {"a minor step allows a minor change", "1.2.0", "1.3.0", Level::minor, Verdict::ok, false,
       "1.3.0"},
      {"a minor step is too small for a major change", "1.2.0", "1.3.0", Level::major,
       Verdict::insufficient, true, "2.0.0"},
      {"a patch step is too small for a minor change", "1.2.0", "1.2.1", Level::minor,
       Verdict::insufficient, true, "1.3.0"},
      {"a patch step allows a patch", "1.2.0", "1.2.1", Level::patch, Verdict::ok, false, "1.2.1"},
      {"a larger step than needed is fine", "1.2.0", "2.0.0", Level::none, Verdict::ok, false,
       "1.2.0"},
      {"not yet bumped closes on major", "1.2.0", "1.2.0", Level::major, Verdict::unchanged, true,
       "2.0.0"},
      {"not yet bumped stays open on minor", "1.2.0", "1.2.0", Level::minor, Verdict::unchanged,
       false, "1.3.0"},
      {"not bumped and not changed is fine", "1.2.0", "1.2.0", Level::none, Verdict::ok, false,
       "1.2.0"},
      {"build metadata makes no new version", "1.2.0+a", "1.2.0+b", Level::patch,
       Verdict::unchanged, false, "1.2.1"},
      {"backwards closes without any change", "1.3.0", "1.2.0", Level::none, Verdict::decreased,
       true, "1.3.0"},
      {"back to a prerelease is backwards", "1.3.0", "1.3.0-rc.1", Level::patch, Verdict::decreased,
       true, "1.3.1"},
      {"a prerelease of the right target is enough", "1.2.0", "2.0.0-rc.1", Level::major,
       Verdict::ok, false, "2.0.0"},
      {"a prerelease of too small a target is not", "1.2.0", "1.3.0-rc.1", Level::major,
       Verdict::insufficient, true, "2.0.0"},
      {"a prerelease of 1.0.0 may change anything on the way", "1.0.0-rc.1", "1.0.0", Level::major,
       Verdict::ok, false, "1.0.0"},
      {"a prerelease of a patch may not break", "1.2.1-rc.1", "1.2.1", Level::major,
       Verdict::insufficient, true, "2.0.0"},
      {"0.y.z: y stands for major", "0.3.1", "0.4.0", Level::major, Verdict::ok, false, "0.4.0"},
      {"0.y.z: z is too small for major", "0.3.1", "0.3.2", Level::major, Verdict::insufficient,
       true, "0.4.0"},
      {"0.y.z: z stands for minor", "0.3.1", "0.3.2", Level::minor, Verdict::ok, false, "0.3.2"},
      {"strict: 0.y.z is read as 1.y.z", "0.3.1", "0.4.0", Level::major, Verdict::insufficient,
       true, "1.0.0", ZeroRule::strict},
      {"any: in 0.y.z every step allows everything", "0.3.1", "0.3.2", Level::major, Verdict::ok,
       false, "0.3.2", ZeroRule::any},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      Report report = report_of({row.needed}, row.from, row.to);
      REQUIRE(check(report, {.from = {},
                             .to = {},
                             .declared = {},
                             .zero = row.zero,
                             .released = {},
                             .releasing = {}}));
      CHECK(report.verdict == row.verdict);
      CHECK(gate_closed(report) == row.closed);
      REQUIRE(report.declared);
      CHECK(report.declared->from == row.from);
      CHECK(report.declared->to == row.to);
      CHECK(report.declared->next == row.next);
    }
  }
}

TEST_CASE("options stand in for the contracts' versions") {
  Report report = report_of({Level::minor}, "not a version", "1.0.0");
  REQUIRE(check(report, {.from = "1.2.0",
                         .to = "1.3.0",
                         .declared = {},
                         .zero = {},
                         .released = {},
                         .releasing = {}}));
  CHECK(report.verdict == Verdict::ok);
  CHECK(report.declared->from == "1.2.0");
}

TEST_CASE("a declared level needs no versions") {
  Report report = report_of({Level::major, Level::minor}, "nonsense");
  REQUIRE(check(report, {.from = {},
                         .to = {},
                         .declared = Level::minor,
                         .zero = {},
                         .released = {},
                         .releasing = {}}));
  CHECK(report.verdict == Verdict::insufficient);
  CHECK(gate_closed(report));
  CHECK(report.verdict_reason == "declared minor is not enough: major is needed");
  REQUIRE(check(report, {.from = {},
                         .to = {},
                         .declared = Level::major,
                         .zero = {},
                         .released = {},
                         .releasing = {}}));
  CHECK(report.verdict == Verdict::ok);
  CHECK_FALSE(gate_closed(report));
}

TEST_CASE("without versions only a major change closes the gate") {
  Report major = report_of({Level::major});
  REQUIRE(check(major, {}));
  CHECK(major.verdict == Verdict::undeclared);
  CHECK_FALSE(major.declared);
  CHECK(gate_closed(major));
  CHECK(major.verdict_reason == "neither contract declares a version: a major release is needed");

  Report minor = report_of({Level::minor});
  REQUIRE(check(minor, {}));
  CHECK(minor.verdict == Verdict::undeclared);
  CHECK_FALSE(gate_closed(minor));

  Report nothing = report_of({});
  REQUIRE(check(nothing, {}));
  CHECK(nothing.verdict == Verdict::ok);
}

TEST_CASE("a version on one side alone is an error that names the side") {
  Report only_old = report_of({}, "1.0.0");
  const auto result = check(only_old, {});
  REQUIRE_FALSE(result);
  CHECK(to_text(result.error()) ==
        "v2.yaml: error: the new contract declares no version, the other one does; declare it, or "
        "give --to [no-version]");
  Report only_new = report_of({}, {}, "1.0.0");
  CHECK(check(only_new, {}).error().where.file == "v1.yaml");
}

TEST_CASE("a version that is not SemVer is an error at its place") {
  Report report = report_of({}, "v1", "1.0.0");
  const auto in_contract = check(report, {});
  REQUIRE_FALSE(in_contract);
  CHECK(in_contract.error().code == ErrorCode::bad_version);
  CHECK(in_contract.error().where == Location{"v1.yaml", 4, 12});

  const auto in_option = check(
      report,
      {.from = "1.0.0", .to = "two", .declared = {}, .zero = {}, .released = {}, .releasing = {}});
  REQUIRE_FALSE(in_option);
  CHECK(in_option.error().where == Location{});
  CHECK(in_option.error().message.starts_with("--to: "));
}

TEST_CASE("warnings keep their level and close nothing") {
  Report report = report_of({Level::major, Level::minor}, "1.2.0", "1.3.0");
  report.findings[0].severity = Severity::warning;
  REQUIRE(check(report, {}));
  CHECK(report.level == Level::major);
  CHECK(report.verdict == Verdict::insufficient);
  CHECK(blocking_level(report) == Level::minor);
  CHECK_FALSE(gate_closed(report));
  CHECK(report.verdict_reason ==
        "declared 1.2.0 -> 1.3.0 is not enough: 2.0.0 is needed; only warnings ask for it, so the "
        "gate stays open");
}

TEST_CASE("without check the gate is open") {
  CHECK_FALSE(gate_closed(report_of({Level::major}, "1.0.0", "1.0.1")));
}

TEST_CASE("bump names the level, or the next version after a given one") {
  struct BumpRow {
    Level level;
    std::string from;
    ZeroRule zero;
    std::string next;
  };
  const std::vector<BumpRow> rows = {
      {Level::major, "1.4.2", ZeroRule::cargo, "2.0.0"},
      {Level::minor, "0.4.2", ZeroRule::cargo, "0.4.3"},
      {Level::minor, "0.4.2", ZeroRule::strict, "0.5.0"},
      {Level::none, "1.4.2", ZeroRule::cargo, "1.4.2"},
      {Level::patch, "2.0.0-rc.1", ZeroRule::cargo, "2.0.0"},
  };
  for (const BumpRow& row : rows) {
    Report report = report_of({row.level});
    CHECK(*bump(report, {}, row.zero) == word(row.level));
    CHECK_FALSE(report.declared);
    CHECK(*bump(report, row.from, row.zero) == row.next);
    CHECK(report.declared == Declared{row.from, "", std::nullopt, row.next});
  }
  Report report = report_of({});
  const auto refused = bump(report, "1.4", ZeroRule::cargo);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::bad_version);
  CHECK(refused.error().message.starts_with("--from: "));
}

TEST_CASE("the closing sentence counts what was found and says what is needed") {
  Report report = report_of(
      {Level::major, Level::major, Level::minor, Level::patch, Level::patch, Level::patch}, "1.2.0",
      "1.3.0");
  CHECK(sentence(report) == "MAJOR: 2 major, 1 minor, 3 patch");
  REQUIRE(check(report, {}));
  CHECK(sentence(report) ==
        "MAJOR: 2 major, 1 minor, 3 patch - declared 1.2.0 -> 1.3.0 is not enough: 2.0.0 is "
        "needed");
  CHECK(sentence(report_of({Level::none})) == "NONE: 1 note");
  CHECK(sentence(report_of({})) == "NONE: no difference");

  Report zero = report_of({Level::major}, "0.3.1", "0.3.2");
  REQUIRE(check(zero, {}));
  CHECK(sentence(zero) ==
        "MAJOR: 1 major - declared 0.3.1 -> 0.3.2 is not enough: 0.4.0 is needed (0.y.z, --zero "
        "cargo)");
}

TEST_CASE("what closes the gate before a bump is for the team to say") {
  for (const auto& [level, major, any] :
       {std::tuple(Level::major, true, true), std::tuple(Level::minor, false, true),
        std::tuple(Level::none, false, false)}) {
    for (const bool declared : {true, false}) {
      const std::optional<std::string> version =
          declared ? std::optional<std::string>("1.2.0") : std::nullopt;
      Report report = report_of({level}, version, version);
      REQUIRE(check(report, {}));
      CHECK(gate_closed(report) == major);
      CheckOptions options;
      options.unchanged = UnchangedRule::any;
      REQUIRE(check(report, options));
      CHECK(gate_closed(report) == any);
      options.unchanged = UnchangedRule::off;
      REQUIRE(check(report, options));
      CHECK_FALSE(gate_closed(report));
    }
  }
}

TEST_CASE("tags say the versions of contracts that declare none") {
  Report report = report_of({Level::minor});
  CheckOptions options;
  options.released = "1.2.0";
  REQUIRE(check(report, options));
  CHECK(report.verdict == Verdict::unchanged);
  CHECK(report.declared->next == "1.3.0");
  options.releasing = "1.2.1";
  REQUIRE(check(report, options));
  CHECK(report.verdict == Verdict::insufficient);
  options.to = "1.3.0";
  REQUIRE(check(report, options));
  CHECK(report.verdict == Verdict::ok);

  Report declared = report_of({Level::minor}, "2.0.0", "2.1.0");
  CheckOptions tags;
  tags.released = "1.0.0";
  tags.releasing = "1.0.1";
  REQUIRE(check(declared, tags));
  CHECK(declared.declared->from == "2.0.0");
  CHECK(declared.declared->to == "2.1.0");
}

TEST_CASE("a first release leaves the gate open, a removed contract closes it") {
  Report first = report_of({Level::minor}, std::nullopt, "0.1.0");
  first.before.present = false;
  REQUIRE(check(first, {}));
  CHECK(first.verdict == Verdict::first_release);
  CHECK_FALSE(gate_closed(first));

  Report gone = report_of({Level::major}, "1.0.0");
  gone.after.present = false;
  REQUIRE(check(gone, {}));
  CHECK(gone.verdict == Verdict::undeclared);
  CHECK(gate_closed(gone));
  CheckOptions options;
  options.to = "2.0.0";
  REQUIRE(check(gone, options));
  CHECK(gone.verdict == Verdict::ok);
}
