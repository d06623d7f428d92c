#include "catalogue/pair.h"
#include "document/document.h"
#include "document/value.h"
#include "report/report.h"
#include "support/golden.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What a team has accepted stays accepted: a finding's fingerprint outlives everything that is
/// done to a file and not to the contract, and is the same in all forms of a report.
namespace verdiff {
namespace {

/// JSON with every member and item on a line of its own, `step` spaces further in; the members of
/// objects in reverse.
std::string laid_out(const Node& node, std::size_t step, std::size_t column = 0) {
  const bool is_object = node.is_object();
  if (!is_object && !node.is_array()) return to_json(node);
  std::vector<std::string> parts;
  for (const Member& member : node.members()) {
    parts.push_back(to_json(Value::string(member.key)) + " :  " +
                    laid_out(member.value, step, column + step));
  }
  std::reverse(parts.begin(), parts.end());
  for (const Node& item : node.items()) parts.push_back(laid_out(item, step, column + step));
  std::string out = is_object ? "{" : "[";
  for (const std::string& part : parts) {
    out +=
        fmt::format("{}\n{}{}", out.size() > 1 ? "," : "", std::string(column + step, ' '), part);
  }
  return out + "\n" + std::string(column, ' ') + (is_object ? "}" : "]");
}

/// The half with both contracts written otherwise.
std::vector<Finding> findings_laid_out(const test::Half& half, std::size_t step) {
  const auto before = read_json("contract.json", laid_out(half.before, step));
  const auto after = read_json("contract.json", laid_out(half.after, step));
  REQUIRE(before);
  REQUIRE(after);
  return test::findings_of({before->root(), after->root(), half.as, half.artifact});
}

/// The same as YAML between comments: JSON is YAML.
std::vector<Finding> findings_as_yaml(const test::Half& half) {
  const std::string comment = "# by hand\n\n";
  const auto before = read_yaml("contract.yaml", comment + laid_out(half.before, 4) + "\n# end\n");
  const auto after = read_yaml("contract.yaml", laid_out(half.after, 1) + "\n" + comment);
  REQUIRE(before);
  REQUIRE(after);
  return test::findings_of({before->root(), after->root(), half.as, half.artifact});
}

std::vector<std::string> fingerprints(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) out.push_back(finding.rule + ' ' + finding.fingerprint);
  std::sort(out.begin(), out.end());
  return out;
}

/// What stands behind each `mark` in a text: 16 digits.
std::multiset<std::string> behind(const std::string& text, std::string_view mark) {
  std::multiset<std::string> out;
  for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    out.insert(text.substr(at + mark.size(), 16));
  }
  return out;
}

}  // namespace

TEST_CASE("fingerprints outlive another layout, another order of members and another syntax",
          "[catalogue][fingerprints]") {
  test::each_half([](const test::Half& half) {
    const auto expected = fingerprints(test::findings_of(half));
    CHECK(fingerprints(findings_laid_out(half, 1)) == expected);
    CHECK(fingerprints(findings_laid_out(half, 7)) == expected);
    CHECK(fingerprints(findings_as_yaml(half)) == expected);
  });
}

TEST_CASE("the forms that name fingerprints name the same ones", "[catalogue][fingerprints]") {
  for (const Rule& rule : builtin_rules()) {
    const std::string path = test::pair_path(rule);
    const auto pair = read_yaml(path, testing::read_testdata(path));
    REQUIRE(pair);
    INFO(rule.id);
    Report report;
    report.findings = test::findings_of(test::half_of(pair->root(), "fires"));
    std::multiset<std::string> expected;
    for (const Finding& finding : report.findings) expected.insert(finding.fingerprint);
    const auto in = [&](ReportForm form, std::string_view mark) {
      return behind(render(report, form, {}), mark);
    };
    CHECK(in(ReportForm::json, "      \"id\": \"") == expected);
    CHECK(in(ReportForm::sarif, "\"verdiffFinding/v1\": \"") == expected);
    CHECK(in(ReportForm::gitlab, "\"fingerprint\": \"") == expected);
    CHECK(in(ReportForm::html, " id=\"f-") == expected);
    std::multiset<std::string> cases;
    for (const Finding& finding : report.findings) {
      const std::string xml = render(report, ReportForm::junit, {});
      if (xml.find("[" + finding.fingerprint + "]\"") != xml.npos)
        cases.insert(finding.fingerprint);
    }
    CHECK(cases == expected);
  }
}

}  // namespace verdiff
