#include "base/text.h"

#include "report/finding_text.h"
#include "report/finding_words.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/style.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

/// PatchListing::auto_ counts patches from here on; of minor findings, one of each rule is told at
/// length.
constexpr std::size_t few = 20;

std::string side_in_words(const ContractSummary& contract, bool with_format) {
  std::string out = printable(side_in_words(contract));
  if (with_format && contract.present) out += " (" + printable(contract.format) + ")";
  return out;
}

std::string header(const Report& report, const RenderOptions& options) {
  const bool same_format = report.before.format == report.after.format;
  std::string rest = same_format ? printable(report.after.format) + ", " : std::string();
  rest += fmt::format("{} reader", word(report.reader));
  const std::string before = side_in_words(report.before, !same_format);
  const std::string after = side_in_words(report.after, !same_format);
  const bool fits = display_width(before) + display_width(after) + rest.size() + 6 <= options.width;
  return fmt::format("{} -> {}{}{}\n", paint(before, Style::strong, options.color),
                     paint(after, Style::strong, options.color), fits ? ", " : "\n",
                     paint(rest, Style::faint, options.color));
}

/// "2 major findings", over the findings of one level.
std::string group_heading(Level level, std::size_t count, const RenderOptions& options) {
  const std::string kind = level == Level::none ? "note" : std::string(word(level)) + " finding";
  const std::string text = fmt::format("{} {}{}", count, kind, count == 1 ? "" : "s");
  return paint(text, style_of(level), options.color) + "\n";
}

/// One line a rule, in the order in which the rules first occur.
std::string counted(std::span<const Finding* const> group, const RenderOptions& options) {
  std::map<std::string_view, std::size_t> counts;
  for (const Finding* finding : group) ++counts[finding->rule];
  std::string out;
  for (const Finding* finding : group) {
    const auto count = counts.find(finding->rule);
    if (count == counts.end()) continue;
    if (count->second == 1) {
      out += finding_text(*finding, Detail::brief, options);
    } else {
      out += fmt::format("{}{}: {} times\n", level_in_words(finding->level, options),
                         paint(finding->rule, Style::strong, options.color), count->second);
    }
    counts.erase(count);
  }
  return out;
}

std::string listed(std::span<const Finding* const> group, const RenderOptions& options) {
  std::string out;
  std::set<std::string_view> explained;
  const bool is_long = group.size() > few && group.front()->level <= Level::minor;
  Detail last = Detail::brief;
  for (const Finding* finding : group) {
    const bool is_new = explained.insert(finding->rule).second;
    const Detail detail = finding->level <= Level::patch ? Detail::brief
                          : is_new                       ? Detail::full
                          : is_long                      ? Detail::brief
                                                         : Detail::repeated;
    const bool apart = detail != Detail::brief || last != Detail::brief;
    if (apart && finding != group.front()) out += '\n';
    out += finding_text(*finding, detail, options);
    last = detail;
  }
  return out;
}

bool counts_only(Level level, std::size_t count, PatchListing listing) {
  if (level > Level::patch || listing == PatchListing::list) return false;
  return listing == PatchListing::count || count > few;
}

std::string groups(const Report& report, const RenderOptions& options) {
  const std::vector<const Finding*> shown = shown_findings(report);
  std::string out;
  for (std::size_t first = 0; first < shown.size();) {
    const Level level = shown[first]->level;
    std::size_t end = first;
    while (end < shown.size() && shown[end]->level == level) ++end;
    const std::span<const Finding* const> group(shown.data() + first, end - first);
    out += '\n' + group_heading(level, group.size(), options) + '\n';
    out += counts_only(level, group.size(), options.patches) ? counted(group, options)
                                                             : listed(group, options);
    first = end;
  }
  return out;
}

/// What stands before the colon in the colour of its level.
std::string closing_line(std::string_view sentence, Level level, const RenderOptions& options) {
  const std::string text = printable(sentence);
  const std::size_t colon = text.find(':');
  return paint(text.substr(0, colon), style_of(level), options.color) + text.substr(colon) + "\n";
}

std::string remark_lines(const Report& report) {
  std::string out;
  for (const std::string& remark : remarks(report)) out += printable(remark) + "\n";
  return out.empty() ? out : '\n' + out;
}

std::string nothing_found(const Report& report) {
  std::string out = fmt::format("No difference: {} and {} make the same promise ({}, {} flow{})",
                                printable(report.before.operand), printable(report.after.operand),
                                printable(report.after.format), report.after.flows,
                                report.after.flows == 1 ? "" : "s");
  if (!report.verdict_reason.empty()) out += " - " + printable(report.verdict_reason);
  return out + "\n";
}

/// A contract that says nothing is only counted, so that the others are found among hundreds.
bool is_quiet(const std::optional<Report>& report, const RenderOptions& options) {
  return report && report->findings.empty() && remarks(*report).empty() &&
         !closes_gate(*report, options);
}

std::string summary_line(const ContractOutcome& outcome, const std::optional<Report>& report,
                         const RenderOptions& options) {
  const std::string name = paint(printable(name_in_words(outcome)), Style::strong, options.color);
  if (report) return name + ": " + closing_line(sentence(*report), report->level, options);
  return fmt::format("{}: {}: can't be read\n", name, paint("ERROR", Style::major, options.color));
}

std::string error_text(const Error& error) {
  std::string out = printable(to_text(error.where));
  out += (out.empty() ? "error: " : ": error: ") + printable(error.message);
  out += fmt::format(" [{}]\n", word(error.code));
  for (const ErrorNote& note : error.notes) {
    const std::string place = printable(to_text(note.where));
    out += place + (place.empty() ? "note: " : ": note: ") + printable(note.message) + '\n';
  }
  return out;
}

std::string report_text(const Report& report, const RenderOptions& options) {
  if (report.findings.empty()) return nothing_found(report) + remark_lines(report);
  return header(report, options) + groups(report, options) + remark_lines(report) + '\n' +
         closing_line(sentence(report), report.level, options);
}

std::string contract_text(const ContractOutcome& outcome, const std::optional<Report>& report,
                          const RenderOptions& options) {
  const std::string title =
      paint("== " + printable(name_in_words(outcome)) + " ==", Style::strong, options.color);
  const std::string body = report ? report_text(*report, options) : error_text(*outcome.error);
  return '\n' + title + "\n\n" + body;
}

}  // namespace

std::string render_text(const Report& report, const RenderOptions& options) {
  const std::string name = paint(printable(report.name), Style::strong, options.color);
  return (report.name.empty() ? "" : name + "\n") + report_text(report, options);
}

void render_text(const Run& run, const RenderOptions& options, const TakeText& take) {
  if (is_single(run)) return take(render_text(run.outcomes.front().report->open(), options));
  std::size_t quiet = 0;
  for (const ContractOutcome& outcome : run.outcomes) {
    const std::optional<Report> report = open_report(outcome);
    if (is_quiet(report, options)) {
      ++quiet;
    } else {
      take(summary_line(outcome, report, options));
    }
  }
  if (quiet > 0) {
    take(fmt::format("{} contract{} without a difference\n", quiet, quiet == 1 ? "" : "s"));
  }
  for (const ContractOutcome& outcome : run.outcomes) {
    const std::optional<Report> report = open_report(outcome);
    if (!is_quiet(report, options)) take(contract_text(outcome, report, options));
  }
  const Level level = summarize(run, options).level;
  take('\n' + closing_line(sentence(run, options), level, options));
}

}  // namespace verdiff
