// The catalogues of other tools beside ours: each of their rules is covered by rules of ours, or
// peers.tsv says why not.

#include "rules/rule.h"
#include "suites/shared_data.h"
#include "support/places.h"

#include <fmt/format.h>

#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

struct Row {
  std::string peer, pattern, answer;
  int fits = 0;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r";
  const std::size_t first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string part; std::getline(in, part, separator);) out.emplace_back(trimmed(part));
  return out;
}

/// Whether a heading of a list begins rules that look at one contract alone: no diff has them.
bool begins_lint(std::string_view heading) {
  return heading.starts_with("## lint") || heading.find("single-spec rules") != heading.npos;
}

/// The ids in a peer's list that compare. Which column holds them differs from list to list.
std::vector<std::string> ids_of(const std::string& peer, const std::string& path) {
  std::vector<std::string> out;
  std::istringstream lines(suites::contents(path));
  bool skipped = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("##") || line.starts_with("# ----")) skipped = begins_lint(line);
    if (skipped || trimmed(line).empty() || line.starts_with('#')) continue;
    if (peer == "confluent") {
      out.push_back(split(line, ' ').at(1));
    } else {
      out.push_back(split(line, '|').at(peer == "azure" || peer == "oasdiff" ? 1 : 0));
    }
  }
  return out;
}

std::vector<Row> read_rows() {
  std::vector<Row> out;
  std::istringstream lines(
      suites::contents(std::string(VERDIFF_SOURCE_DIR) + "/tests/suites/peers.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = split(line, '\t');
    if (cells.size() == 3) out.push_back({cells[0], cells[1], cells[2]});
  }
  return out;
}

bool is_waived(const Row& row) {
  return row.answer.starts_with("- ");
}

int unknown_rules(const Row& row) {
  int out = 0;
  for (const std::string& id : split(row.answer, ',')) {
    if (find_rule(builtin_rules(), id) != nullptr) continue;
    fmt::print("  {} {}: there is no rule {}\n", row.peer, row.pattern, id);
    ++out;
  }
  return out;
}

/// The number of ids that no row fits.
int cover(const std::string& peer, const std::vector<std::string>& ids, std::vector<Row>& rows) {
  int covered = 0, waived = 0, open = 0;
  for (const std::string& id : ids) {
    Row* found = nullptr;
    for (Row& row : rows) {
      if (found == nullptr && row.peer == peer && suites::fits(row.pattern, id)) found = &row;
    }
    if (found == nullptr) {
      fmt::print("  {} {}: no row\n", peer, id);
      ++open;
      continue;
    }
    ++found->fits;
    ++(is_waived(*found) ? waived : covered);
  }
  fmt::print("{:<14} {:>4} rules: {:>4} covered, {:>4} not for a reason, {:>4} open\n", peer,
             ids.size(), covered, waived, open);
  return open + (ids.empty() ? 1 : 0);
}

}  // namespace

int main() {
  const auto folder = suites::shared_path("reference/peer-rules");
  if (!folder) return suites::skipped;
  std::vector<Row> rows = read_rows();
  int wrong = rows.empty() ? 1 : 0;
  for (const std::string& file : suites::files_below(*folder, ".txt")) {
    const std::string peer = file.substr(0, file.find('.'));
    wrong += cover(peer, ids_of(peer, *folder + "/" + file), rows);
  }
  for (const Row& row : rows) {
    if (row.fits == 0) {
      fmt::print("  stale row: {} {}\n", row.peer, row.pattern);
      ++wrong;
    }
    if (!is_waived(row)) wrong += unknown_rules(row);
  }
  return wrong == 0 ? 0 : 1;
}
