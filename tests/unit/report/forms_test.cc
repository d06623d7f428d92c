#include "report/report.h"
#include "support/golden.h"
#include "unit/report/sample.h"
#include "verdiff.h"

#include <catch2/catch.hpp>

#include <map>
#include <regex>
#include <string>

using namespace verdiff;
using verdiff::testing::golden;

namespace {

/// Goldens outlive releases of verdiff, and changes of the page's style and script.
std::string lasting(std::string text) {
  for (const char* const part : {"style", "script"}) {
    const std::string begin = std::string("<") + part + ">";
    const std::size_t at = text.find(begin);
    if (at == std::string::npos) continue;
    const std::size_t end = text.find(std::string("</") + part + ">", at);
    text.replace(at + begin.size(), end - at - begin.size(), "…");
  }
  text = std::regex_replace(text, std::regex("sha256-[A-Za-z0-9+/=]+"), "sha256-…");
  const std::string number(verdiff::version());
  for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at)) {
    text.replace(at, number.size(), "VERSION");
  }
  return text;
}

const std::map<ReportForm, std::string> endings = {
    {ReportForm::markdown, "md"},   {ReportForm::html, "html"},
    {ReportForm::sarif, "sarif"},   {ReportForm::junit, "junit.xml"},
    {ReportForm::github, "github"}, {ReportForm::gitlab, "gitlab.json"},
};

}  // namespace

TEST_CASE("every form reads as it always did", "[forms]") {
  for (const auto& [form, ending] : endings) {
    CAPTURE(word(form));
    const std::string one = lasting(render(sample::full_report(), form, {}));
    CHECK(one == golden("reports/forms." + ending, one));
    const std::string several = lasting(render(sample::run(), form, {}));
    CHECK(several == golden("reports/several." + ending, several));
  }
}

TEST_CASE("what verdiff.yaml calls a contract stands in every form", "[forms]") {
  Report named = sample::full_report();
  named.name = "Churn model";
  Run several = sample::run();
  for (ContractOutcome& outcome : several.outcomes) {
    outcome.called = "Churn model";
    if (!outcome.report) continue;
    Report report = outcome.report->open();
    report.name = outcome.called;
    outcome.report = report;
  }
  for (const std::string& name : words<ReportForm>()) {
    CAPTURE(name);
    const ReportForm form = *parse_word<ReportForm>(name);
    CHECK(render(named, form, {}).find("Churn model") != std::string::npos);
    CHECK(render(several, form, {}).find("Churn model") != std::string::npos);
    CHECK(render(sample::run(), form, {}).find("Churn model") == std::string::npos);
  }
}

TEST_CASE("several contracts as JSON", "[forms]") {
  const std::string several = lasting(render(sample::run(), ReportForm::json, {}));
  CHECK(several == golden("reports/several.json", several));
}

TEST_CASE("a report without findings is a document of every form", "[forms]") {
  for (const auto& [form, ending] : endings) {
    CAPTURE(word(form));
    const std::string empty = lasting(render(sample::report({}), form, {}));
    CHECK(empty == golden("reports/empty." + ending, empty));
  }
}

TEST_CASE("a finding has one fingerprint in every form that has fingerprints", "[forms]") {
  const Report report = sample::full_report();
  for (const ReportForm form : {ReportForm::json, ReportForm::html, ReportForm::sarif,
                                ReportForm::junit, ReportForm::gitlab}) {
    CAPTURE(word(form));
    const std::string text = render(report, form, {});
    for (const Finding& finding : report.findings) {
      CHECK(text.find(finding.fingerprint) != std::string::npos);
    }
  }
}

TEST_CASE("accepted findings stay, with their reason", "[forms]") {
  const Report report = sample::report({sample::accepted()});
  for (const auto& [form, ending] : endings) {
    CAPTURE(word(form));
    const std::string text = render(report, form, {});
    CHECK(text.find("2026-12-31") != std::string::npos);
    CHECK(text.find("the last client reads") != std::string::npos);
    CHECK(text.find("team churn") != std::string::npos);
  }
}

TEST_CASE("what is switched off is in no form for people and machines of CI", "[forms]") {
  Finding off = sample::renamed();
  off.severity = Severity::off;
  for (const auto& [form, ending] : endings) {
    CAPTURE(word(form));
    CHECK(render(sample::report({off}), form, {}).find("property-renamed") == std::string::npos);
  }
}

TEST_CASE("the same run gives the same bytes", "[forms]") {
  for (const auto& [form, ending] : endings) {
    CHECK(render(sample::run(), form, {}) == render(sample::run(), form, {}));
  }
}
