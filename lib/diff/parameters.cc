#include "base/text.h"
#include "diff/api.h"
#include "diff/compare.h"
#include "diff/likeness.h"
#include "diff/serialization.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace verdiff {

namespace {

/// Names in the order of a path template: `/a/{x}/b/{y}` gives x, y.
std::vector<std::string_view> template_names(std::string_view path) {
  std::vector<std::string_view> out;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == path.npos) break;
    out.push_back(path.substr(open + 1, close - open - 1));
  }
  return out;
}

/// What a parameter is on the wire: the names of path parameters are only in the template, header
/// names don't distinguish case (RFC 9110 §5.1).
std::string wire_name(const Operation& operation, const Parameter& parameter) {
  if (parameter.in == ParameterPlace::path) {
    const auto names = template_names(operation.path);
    const auto found = std::find(names.begin(), names.end(), parameter.name);
    if (found != names.end()) return std::to_string(found - names.begin());
  }
  return parameter.in == ParameterPlace::header ? ascii_lower(parameter.name)
                                                : std::string(parameter.name);
}

const Entry* schema_entry(const Contract& contract, const Parameter& parameter, Keyword keyword) {
  return contract.schemas[contract.flows[parameter.flow].schema].find(keyword);
}

std::uint32_t traits_of(const Contract& contract, const Parameter& parameter) {
  return bit(parameter.required ? Trait::required : Trait::optional) |
         (parameter.deprecated ? bit(Trait::was_deprecated) : 0) |
         (parameter.in == ParameterPlace::path ? bit(Trait::in_path) : 0) |
         (schema_entry(contract, parameter, Keyword::default_) ? bit(Trait::has_default) : 0);
}

struct Compared {
  Api& api;
  const OperationPair& pair;
  Direction direction;
};

Serialized serialized(const Parameter& parameter) {
  const bool form = parameter.in == ParameterPlace::query ||
                    parameter.in == ParameterPlace::cookie || parameter.in == ParameterPlace::form;
  return {parameter.flow, parameter.attributes, parameter.place, form};
}

void compare_marks(Compared& compared, const Parameter& before, const Parameter& after) {
  const auto mark = [&](Aspect aspect, bool was, bool is) {
    compared.api.state_mark({.subject = Subject::parameter,
                             .aspect = aspect,
                             .direction = compared.direction,
                             .traits = traits_of(compared.api.after(), after) &
                                       (bit(Trait::has_default) | bit(Trait::in_path)),
                             .before = present(before.place, before.name),
                             .after = present(after.place, after.name)},
                            was, is, compared.pair.after.name);
  };
  mark(Aspect::required, before.required, after.required);
  mark(Aspect::deprecated, before.deprecated, after.deprecated);
}

void compare_pair(Compared& compared, const Parameter& before, const Parameter& after) {
  compared.api.flow(before.flow, after.flow);
  compare_marks(compared, before, after);
  compare_serialization(compared.api,
                        {Subject::parameter, compared.direction, compared.pair.after.name},
                        serialized(before), serialized(after));
  compare_attributes(
      compared.api,
      {Subject::parameter, compared.direction, compared.pair.after.name, before.place, after.place},
      before.attributes, after.attributes);
}

void state_name(Compared& compared, const Parameter& before, const Parameter& after,
                std::optional<double> confidence) {
  const bool moved = before.in != after.in;
  ChangeSide left = present(before.place, before.name);
  ChangeSide right = present(after.place, after.name);
  if (moved) {
    left.value = Value::string(word(before.in));
    right.value = Value::string(word(after.in));
  }
  compared.api.state({.subject = Subject::parameter,
                      .aspect = moved ? Aspect::place : Aspect::name,
                      .action = moved ? Action::moved : Action::renamed,
                      .direction = compared.direction,
                      .traits = traits_of(compared.api.before(), before),
                      .before = std::move(left),
                      .after = std::move(right),
                      .confidence = confidence},
                     compared.pair.after.name);
}

void state_existence(Compared& compared, const Parameter& parameter, Action action) {
  const bool added = action == Action::added;
  const Place before = compared.pair.before.place;
  const Place after = compared.pair.after.place;
  compared.api.state(
      {.subject = Subject::parameter,
       .aspect = Aspect::existence,
       .action = action,
       .direction = compared.direction,
       .traits = traits_of(added ? compared.api.after() : compared.api.before(), parameter),
       .before =
           added ? missing_at(before, parameter.name) : present(parameter.place, parameter.name),
       .after =
           added ? present(parameter.place, parameter.name) : missing_at(after, parameter.name)},
      compared.pair.after.name);
}

using Parameters = std::vector<const Parameter*>;

/// Moved (same name elsewhere), then renamed (same place, alike in name and shape).
void match_rest(Compared& compared, Parameters& gone, Parameters& fresh) {
  Walk& walk = compared.api.walk();
  const auto score = [&](std::size_t i, std::size_t j) {
    const Parameter &left = *gone[i], &right = *fresh[j];
    const double shape = schema_likeness(walk, walk.before().flows[left.flow].schema,
                                         walk.after().flows[right.flow].schema);
    if (shape < 0.4) return 0.0;
    const double name = name_likeness(ascii_lower(left.name), ascii_lower(right.name));
    if (left.in != right.in) return name == 1 ? 0.9 : 0.0;
    return 0.45 * shape + 0.45 * name + (left.required == right.required ? 0.1 : 0.0);
  };
  constexpr double sure_enough = 0.6;
  for (const Match& match : best_matches(gone.size(), fresh.size(), sure_enough, score)) {
    const Parameter& before = *gone[match.before];
    const Parameter& after = *fresh[match.after];
    state_name(compared, before, after, match.score);
    compare_pair(compared, before, after);
    gone[match.before] = fresh[match.after] = nullptr;
  }
}

void compare_order(Compared& compared, const Parameters& before, const Parameters& after) {
  // `after` lists the partners of `before` in the order of the old side.
  if (std::is_sorted(after.begin(), after.end())) return;
  compared.api.state({.subject = Subject::parameter,
                      .aspect = Aspect::place,
                      .action = Action::reordered,
                      .direction = compared.direction,
                      .before = present(before.front()->place, before.front()->name),
                      .after = present(after.front()->place, after.front()->name)},
                     compared.pair.after.name);
}

}  // namespace

void compare_parameters(Api& api, const OperationPair& pair) {
  Compared compared{api, pair, request_direction(pair.before)};
  const auto key = [](const Operation& operation, const Parameter& parameter) {
    return std::pair(parameter.in, wire_name(operation, parameter));
  };
  std::map<std::pair<ParameterPlace, std::string>, const Parameter*> by_key;
  for (const Parameter& parameter : pair.after.parameters) {
    by_key.emplace(key(pair.after, parameter), &parameter);
  }
  Parameters gone, fresh, kept, partners;
  std::set<std::pair<ParameterPlace, std::string>> seen;
  for (const Parameter& before : pair.before.parameters) {
    // A list may not name a parameter twice (OpenAPI 3.1.1 §4.8.10.1): the first counts.
    if (!seen.insert(key(pair.before, before)).second) continue;
    const auto found = by_key.find(key(pair.before, before));
    if (found == by_key.end()) {
      gone.push_back(&before);
      continue;
    }
    const Parameter& after = *found->second;
    by_key.erase(found);
    kept.push_back(&before);
    partners.push_back(&after);
    if (ascii_lower(before.name) != ascii_lower(after.name))
      state_name(compared, before, after, std::nullopt);
    compare_pair(compared, before, after);
  }
  for (const Parameter& after : pair.after.parameters) {
    const auto found = by_key.find(key(pair.after, after));
    if (found != by_key.end() && found->second == &after) fresh.push_back(&after);
  }
  compare_order(compared, kept, partners);
  match_rest(compared, gone, fresh);
  for (const Parameter* parameter : gone) {
    if (parameter != nullptr) state_existence(compared, *parameter, Action::removed);
  }
  for (const Parameter* parameter : fresh) {
    if (parameter != nullptr) state_existence(compared, *parameter, Action::added);
  }
}

}  // namespace verdiff
