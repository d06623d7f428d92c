#include "rules/compiled_rule.h"
#include "rules/rule.h"

#include <algorithm>
#include <cstddef>

namespace verdiff {

namespace {

template <class T>
std::vector<T> copy(std::span<const T> values) {
  return {values.begin(), values.end()};
}

Rule unpack(const CompiledRule& from) {
  Rule rule;
  rule.id = from.id;
  rule.area = from.area;
  rule.title = from.title;
  rule.since = from.since;
  rule.judged = from.judged;
  if (from.has_level) rule.level = Rule::ByDirection{from.none, from.input, from.output};
  rule.level_by_effect = from.level_by_effect;
  rule.severity = from.severity;
  rule.match.subjects = copy(from.subjects);
  rule.match.aspect = from.aspect;
  rule.match.actions = copy(from.actions);
  if (from.has_direction) rule.match.direction = from.direction;
  rule.match.where = copy(from.where);
  for (const CompiledPolicy& each : from.policies) {
    rule.policies.emplace_back(each.policy, each.level);
  }
  rule.message = from.message;
  rule.why = from.why;
  rule.fix = from.fix;
  rule.spec.assign(from.spec.begin(), from.spec.end());
  rule.mirror = from.mirror;
  rule.no_mirror = from.no_mirror;
  return rule;
}

template <class T>
bool contains(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// How much a match asks for beyond subject, aspect and action.
std::size_t specificity(const Rule& rule) {
  return rule.match.where.size() * 2 + (rule.match.direction ? 1 : 0);
}

}  // namespace

const std::vector<Rule>& builtin_rules() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> out;
    out.reserve(compiled_rules().size());
    for (const CompiledRule& each : compiled_rules()) out.push_back(unpack(each));
    return out;
  }();
  return rules;
}

Result<std::vector<Rule>> rules_with(const std::string& directory) {
  auto own = read_rules(directory);
  if (!own) return own.error();
  std::vector<Rule> out = builtin_rules();
  for (Rule& rule : *own) {
    const auto same_id = [&](const Rule& each) { return each.id == rule.id; };
    const auto replaced = std::find_if(out.begin(), out.end(), same_id);
    if (replaced == out.end()) {
      out.push_back(std::move(rule));
    } else {
      *replaced = std::move(rule);
    }
  }
  return sort_rules(std::move(out));
}

bool matches(const Rule& rule, const Change& change) {
  const Rule::Match& match = rule.match;
  if (match.aspect != change.aspect || !contains(match.actions, change.action)) return false;
  if (!contains(match.subjects, change.subject)) return false;
  if (match.direction && *match.direction != change.direction) return false;
  return std::all_of(match.where.begin(), match.where.end(),
                     [&](Trait trait) { return (change.traits & bit(trait)) != 0; });
}

const Rule* find_rule(const std::vector<Rule>& rules, const Change& change) {
  const Rule* best = nullptr;
  for (const Rule& rule : rules) {
    if (!matches(rule, change)) continue;
    if (best == nullptr || specificity(rule) > specificity(*best)) best = &rule;
  }
  return best;
}

const Rule* find_rule(const std::vector<Rule>& rules, std::string_view id) {
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), id,
                       [](const Rule& rule, std::string_view text) { return rule.id < text; });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

}  // namespace verdiff
