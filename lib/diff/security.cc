#include "diff/api.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace verdiff {

namespace {

/// Credentials of one alternative: every (scheme, scope) that a caller has to bring; a scheme by
/// itself has the empty scope.
using Credentials = std::set<std::pair<std::string_view, std::string_view>>;

std::vector<Credentials> alternatives(const std::optional<std::vector<SecurityRequirement>>& all) {
  std::vector<Credentials> out;
  if (!all || all->empty()) return {Credentials{}};  // nothing is asked (OpenAPI 3.1.1 §4.8.30)
  for (const SecurityRequirement& requirement : *all) {
    Credentials needed;
    for (const SecurityRequirement::Scheme& scheme : requirement.schemes) {
      needed.emplace(scheme.name, "");
      for (const std::string_view scope : scheme.scopes) needed.emplace(scheme.name, scope);
    }
    out.push_back(std::move(needed));
  }
  return out;
}

/// Whoever brings what one of `before` asks still gets in: some alternative of `after` asks no
/// more.
bool still_enough(const std::vector<Credentials>& before, const std::vector<Credentials>& after) {
  return std::all_of(before.begin(), before.end(), [&](const Credentials& brought) {
    return std::any_of(after.begin(), after.end(), [&](const Credentials& needed) {
      return std::includes(brought.begin(), brought.end(), needed.begin(), needed.end());
    });
  });
}

bool anonymous(const std::vector<Credentials>& all) {
  return std::any_of(all.begin(), all.end(), [](const Credentials& one) { return one.empty(); });
}

std::set<std::string_view> schemes_of(const Credentials& credentials) {
  std::set<std::string_view> out;
  for (const auto& [scheme, scope] : credentials) out.insert(scheme);
  return out;
}

/// One alternative on each side with the same schemes: only scopes differ.
bool only_scopes(const std::vector<Credentials>& before, const std::vector<Credentials>& after) {
  return before.size() == 1 && after.size() == 1 && !before.front().empty() &&
         schemes_of(before.front()) == schemes_of(after.front());
}

Value written(const std::vector<Credentials>& all) {
  Value out = Value::array();
  for (const Credentials& one : all) {
    Value alternative = Value::object();
    for (const auto& [scheme, scope] : one) {
      const Value* const known = alternative.find(scheme);
      Value scopes = known != nullptr ? *known : Value::array();
      if (!scope.empty()) scopes.items.push_back(Value::string(scope));
      alternative.set(scheme, std::move(scopes));
    }
    out.items.push_back(std::move(alternative));
  }
  return out;
}

Place place_of(const Operation& operation) {
  if (operation.security && !operation.security->empty()) return operation.security->front().place;
  return operation.place;
}

Action action_of(const std::vector<Credentials>& before, const std::vector<Credentials>& after) {
  if (anonymous(before) && !anonymous(after)) return Action::added;
  if (!anonymous(before) && anonymous(after) && after.size() == 1) return Action::removed;
  if (still_enough(before, after)) return Action::decreased;
  if (still_enough(after, before)) return Action::increased;
  return Action::changed;
}

void state_scopes(Api& api, const OperationPair& pair, const Credentials& before,
                  const Credentials& after) {
  const auto state = [&](Action action, const auto& credential) {
    const bool added = action == Action::added;
    ChangeSide left = missing_at(place_of(pair.before), credential.second);
    ChangeSide right = missing_at(place_of(pair.after), credential.second);
    ChangeSide& told = added ? right : left;
    told.present = true;
    told.value = Value::string(credential.first);
    api.state({.subject = Subject::security,
               .aspect = Aspect::scope,
               .action = action,
               .before = std::move(left),
               .after = std::move(right)},
              pair.after.name);
  };
  for (const auto& credential : before) {
    if (!after.contains(credential)) state(Action::removed, credential);
  }
  for (const auto& credential : after) {
    if (!before.contains(credential)) state(Action::added, credential);
  }
}

using Schemes = std::map<std::string_view, const Component*>;

Schemes schemes_of(const Contract& contract) {
  Schemes out;
  for (const Component& component : contract.components) {
    if (component.section == "securitySchemes") out.emplace(component.name, &component);
  }
  return out;
}

/// A security scheme's fields, by what a change in them means.
class SchemeDiff {
 public:
  SchemeDiff(Api& api, const Component& before, const Component& after)
      : api_(api), before_(before), after_(after) {}

  void compare() {
    const Node& before = *before_.place.node;
    const Node& after = *after_.place.node;
    for (const Member& member : before.members()) {
      compare_field(member.key, &member.value, after.find(member.key));
    }
    for (const Member& member : after.members()) {
      if (before.find(member.key) == nullptr) compare_field(member.key, nullptr, &member.value);
    }
  }

 private:
  void compare_field(std::string_view field, const Node* before, const Node* after) {
    if (before && after && equal(*before, *after)) return;
    if (field == "flows") return compare_flows(before, after);
    if (field == "scopes") return compare_scopes(before, after);
    Aspect aspect = Aspect::definition;
    if (field == "description") aspect = Aspect::description;
    if (field == "bearerFormat") aspect = Aspect::documentation;
    if (field == "deprecated") aspect = Aspect::deprecated;
    if (field.starts_with("x-")) aspect = Aspect::extension;
    // A field that its type requires was always there in effect, said or not: clients had to know
    // its value to get in (OpenAPI 3.1.1 §4.8.27.1).
    constexpr std::string_view required[] = {"type", "name", "in", "scheme", "openIdConnectUrl"};
    if (std::find(std::begin(required), std::end(required), field) != std::end(required)) {
      state(aspect, Action::changed, field, before, after);
    } else {
      state(aspect, field, before, after);
    }
  }

  void compare_flows(const Node* before, const Node* after) {
    for (const Member& flow : members(before)) {
      const Node* const twin = after != nullptr ? after->find(flow.key) : nullptr;
      const std::string name = "flows/" + std::string(flow.key);
      if (twin == nullptr) {
        state(Aspect::definition, name, &flow.value, nullptr);
        continue;
      }
      for (const Member& field : flow.value.members()) {
        compare_flow_field(name, field.key, &field.value, twin->find(field.key));
      }
      for (const Member& field : twin->members()) {
        if (!flow.value.find(field.key)) compare_flow_field(name, field.key, nullptr, &field.value);
      }
    }
    for (const Member& flow : members(after)) {
      const bool fresh = before == nullptr || before->find(flow.key) == nullptr;
      if (fresh) state(Aspect::definition, "flows/" + std::string(flow.key), nullptr, &flow.value);
    }
  }

  void compare_flow_field(const std::string& flow, std::string_view field, const Node* before,
                          const Node* after) {
    if (before && after && equal(*before, *after)) return;
    if (field == "scopes") return compare_scopes(before, after);
    state(field.starts_with("x-") ? Aspect::extension : Aspect::definition,
          flow + "/" + std::string(field), before, after);
  }

  void compare_scopes(const Node* before, const Node* after) {
    for (const Member& scope : members(before)) {
      const Node* const twin = after != nullptr ? after->find(scope.key) : nullptr;
      if (twin == nullptr) {
        state(Aspect::scope, scope.key, &scope.value, nullptr);
      } else if (!equal(scope.value, *twin)) {
        state(Aspect::description, scope.key, &scope.value, twin);
      }
    }
    for (const Member& scope : members(after)) {
      const bool fresh = before == nullptr || before->find(scope.key) == nullptr;
      if (fresh) state(Aspect::scope, scope.key, nullptr, &scope.value);
    }
  }

  static std::span<const Member> members(const Node* node) {
    return node != nullptr ? node->members() : std::span<const Member>();
  }

  void state(Aspect aspect, std::string_view name, const Node* before, const Node* after) {
    state(aspect, presence_action(before != nullptr, after != nullptr), name, before, after);
  }

  void state(Aspect aspect, Action action, std::string_view name, const Node* before,
             const Node* after) {
    api_.state(
        {.subject = Subject::security_scheme,
         .aspect = aspect,
         .action = action,
         .effect = is_text(aspect) ? Effect::annotation : Effect::none,
         .before = before ? present(before_.place, name, before) : missing_at(before_.place, name),
         .after = after ? present(after_.place, name, after) : missing_at(after_.place, name)},
        "security scheme " + std::string(after_.name));
  }

  static bool is_text(Aspect aspect) {
    return aspect != Aspect::definition && aspect != Aspect::scope;
  }

  Api& api_;
  const Component& before_;
  const Component& after_;
};

}  // namespace

void compare_security(Api& api, const OperationPair& pair) {
  const auto before = alternatives(pair.before.security);
  const auto after = alternatives(pair.after.security);
  if (still_enough(before, after) && still_enough(after, before)) return;
  if (only_scopes(before, after)) {
    state_scopes(api, pair, before.front(), after.front());
    return;
  }
  const auto side = [](const Operation& operation, const std::vector<Credentials>& all) {
    ChangeSide out = present(place_of(operation), "");
    out.present = !(all.size() == 1 && all.front().empty());
    if (out.present) out.value = written(all);
    return out;
  };
  api.state({.subject = Subject::security,
             .aspect = Aspect::requirement,
             .action = action_of(before, after),
             .before = side(pair.before, before),
             .after = side(pair.after, after)},
            pair.after.name);
}

void compare_security_schemes(Api& api) {
  Schemes gone = schemes_of(api.before());
  Schemes fresh = schemes_of(api.after());
  for (auto one = gone.begin(); one != gone.end();) {
    const auto twin = fresh.find(one->first);
    if (twin == fresh.end()) {
      ++one;
      continue;
    }
    SchemeDiff(api, *one->second, *twin->second).compare();
    fresh.erase(twin);
    one = gone.erase(one);
  }
  const auto state = [&](Aspect aspect, Action action, const Component* before,
                         const Component* after) {
    const Component& told = after != nullptr ? *after : *before;
    api.state({.subject = Subject::security_scheme,
               .aspect = aspect,
               .action = action,
               .before = before ? present(before->place, before->name) : missing_at({}, told.name),
               .after = after ? present(after->place, after->name) : missing_at({}, told.name)},
              "security scheme " + std::string(told.name));
  };
  for (const auto& [name, scheme] : gone) {
    const Node& definition = *scheme->place.node;
    const auto twin = std::find_if(fresh.begin(), fresh.end(), [&](const auto& other) {
      return equal(definition, *other.second->place.node);
    });
    if (twin == fresh.end()) {
      state(Aspect::existence, Action::removed, scheme, nullptr);
    } else {
      state(Aspect::name, Action::renamed, scheme, twin->second);
      fresh.erase(twin);
    }
  }
  for (const auto& [name, scheme] : fresh) {
    state(Aspect::existence, Action::added, nullptr, scheme);
  }
}

}  // namespace verdiff
