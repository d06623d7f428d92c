#include "document/document.h"
#include "rules/rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace verdiff {

namespace {

namespace fs = std::filesystem;

Error cannot_read(const std::string& path, std::string message) {
  return {ErrorCode::cannot_read, std::move(message), Location{path, 0, 0}, {}};
}

}  // namespace

Result<std::vector<std::string>> rule_files(const std::string& directory) {
  std::error_code failed;
  std::vector<std::string> out;
  fs::directory_iterator areas(directory, failed);
  if (failed) {
    return cannot_read(directory, fmt::format("expected a folder of rules, one folder an area: {}",
                                              failed.message()));
  }
  for (const fs::directory_entry& area : areas) {
    if (!area.is_directory(failed)) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(area.path(), failed)) {
      if (file.path().extension() == ".yaml") out.push_back(file.path().generic_string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<Rule> read_rule(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string source{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return cannot_read(path, "expected a rule file, it can't be read");
  const auto document = read_yaml(path, std::move(source));
  if (!document) return document.error();
  const fs::path name(path);
  return parse_rule(*document, name.parent_path().filename().generic_string(),
                    name.stem().generic_string());
}

Result<std::vector<Rule>> sort_rules(std::vector<Rule> rules) {
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Rule& left, const Rule& right) { return left.id < right.id; });
  const auto twice =
      std::adjacent_find(rules.begin(), rules.end(),
                         [](const Rule& left, const Rule& right) { return left.id == right.id; });
  if (twice == rules.end()) return rules;
  return Error{ErrorCode::bad_rule,
               fmt::format("two rules have the id `{}`, in the areas `{}` and `{}`", twice->id,
                           twice->area, std::next(twice)->area),
               {},
               {}};
}

Result<std::vector<Rule>> read_rules(const std::string& directory) {
  const auto files = rule_files(directory);
  if (!files) return files.error();
  std::vector<Rule> rules;
  for (const std::string& path : *files) {
    auto rule = read_rule(path);
    if (!rule) return rule.error();
    rules.push_back(std::move(*rule));
  }
  return sort_rules(std::move(rules));
}

}  // namespace verdiff
