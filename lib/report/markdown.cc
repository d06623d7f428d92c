// Markdown for a comment of a pull request: the verdict, one table, and the details folded.

#include "base/text.h"
#include "report/escape.h"
#include "report/finding_words.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

/// GitHub refuses comments of more than 65,536 characters; some room is left for what others put
/// around the report.
constexpr std::size_t most_bytes = 60'000;
/// Of these, what tables may take, and what is kept for the last lines.
constexpr std::size_t most_table_bytes = 20'000;
constexpr std::size_t closing_bytes = 600;
/// Longer tables push the details off the screen.
constexpr std::size_t most_rows = 30;

/// Columns of what a stranger may make as long as he likes.
constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_text = 300;
constexpr std::size_t longest_explanation = 800;

std::string text(std::string_view raw, std::size_t columns = longest_text) {
  return escape_markdown(shorten(printable_paragraph(raw), columns));
}

std::string message(std::string_view raw, std::size_t columns = longest_text) {
  return escape_markdown_message(shorten(printable_paragraph(raw), columns));
}

std::string code(std::string_view raw, std::size_t columns) {
  return "<code>" + text(raw, columns) + "</code>";
}

/// Text of a `<summary>`, which is HTML.
std::string summary_text(std::string_view raw, std::size_t columns = longest_text) {
  return escape_markdown_html(shorten(printable_paragraph(raw), columns));
}

std::string_view icon(Level level, bool closed) {
  if (closed) return "❌";
  switch (level) {
    case Level::major:
      return "⚠️";
    case Level::minor:
    case Level::patch:
    case Level::none:
      break;
  }
  return "✅";
}

std::string level_cell(const Finding& finding) {
  const std::string level = fmt::format("**{}**", level_name(finding.level));
  return finding.accepted ? level + "<br>accepted" : level;
}

std::string row_of(const Finding& finding) {
  const std::string place = to_text(shown_side(finding).location);
  return fmt::format("| {} | {}: {} | {} | {} |\n", level_cell(finding),
                     code(finding.rule, longest_name), message(finding.message, 200),
                     text(flow_in_words(finding), longest_name),
                     place.empty() ? "" : code(place, longest_name));
}

std::string side_line(std::string_view label, const FindingSide& side, const ValueParts& value) {
  const std::string place = to_text(side.location);
  std::string out = fmt::format("- {}", label);
  if (!place.empty()) out += " " + code(place, longest_name);
  if (!side.present) return out + ": absent\n";
  const std::string whole = value.start + value.changed + value.end;
  return out + (whole.empty() ? "" : ": " + code(whole, longest_text)) + "\n";
}

std::string paragraph(std::string_view label, std::string_view words) {
  if (words.empty()) return {};
  return fmt::format("\n**{}** {}\n", label, message(words, longest_explanation));
}

/// One finding, folded.
std::string details_of(const Finding& finding) {
  std::string out = fmt::format("<details>\n<summary><b>{}</b> <code>{}</code>: {}</summary>\n\n",
                                level_name(finding.level), summary_text(finding.rule, longest_name),
                                summary_text(finding.message));
  const std::string flow = flow_in_words(finding);
  if (!flow.empty()) out += "at " + text(flow) + "\n\n";
  const ValuePair values = compare_values(finding, longest_name);
  out += side_line("old", finding.before, values.before);
  out += side_line("new", finding.after, values.after);
  if (const std::string witness = witness_lines(finding, 100); !witness.empty()) {
    out += "\n" + markdown_block(shorten_lines(witness, longest_text));
  }
  out += paragraph(word(finding.evidence.kind), evidence_in_words(finding));
  out += paragraph("match", confidence_in_words(finding));
  out += paragraph("policy", policy_in_words(finding));
  out += paragraph("accepted", acceptance_in_words(finding));
  out += paragraph("why", finding.why);
  out += paragraph("fix", finding.fix);
  return out + "\n</details>\n";
}

/// Collects what fits, and counts what does not.
class Comment {
 public:
  bool fits(const std::string& part) const {
    return out_.size() + part.size() + open_.size() + closing_bytes <= most_bytes;
  }
  void add(const std::string& part) { out_ += part; }
  bool add_if_fits(const std::string& part) {
    if (!fits(part)) return false;
    out_ += part;
    return true;
  }
  bool add_row(const std::string& row) {
    if (table_bytes_ + row.size() > most_table_bytes || !add_if_fits(row)) return false;
    table_bytes_ += row.size();
    return true;
  }
  /// `end` is kept room for until `close`.
  bool open(const std::string& begin, const std::string& end) {
    if (!fits(begin + end)) return false;
    out_ += begin;
    open_ = end;
    return true;
  }
  void close() {
    out_ += open_;
    open_.clear();
  }

  void leave_out_findings(std::size_t count) { findings_left_out_ += count; }
  void leave_out_contract() { ++contracts_left_out_; }

  std::string take() {
    if (findings_left_out_ + contracts_left_out_ > 0) {
      out_ += "\n**Left out** to keep this short: ";
      if (contracts_left_out_ > 0) out_ += counted(contracts_left_out_, "contract");
      if (contracts_left_out_ > 0 && findings_left_out_ > 0) out_ += ", ";
      if (findings_left_out_ > 0) out_ += counted(findings_left_out_, "finding");
      out_ += ". `--report html` and `--report json` have everything.\n";
    }
    return out_;
  }

 private:
  static std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
  }

  std::string out_, open_;
  std::size_t table_bytes_ = 0;
  std::size_t findings_left_out_ = 0, contracts_left_out_ = 0;
};

/// How many got a row; worst first, so the others are no worse.
std::size_t add_table(Comment& comment, std::span<const Finding* const> shown) {
  const std::string head = "| level | what changed | where | place |\n|---|---|---|---|\n";
  if (shown.empty() || !comment.add_row(head)) return 0;
  std::size_t rows = 0;
  while (rows < shown.size() && rows < most_rows && comment.add_row(row_of(*shown[rows]))) ++rows;
  comment.add("\n");
  return rows;
}

/// What a patch has to say stands in its row.
void add_details(Comment& comment, std::span<const Finding* const> shown, std::size_t rows) {
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool detailed =
        shown[i]->level > Level::patch && comment.add_if_fits(details_of(*shown[i]));
    if (!detailed && i >= rows) ++left_out;
  }
  comment.leave_out_findings(left_out);
}

std::string sides_line(const Report& report) {
  const auto side = [](const ContractSummary& contract) {
    return code(contract.operand, longest_name) +
           (contract.version ? " " + text(*contract.version, longest_name) : "");
  };
  return fmt::format("{} → {}, {}\n\n", side(report.before), side(report.after),
                     text(reading_in_words(report)));
}

void add_report(Comment& comment, const Report& report) {
  comment.add_if_fits(sides_line(report));
  std::string notes;
  for (const std::string& remark : remarks(report)) notes += "- " + message(remark, 300) + '\n';
  if (!notes.empty()) comment.add_if_fits(notes + '\n');
  const std::vector<const Finding*> shown = shown_findings(report);
  add_details(comment, shown, add_table(comment, shown));
}

std::string single(const Report& report, const RenderOptions& options) {
  Comment comment;
  const std::string name = report.name.empty() ? "" : text(report.name, longest_name) + ": ";
  comment.add(fmt::format("### {} {}{}\n\n", icon(report.level, closes_gate(report, options)), name,
                          text(sentence(report))));
  add_report(comment, report);
  return comment.take();
}

std::string contract_row(const ContractOutcome& outcome, const RenderOptions& options) {
  const std::string called =
      outcome.called.empty() ? "" : text(outcome.called, longest_name) + "<br>";
  const std::string name = called + code(outcome.name, longest_name);
  if (outcome.error) {
    return fmt::format("| ❌ | {} | | can't be read: {} |\n", name,
                       message(outcome.error->message, longest_name));
  }
  const Report report = outcome.report->open();
  return fmt::format("| {} | {} | {} | {} |\n", icon(report.level, closes_gate(report, options)),
                     name, word(report.level), text(sentence(report), 200));
}

void add_contract(Comment& comment, const ContractOutcome& outcome) {
  const std::optional<Report> report = open_report(outcome);
  if (report && report->findings.empty() && remarks(*report).empty()) return;
  const std::string what = report ? summary_text(sentence(*report), 200) : "can't be read";
  const std::string begin = fmt::format("<details>\n<summary><b>{}</b> {}</summary>\n\n",
                                        summary_text(name_in_words(outcome), longest_name), what);
  if (!comment.open(begin, "\n</details>\n")) {
    if (report) comment.leave_out_findings(shown_findings(*report).size());
    return;
  }
  if (report) {
    add_report(comment, *report);
  } else {
    comment.add_if_fits(markdown_block(shorten_lines(to_text(*outcome.error), longest_text)));
  }
  comment.close();
}

std::string several(const Run& run, const RenderOptions& options) {
  const RunSummary summary = summarize(run, options);
  Comment comment;
  comment.add(fmt::format("### {} {}\n\n", icon(summary.level, summary.closed + summary.errors > 0),
                          text(sentence(run, options))));
  comment.add_row("| | contract | needs | |\n|---|---|---|---|\n");
  for (const ContractOutcome& outcome : run.outcomes) {
    if (!comment.add_row(contract_row(outcome, options))) comment.leave_out_contract();
  }
  comment.add("\n");
  for (const ContractOutcome& outcome : run.outcomes) add_contract(comment, outcome);
  return comment.take();
}

}  // namespace

std::string render_markdown(const Run& run, const RenderOptions& options) {
  return is_single(run) ? single(run.outcomes.front().report->open(), options)
                        : several(run, options);
}

}  // namespace verdiff
