#include "report/remarks.h"

#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

Report with_remarks() {
  Finding off = sample::renamed();
  off.severity = Severity::off;
  Report report = sample::report({off});
  report.skipped = {{"/internal/**", SkippedKind::operation, 2}, {"#/a", SkippedKind::finding, 1}};
  report.accepted_problems = {{AcceptedProblemKind::expired,
                               "7787dbc2722b5277",
                               "the day of this one is over",
                               {"accepted.yaml", 3, 5}}};
  return report;
}

}  // namespace

TEST_CASE("remarks say what was left out, and which accepted findings don't hold") {
  CHECK(remarks(with_remarks()) ==
        std::vector<std::string>{"off: 1 finding not shown", "skip `/internal/**`: 2 operations",
                                 "skip `#/a`: 1 finding",
                                 "accepted.yaml:3:5: expired: the day of this one is over"});
  CHECK(remarks(sample::report({sample::renamed()})).empty());
}

TEST_CASE("every form of a report tells what was left out and what does not hold") {
  for (const std::string& name : words<ReportForm>()) {
    CAPTURE(name);
    const std::string text = render(with_remarks(), *parse_word<ReportForm>(name), {});
    CHECK(text.find("the day of this one is over") != std::string::npos);
    CHECK(text.find("/internal/") != std::string::npos);
    CHECK(text.find("expired") != std::string::npos);
  }
}

TEST_CASE(
    "an accepted finding that does not hold closes the gate, also where the version is fine") {
  Report report = with_remarks();
  REQUIRE(check(report, {.from = {}, .to = {}, .declared = Level::major, .zero = {}}));
  CHECK(report.verdict == Verdict::ok);
  CHECK_FALSE(version_closes_gate(report));
  CHECK(gate_closed(report));
}
