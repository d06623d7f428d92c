// The forms that systems of CI read: JUnit, GitHub, GitLab.

#include "document/document.h"
#include "document/pointer.h"
#include "document/value.h"
#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

/// Attributes of the first element of that name, as they are written.
std::string attributes_of(const std::string& xml, const std::string& element) {
  const std::size_t at = xml.find("<" + element + " ");
  REQUIRE(at != std::string::npos);
  return xml.substr(at, xml.find('>', at) - at);
}

std::string at(const std::string& json, const std::string& pointer) {
  const auto document = read_json("report.json", json);
  REQUIRE(document);
  const Node* const node = find_pointer(document->root(), pointer);
  return node == nullptr ? "nothing" : to_json(*node);
}

}  // namespace

TEST_CASE("JUnit counts what is in it") {
  const std::string xml = render(sample::run(), ReportForm::junit, {});
  CHECK(has(attributes_of(xml, "testsuites"), R"(tests="14" failures="3" errors="1")"));
  CHECK(count(xml, "<testsuite ") == 4);
  CHECK(count(xml, "<testcase ") == 14);
  CHECK(count(xml, "<failure ") == 3);
  CHECK(count(xml, "<error ") == 1);
  CHECK(count(xml, "<skipped ") == 2);
}

TEST_CASE("JUnit fails what --fail-on names") {
  const Report report = sample::report({sample::field_added()});
  CHECK(count(render(report, ReportForm::junit, {}), "<failure ") == 0);
  const RenderOptions options{.color = false, .width = 100, .patches = {}, .fail_on = Level::minor};
  CHECK(count(render(report, ReportForm::junit, options), "<failure ") == 1);
}

TEST_CASE("GitHub gets ten of a kind at most, and the last notice counts the rest") {
  std::vector<Finding> many(30, sample::range_dropped());
  many.insert(many.end(), 30, sample::field_added());
  const std::string text = render(sample::report(many), ReportForm::github, {});
  CHECK(count(text, "::error ") == 10);
  CHECK(count(text, "::warning ") == 0);
  CHECK(count(text, "::notice ") == 10);
  CHECK(has(text, "30 major, 30 minor%0Aand 41 more"));
  CHECK(text.find("::error") < text.find("::notice"));
}

TEST_CASE("GitHub's annotation of a revision points into the working tree") {
  Finding removed = sample::known();
  removed.accepted.reset();
  removed.before.location.file = "main:contracts/v1.yaml";
  CHECK(has(render(sample::report({removed}), ReportForm::github, {}),
            "::error file=contracts/v1.yaml,line=44,col=11,title="));
}

TEST_CASE("what does not block is no error of GitHub's") {
  Finding warning = sample::range_dropped();
  warning.severity = Severity::warning;
  CHECK(has(render(sample::report({warning}), ReportForm::github, {}), "::warning file=v2.yaml"));
  CHECK(has(render(sample::report({sample::accepted()}), ReportForm::github, {}),
            "::notice file=v2.yaml"));
}

TEST_CASE("GitLab's severities follow what blocks") {
  const std::string json = render(sample::full_report(), ReportForm::gitlab, {});
  CHECK(at(json, "/0/severity") == R"("blocker")");
  CHECK(at(json, "/1/severity") == R"("info")");  // accepted
  CHECK(at(json, "/4/severity") == R"("minor")");
  CHECK(at(json, "/5/severity") == R"("info")");
  Report passes = sample::report({sample::range_dropped()});
  passes.verdict = Verdict::ok;
  CHECK(at(render(passes, ReportForm::gitlab, {}), "/0/severity") == R"("critical")");
  passes.findings[0].severity = Severity::warning;
  CHECK(at(render(passes, ReportForm::gitlab, {}), "/0/severity") == R"("minor")");
}

TEST_CASE("GitLab drops nothing where two contracts have the same finding") {
  Run run;
  run.outcomes.push_back({"a.yaml", sample::report({sample::range_dropped()}), std::nullopt});
  run.outcomes.push_back({"b.yaml", sample::report({sample::range_dropped()}), std::nullopt});
  const std::string json = render(run, ReportForm::gitlab, {});
  const std::string first = at(json, "/0/fingerprint");
  const std::string second = at(json, "/1/fingerprint");
  CHECK(first != second);
  CHECK(second.starts_with(first.substr(0, first.size() - 1)));
}

TEST_CASE("GitLab has a place for what has none") {
  Finding nowhere = sample::range_dropped();
  nowhere.before.location = nowhere.after.location = {};
  const std::string json = render(sample::report({nowhere}), ReportForm::gitlab, {});
  CHECK(at(json, "/0/location") == R"({"path": "v2.yaml", "lines": {"begin": 1}})");
}
