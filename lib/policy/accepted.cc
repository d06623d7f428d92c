#include "policy/accepted.h"

#include "document/operand.h"
#include "policy/config.h"
#include "policy/date.h"
#include "policy/field_reader.h"
#include "policy/glob.h"
#include "rules/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>

namespace verdiff {

namespace {

constexpr std::size_t fingerprint_digits = 16;
constexpr auto entry_fields = std::to_array<std::string_view>(
    {"finding", "rule", "contract", "pointer", "reason", "owner", "until"});

class AcceptedParser {
 public:
  explicit AcceptedParser(const Document& document) : fields_(document) {}

  Result<std::vector<AcceptedEntry>> parse() const {
    const Node& root = fields_.document().root();
    std::vector<AcceptedEntry> out;
    if (root.is_null()) return out;  // a file of comments
    const auto known = std::to_array<std::string_view>({"accepted"});
    if (auto read = fields_.known_fields(root, "a file of accepted findings", known); !read) {
      return read.error();
    }
    const Node* const list = root.find("accepted");
    if (list == nullptr || list->is_null()) return out;
    if (!list->is_array()) {
      return fields_.error_at(*list,
                              fmt::format("expected `accepted` to be a list of entries, found {}",
                                          with_article(list->kind())));
    }
    for (const Node& item : list->items()) {
      auto read = entry(item);
      if (!read) return read.error();
      out.push_back(*std::move(read));
    }
    return out;
  }

 private:
  Result<AcceptedEntry> entry(const Node& node) const {
    AcceptedEntry out;
    if (auto read = fields_.known_fields(node, "an accepted finding", entry_fields); !read) {
      return read.error();
    }
    out.location = fields_.document().locate(node);
    const auto texts = std::to_array<std::pair<std::string_view, std::string*>>(
        {{"rule", &out.rule},
         {"contract", &out.contract},
         {"reason", &out.acceptance.reason},
         {"owner", &out.acceptance.owner},
         {"until", &out.acceptance.until}});
    for (const auto& [name, into] : texts) {
      const Node* const value = node.find(name);
      if (value == nullptr) {
        return fields_.error_at(
            node, fmt::format("the field `{}` of an accepted finding is missing", name));
      }
      auto text = fields_.text(*value, name);
      if (!text) return text.error();
      *into = *std::move(text);
    }
    if (!is_date(out.acceptance.until)) {
      return fields_.error_at(
          *node.find("until"),
          fmt::format("expected `until` to be a day such as 2026-12-31, found `{}`",
                      out.acceptance.until));
    }
    // A number or a list here is as broad as nothing.
    if (const Node* const finding = node.find("finding")) out.finding = finding->text();
    if (const Node* const pointer = node.find("pointer")) out.pointer = pointer->text();
    return out;
  }

  FieldReader fields_;
};

bool is_fingerprint(std::string_view text) {
  return text.size() == fingerprint_digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Why an entry would accept more than one finding; empty: it doesn't.
std::string over_broad_reason(const AcceptedEntry& entry) {
  constexpr std::string_view remedy = "`verdiff accept` writes one that does";
  if (entry.finding.empty()) {
    return fmt::format("the entry has no `finding`, so it names no single change; {}", remedy);
  }
  if (!is_fingerprint(entry.finding)) {
    return fmt::format(
        "`finding: {}` is not the id of a finding, {} hexadecimal digits, so it "
        "names no single change; {}",
        entry.finding, fingerprint_digits, remedy);
  }
  for (const std::string* text : {&entry.rule, &entry.contract}) {
    if (!has_wildcards(*text)) continue;
    return fmt::format("`{}` has a wildcard, and an entry is for one finding; {}", *text, remedy);
  }
  return "";
}

/// Of a JSON report that was written earlier.
class BaselineReader {
 public:
  explicit BaselineReader(const Document& document) : fields_(document) {}

  /// The fingerprints of one contract's report.
  Result<void> read_findings(const Node& report, std::set<std::string>& out) const {
    const Node* const findings = report.find("findings");
    if (report.find("report") == nullptr || findings == nullptr || !findings->is_array()) {
      return fields_.error_at(report,
                              "expected a JSON report of `verdiff diff` or `check` "
                              "(`--report json=FILE` writes one)");
    }
    for (const Node& finding : findings->items()) {
      const Node* const id = finding.find("id");
      if (id == nullptr || !is_fingerprint(id->text())) {
        return fields_.error_at(finding, "expected a finding with the `id` that verdiff gave it");
      }
      out.emplace(id->text());
    }
    return {};
  }

  static std::string operand_of(const Node& report) {
    const Node* const after = report.find("new");
    const Node* const operand = after == nullptr ? nullptr : after->find("operand");
    return operand == nullptr ? "" : std::string(operand->text());
  }

 private:
  FieldReader fields_;
};

/// A contract from the working directory, however it was written.
std::string contract_path(const std::string& operand) {
  return contract_seen_from("", operand);
}

bool fits(const AcceptedEntry& entry, const Finding& finding) {
  return entry.rule == finding.rule &&
         orderless_pointer(entry.pointer) == orderless_pointer(accepted_pointer(finding));
}

/// What an entry does to a report; nullopt: all is well.
std::optional<AcceptedProblem> apply(const AcceptedEntry& entry, Finding* finding,
                                     std::string_view today) {
  const auto problem = [&](AcceptedProblemKind kind, std::string message) {
    return AcceptedProblem{kind, entry.finding, std::move(message), entry.location};
  };
  if (std::string reason = over_broad_reason(entry); !reason.empty()) {
    return problem(AcceptedProblemKind::over_broad, std::move(reason));
  }
  if (finding == nullptr) {
    return problem(AcceptedProblemKind::unused,
                   fmt::format("{} no longer has the finding {} ({}); remove the entry",
                               entry.contract, entry.finding, entry.rule));
  }
  if (!fits(entry, *finding)) {
    return problem(AcceptedProblemKind::unused,
                   fmt::format("the finding {} is {} at `{}`, not what the entry says; correct or "
                               "remove the entry",
                               entry.finding, finding->rule, accepted_pointer(*finding)));
  }
  if (entry.acceptance.until < today) {
    return problem(
        AcceptedProblemKind::expired,
        fmt::format("{} accepted {} ({}) until {}; undo the change, or agree on a new "
                    "day",
                    entry.acceptance.owner, entry.finding, entry.rule, entry.acceptance.until));
  }
  if (finding->accepted) {
    return problem(
        AcceptedProblemKind::unused,
        fmt::format("an earlier entry accepts {} already; remove this one", entry.finding));
  }
  finding->accepted = entry.acceptance;
  return std::nullopt;
}

}  // namespace

const std::string& accepted_pointer(const Finding& finding) {
  return finding.before.present ? finding.before.pointer : finding.after.pointer;
}

std::string contract_seen_from(const std::string& path, const std::string& operand) {
  const auto parsed = parse_operand(operand);
  const std::string file = parsed ? parsed->path : operand;
  if (file == "-") return file;
  return path_in(path.substr(0, path.rfind('/') + 1), file);
}

Result<std::vector<AcceptedEntry>> parse_accepted(const Document& document) {
  return AcceptedParser(document).parse();
}

Result<std::vector<AcceptedEntry>> read_accepted(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::vector<AcceptedEntry>{};
  const auto document = read_team_file(path);
  if (!document) return document.error();
  return parse_accepted(*document);
}

void accept(Report& report, const std::vector<AcceptedEntry>& entries, std::string_view contract,
            std::string_view today) {
  std::map<std::string_view, Finding*> by_fingerprint;
  for (Finding& finding : report.findings) by_fingerprint.emplace(finding.fingerprint, &finding);
  for (const AcceptedEntry& entry : entries) {
    if (entry.contract != contract && !has_wildcards(entry.contract)) continue;
    const auto found = by_fingerprint.find(entry.finding);
    auto problem = apply(entry, found == by_fingerprint.end() ? nullptr : found->second, today);
    if (problem) report.accepted_problems.push_back(*std::move(problem));
  }
}

Result<Baseline> read_baseline(const std::string& path) {
  const auto document = read_team_file(path, Limits{}.bytes);
  if (!document) return document.error();
  const BaselineReader reader(*document);
  const Node& root = document->root();
  Baseline out;
  const Node* const contracts = root.find("contracts");
  if (contracts == nullptr || !contracts->is_array()) {
    const auto read = reader.read_findings(root, out.anywhere);
    if (!read) return read.error();
    return out;
  }
  for (const Node& contract : contracts->items()) {
    if (contract.find("error") != nullptr) continue;  // it could not be read
    auto& findings = out.by_contract[contract_path(reader.operand_of(contract))];
    if (const auto read = reader.read_findings(contract, findings); !read) return read.error();
  }
  return out;
}

void accept_baseline(Report& report, const Baseline& baseline) {
  const auto own = baseline.by_contract.find(contract_path(report.after.operand));
  for (Finding& finding : report.findings) {
    const bool is_known =
        baseline.anywhere.contains(finding.fingerprint) ||
        (own != baseline.by_contract.end() && own->second.contains(finding.fingerprint));
    if (is_known && !finding.accepted) finding.accepted = Acceptance{"in the baseline", "", ""};
  }
}

Result<AcceptedWords> read_words(const AcceptedSources& sources) {
  AcceptedWords out{sources, {}, {}};
  if (!sources.file.empty()) {
    auto entries = read_accepted(sources.file);
    if (!entries) return entries.error();
    out.entries = *std::move(entries);
  }
  if (!sources.baseline.empty()) {
    auto known = read_baseline(sources.baseline);
    if (!known) return known.error();
    out.baseline = *std::move(known);
  }
  return out;
}

void mark_accepted(Report& report, const AcceptedWords& words) {
  const std::string contract = contract_seen_from(words.sources.file, report.after.operand);
  accept(report, words.entries, contract, words.sources.today);
  accept_baseline(report, words.baseline);
}

Result<void> mark_accepted(Report& report, const AcceptedSources& sources) {
  const auto words = read_words(sources);
  if (!words) return words.error();
  mark_accepted(report, *words);
  return {};
}

}  // namespace verdiff
