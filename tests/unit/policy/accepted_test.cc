#include "policy/accepted.h"

#include "policy/accepted_edit.h"
#include "policy/field_reader.h"
#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

const std::string today = "2026-11-25";

Report two_majors() {
  return sample::report({sample::range_dropped(), sample::renamed()});
}

AcceptedEntry entry_for(const Finding& finding, const std::string& until = "2026-12-31") {
  return {finding.fingerprint,
          finding.rule,
          "v2.yaml",
          accepted_pointer(finding),
          {"it is known", "us", until},
          {"verdiff-accepted.yaml", 3, 5}};
}

std::vector<AcceptedProblemKind> problems_of(const Report& report) {
  std::vector<AcceptedProblemKind> out;
  for (const AcceptedProblem& problem : report.accepted_problems) out.push_back(problem.kind);
  return out;
}

Result<std::vector<AcceptedEntry>> parse(const std::string& text) {
  const auto document = parse_team_text("verdiff-accepted.yaml", text);
  REQUIRE(document);
  return parse_accepted(*document);
}

std::string refused(const std::string& text) {
  const auto entries = parse(text);
  return entries ? "" : to_text(entries.error());
}

}  // namespace

TEST_CASE("an accepted finding keeps its level and closes no gate") {
  Report report = two_majors();
  accept(report, {entry_for(report.findings[0])}, "v2.yaml", today);
  CHECK(report.accepted_problems.empty());
  REQUIRE(report.findings[0].accepted);
  CHECK(report.findings[0].accepted->owner == "us");
  CHECK(report.findings[0].level == Level::major);
  CHECK(blocking_level(report) == Level::major);  // the other one
  accept(report, {entry_for(report.findings[1])}, "v2.yaml", today);
  CHECK(blocking_level(report) == Level::none);
  CHECK(report.level == Level::major);
  REQUIRE(check(report, {}));
  CHECK(report.verdict == Verdict::insufficient);
  CHECK(
      report.verdict_reason.ends_with("only accepted findings ask for it, so the gate stays open"));
  CHECK_FALSE(gate_closed(report));
}

TEST_CASE("an entry holds on its last day, and not on the next") {
  Report report = two_majors();
  accept(report, {entry_for(report.findings[0], today)}, "v2.yaml", today);
  CHECK(report.findings[0].accepted);
  report = two_majors();
  accept(report, {entry_for(report.findings[0], "2026-11-24")}, "v2.yaml", today);
  CHECK_FALSE(report.findings[0].accepted);
  CHECK(problems_of(report) == std::vector{AcceptedProblemKind::expired});
  CHECK(report.accepted_problems[0].location.line == 3);
  CHECK(gate_closed(report));
}

TEST_CASE("an entry for nothing is unused, unless it is for another contract") {
  Report report = two_majors();
  AcceptedEntry entry = entry_for(report.findings[0]);
  entry.finding = "0123456789abcdef";
  accept(report, {entry}, "v2.yaml", today);
  CHECK(problems_of(report) == std::vector{AcceptedProblemKind::unused});
  report = two_majors();
  accept(report, {entry}, "v3.yaml", today);
  CHECK(report.accepted_problems.empty());
}

TEST_CASE("an entry that says another rule or place than its digest is not taken") {
  for (const bool is_rule : {true, false}) {
    Report report = two_majors();
    AcceptedEntry entry = entry_for(report.findings[0]);
    (is_rule ? entry.rule : entry.pointer) = is_rule ? "description-changed" : "/harmless";
    accept(report, {entry}, "v2.yaml", today);
    CHECK_FALSE(report.findings[0].accepted);
    CHECK(problems_of(report) == std::vector{AcceptedProblemKind::unused});
  }
}

TEST_CASE("a second entry for the same finding is unused") {
  Report report = two_majors();
  const AcceptedEntry entry = entry_for(report.findings[0]);
  accept(report, {entry, entry}, "v2.yaml", today);
  CHECK(report.findings[0].accepted);
  CHECK(problems_of(report) == std::vector{AcceptedProblemKind::unused});
}

TEST_CASE("an entry that would accept more than one finding is over-broad") {
  const Report fresh = two_majors();
  std::vector<AcceptedEntry> broad(5, entry_for(fresh.findings[0]));
  broad[0].finding.clear();
  broad[1].finding = "*";
  broad[2].finding.resize(8);
  broad[3].rule = "property-*";
  broad[4].contract = "*.yaml";
  for (const AcceptedEntry& entry : broad) {
    Report report = fresh;
    accept(report, {entry}, "v2.yaml", today);
    CHECK_FALSE(report.findings[0].accepted);
    CHECK(problems_of(report) == std::vector{AcceptedProblemKind::over_broad});
  }
}

TEST_CASE("a baseline accepts what it knows, and misses nothing") {
  Report report = two_majors();
  accept_baseline(report, {{report.findings[0].fingerprint, "0123456789abcdef"}, {}});
  REQUIRE(report.findings[0].accepted);
  CHECK(report.findings[0].accepted->until.empty());
  CHECK_FALSE(report.findings[1].accepted);
  CHECK(report.accepted_problems.empty());
}

TEST_CASE("what is no entry is refused with its place") {
  const std::string good =
      "accepted:\n- {finding: abc, rule: r, contract: c, pointer: /p, reason: a, owner: b, until: "
      "2026-12-31}\n";
  CHECK(refused(good).empty());
  CHECK(refused("").empty());
  CHECK(refused("accepted:\n").empty());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return refused(text.replace(text.find(from), from.size(), to));
  };
  CHECK(with("owner", "onwer").find("did you mean `owner`?") != std::string::npos);
  CHECK(with("reason: a, ", "").find("the field `reason`") != std::string::npos);
  CHECK(with("2026-12-31", "2026-02-30").find("expected `until` to be a day") != std::string::npos);
  CHECK(with("owner: b", "owner: ''").find("`owner` is empty") != std::string::npos);
  CHECK(refused("acepted: []").ends_with("did you mean `accepted`? [bad-config]"));
  CHECK(refused("accepted: {}").ends_with("[bad-config]"));
}

TEST_CASE("an entry is added at the end, and nothing else is touched") {
  const Report report = two_majors();
  const AcceptedEntry first = entry_for(report.findings[0]);
  AcceptedEntry second = entry_for(report.findings[1]);
  second.acceptance.reason = "\"it\" is: known # really";
  auto edit = add_accepted("a.yaml", "", first);
  REQUIRE(edit);
  CHECK(edit->is_new);
  const std::string once = edit->text;
  edit = add_accepted("a.yaml", once, first);
  REQUIRE(edit);
  CHECK_FALSE(edit->is_new);
  CHECK(edit->text == once);
  for (const std::string& before : {once, once + "# the end", "# mine\n\n" + once + "\n\n",
                                    std::string("accepted:\n"), std::string("# nothing yet\n")}) {
    CAPTURE(before);
    edit = add_accepted("a.yaml", before, second);
    REQUIRE(edit);
    CHECK(edit->text.starts_with(before));
    const auto entries = parse(edit->text);
    REQUIRE(entries);
    CHECK(entries->back().acceptance.reason == second.acceptance.reason);
    CHECK(entries->back().finding == second.finding);
  }
}

TEST_CASE("an entry takes the indentation of those before it") {
  const Report report = two_majors();
  const AcceptedEntry entry = entry_for(report.findings[1]);
  const std::string before =
      "accepted:\n-   finding: abc\n    rule: r\n    contract: c\n    reason: a\n    owner: b\n"
      "    until: 2026-12-31\n";
  const auto edit = add_accepted("a.yaml", before, entry);
  REQUIRE(edit);
  CHECK(edit->text.starts_with(before + "- finding: "));
}

TEST_CASE("where an entry can't be added, the file is left and the entry is told") {
  const Report report = two_majors();
  const AcceptedEntry entry = entry_for(report.findings[0]);
  for (const std::string before : {"{\"accepted\": []}", "accepted: []\n"}) {
    const auto edit = add_accepted("a.yaml", before, entry);
    REQUIRE_FALSE(edit);
    CHECK(edit.error().message.find("add the entry by hand: - finding: ") != std::string::npos);
  }
  AcceptedEntry longer = entry;
  longer.acceptance.until = "2027-01-31";
  const auto once = add_accepted("a.yaml", "", entry);
  REQUIRE(once);
  const auto edit = add_accepted("a.yaml", once->text, longer);
  REQUIRE_FALSE(edit);
  CHECK(edit.error().message.find("accepted already, by us until 2026-12-31") != std::string::npos);
}

TEST_CASE("a finding is named by its id, or by the only beginning") {
  Acceptable from{"v2.yaml",
                  {{"aaaa000000000000", "one", "", "", {}, {}},
                   {"aaaa100000000000", "two", "", "", {}, {}},
                   {"bbbb000000000000", "three", "", "", {}, {}}}};
  CHECK(choose(from, "bbbb")->rule == "three");
  CHECK(choose(from, "aaaa1")->rule == "two");
  CHECK(choose(from, "aaaa000000000000")->rule == "one");
  CHECK(choose(from, "aaaa").error().message.starts_with("several findings have an id"));
  CHECK(choose(from, "bbb").error().message.starts_with("no finding has the id"));
  CHECK(choose(from, "cccc").error().message.find("aaaa000000000000 one") != std::string::npos);
  CHECK(choose({}, "cccc").error().message == "there is no finding to accept: nothing changed");
}
