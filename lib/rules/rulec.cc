// rulec OUTPUT DIRECTORY: reads every rule file below the directory (`<area>/<id>.yaml`) and writes
// the C++ table of them. Runs while verdiff is built; bad rules fail the build, each with its
// place.

#include "rules/rule.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

/// A C++ string literal. Everything but plain ASCII is an octal escape, which no digit can prolong.
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7e || c == '"' || c == '\\' || c == '?') {
      out += fmt::format("\\{:03o}", static_cast<unsigned>(byte));
    } else {
      out += c;
    }
  }
  return out + '"';
}

template <class E>
std::string enumerator(std::string_view type, E value) {
  return fmt::format("{}::{}", type,
                     Vocabulary<E>::words[static_cast<std::size_t>(value)].enumerator);
}

template <class E>
std::string enumerators(std::string_view type, const std::vector<E>& values) {
  std::string out;
  for (const E value : values) out += enumerator(type, value) + ", ";
  return out;
}

/// `constexpr auto NAME = std::to_array<TYPE>({…});`, or nothing for an empty list.
std::string array_of(std::string_view type, const std::string& name, const std::string& items) {
  if (items.empty()) return "";
  return fmt::format("constexpr auto {} = std::to_array<{}>({{{}}});\n", name, type, items);
}

std::string reference(const std::string& name, bool empty) {
  return empty ? "{}" : name;
}

std::string arrays_of(const Rule& rule, std::size_t number) {
  std::string policies, links;
  for (const auto& [policy, level] : rule.policies) {
    policies +=
        fmt::format("{{{}, {}}}, ", enumerator("Policy", policy), enumerator("Level", level));
  }
  for (const std::string& link : rule.spec) links += literal(link) + ", ";
  return array_of("Subject", fmt::format("subjects_{}", number),
                  enumerators("Subject", rule.match.subjects)) +
         array_of("Action", fmt::format("actions_{}", number),
                  enumerators("Action", rule.match.actions)) +
         array_of("Trait", fmt::format("where_{}", number),
                  enumerators("Trait", rule.match.where)) +
         array_of("CompiledPolicy", fmt::format("policies_{}", number), policies) +
         array_of("std::string_view", fmt::format("spec_{}", number), links);
}

std::string row_of(const Rule& rule, std::size_t number) {
  const Rule::ByDirection level = rule.level.value_or(Rule::ByDirection{});
  const auto name = [&](std::string_view what) { return fmt::format("{}_{}", what, number); };
  std::string out = fmt::format("    {{.id = {},\n     .area = {},\n     .title = {},\n",
                                literal(rule.id), literal(rule.area), literal(rule.title));
  out += fmt::format("     .since = {}, .judged = {},\n", literal(rule.since),
                     enumerator("Judged", rule.judged));
  out += fmt::format("     .has_level = {}, .level_by_effect = {},\n", rule.level.has_value(),
                     rule.level_by_effect);
  out +=
      fmt::format("     .none = {}, .input = {}, .output = {},\n", enumerator("Level", level.none),
                  enumerator("Level", level.input), enumerator("Level", level.output));
  out += fmt::format("     .severity = {}, .subjects = {}, .aspect = {}, .actions = {},\n",
                     enumerator("Severity", rule.severity), name("subjects"),
                     enumerator("Aspect", rule.match.aspect), name("actions"));
  out +=
      fmt::format("     .has_direction = {}, .direction = {},\n", rule.match.direction.has_value(),
                  enumerator("Direction", rule.match.direction.value_or(Direction::none)));
  out += fmt::format("     .where = {}, .policies = {},\n",
                     reference(name("where"), rule.match.where.empty()),
                     reference(name("policies"), rule.policies.empty()));
  out += fmt::format("     .message = {},\n     .why = {},\n     .fix = {},\n",
                     literal(rule.message), literal(rule.why), literal(rule.fix));
  out += fmt::format("     .spec = {}, .mirror = {}, .no_mirror = {}}},\n", name("spec"),
                     literal(rule.mirror), literal(rule.no_mirror));
  return out;
}

std::string table_of(const std::vector<Rule>& rules) {
  std::string arrays, rows;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    arrays += arrays_of(rules[i], i);
    rows += row_of(rules[i], i);
  }
  return "// Written by rulec out of rules/<area>/<id>.yaml.\n"
         "#include \"rules/compiled_rule.h\"\n\n#include <algorithm>\n#include <array>\n\n"
         "namespace verdiff {\n\nnamespace {\n\n" +
         arrays +
         fmt::format("\nconstexpr std::array<CompiledRule, {}> table = {{{{\n", rules.size()) +
         rows +
         "}};\n"
         "static_assert(std::is_sorted(table.begin(), table.end(),\n"
         "                             [](const auto& a, const auto& b) { return a.id < b.id; "
         "}));\n\n"
         "}  // namespace\n\n"
         "std::span<const CompiledRule> compiled_rules() {\n  return table;\n}\n\n"
         "}  // namespace verdiff\n";
}

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", to_text(error));
  return 1;
}

int run(const std::string& output, const std::string& directory) {
  const auto files = rule_files(directory);
  if (!files) return fail(files.error());
  std::vector<Rule> rules;
  int status = 0;
  for (const std::string& path : *files) {
    auto rule = read_rule(path);
    if (rule) {
      rules.push_back(std::move(*rule));
    } else {
      status = fail(rule.error());
    }
  }
  if (status != 0) return status;
  const auto sorted = sort_rules(std::move(rules));
  if (!sorted) return fail(sorted.error());
  std::ofstream out(output, std::ios::binary);
  out << table_of(*sorted);
  out.close();
  if (!out) return fail({ErrorCode::cannot_read, "can't be written", {output, 0, 0}, {}});
  return 0;
}

}  // namespace

}  // namespace verdiff

int main(int count, char** values) {
  if (count != 3) {
    fmt::print(stderr, "usage: rulec OUTPUT DIRECTORY\n");
    return 2;
  }
  return verdiff::run(values[1], values[2]);
}
