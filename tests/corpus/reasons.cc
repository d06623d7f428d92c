#include "corpus/reasons.h"

#include "suites/shared_data.h"
#include "support/places.h"

#include <fmt/format.h>

#include <sstream>
#include <vector>

namespace verdiff::corpus {

namespace {

constexpr std::string_view folder = VERDIFF_SOURCE_DIR "/tests/corpus/";

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  return out;
}

/// The first column of the table of kinds: `| \`kind\` | … |`.
std::set<std::string, std::less<>> explained_kinds() {
  constexpr std::string_view start = "| `";
  std::set<std::string, std::less<>> out;
  std::istringstream lines(suites::contents(std::string(folder) + "README.md"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(start)) continue;
    out.insert(line.substr(start.size(), line.find('`', start.size()) - start.size()));
  }
  return out;
}

}  // namespace

Reasons::Reasons() : kinds_(explained_kinds()) {
  constexpr std::size_t columns = 5;
  std::istringstream lines(suites::contents(std::string(folder) + "reasons.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto row = cells(line);
    const bool fits = row.size() == columns && !row.back().empty() && kinds_.contains(row[3]);
    if (!fits || !rows_.try_emplace(row[0], Row{row[1], row[2], row[3]}).second) {
      malformed_ += fmt::format("  no row, twice, or of an unknown kind: {}\n", line);
    }
  }
}

bool Reasons::explain(std::string_view id, std::string_view ours, std::string_view label) {
  const auto row = rows_.find(id);
  if (row == rows_.end() || row->second.ours != ours || row->second.label != label) return false;
  row->second.used = true;
  return true;
}

std::string Reasons::table() const {
  std::map<std::string, std::pair<int, int>> counts;
  for (const auto& [id, row] : rows_) {
    if (!row.used) continue;
    ++(row.label == "breaking" ? counts[row.kind].first : counts[row.kind].second);
  }
  std::string out = fmt::format("  {:<18} {:>8} {:>12}\n", "", "breaking", "non-breaking");
  for (const auto& [kind, count] : counts) {
    out += fmt::format("  {:<18} {:>8} {:>12}\n", kind, count.first, count.second);
  }
  return out;
}

std::string Reasons::problems() const {
  std::string out = malformed_;
  for (const auto& [id, row] : rows_) {
    if (!row.used) out += fmt::format("  stale row: {} ({}, {})\n", id, row.ours, row.label);
  }
  for (const std::string& kind : kinds_) {
    bool used = false;
    for (const auto& [id, row] : rows_) used = used || row.kind == kind;
    if (!used) out += fmt::format("  README.md explains a kind that no row has: {}\n", kind);
  }
  return out;
}

}  // namespace verdiff::corpus
