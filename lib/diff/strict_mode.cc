#include "diff/api.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

/// Breaches that only one side has, by what they are about: which property it is decides, not
/// where it stands, so that a schema that is moved says nothing new. One limit is one breach
/// however far it is passed.
using Breaches = std::map<std::string_view, std::vector<const StrictBreach*>>;

Breaches only_in(const Operation* here, const Operation* there) {
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> known;
  const auto key = [](const StrictBreach& one) {
    return std::pair(one.about, one.limit ? std::string_view() : std::string_view(one.what));
  };
  if (there != nullptr) {
    for (const StrictBreach& one : there->strict_breaches) ++known[key(one)];
  }
  Breaches out;
  if (here == nullptr) return out;
  for (const StrictBreach& one : here->strict_breaches) {
    const auto found = known.find(key(one));
    if (found != known.end() && found->second > 0) {
      --found->second;
    } else {
      out[one.about].push_back(&one);
    }
  }
  return out;
}

Value value_of(const std::vector<const StrictBreach*>& breaches) {
  if (breaches.front()->limit) return Value::number(breaches.front()->what);
  std::vector<Value> names;
  for (const StrictBreach* const one : breaches) {
    if (!one->what.empty()) names.push_back(Value::string(one->what));
  }
  return Value::array(std::move(names));
}

}  // namespace

void compare_strict(Api& api, Subject subject, const Operation* before, const Operation* after) {
  const auto state = [&](Action action, const Breaches& breaches) {
    const bool added = action == Action::added;
    const Place elsewhere = before == nullptr ? root_of(api.before())
                            : added           ? before->place
                                              : after->place;
    for (const auto& [about, list] : breaches) {
      ChangeSide said = present(list.front()->place, about);
      said.value = value_of(list);
      ChangeSide none = missing_at(elsewhere, about);
      api.state({.subject = subject,
                 .aspect = list.front()->limit ? Aspect::strict_limit : Aspect::strict_subset,
                 .action = action,
                 .effect = Effect::annotation,
                 .before = added ? none : said,
                 .after = added ? said : none},
                after->name);
    }
  };
  state(Action::added, only_in(after, before));
  // Who no longer asks for strict mode has not mended anything.
  const Node* const asks = find_attribute(after->attributes, "strict");
  if (before == nullptr || asks == nullptr || !asks->boolean()) return;
  state(Action::removed, only_in(before, after));
}

}  // namespace verdiff
