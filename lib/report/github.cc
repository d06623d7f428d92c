// Workflow commands, which GitHub shows beside the lines of a pull request:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

#include "base/text.h"
#include "report/escape.h"
#include "report/finding_words.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verdiff {
namespace {

enum class Kind : std::uint8_t { error, warning, notice };
constexpr std::array<std::string_view, 3> kind_words = {"error", "warning", "notice"};

/// GitHub shows so many of each kind for one step, the first ones.
constexpr std::size_t most_of_a_kind = 10;
/// More of a message than anybody reads in a margin.
constexpr std::size_t longest = 600;

std::string text_of(std::string_view text) {
  return shorten(printable_paragraph(text), longest);
}

Kind kind_of(const Report& report, const Finding& finding, const RenderOptions& options) {
  if (blocks(report, finding, options)) return Kind::error;
  if (finding.accepted || finding.level <= Level::patch) return Kind::notice;
  if (finding.severity == Severity::note) return Kind::notice;
  return finding.level == Level::major ? Kind::warning : Kind::notice;
}

std::string message_of(const Finding& finding) {
  std::string out = text_of(finding.message);
  if (finding.accepted) out += "\naccepted " + text_of(acceptance_in_words(finding));
  const std::string flow = flow_in_words(finding);
  if (!flow.empty()) out += "\nat " + text_of(flow);
  if (const std::string lines = witness_lines(finding, 100); !lines.empty()) {
    out += "\nwitness " + shorten(lines.substr(0, lines.find('\n')), longest) + "\n" +
           text_of(refusal_in_words(finding));
  }
  if (!finding.why.empty()) out += "\nwhy: " + text_of(finding.why);
  if (!finding.fix.empty()) out += "\nfix: " + text_of(finding.fix);
  return out;
}

/// Commands in the order of their kinds; what is past the caps is counted.
class Annotations {
 public:
  void add(Kind kind, const Location& where, std::string_view title, const std::string& message) {
    const auto index = static_cast<std::size_t>(kind);
    // One notice is for the end.
    const std::size_t most = kind == Kind::notice ? most_of_a_kind - 1 : most_of_a_kind;
    if (++counts_[index] > most) return;
    commands_[index] += command(kind, where, title, message);
  }

  std::string take(const std::string& sentence) {
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const std::size_t most = i == 2 ? most_of_a_kind - 1 : most_of_a_kind;
      left_out += counts_[i] > most ? counts_[i] - most : 0;
    }
    std::string message = printable(sentence);
    if (left_out > 0) {
      message += fmt::format("\nand {} more, of which GitHub would show none", left_out);
    }
    return commands_[0] + commands_[1] + commands_[2] +
           command(Kind::notice, {}, "verdiff", message);
  }

 private:
  static std::string command(Kind kind, const Location& where, std::string_view title,
                             const std::string& message) {
    std::string properties;
    if (!where.file.empty()) {
      properties += "file=" + escape_command_property(file_place(where.file).path) + ",";
      if (where.line > 0) properties += fmt::format("line={},", where.line);
      if (where.line > 0 && where.column > 0) properties += fmt::format("col={},", where.column);
    }
    return fmt::format("::{} {}title={}::{}\n", kind_words[static_cast<std::size_t>(kind)],
                       properties, escape_command_property(shorten(printable(title), 200)),
                       escape_command_data(message));
  }

  std::array<std::size_t, 3> counts_{};
  std::array<std::string, 3> commands_;
};

void add_verdict(Annotations& annotations, const Report& report) {
  if (!version_closes_gate(report)) return;
  const Location& where = report.after.version_location;
  const std::string whose = report.name.empty() ? "" : " of " + report.name;
  annotations.add(Kind::error, where, "verdiff: the declared version" + whose,
                  printable(sentence(report)));
}

void add_remarks(Annotations& annotations, const Report& report) {
  for (const AcceptedProblem& problem : report.accepted_problems) {
    annotations.add(Kind::error, problem.location,
                    fmt::format("verdiff: accepted finding, {}", word(problem.kind)),
                    text_of(problem.message));
  }
  for (const std::string& remark : left_out_remarks(report)) {
    annotations.add(Kind::notice, {}, "verdiff.yaml", text_of(remark));
  }
}

}  // namespace

std::string render_github(const Run& run, const RenderOptions& options) {
  Annotations annotations;
  for (const auto& outcome : run.outcomes) {
    if (outcome.error) {
      annotations.add(Kind::error, outcome.error->where, "verdiff: " + name_in_words(outcome),
                      text_of(error_in_words(*outcome.error)));
      continue;
    }
    const Report report = outcome.report->open();
    add_verdict(annotations, report);
    add_remarks(annotations, report);
    for (const Finding* finding : shown_findings(report)) {
      annotations.add(kind_of(report, *finding, options), shown_side(*finding).location,
                      fmt::format("{}: {}", level_name(finding->level), finding->rule),
                      message_of(*finding));
    }
  }
  const std::string name = is_single(run) ? run.outcomes.front().called : std::string();
  return annotations.take((name.empty() ? "" : name + ": ") + sentence(run, options));
}

}  // namespace verdiff
