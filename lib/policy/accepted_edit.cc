#include "policy/accepted_edit.h"

#include "base/text.h"
#include "document/value.h"
#include "policy/date.h"
#include "policy/field_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t shortest_id = 4;
constexpr std::size_t most_listed = 12;

constexpr std::string_view head =
    "# Findings that we take, each until its day: they stay in every report, and close no gate.\n"
    "# `verdiff accept` adds one.\n"
    "accepted:\n";

Error usage(std::string message, Location where = {}) {
  return {ErrorCode::usage, std::move(message), std::move(where), {}};
}

/// Text that YAML reads as itself without quotes. Far from all of it, and certain.
bool is_plain(std::string_view text) {
  if (is_date(text)) return true;
  constexpr std::string_view marks = " _./-(),~{}";
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto is_safe = [&](char c) {
    return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 ||
           marks.find(c) != std::string_view::npos;
  };
  if (text.empty() || text.back() == ' ' || !std::all_of(text.begin(), text.end(), is_safe)) {
    return false;
  }
  const bool is_path = text.front() == '/';
  // A letter that no number has: `1e5` and `0x1f` would be numbers.
  const bool is_no_number = text.find_first_of("abcdfghijklmnpqrstuvwyzABCDFGHIJKLMNPQRSTUVWYZ") !=
                            std::string_view::npos;
  const bool starts_well =
      is_letter(text.front()) || std::isdigit(static_cast<unsigned char>(text.front())) != 0;
  const auto words = std::to_array<std::string_view>({"true", "false", "null"});
  const bool is_word = std::find(words.begin(), words.end(), ascii_lower(text)) != words.end();
  return is_path || (starts_well && is_no_number && !is_word);
}

std::string scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string entry_text(const AcceptedEntry& entry, std::size_t indent) {
  const auto lines = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"finding", entry.finding},
       {"rule", entry.rule},
       {"contract", entry.contract},
       {"pointer", entry.pointer},
       {"reason", entry.acceptance.reason},
       {"owner", entry.acceptance.owner},
       {"until", entry.acceptance.until}});
  std::string out;
  for (const auto& [name, value] : lines) {
    out += fmt::format("{}{}{}: {}\n", std::string(indent, ' '), out.empty() ? "- " : "  ", name,
                       scalar(value));
  }
  return out;
}

/// The columns in front of the last entry's `-`; two where there is none yet.
std::size_t indent_of(const Document& document) {
  const Node* const list = document.root().find("accepted");
  if (list == nullptr || list->items().empty()) return 2;
  const std::string_view source = document.source().substr(0, list->items().back().offset());
  const std::size_t line = source.rfind('\n') + 1;  // npos + 1: the first line
  const std::size_t dash = source.substr(line).find('-');
  return dash == std::string_view::npos ? 2 : dash;
}

bool same_entry(AcceptedEntry left, const AcceptedEntry& right) {
  left.location = right.location;
  return left == right;
}

Error cannot_add(const std::string& path, const AcceptedEntry& entry) {
  return {ErrorCode::bad_config,
          "expected the file to end with a block list under `accepted:`; add the entry by hand: " +
              entry_text(entry, 0),
          {path, 0, 0},
          {}};
}

std::string list_findings(const std::vector<AcceptedEntry>& findings) {
  std::string out;
  for (std::size_t i = 0; i < std::min(findings.size(), most_listed); ++i) {
    out += fmt::format("{}{} {}", i == 0 ? "" : ", ", findings[i].finding, findings[i].rule);
  }
  if (findings.size() > most_listed) out += ", …";
  return out;
}

}  // namespace

Acceptable acceptable(const Report& report) {
  Acceptable out{report.after.operand, {}};
  for (const Finding& finding : report.findings) {
    out.findings.push_back(
        {finding.fingerprint, finding.rule, "", accepted_pointer(finding), {}, {}});
  }
  return out;
}

namespace {

Result<Acceptable> read_contract(const FieldReader& fields, const Node& report) {
  const Node* const contract = report.find("new");
  const Node* const operand = contract == nullptr ? nullptr : contract->find("operand");
  const Node* const findings = report.find("findings");
  if (operand == nullptr || !operand->is_string() || findings == nullptr) {
    return fields.error_at(report,
                           "expected a JSON report of `verdiff diff` or `check` "
                           "(`--report json=FILE` writes one)");
  }
  Acceptable out{std::string(operand->text()), {}};
  for (const Node& finding : findings->items()) {
    const Node* const id = finding.find("id");
    const Node* const rule = finding.find("rule");
    const Node* side = finding.find("before");
    if (side == nullptr || side->is_null()) side = finding.find("after");
    const Node* const pointer = side == nullptr ? nullptr : side->find("pointer");
    if (id == nullptr || rule == nullptr) {
      return fields.error_at(finding, "expected a finding with `id` and `rule`");
    }
    out.findings.push_back({std::string(id->text()),
                            std::string(rule->text()),
                            "",
                            pointer == nullptr ? "" : std::string(pointer->text()),
                            {},
                            {}});
  }
  return out;
}

/// Those that may be meant.
std::vector<AcceptedEntry> named(const Acceptable& from, std::string_view id) {
  std::vector<AcceptedEntry> out;
  if (id.size() < shortest_id) return out;
  std::copy_if(from.findings.begin(), from.findings.end(), std::back_inserter(out),
               [&](const AcceptedEntry& one) { return one.finding.starts_with(id); });
  return out;
}

}  // namespace

Result<Acceptable> read_acceptable(const std::string& path, std::string_view id) {
  const auto document = read_team_file(path, Limits{}.bytes);
  if (!document) return document.error();
  const FieldReader fields(*document);
  const Node& root = document->root();
  const Node* const contracts = root.find("contracts");
  if (contracts == nullptr) return read_contract(fields, root);

  std::vector<Acceptable> meant;
  for (const Node& report : contracts->items()) {
    if (report.find("error") != nullptr) continue;  // it could not be read
    auto contract = read_contract(fields, report);
    if (!contract) return contract.error();
    if (!named(*contract, id).empty()) meant.push_back(*std::move(contract));
  }
  if (meant.size() == 1) return std::move(meant.front());
  if (meant.empty()) {
    return usage(fmt::format(
        "no contract of this report has a finding of the id '{}', or of one that begins so ({} "
        "digits at least)",
        id, shortest_id));
  }
  std::vector<std::string> operands;
  for (const Acceptable& contract : meant) operands.push_back(contract.operand);
  return usage(
      fmt::format("several contracts have a finding of the id '{}': {}; name the two "
                  "versions of one instead of --from-report",
                  id, fmt::join(operands, ", ")));
}

Result<AcceptedEntry> choose(const Acceptable& from, std::string_view id) {
  const std::vector<AcceptedEntry> found = named(from, id);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    return usage(fmt::format("several findings have an id that begins with '{}': {}", id,
                             list_findings(found)));
  }
  if (from.findings.empty()) return usage("there is no finding to accept: nothing changed");
  return usage(
      fmt::format("no finding has the id '{}', or one that begins so ({} digits at least); "
                  "there are: {}",
                  id, shortest_id, list_findings(from.findings)));
}

Result<AcceptedEdit> add_accepted(const std::string& path, const std::string& source,
                                  const AcceptedEntry& entry) {
  if (source.empty()) return AcceptedEdit{std::string(head) + entry_text(entry, 2), true, ""};
  const auto document = parse_team_text(path, source);
  if (!document) return document.error();
  auto entries = parse_accepted(*document);
  if (!entries) return entries.error();
  for (const AcceptedEntry& other : *entries) {
    if (other.finding != entry.finding || other.contract != entry.contract) continue;
    if (same_entry(other, entry)) return AcceptedEdit{source, false, ""};
    return usage(fmt::format("{} is accepted already, by {} until {}; change that entry instead",
                             entry.finding, other.acceptance.owner, other.acceptance.until),
                 other.location);
  }
  std::string text = source;
  if (!text.ends_with('\n')) text += '\n';
  const bool has_list = document->root().find("accepted") != nullptr;
  if (!has_list) text += "accepted:\n";
  text += entry_text(entry, indent_of(*document));
  // Whatever the layout was: the file has to say what it said, and this.
  const auto after = parse_team_text(path, text);
  if (!after) return cannot_add(path, entry);
  const auto now = parse_accepted(*after);
  if (!now || now->size() != entries->size() + 1 || !same_entry(now->back(), entry) ||
      !std::equal(entries->begin(), entries->end(), now->begin())) {
    return cannot_add(path, entry);
  }
  return AcceptedEdit{std::move(text), true, ""};
}

Result<AcceptedEdit> accept_finding(const Acceptable& from, const AcceptRequest& request) {
  const std::string& until = request.word.until;
  if (!is_date(until)) {
    return usage(fmt::format("--until: expected a day such as 2026-12-31, found '{}'", until));
  }
  if (until < request.today) {
    return usage(fmt::format("--until: {} is over; today is {}", until, request.today));
  }
  for (const auto& [option, text] :
       {std::pair{"--reason", &request.word.reason}, std::pair{"--owner", &request.word.owner}}) {
    if (text->find_first_not_of(" \n") == std::string::npos) {
      return usage(fmt::format("{}: expected some words, found none", option));
    }
  }
  auto entry = choose(from, request.id);
  if (!entry) return entry.error();
  entry->acceptance = request.word;
  entry->contract = contract_seen_from(request.path, from.operand);
  std::string source;
  std::error_code error;
  if (std::filesystem::exists(request.path, error)) {
    auto text = read_team_text(request.path);
    if (!text) return text.error();
    source = *std::move(text);
  }
  auto edit = add_accepted(request.path, source, *entry);
  if (!edit) return edit;
  edit->message = fmt::format("{}: {}accepts {} ({}) of {} until {}\n", request.path,
                              edit->is_new ? "" : "already ", entry->finding, entry->rule,
                              entry->contract, until);
  return edit;
}

}  // namespace verdiff
