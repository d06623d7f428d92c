#include "catalogue/pair.h"
#include "document/document.h"
#include "support/golden.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

/// Each rule's pair (testdata/rules/<area>/<id>.yaml) goes through the engine, and the complete
/// list of findings has to be the one in the file. `-c <id>` runs one rule.
namespace verdiff {
namespace {

using test::findings_of;
using test::Half;
using test::half_of;

std::string scalar(const std::string& text) {
  const bool plain = !text.empty() && text.find(": ") == text.npos && text.find(" #") == text.npos;
  return plain ? text : "'" + text + "'";
}

std::string place_of(const Finding& finding) {
  if (finding.payload_path.empty()) return finding.flow;
  return finding.flow + " " + finding.payload_path;
}

/// The findings that the file lists in its order, then the others in theirs.
std::vector<Finding> in_listed_order(std::vector<Finding> findings, const Node& listed) {
  std::vector<Finding> out;
  for (const Node& entry : listed.items()) {
    const auto level = parse_word<Level>(entry.find("level")->text());
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.rule == entry.find("rule")->text() &&
             word(finding.direction) == entry.find("direction")->text() &&
             place_of(finding) == entry.find("at")->text() && finding.level == level;
    });
    if (!level || found == findings.end()) continue;
    out.push_back(*found);
    findings.erase(found);
  }
  out.insert(out.end(), findings.begin(), findings.end());
  return out;
}

/// The value of `findings:` as the files write it.
std::string in_yaml(const std::vector<Finding>& findings) {
  if (findings.empty()) return "  findings: []\n";
  std::string out = "  findings:\n";
  for (const Finding& finding : findings) {
    out += fmt::format("    - rule: {}\n      level: {}\n      direction: {}\n      at: {}\n",
                       finding.rule, word(finding.level), word(finding.direction),
                       scalar(place_of(finding)));
  }
  return out;
}

bool begins(std::string_view line, std::string_view start) {
  return line.substr(0, start.size()) == start;
}

/// The file with the list of `half` replaced.
std::string with_findings(const std::string& file, std::string_view half, const std::string& list) {
  std::istringstream in(file);
  std::string out, line;
  bool inside = false, skipping = false;
  while (std::getline(in, line)) {
    if (!begins(line, " ")) inside = line == std::string(half) + ":";
    if (skipping && begins(line, "    ")) continue;
    skipping = inside && begins(line, "  findings:");
    out += skipping ? list : line + '\n';
  }
  return out;
}

/// The level that the rule has in a half's list; nullopt where it doesn't fire.
std::optional<Level> level_of(const Node& root, std::string_view half, std::string_view rule) {
  std::optional<Level> out;
  for (const Node& finding : root.find(half)->find("findings")->items()) {
    if (finding.find("rule")->text() != rule) continue;
    out = std::max(out.value_or(Level::none), *parse_word<Level>(finding.find("level")->text()));
  }
  return out;
}

/// Of a contract from itself. What could not be read may differ, and is told.
std::ptrdiff_t differences(const Node& contract, std::optional<Direction> as) {
  const auto findings = findings_of({contract, contract, as});
  return std::count_if(findings.begin(), findings.end(),
                       [](const Finding& one) { return one.rule != "file-not-read"; });
}

}  // namespace

TEST_CASE("each rule's pair gives exactly the findings that it lists", "[catalogue][examples]") {
  for (const Rule& rule : builtin_rules()) {
    DYNAMIC_SECTION(rule.id) {
      const std::string path = test::pair_path(rule);
      const std::string file = testing::read_testdata(path);
      const auto pair = read_yaml(path, file);
      REQUIRE(pair);

      std::string actual = file;
      for (const std::string_view name : {"fires", "near-miss"}) {
        const Half half = half_of(pair->root(), name);
        const Node& listed = *pair->root().find(name)->find("findings");
        const auto findings = in_listed_order(findings_of(half), listed);
        actual = with_findings(actual, name, in_yaml(findings));
        CHECK(differences(half.before, half.as) == 0);
        CHECK(differences(half.after, half.as) == 0);
      }
      const auto lists = read_yaml(path, actual);
      REQUIRE(lists);
      const auto fired = level_of(lists->root(), "fires", rule.id);
      CHECK(fired);
      // A near miss is another finding, or the same one at another level.
      CHECK(fired != level_of(lists->root(), "near-miss", rule.id));
      CHECK(actual == testing::golden(path, actual));
    }
  }
}

}  // namespace verdiff
