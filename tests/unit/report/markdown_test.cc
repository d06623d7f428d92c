#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {

/// What GitHub takes for a comment.
constexpr std::size_t most_characters = 65'536;

std::string markdown(const Report& report) {
  return render(report, ReportForm::markdown, {});
}

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

}  // namespace

TEST_CASE("the verdict comes first, then the table, then the details") {
  const std::string text = markdown(sample::full_report());
  CHECK(text.starts_with("### ❌ MAJOR: "));
  const std::size_t table = text.find("| level |");
  const std::size_t details = text.find("<details>");
  REQUIRE(table != std::string::npos);
  REQUIRE(details != std::string::npos);
  CHECK(table < details);
  CHECK_FALSE(has(text, "Left out"));
}

TEST_CASE("a witness is a block with its place marked") {
  const std::string text = markdown(sample::report({sample::range_dropped()}));
  CHECK(has(text,
            "```text\n{\"probability\": 2, \"class\": \"churn\"}\n"
            "                ^ refused by old: 2 is greater than the maximum 1\n```\n"));
}

TEST_CASE("many findings are cut to a comment, and what is left out is counted") {
  std::vector<Finding> many(3'000, sample::range_dropped());
  const std::string text = markdown(sample::report(many));
  CHECK(text.size() < most_characters);
  CHECK(text.size() > most_characters / 2);
  CHECK(count(text, "<details>") == count(text, "</details>"));
  const std::size_t shown = count(text, "<details>");
  CHECK(
      has(text, "**Left out** to keep this short: " + std::to_string(3'000 - shown) + " findings"));
}

TEST_CASE("a finding that has a row is not left out") {
  std::vector<Finding> patches(40, sample::description_changed());
  CHECK(has(markdown(sample::report(patches)), "**Left out** to keep this short: 10 findings."));
  patches.resize(30);
  CHECK_FALSE(has(markdown(sample::report(patches)), "Left out"));
}

TEST_CASE("texts as long as one likes leave room for the end") {
  Finding finding = sample::range_dropped();
  for (std::string* text : {&finding.message, &finding.why, &finding.fix, &finding.flow,
                            &finding.before.value, &finding.before.location.file}) {
    *text = std::string(100'000, '|');
  }
  Report report = sample::report(std::vector<Finding>(50, finding));
  report.before.operand = std::string(100'000, '|');
  report.verdict_reason = std::string(100'000, '|');
  const std::string text = markdown(report);
  CHECK(text.size() < most_characters);
  CHECK(has(text, "Left out"));
}

TEST_CASE("hundreds of contracts are cut as well") {
  Run run;
  for (int i = 0; i < 900; ++i) {
    run.outcomes.push_back(
        {"contracts/number-" + std::to_string(i) + ".yaml", sample::full_report(), std::nullopt});
  }
  const std::string text = render(run, ReportForm::markdown, {});
  CHECK(text.size() < most_characters);
  CHECK(count(text, "<details>") == count(text, "</details>"));
  CHECK(has(text, " contracts, "));
  CHECK(has(text, "Left out"));
}
