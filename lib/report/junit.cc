// JUnit's XML: one suite a contract, one case a finding. What closes the gate fails, what is
// accepted is skipped, the rest passes. Nobody owns the form; this keeps to what the strictest
// reader known takes, Jenkins's xUnit plugin, and the lenient ones (GitLab, Azure, GitHub's
// reporters) take too.

#include "base/text.h"
#include "report/escape.h"
#include "report/finding_text.h"
#include "report/finding_words.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace verdiff {
namespace {

/// Longer names break the tables of viewers.
constexpr std::size_t longest_name = 240;

struct Totals {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  std::string attributes() const {
    return fmt::format(R"(tests="{}" failures="{}" errors="{}" time="0")", tests, failures, errors);
  }
  void add(const Totals& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
  }
};

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escape_xml(value));
}

/// Viewers make a tree of what stands between the dots of a class name.
std::string class_name(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

std::string element(std::string_view name, const std::string& attributes, std::string_view text) {
  return fmt::format("      <{}{}>{}</{}>\n", name, attributes, escape_xml_lines(text), name);
}

/// One `<testsuite>`: the cases of a contract.
class Suite {
 public:
  explicit Suite(const std::string& name) : name_(name) {}

  void add_case(std::string_view name, const std::string& content) {
    ++totals.tests;
    cases_ += "    <testcase" + attribute("classname", class_name(name_)) +
              attribute("name", shorten(printable(name), longest_name)) + R"( time="0")";
    cases_ += content.empty() ? "/>\n" : ">\n" + content + "    </testcase>\n";
  }

  std::string failure(std::string_view type, std::string_view message, std::string_view text) {
    ++totals.failures;
    return element("failure", attribute("type", type) + attribute("message", message), text);
  }
  std::string error(std::string_view type, std::string_view message, std::string_view text) {
    ++totals.errors;
    return element("error", attribute("type", type) + attribute("message", message), text);
  }
  std::string skipped(std::string_view message) {
    ++totals.skipped;
    return "      <skipped" + attribute("message", message) + "/>\n";
  }

  std::string take() const {
    return "  <testsuite" + attribute("name", name_) + " " + totals.attributes() +
           fmt::format(" skipped=\"{}\">\n", totals.skipped) + cases_ + "  </testsuite>\n";
  }

  Totals totals;

 private:
  std::string name_;
  std::string cases_;
};

/// Says what it is, and where; the fingerprint tells it from its like and through the runs.
std::string case_name(const Finding& finding) {
  const std::string flow = flow_in_words(finding);
  std::string out = finding.rule;
  if (!flow.empty()) out += " at " + shorten(printable(flow), longest_name - 100);
  return out + " [" + finding.fingerprint + "]";
}

void add_finding(Suite& suite, const Report& report, const Finding& finding,
                 const RenderOptions& options) {
  const RenderOptions plain{.color = false, .width = 100, .patches = {}, .fail_on = {}};
  const std::string text = finding_text(finding, Detail::full, plain);
  std::string content;
  if (finding.accepted) {
    content = suite.skipped("accepted " + acceptance_in_words(finding));
    content += element("system-out", "", text);
  } else if (blocks(report, finding, options)) {
    content = suite.failure(word(finding.level), finding.message, text);
  } else {
    content = element("system-out", "", text);
  }
  suite.add_case(case_name(finding), content);
}

/// A suite is never empty: viewers take one for a job that did not run.
void add_verdict(Suite& suite, const Report& report) {
  if (report.verdict == Verdict::none && !report.findings.empty()) return;
  if (report.verdict == Verdict::none) return suite.add_case("no difference", "");
  const Location& where = report.after.version_location;
  const std::string text = sentence(report) + (where.file.empty() ? "" : "\n" + to_text(where));
  const std::string content = version_closes_gate(report)
                                  ? suite.failure(word(report.verdict), report.verdict_reason, text)
                                  : element("system-out", "", text);
  suite.add_case("the declared version", content);
}

void add_remarks(Suite& suite, const Report& report) {
  for (const AcceptedProblem& problem : report.accepted_problems) {
    suite.add_case(fmt::format("accepted finding {}", problem.finding),
                   suite.failure(word(problem.kind), problem.message, to_text(problem.location)));
  }
  for (const std::string& remark : left_out_remarks(report)) {
    suite.add_case("verdiff.yaml", suite.skipped(printable(remark)));
  }
}

Suite suite_of(const ContractOutcome& outcome, const RenderOptions& options) {
  Suite suite(name_in_words(outcome));
  if (outcome.error) {
    const Error& error = *outcome.error;
    suite.add_case("the contract can be read",
                   suite.error(word(error.code), error.message, to_text(error)));
    return suite;
  }
  const Report report = outcome.report->open();
  add_verdict(suite, report);
  add_remarks(suite, report);
  for (const Finding* finding : shown_findings(report)) {
    add_finding(suite, report, *finding, options);
  }
  return suite;
}

}  // namespace

void render_junit(const Run& run, const RenderOptions& options, const TakeText& take) {
  // The totals stand before the suites, which are made twice rather than kept.
  Totals totals;
  for (const ContractOutcome& outcome : run.outcomes) totals.add(suite_of(outcome, options).totals);
  take(fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"verdiff\" {}>\n",
                   totals.attributes()));
  for (const ContractOutcome& outcome : run.outcomes) take(suite_of(outcome, options).take());
  take("</testsuites>\n");
}

}  // namespace verdiff
