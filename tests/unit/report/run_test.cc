#include "report/finding_words.h"
#include "report/run_words.h"
#include "support/golden.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

using namespace verdiff;
using verdiff::testing::golden;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a run of one contract is its report") {
  const Report report = sample::full_report();
  const Run run = sample::run_of(report);
  CHECK(render(run, ReportForm::text, {}) == render_text(report, {}));
  CHECK(render(run, ReportForm::json, {}) == render_json(report));
  CHECK(sentence(run, {}) == sentence(report));
}

TEST_CASE("a report that was put away is the same when it is opened, and small meanwhile") {
  Report report = sample::full_report();
  report.findings.push_back(sample::renamed());
  report.findings.push_back(sample::hostile());
  report.skipped.push_back({"/internal/**", SkippedKind::response, 300});
  report.accepted_problems.push_back(
      {AcceptedProblemKind::expired, "0123456789abcdef", "over", {"accepted.yaml", 3, 5}});
  report.unchanged = UnchangedRule::any;
  const StoredReport stored = report;
  CHECK(render_json(stored.open()) == render_json(report));
  CHECK(stored.open().unchanged == UnchangedRule::any);
  CHECK(StoredReport(stored.open()).bytes() == stored.bytes());
  CHECK(stored.bytes() < render_json(report).size() / 2);
  CHECK_FALSE(StoredReport(Report{}).open().declared);
}

TEST_CASE("a large report comes in pieces that are the whole") {
  Run run;
  for (int i = 0; i < 100; ++i) {
    run.outcomes.push_back({std::to_string(i), sample::full_report(), std::nullopt});
  }
  for (const std::string& name : words<ReportForm>()) {
    CAPTURE(name);
    const ReportForm form = *parse_word<ReportForm>(name);
    std::string all;
    std::size_t largest = 0;
    render(run, form, {}, [&](std::string_view piece) {
      all += piece;
      largest = std::max(largest, piece.size());
    });
    CHECK(all == render(run, form, {}));
    CHECK(largest < 100'000);
  }
}

TEST_CASE("several contracts in words: a summary, worst first, then each") {
  const std::string text = render(sample::run(), ReportForm::text, {});
  CHECK(text == golden("reports/several.txt", text));
}

TEST_CASE("accepted findings say so in words") {
  const std::string text = render_text(sample::report({sample::accepted(), sample::known()}), {});
  CHECK(has(text, "accepted by team churn until 2026-12-31: the last client reads"));
  CHECK(has(text, "accepted by the baseline: it was so when verdiff came"));
  Finding patch = sample::description_changed();
  patch.accepted = Acceptance{"", "", ""};
  CHECK(has(render_text(sample::report({patch}), {}), "accepted by the baseline"));
}

TEST_CASE("what is summed up") {
  const RunSummary summary = summarize(sample::run(), {});
  CHECK(summary.contracts == 4);
  CHECK(summary.errors == 1);
  CHECK(summary.closed == 1);
  CHECK(summary.findings == 10);
  CHECK(summary.accepted == 2);
  CHECK(summary.level == Level::major);
  CHECK(
      sentence(sample::run(), {}) ==
      "MAJOR: 4 contracts, 1 can't be read, 1 closes the gate: 4 major, 2 minor, 3 patch, 1 note");
  CHECK(sentence(Run{}, {}) == "NONE: 0 contracts: no difference");
}

TEST_CASE("what blocks is what closes the gate") {
  Report report = sample::full_report();
  const Finding& major = report.findings[0];
  CHECK(blocks(report, major, {}));
  CHECK_FALSE(blocks(report, report.findings[1], {}));  // accepted
  Finding warning = major;
  warning.severity = Severity::warning;
  CHECK_FALSE(blocks(report, warning, {}));
  Finding minor = sample::field_added();
  CHECK_FALSE(blocks(report, minor, {}));
  report.declared->level = Level::patch;
  CHECK(blocks(report, minor, {}));
  report.verdict = Verdict::ok;
  CHECK_FALSE(blocks(report, major, {}));
  report.verdict = Verdict::decreased;
  CHECK_FALSE(blocks(report, major, {}));
  report.verdict = Verdict::none;
  CHECK(blocks(report, major, {}));
  CHECK_FALSE(blocks(report, minor, {}));
  const RenderOptions fail_on_minor{
      .color = false, .width = 100, .patches = {}, .fail_on = Level::minor};
  CHECK(blocks(report, minor, fail_on_minor));
  CHECK(closes_gate(report, fail_on_minor));
  CHECK_FALSE(closes_gate(report, {}));
}

TEST_CASE("a file in a revision is a path and a revision") {
  CHECK(file_place("churn.yaml") == FilePlace{"churn.yaml", ""});
  CHECK(file_place("model@v1.2.3:a/churn.yaml") == FilePlace{"a/churn.yaml", "model@v1.2.3"});
  CHECK(file_place(":a") == FilePlace{":a", ""});
  CHECK(file_place("a:") == FilePlace{"a:", ""});
}

TEST_CASE("a viewer opens the new file, or the old one where the new side is gone") {
  Finding finding = sample::renamed();
  CHECK(&shown_side(finding) == &finding.after);
  finding.after.present = false;
  CHECK(&shown_side(finding) == &finding.before);
  // Of a revision, no viewer has the file: then it is where it would stand.
  finding.before.location.file = "main:v1.yaml";
  CHECK(&shown_side(finding) == &finding.after);
  finding.after.location.file.clear();
  CHECK(&shown_side(finding) == &finding.before);
}

TEST_CASE("two values are alike but for their middle") {
  Finding finding = sample::description_changed();
  finding.before.value = "\"How s\xc3\xa4re.\"";
  finding.after.value = "\"How s\xc3\xb6re.\"";
  const ValuePair pair = compare_values(finding, 100);
  CHECK(pair.before.start == "\"How s");
  CHECK(pair.before.changed == "\xc3\xa4");
  CHECK(pair.after.changed == "\xc3\xb6");
  CHECK(pair.after.end == "re.\"");
  finding.before.value = "aa";
  finding.after.value = "aaa";
  CHECK(compare_values(finding, 100).before.changed.empty());
  CHECK(compare_values(finding, 100).after.changed == "a");
  finding.before.value = std::string(100, 'x') + "1";
  finding.after.value = std::string(100, 'x') + "2";
  CHECK(compare_values(finding, 10).before.start == "…xxxxxxxxx");
}
