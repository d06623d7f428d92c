#include "report/run_words.h"

#include "base/text.h"
#include "policy/level_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {
namespace {

/// "40 contracts, 1 can't be read, 3 close the gate"
std::string contracts_in_words(const RunSummary& summary) {
  std::string out =
      fmt::format("{} contract{}", summary.contracts, summary.contracts == 1 ? "" : "s");
  if (summary.errors > 0) out += fmt::format(", {} can't be read", summary.errors);
  if (summary.closed == 0) return out;
  return out + fmt::format(", {} close{} the gate", summary.closed, summary.closed == 1 ? "s" : "");
}

}  // namespace

RunSummary summarize(const Run& run, const RenderOptions& options) {
  RunSummary summary;
  for (const auto& outcome : run.outcomes) {
    ++summary.contracts;
    if (!outcome.report) {
      ++summary.errors;
      continue;
    }
    const Report report = outcome.report->open();
    if (closes_gate(report, options)) ++summary.closed;
    const LevelCounts counts = count_levels(report);
    for (std::size_t i = 0; i < counts.size(); ++i) summary.counts[i] += counts[i];
    summary.findings += report.findings.size();
    summary.accepted += static_cast<std::size_t>(
        std::count_if(report.findings.begin(), report.findings.end(),
                      [](const Finding& finding) { return finding.accepted.has_value(); }));
    summary.level = std::max(summary.level, report.level);
  }
  return summary;
}

std::string sentence(const Run& run, const RenderOptions& options) {
  if (is_single(run)) return sentence(run.outcomes.front().report->open());
  const RunSummary summary = summarize(run, options);
  return fmt::format("{}: {}: {}", in_capitals(summary.level), contracts_in_words(summary),
                     counts_in_words(summary.counts));
}

std::string headline(const Report& report) {
  if (!report.verdict_reason.empty()) return report.verdict_reason;
  if (report.findings.empty()) return "no difference: both make the same promise";
  return report.level == Level::none
             ? "nothing asks for a release"
             : fmt::format("these changes need a {} release", word(report.level));
}

std::string headline(const Run& run, const RenderOptions& options) {
  if (is_single(run)) return headline(run.outcomes.front().report->open());
  return contracts_in_words(summarize(run, options));
}

std::string name_in_words(const ContractOutcome& outcome) {
  return outcome.called.empty() ? outcome.name
                                : fmt::format("{} ({})", outcome.called, outcome.name);
}

bool is_single(const Run& run) {
  return run.outcomes.size() == 1 && run.outcomes.front().report.has_value();
}

bool closes_gate(const Report& report, const RenderOptions& options) {
  if (options.fail_on && blocking_level(report) >= *options.fail_on) return true;
  return gate_closed(report);
}

bool blocks(const Report& report, const Finding& finding, const RenderOptions& options) {
  if (finding.severity != Severity::error || finding.accepted) return false;
  if (options.fail_on) return finding.level >= *options.fail_on;
  if (report.verdict == Verdict::none) return finding.level == Level::major;
  if (!version_closes_gate(report)) return false;
  const bool has_step = report.declared && report.declared->level;
  if (report.verdict == Verdict::insufficient && has_step) {
    return finding.level > *report.declared->level;
  }
  // Of a version that went backwards, no finding is the reason.
  return report.verdict != Verdict::decreased && finding.level == blocking_level(report);
}

std::string error_in_words(const Error& error) {
  std::string out = error.message + " [" + std::string(word(error.code)) + "]";
  for (const ErrorNote& note : error.notes) {
    const std::string place = to_text(note.where);
    out += '\n' + place + (place.empty() ? "" : ": ") + note.message;
  }
  return out;
}

std::string side_in_words(const ContractSummary& contract) {
  return contract.operand + (contract.version ? " " + *contract.version : "");
}

std::string reading_in_words(const Report& report) {
  const ContractSummary &before = report.before, &after = report.after;
  std::string formats = after.present ? after.format : before.format;
  if (before.present && after.present && before.format != after.format) {
    formats = before.format + " -> " + after.format;
  }
  return fmt::format("{}, {} reader", formats, word(report.reader));
}

}  // namespace verdiff
