#include "base/text.h"

#include "report/report.h"
#include "support/golden.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

using namespace verdiff;
using verdiff::testing::golden;

namespace {

Report full_report() {
  Report report = sample::report({sample::range_dropped(), sample::renamed(), sample::undecided(),
                                  sample::field_added(), sample::description_changed(12),
                                  sample::description_changed(14), sample::note()});
  REQUIRE(check(report, {}));
  return report;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The line with the payload of a witness and the one below it.
std::pair<std::string, std::string> witness_lines(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [](const auto& line) { return has(line, "  witness  "); });
  REQUIRE(found != lines.end());
  return {*found, *std::next(found)};
}

}  // namespace

TEST_CASE("the text report reads as it always did") {
  const std::string text = render_text(full_report(), {});
  CHECK(text == golden("reports/sample.txt", text));
}

TEST_CASE("the text report fits a narrow terminal") {
  const std::string text = render_text(full_report(), {.width = 60});
  CHECK(text == golden("reports/sample-60.txt", text));
}

TEST_CASE("colour changes nothing but colour") {
  const Report report = full_report();
  const std::string colored = render_text(report, {.color = true});
  CHECK(has(colored, "\x1b[1;31mmajor\x1b[0m"));
  CHECK(std::regex_replace(colored, std::regex("\x1b\\[[0-9;]*m"), "") == render_text(report, {}));
}

TEST_CASE("an empty difference is one line") {
  const Report report = sample::report({});
  CHECK(render_text(report, {}) ==
        "No difference: v1.yaml and v2.yaml make the same promise (OpenAPI 3.1.0, 7 flows)\n");
  Report checked = report;
  REQUIRE(check(checked, {.from = "1.2.0",
                          .to = "1.2.0",
                          .declared = {},
                          .zero = {},
                          .released = {},
                          .releasing = {}}));
  CHECK(render_text(checked, {}) ==
        "No difference: v1.yaml and v2.yaml make the same promise (OpenAPI 3.1.0, 7 flows) - still "
        "1.2.0, and nothing asks for a release\n");
}

TEST_CASE("two formats are named side by side") {
  Report report = sample::report({sample::note()});
  report.before.format = "OpenAPI 3.0.3";
  report.reader = Reader::strict;
  CHECK(lines_of(render_text(report, {})).front() ==
        "v1.yaml 1.2.0 (OpenAPI 3.0.3) -> v2.yaml 1.3.0 (OpenAPI 3.1.0), strict reader");
}

TEST_CASE("why and fix are said once a rule") {
  const std::string text =
      render_text(sample::report({sample::range_dropped(), sample::range_dropped()}), {});
  CHECK(count(text, "range-became-unbounded") == 2);
  CHECK(count(text, "witness") == 2);
  CHECK(count(text, "  why  ") == 1);
  CHECK(count(text, "  fix  ") == 1);
}

TEST_CASE("of many minor findings one of each rule is told at length") {
  const std::vector<Finding> many(21, sample::field_added());
  const std::string text = render_text(sample::report(many), {});
  CHECK(count(text, "\nminor  ") == 21);
  CHECK(count(text, "  old  ") == 1);
  const std::vector<Finding> few(20, sample::field_added());
  CHECK(count(render_text(sample::report(few), {}), "  old  ") == 20);
  const std::vector<Finding> majors(21, sample::range_dropped());
  CHECK(count(render_text(sample::report(majors), {}), "  old  ") == 21);
}

TEST_CASE("many patches are counted by rule, few are listed, and both on demand") {
  std::vector<Finding> few(20, sample::description_changed());
  std::vector<Finding> many(21, sample::description_changed());
  many.push_back(sample::description_changed());
  many.back().rule = "title-changed";
  const std::string counted = "patch  description-changed: 21 times\n";
  CHECK(count(render_text(sample::report(few), {}), "the description changed") == 20);
  const std::string automatic = render_text(sample::report(many), {});
  CHECK(has(automatic, counted));
  CHECK(has(automatic,
            "patch  title-changed: the description changed\n       v2.yaml:12:11  POST /predict "
            "200 application/json\n"));
  CHECK(has(automatic, "PATCH: 22 patch"));
  const std::string all = render_text(sample::report(many), {.patches = PatchListing::list});
  CHECK(count(all, "the description changed") == 22);
  CHECK(has(render_text(sample::report(few), {.patches = PatchListing::count}),
            "patch  description-changed: 20 times\n"));
}

TEST_CASE("a finding that is switched off is not shown, but its level stands") {
  Finding off = sample::renamed();
  off.severity = Severity::off;
  const std::string text = render_text(sample::report({off, sample::field_added()}), {});
  CHECK_FALSE(has(text, "property-renamed"));
  CHECK(has(text, "property-added"));
  CHECK(has(text, "MAJOR: 1 major, 1 minor"));
  CHECK(has(text, "\noff: 1 finding not shown\n"));
}

TEST_CASE("what was skipped, and accepted findings in a bad way, are told below the findings") {
  Report report = sample::report({sample::renamed()});
  report.skipped = {{"/internal/**", SkippedKind::operation, 2}};
  report.accepted_problems = {
      {AcceptedProblemKind::expired, "7787dbc2722b5277", "the day is over", {"a.yaml", 3, 5}}};
  const std::string lines =
      "\nskip `/internal/**`: 2 operations\na.yaml:3:5: expired: the day is over\n";
  CHECK(has(render_text(report, {}), lines + "\nMAJOR: 1 major"));
  report.findings.clear();
  CHECK(render_text(report, {}).ends_with(lines));
}

TEST_CASE("the mark stands under the offending place") {
  const auto [payload, mark] =
      witness_lines(render_text(sample::report({sample::range_dropped()}), {}));
  CHECK(payload.find('2') == mark.find('^'));
  CHECK(has(mark, "^ refused by old: 2 is greater than the maximum 1"));
}

TEST_CASE("the consumer of an input is the new side") {
  Finding finding = sample::range_dropped();
  finding.direction = Direction::input;
  CHECK(has(render_text(sample::report({finding}), {}), "refused by new: 2 is greater"));
}

TEST_CASE("a payload that is too wide is cut around the offending place") {
  Finding finding = sample::range_dropped();
  std::vector<std::pair<std::string, Value>> members;
  for (int i = 0; i < 40; ++i) {
    members.emplace_back("member" + std::to_string(i), Value::string("größe"));
  }
  members[20] = {"probability", Value::number("2")};
  finding.evidence.payload = Value::object(members);
  const auto [payload, mark] = witness_lines(render_text(sample::report({finding}), {}));
  CHECK(display_width(payload) == 100);
  CHECK(has(payload, "\"probability\": 2,"));
  CHECK(has(payload, "…"));
  const std::string before = payload.substr(0, payload.find(": 2,") + 2);
  CHECK(mark.find('^') == display_width(before));
}

TEST_CASE("the mark of a long value ends with the line") {
  Finding finding = sample::range_dropped();
  finding.evidence.payload = Value::string(std::string(300, 'a'));
  finding.evidence.pointer = "";
  const auto [payload, mark] = witness_lines(render_text(sample::report({finding}), {}));
  CHECK(display_width(payload) <= 100);
  CHECK(mark.size() <= 100);
}

TEST_CASE("where a property is missing, the object without it is marked") {
  Finding finding = sample::range_dropped();
  finding.evidence.payload = Value::object({{"a", Value::object({{"b", Value::null()}})}});
  finding.evidence.pointer = "/a/missing";
  const auto [payload, mark] = witness_lines(render_text(sample::report({finding}), {}));
  CHECK(has(payload, R"({"a": {"b": null}})"));
  CHECK(has(mark, "           ^ refused by old: the object is greater"));
}

TEST_CASE("items of an array are marked by their index") {
  Finding finding = sample::range_dropped();
  finding.evidence.payload =
      Value::array({Value::number("1"), Value::number("22"), Value::number("3")});
  finding.evidence.pointer = "/1";
  const auto [payload, mark] = witness_lines(render_text(sample::report({finding}), {}));
  CHECK(payload.find("22") == mark.find("^^"));
}

TEST_CASE("a witness of a part of the payload says so") {
  Finding finding = sample::range_dropped();
  finding.evidence.payload = Value::number("2");
  finding.evidence.pointer = "";
  finding.evidence.whole_flow = false;
  CHECK(has(render_text(sample::report({finding}), {}), "(the value of /probability alone)"));
}

TEST_CASE("a policy that lowered a level is named") {
  Finding finding = sample::range_dropped();
  finding.level = Level::minor;
  finding.policy = "open-enums";
  CHECK(has(render_text(sample::report({finding}), {}),
            "policy   `open-enums` makes this minor; without it, it is major"));
}

TEST_CASE("nothing in a contract can steer the terminal") {
  Finding finding = sample::range_dropped();
  const std::string evil = "\x1b[2J\xe2\x80\xae\nNONE: forged verdict";
  for (std::string* text :
       {&finding.message, &finding.flow, &finding.payload_path, &finding.before.value,
        &finding.before.location.file, &finding.evidence.refused_by, &finding.why}) {
    *text += evil;
  }
  finding.evidence.payload->set("\x1b[1m" + evil, Value::string("\xe2\x80\xae"));
  Report report = sample::report({finding});
  report.before.operand += evil;
  report.before.version = "1" + evil;
  const std::string text = render_text(report, {});
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\xe2\x80\xae"));
  for (const std::string& line : lines_of(text)) CHECK_FALSE(line.starts_with("NONE: forged"));
}

TEST_CASE("long values that begin alike are shown where they differ") {
  Finding finding = sample::description_changed();
  finding.level = Level::minor;
  const std::string start(200, 'x');
  finding.before.value = "\"" + start + " sixteen or so, then: old\"";
  finding.after.value = "\"" + start + " sixteen or so, then: new\"";
  const std::string text = render_text(sample::report({finding}), {});
  CHECK(has(text, "v1.yaml:12:11  …en or so, then: old\""));
  CHECK(has(text, "v2.yaml:12:11  …en or so, then: new\""));
}

TEST_CASE("beside long paths there is no room for long values, so they go below") {
  Finding finding = sample::range_dropped();
  finding.before.location.file = std::string(50, 'd') + "/v1.yaml";
  finding.before.value = "\"" + std::string(70, 'v') + "\"";
  const std::vector<std::string> lines = lines_of(render_text(sample::report({finding}), {}));
  const auto old = std::find_if(lines.begin(), lines.end(),
                                [](const auto& line) { return has(line, "  old  "); });
  REQUIRE(old != lines.end());
  CHECK(old->ends_with("/v1.yaml:31:11"));
  CHECK(*std::next(old) == std::string(16, ' ') + finding.before.value);
}

TEST_CASE("a value is cut where the line ends") {
  Finding finding = sample::range_dropped();
  finding.before.value = "\"" + std::string(300, 'v') + "\"";
  for (const std::uint32_t width : {20u, 60u, 100u}) {
    const std::string text = render_text(sample::report({finding}), {.width = width});
    for (const std::string& line : lines_of(text)) {
      if (has(line, "vvv")) CHECK(display_width(line) == std::max(width, 40u));
    }
  }
}

TEST_CASE("how sure a match is stands in the message or below it, not twice") {
  Finding finding = sample::renamed();
  CHECK(has(render_text(sample::report({finding}), {}), "match    86 % sure"));
  finding.message += " (sure to 86 %)";
  CHECK(count(render_text(sample::report({finding}), {}), "86 %") == 1);
}
