// A code quality report:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

#include "base/sha256.h"
#include "base/text.h"
#include "report/finding_words.h"
#include "report/json_writer.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace verdiff {
namespace {

constexpr std::size_t longest = 600;

std::string_view severity_of(const Report& report, const Finding& finding,
                             const RenderOptions& options) {
  if (blocks(report, finding, options)) return "blocker";
  if (finding.accepted || finding.severity == Severity::note) return "info";
  if (finding.level <= Level::patch) return "info";
  if (finding.level == Level::minor || finding.severity == Severity::warning) return "minor";
  return "critical";
}

/// GitLab knows files by their path in the repository, without the revision that they stand in.
std::string path_of(const std::string& file) {
  const std::string path = file_place(file).path;
  return path.starts_with("./") ? path.substr(2) : path;
}

class CodeQuality {
 public:
  explicit CodeQuality(const TakeText& take) : json_(take) { json_.open('['); }

  void add(std::string_view description, std::string_view check, const std::string& fingerprint,
           std::string_view severity, const Location& where) {
    json_.open('{')
        .text("description", shorten(printable_paragraph(description), longest))
        .text("check_name", printable(check))
        .text("fingerprint", fingerprint)
        .text("severity", severity)
        .open("location", '{')
        .text("path", path_of(where.file))
        .open("lines", '{')
        .number("begin", std::uint64_t{std::max<std::uint32_t>(where.line, 1)})
        .close('}')
        .close('}')
        .close('}');
  }

  /// Of two findings with one fingerprint GitLab would drop one: where the same edit was made to a
  /// second contract, that one's name joins it.
  std::string unique(const Finding& finding, const std::string& contract) {
    if (seen_.insert(finding.fingerprint).second) return finding.fingerprint;
    return finding.fingerprint + "-" + sha256_hex(contract, 8);
  }

  void finish() { json_.close(']').finish(); }

 private:
  JsonWriter json_;
  std::set<std::string> seen_;
};

std::string description_of(const Finding& finding, const std::string& called) {
  std::string out = called.empty() ? "" : called + ": ";
  out += std::string(level_name(finding.level)) + ": " + finding.message;
  if (finding.accepted) out += " (accepted " + acceptance_in_words(finding) + ")";
  const std::string refused = refusal_in_words(finding);
  return refused.empty() ? out
                         : out + "; " + to_json(*finding.evidence.payload, 160) + " is " + refused;
}

/// Where neither side has a place: the contract as a whole.
Location place_of(const Finding& finding, const std::string& contract) {
  const Location& where = shown_side(finding).location;
  return where.file.empty() ? Location{contract, 1, 1} : where;
}

void add_remarks(CodeQuality& quality, const std::string& contract, const Report& report) {
  for (const AcceptedProblem& problem : report.accepted_problems) {
    const std::string text = problem.message;
    quality.add(text, fmt::format("accepted-{}", word(problem.kind)),
                sha256_hex(contract + "\n" + text, 16), "blocker", problem.location);
  }
  for (const std::string& remark : left_out_remarks(report)) {
    quality.add(remark, "verdiff.yaml", sha256_hex(contract + "\n" + remark, 16), "info",
                {contract, 1, 1});
  }
}

}  // namespace

void render_gitlab(const Run& run, const RenderOptions& options, const TakeText& take) {
  CodeQuality quality(take);
  for (const auto& outcome : run.outcomes) {
    if (outcome.error) {
      const Error& error = *outcome.error;
      const std::string called = outcome.called.empty() ? "" : outcome.called + ": ";
      quality.add(called + error_in_words(error), word(error.code),
                  sha256_hex(outcome.name + "\n" + std::string(word(error.code)), 16), "blocker",
                  error.where.file.empty() ? Location{outcome.name, 1, 1} : error.where);
      continue;
    }
    const Report report = outcome.report->open();
    add_remarks(quality, outcome.name, report);
    for (const Finding* finding : shown_findings(report)) {
      quality.add(description_of(*finding, outcome.called), finding->rule,
                  quality.unique(*finding, outcome.name), severity_of(report, *finding, options),
                  place_of(*finding, outcome.name));
    }
  }
  quality.finish();
}

}  // namespace verdiff
