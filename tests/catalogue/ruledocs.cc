// ruledocs [--check] ROOT: writes ROOT/docs/rules/<id>.md and index.md out of the rules and their
// example pairs. With --check nothing is written: a page that isn't current fails.

#include "report/catalogue.h"
#include "rules/rule.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The lines below `key:` in one half of a pair file (`fires`, `near-miss`), as they are written
/// there: a page shows the author's own layout.
std::string part(const std::string& file, std::string_view half, std::string_view key) {
  std::istringstream in(file);
  const std::string start = fmt::format("  {}:", key);
  std::string out, line;
  bool in_half = false, in_part = false;
  while (std::getline(in, line)) {
    if (!line.starts_with(' ')) in_half = line == std::string(half) + ":";
    if (!in_half) continue;
    if (in_part && !line.starts_with("    ")) break;
    if (in_part) out += line.substr(4) + '\n';
    if (line.starts_with(start)) {
      in_part = true;
      // A value on the line of its key.
      if (line.size() > start.size()) return line.substr(start.size() + 1) + '\n';
    }
  }
  return out;
}

/// The text of a scalar that may stand in single quotes.
std::string unquoted(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return text;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = text.find("''"); at != text.npos; at = text.find("''", at + 1)) {
    text.erase(at, 1);
  }
  return text;
}

std::string example(const std::string& file, std::string_view half) {
  std::string out;
  const std::string as = unquoted(part(file, half, "as"));
  if (!as.empty()) out += fmt::format("As {} of the service.\n\n", as);
  for (const std::string_view side : {"old", "new"}) {
    const std::string contract = part(file, half, side);
    const std::string_view title = side == "old" ? "Old" : "New";
    out += contract == "null\n" ? fmt::format("{}: no such contract.\n\n", title)
                                : fmt::format("{}:\n\n```yaml\n{}```\n\n", title, contract);
  }
  const std::string artifact = part(file, half, "artifact");
  if (!artifact.empty()) out += fmt::format("Artifacts:\n\n```yaml\n{}```\n\n", artifact);
  const std::string findings = part(file, half, "findings");
  if (findings == "[]\n") return out + "Nothing is found.\n";
  return out + fmt::format("Findings:\n\n```yaml\n{}```\n", findings);
}

template <class E>
std::string joined(const std::vector<E>& list) {
  std::string out;
  for (const E one : list) out += fmt::format("{}`{}`", out.empty() ? "" : ", ", word(one));
  return out;
}

std::string match_of(const Rule& rule) {
  const Rule::Match& match = rule.match;
  std::string out = fmt::format("subject {}, aspect `{}`, action {}", joined(match.subjects),
                                word(match.aspect), joined(match.actions));
  if (match.direction) out += fmt::format(", direction `{}`", word(*match.direction));
  if (!match.where.empty()) out += fmt::format(", where {}", joined(match.where));
  return out;
}

std::string page(const Rule& rule, const std::string& pair) {
  std::string out = fmt::format("# {}\n\n{}.\n\n", rule.id, rule.title);
  out += fmt::format("- level: {}\n- severity: {}\n- explains: {}\n- says: {}\n",
                     level_in_words(rule), word(rule.severity), match_of(rule), rule.message);
  for (const auto& [policy, level] : rule.policies) {
    out += fmt::format("- under the policy `{}`: {}\n", word(policy), word(level));
  }
  if (!rule.mirror.empty()) out += fmt::format("- the opposite: [{0}]({0}.md)\n", rule.mirror);
  out += fmt::format("\n## Why\n\n{}\n\n## What to do\n\n{}\n", rule.why, rule.fix);
  out += fmt::format("\n## Example\n\n{}", example(pair, "fires"));
  out += fmt::format("\n## Near miss\n\nIt looks alike, but {}.\n\n{}",
                     unquoted(part(pair, "near-miss", "because")), example(pair, "near-miss"));
  out += "\n## See\n\n";
  for (const std::string& link : rule.spec) out += fmt::format("- <{}>\n", link);
  return out;
}

std::string index(const std::vector<Rule>& rules) {
  std::map<std::string_view, std::vector<const Rule*>> areas;
  for (const Rule& rule : rules) areas[rule.area].push_back(&rule);
  std::string out = fmt::format(
      "# Rules\n\nThe {} rules of the catalogue, by area. [concepts.md](../concepts.md) says how "
      "levels come about.\n",
      rules.size());
  for (const auto& [area, members] : areas) {
    out += fmt::format("\n## {}\n\n| rule | level | what it tells |\n|---|---|---|\n", area);
    for (const Rule* rule : members) {
      out += fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", rule->id, level_in_words(*rule),
                         rule->title);
    }
  }
  return out;
}

using Pages = std::map<std::string, std::string>;  // by file name

int check(const fs::path& folder, const Pages& pages) {
  int stale = 0;
  const auto complain = [&](const std::string& name) {
    fmt::print(stderr, "{}: error: the page isn't current; run `./dev update` [stale-page]\n",
               (folder / name).generic_string());
    ++stale;
  };
  for (const auto& [name, text] : pages) {
    if (read(folder / name) != text) complain(name);
  }
  std::error_code failed;
  for (const auto& file : fs::directory_iterator(folder, failed)) {
    const std::string name = file.path().filename().string();
    if (!pages.contains(name)) complain(name);
  }
  return stale == 0 && !failed ? 0 : 1;
}

int write(const fs::path& folder, const Pages& pages) {
  std::error_code failed;
  fs::remove_all(folder, failed);
  fs::create_directories(folder, failed);
  for (const auto& [name, text] : pages) {
    std::ofstream out(folder / name, std::ios::binary);
    out << text;
    out.close();
    if (out) continue;
    fmt::print(stderr, "{}: error: can't be written\n", (folder / name).generic_string());
    return 1;
  }
  return 0;
}

int run(const fs::path& root, bool only_check) {
  const auto rules = read_rules((root / "rules").generic_string());
  if (!rules) {
    fmt::print(stderr, "{}\n", to_text(rules.error()));
    return 1;
  }
  Pages pages;
  for (const Rule& rule : *rules) {
    const fs::path pair = root / "testdata" / "rules" / rule.area / (rule.id + ".yaml");
    pages[rule.id + ".md"] = page(rule, read(pair));
  }
  pages["index.md"] = index(*rules);
  const fs::path folder = root / "docs" / "rules";
  return only_check ? check(folder, pages) : write(folder, pages);
}

}  // namespace

}  // namespace verdiff

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  const bool only_check = !arguments.empty() && arguments.front() == "--check";
  if (arguments.size() != (only_check ? 2U : 1U)) {
    fmt::print(stderr, "usage: ruledocs [--check] ROOT\n");
    return 2;
  }
  return verdiff::run(arguments.back(), only_check);
}
