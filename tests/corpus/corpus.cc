// Contracts and version pairs that nobody here wrote: every file is read or refused with a place,
// every pair compared or refused, in time; then our level of each labelled pair beside what its
// source says. Sources have policies of their own and some labels are wrong, so a label may differ
// where reasons.tsv says why.
//
//     verdiff_corpus [FILE]    writes all reports into FILE, too: two builds have to write the same

#include "corpus/reasons.h"
#include "suites/shared_data.h"
#include "verdiff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace verdiff;

/// Seconds of processor time, so that a busy machine fails nothing.
constexpr double most_seconds = 2;

double seconds_since(std::clock_t began) {
  return static_cast<double>(std::clock() - began) / static_cast<double>(CLOCKS_PER_SEC);
}

LoadSettings load_settings(const std::string& data) {
  LoadSettings out;
  out.roots = {data};
  return out;
}

using Outcomes = std::map<std::string, int, std::less<>>;

void print_outcomes(const Outcomes& outcomes, const std::vector<std::string>& problems) {
  for (const auto& [outcome, count] : outcomes) fmt::print("  {:<32} {:>5}\n", outcome, count);
  for (const std::string& problem : problems) fmt::print("  FAILED {}\n", problem);
}

bool differs_from_itself(const std::string& path, const std::string& data) {
  CompareOptions options;
  options.load = load_settings(data);
  const auto report = compare(path, path, options);
  return !report || !report->findings.empty();
}

/// False when a file is refused without a place, takes too long, or differs from itself.
bool read_all(const std::string& data) {
  Outcomes outcomes;
  std::vector<std::string> problems;
  double slowest = 0;
  const std::vector<std::string> files = suites::files_below(data, "");
  for (const std::string& name : files) {
    const std::clock_t began = std::clock();
    const auto shown = show(data + "/" + name, load_settings(data), ReportForm::text);
    const double spent = seconds_since(began);
    slowest = std::max(slowest, spent);
    ++outcomes[shown ? "read" : "refused: " + std::string(word(shown.error().code))];
    if (spent > most_seconds) problems.push_back(fmt::format("{}: {:.1f} s", name, spent));
    if (!shown && shown.error().where.file.empty()) {
      problems.push_back(fmt::format("{}: no place: {}", name, to_text(shown.error())));
    }
    if (shown && differs_from_itself(data + "/" + name, data)) {
      problems.push_back(fmt::format("{}: differs from itself", name));
    }
  }
  fmt::print("{} files, the slowest took {:.2f} s\n", files.size(), slowest);
  print_outcomes(outcomes, problems);
  return problems.empty() && !files.empty();
}

std::string_view text_at(const Node& row, std::string_view key) {
  const Node* const found = row.find(key);
  return found == nullptr ? std::string_view() : found->text();
}

bool flag_at(const Node& row, std::string_view key) {
  const Node* const found = row.find(key);
  return found != nullptr && found->boolean();
}

/// What the labels of a set say about majors; nullopt: nothing.
std::optional<bool> is_major_by_label(std::string_view label) {
  if (label == "breaking") return true;
  if (label == "non-breaking" || label == "no-finding") return false;
  return std::nullopt;
}

/// The rules behind the report's level, worst first: "property-removed, unexplained".
std::string top_rules(const Report& report) {
  constexpr std::size_t most = 3;
  std::vector<std::string> rules;
  for (const Finding& finding : report.findings) {
    if (finding.level != report.level || rules.size() == most) break;
    std::string rule = finding.rule;
    if (finding.evidence.kind == EvidenceKind::unknown) rule += " (unknown)";
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return rules.empty() ? "no finding" : fmt::format("{}", fmt::join(rules, ", "));
}

bool is_undecided(const Report& report) {
  return std::all_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
    return finding.level != Level::major || finding.evidence.kind == EvidenceKind::unknown;
  });
}

/// What is kept of one comparison.
struct Compared {
  std::string refusal;  ///< empty: it was compared
  Level level = Level::none;
  std::string rules;
  bool undecided = false;  ///< major only because something is unknown
};

/// Rows of one pair of files are one comparison: sources often label a pair several times.
using Comparisons = std::map<std::pair<std::string, std::string>, Compared>;

std::pair<std::string, std::string> names_of(const Node& row) {
  return {std::string(text_at(row, "old")), std::string(text_at(row, "new"))};
}

Compared compared(const std::string& root, const std::pair<std::string, std::string>& names,
                  std::ostream& reports) {
  CompareOptions options;
  options.load = load_settings(root + "/data");
  const auto report = compare(root + "/" + names.first, root + "/" + names.second, options);
  reports << names.first << ' ' << names.second << '\n';
  if (!report) {
    reports << to_text(report.error()) << '\n';
    return {report.error().message, {}, {}, {}};
  }
  reports << render(*report, ReportForm::text, {}) << render(*report, ReportForm::json, {});
  const bool undecided = report->level == Level::major && is_undecided(*report);
  return {"", report->level, top_rules(*report), undecided};
}

/// False when a comparison takes too long.
bool compare_all(const std::string& root, const std::vector<Document>& rows, std::ostream& reports,
                 Comparisons& out) {
  Outcomes outcomes;
  std::vector<std::string> problems;
  double slowest = 0;
  for (const Document& row : rows) {
    const auto names = names_of(row.root());
    if (out.find(names) != out.end()) continue;
    const std::clock_t began = std::clock();
    const Compared& pair = out[names] = compared(root, names, reports);
    const double spent = seconds_since(began);
    slowest = std::max(slowest, spent);
    ++outcomes[!pair.refusal.empty() ? "refused"
                                     : fmt::format("{}{}", word(pair.level),
                                                   pair.undecided ? " (only unknown)" : "")];
    if (spent > most_seconds) {
      problems.push_back(fmt::format("{} {}: {:.1f} s", names.first, names.second, spent));
    }
  }
  fmt::print("\n{} pairs, the slowest took {:.2f} s\n", out.size(), slowest);
  print_outcomes(outcomes, problems);
  return problems.empty() && !out.empty();
}

struct Tally {
  int agree = 0, missed = 0, excess = 0, refused = 0, unlabelled = 0;
  int breaks = 0, found = 0;  ///< pairs that their source calls breaking, and those we call major
  int undecided = 0;          ///< of `excess`: major only because something is unknown
  std::string disagreements;
};

void hold_to_label(const Node& row, const Compared& pair, corpus::Reasons& reasons, Tally& tally) {
  const std::string_view label = text_at(row, "label");
  const auto expected = is_major_by_label(label);
  if (!expected) {
    ++tally.unlabelled;
    return;
  }
  const std::string doubts = std::string(flag_at(row, "contested") ? ", contested" : "") +
                             (flag_at(row, "label_complete") ? "" : ", in part");
  const bool refused = !pair.refusal.empty();
  const bool major = !refused && pair.level == Level::major;
  if (*expected) ++tally.breaks;
  if (*expected && major) ++tally.found;
  if (!refused && major == *expected) {
    ++tally.agree;
    return;
  }
  const std::string_view ours = refused ? "refused" : word(pair.level);
  ++(refused ? tally.refused : *expected ? tally.missed : tally.excess);
  if (!refused && !*expected && pair.undecided) ++tally.undecided;
  if (reasons.explain(text_at(row, "id"), ours, label)) return;
  tally.disagreements += fmt::format("  {}: {}{}; ours {}: {}\n", text_at(row, "id"), label, doubts,
                                     ours, refused ? pair.refusal : pair.rules);
}

/// False where a label differs without a reason, or a reason has no difference.
bool hold_to_labels(const std::vector<Document>& rows, const Comparisons& pairs) {
  std::map<std::string, Tally, std::less<>> sets = {
      {"azure", {}}, {"criteo", {}}, {"oasdiff", {}}, {"openapitools", {}}, {"swagger-brake", {}}};
  corpus::Reasons reasons;
  for (const Document& row : rows) {
    const auto set = sets.find(text_at(row.root(), "corpus"));
    if (set == sets.end()) continue;
    hold_to_label(row.root(), pairs.at(names_of(row.root())), reasons, set->second);
  }
  fmt::print(
      "\nset            breaks  found  agree  missed  excess  (unknown)  refused  no label\n");
  for (const auto& [name, tally] : sets) {
    fmt::print("{:<14} {:>6} {:>6} {:>6} {:>7} {:>7} {:>10} {:>8} {:>9}\n", name, tally.breaks,
               tally.found, tally.agree, tally.missed, tally.excess, tally.undecided, tally.refused,
               tally.unlabelled);
  }
  fmt::print("\ndifferences by kind of reason\n{}", reasons.table());
  std::string problems = reasons.problems();
  for (const auto& [name, tally] : sets) problems += tally.disagreements;
  if (!problems.empty())
    fmt::print("\nFAILED: without a reason in tests/corpus/reasons.tsv\n{}", problems);
  return problems.empty();
}

}  // namespace

int main(int count, char** arguments) {
  const auto root = suites::shared_path("corpus");
  if (!root) return suites::skipped;
  std::ofstream reports;
  if (count > 1) reports.open(arguments[1], std::ios::binary);
  if (count > 1 && !reports) {
    fmt::print(stderr, "{} can't be written\n", arguments[1]);
    return 2;
  }
  const std::vector<Document> rows = suites::read_lines(*root + "/manifest.dev.jsonl");
  Comparisons pairs;
  const bool all_read = read_all(*root + "/data");
  const bool all_compared = compare_all(*root, rows, reports, pairs);
  const bool all_explained = hold_to_labels(rows, pairs);
  return all_read && all_compared && all_explained ? 0 : 1;
}
