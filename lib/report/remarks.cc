#include "report/remarks.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {

std::vector<std::string> left_out_remarks(const Report& report) {
  std::vector<std::string> out;
  const auto plural = [](auto count) { return count == 1 ? "" : "s"; };
  const auto off = std::count_if(report.findings.begin(), report.findings.end(),
                                 [](const Finding& one) { return one.severity == Severity::off; });
  if (off > 0) out.push_back(fmt::format("off: {} finding{} not shown", off, plural(off)));
  for (const Skipped& one : report.skipped) {
    out.push_back(fmt::format("skip `{}`: {} {}{}", one.pattern, one.count, word(one.kind),
                              plural(one.count)));
  }
  return out;
}

std::vector<std::string> remarks(const Report& report) {
  std::vector<std::string> out = left_out_remarks(report);
  for (const AcceptedProblem& problem : report.accepted_problems) {
    out.push_back(
        fmt::format("{}: {}: {}", to_text(problem.location), word(problem.kind), problem.message));
  }
  return out;
}

}  // namespace verdiff
