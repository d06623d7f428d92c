#include "diff/api.h"
#include "diff/compare.h"
#include "diff/likeness.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace verdiff {

namespace {

// ---- servers

Place at(const Contract& contract, const Attribute& server) {
  return {root_of(contract).document, server.value};
}

void state_server(Api& api, const OperationPair& pair, Action action, const Attribute* before,
                  const Attribute* after) {
  const std::string_view name = (after ? after : before)->name;
  api.state({.subject = Subject::server,
             .aspect = action == Action::renamed ? Aspect::name : Aspect::existence,
             .action = action,
             .before = before ? present(at(api.before(), *before), before->name)
                              : missing_at(root_of(api.before()), name),
             .after = after ? present(at(api.after(), *after), after->name)
                            : missing_at(root_of(api.after()), name)},
            pair.after.name);
}

void state_server_field(Api& api, const OperationPair& pair, Aspect aspect, Action action,
                        std::string_view name, const Node* before, const Node* after) {
  api.state({.subject = Subject::server,
             .aspect = aspect,
             .action = action,
             .effect = aspect == Aspect::description ? Effect::annotation : Effect::none,
             .before = before ? present({root_of(api.before()).document, before}, name, before)
                              : missing_at(root_of(api.before()), name),
             .after = after ? present({root_of(api.after()).document, after}, name, after)
                            : missing_at(root_of(api.after()), name)},
            pair.after.name);
}

/// The values that a variable may have: its enum; nullptr: any.
const Node* allowed_values(const Node& variable) {
  return variable.find("enum");
}

bool lists(const Node* list, const Node& value) {
  if (list == nullptr) return true;
  const auto items = list->items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Node& one) { return equal(one, value); });
}

void compare_variable(Api& api, const OperationPair& pair, std::string_view name,
                      const Node& before, const Node& after) {
  const Node* const was = before.find("default");
  const Node* const is = after.find("default");
  if (was && is && !equal(*was, *is)) {
    state_server_field(api, pair, Aspect::definition, Action::changed, name, was, is);
  }
  const auto missing = [](const Node* from, const Node* in) {
    if (from == nullptr) return in != nullptr;
    const auto items = from->items();
    return std::any_of(items.begin(), items.end(),
                       [&](const Node& one) { return !lists(in, one); });
  };
  const Node* const left = allowed_values(before);
  const Node* const right = allowed_values(after);
  if (missing(left, right)) {
    state_server_field(api, pair, Aspect::definition, Action::removed, name, &before, nullptr);
  }
  if (missing(right, left)) {
    state_server_field(api, pair, Aspect::definition, Action::added, name, nullptr, &after);
  }
}

void compare_server_pair(Api& api, const OperationPair& pair, const Attribute& before,
                         const Attribute& after) {
  if (before.value == nullptr || after.value == nullptr) return;
  const Node* const was = before.value->find("description");
  const Node* const is = after.value->find("description");
  if ((was != nullptr || is != nullptr) && !(was && is && equal(*was, *is))) {
    state_server_field(api, pair, Aspect::description,
                       presence_action(was != nullptr, is != nullptr), "", was, is);
  }
  const Node* const left = before.value->find("variables");
  const Node* const right = after.value->find("variables");
  if (left == nullptr || right == nullptr) return;
  for (const Member& variable : left->members()) {
    const Node* const twin = right->find(variable.key);
    if (twin != nullptr) compare_variable(api, pair, variable.key, variable.value, *twin);
  }
}

// ---- components

using Components = std::vector<const Component*>;

Components section(const Contract& contract, std::string_view name) {
  Components out;
  for (const Component& component : contract.components) {
    if (component.section == name) out.push_back(&component);
  }
  return out;
}

void split(const Components& before, const Components& after, Components& gone, Components& fresh,
           std::vector<std::pair<const Component*, const Component*>>& kept) {
  std::map<std::string_view, const Component*> by_name;
  for (const Component* component : after) by_name.emplace(component->name, component);
  for (const Component* component : before) {
    const auto twin = by_name.find(component->name);
    if (twin == by_name.end()) {
      gone.push_back(component);
    } else {
      kept.emplace_back(component, twin->second);
      by_name.erase(twin);
    }
  }
  for (const Component* component : after) {
    if (by_name.contains(component->name)) fresh.push_back(component);
  }
}

std::string owner_of(const Component& component) {
  return (component.section == "tags" ? "tag " : "component ") + std::string(component.name);
}

void state_component(Api& api, Subject subject, Aspect aspect, Action action,
                     const Component* before, const Component* after,
                     std::optional<double> confidence = {}, std::uint32_t traits = 0) {
  const Component& told = after ? *after : *before;
  const bool tag = subject == Subject::contract;
  api.state(
      {.subject = subject,
       .aspect = aspect,
       .action = action,
       .effect = aspect == Aspect::name ? Effect::equivalent : Effect::annotation,
       .traits = traits,
       .before = before ? present(before->place, before->name, tag ? before->place.node : nullptr)
                        : missing_at(root_of(api.before()), told.name),
       .after = after ? present(after->place, after->name, tag ? after->place.node : nullptr)
                      : missing_at(root_of(api.after()), told.name),
       .confidence = confidence},
      owner_of(told));
}

void compare_schemas(Api& api) {
  Components gone, fresh;
  std::vector<std::pair<const Component*, const Component*>> kept;
  split(section(api.before(), "schemas"), section(api.after(), "schemas"), gone, fresh, kept);
  const auto used_before = reached_schemas(api.before());
  const auto used_after = reached_schemas(api.after());
  for (const auto& [before, after] : kept) {
    const bool used = used_before[index(*before->schema)] || used_after[index(*after->schema)];
    if (used || api.walk().same(*before->schema, *after->schema)) continue;
    state_component(api, Subject::component, Aspect::definition, Action::changed, before, after);
  }
  constexpr double sure_enough = 0.75;
  const auto score = [&](std::size_t i, std::size_t j) {
    const double shape = schema_likeness(api.walk(), *gone[i]->schema, *fresh[j]->schema);
    if (shape < 0.7) return 0.0;
    return (shape == 1 ? 0.75 : 0.6 * shape) + 0.25 * name_likeness(gone[i]->name, fresh[j]->name);
  };
  for (const Match& match : best_matches(gone.size(), fresh.size(), sure_enough, score)) {
    const bool is_sent = api.walk().discriminators_before().sends(gone[match.before]->name) &&
                         api.walk().discriminators_after().sends(fresh[match.after]->name);
    state_component(api, Subject::component, Aspect::name, Action::renamed, gone[match.before],
                    fresh[match.after], match.score, is_sent ? bit(Trait::sent) : 0);
    gone[match.before] = fresh[match.after] = nullptr;
  }
  for (const Component* component : gone) {
    if (component == nullptr) continue;
    state_component(api, Subject::component, Aspect::existence, Action::removed, component,
                    nullptr);
  }
  for (const Component* component : fresh) {
    if (component == nullptr) continue;
    state_component(api, Subject::component, Aspect::existence, Action::added, nullptr, component);
  }
}

void compare_tags(Api& api) {
  Components gone, fresh;
  std::vector<std::pair<const Component*, const Component*>> kept;
  split(section(api.before(), "tags"), section(api.after(), "tags"), gone, fresh, kept);
  for (const auto& [before, after] : kept) {
    if (equal(*before->place.node, *after->place.node)) continue;
    state_component(api, Subject::contract, Aspect::tags, Action::changed, before, after);
  }
  for (const Component* tag : gone) {
    state_component(api, Subject::contract, Aspect::tags, Action::removed, tag, nullptr);
  }
  for (const Component* tag : fresh) {
    state_component(api, Subject::contract, Aspect::tags, Action::added, nullptr, tag);
  }
}

// ---- the rest

void compare_title(Api& api) {
  const std::string &before = api.before().title, &after = api.after().title;
  if (before == after) return;
  const auto side = [](const Contract& contract, const std::string& title) {
    ChangeSide out = missing_at(root_of(contract));
    out.present = !title.empty();
    if (out.present) out.value = Value::string(title);
    return out;
  };
  api.state({.subject = Subject::contract,
             .aspect = Aspect::title,
             .action = before.empty()  ? Action::added
                       : after.empty() ? Action::removed
                                       : Action::changed,
             .effect = Effect::annotation,
             .before = side(api.before(), before),
             .after = side(api.after(), after)},
            "");
}

/// What verdiff can't compare is a fact only where the two sides differ in it.
void compare_unsupported(Api& api) {
  const auto state = [&](const Unsupported* before, const Unsupported* after) {
    const auto side = [](const Contract& contract, const Unsupported* what) {
      if (what == nullptr) return missing_at(root_of(contract));
      ChangeSide out = present(what->place, "");
      out.value = Value::string(what->message);
      return out;
    };
    api.state({.subject = Subject::contract,
               .aspect = Aspect::unsupported,
               .action = presence_action(before != nullptr, after != nullptr),
               .effect = Effect::unknown,
               .before = side(api.before(), before),
               .after = side(api.after(), after)},
              "");
  };
  std::multimap<std::string_view, const Unsupported*> fresh;
  for (const Unsupported& one : api.after().unsupported) fresh.emplace(one.message, &one);
  for (const Unsupported& one : api.before().unsupported) {
    const auto [first, last] = fresh.equal_range(one.message);
    const auto twin = std::find_if(first, last, [&](const auto& other) {
      return equal(*one.place.node, *other.second->place.node);
    });
    if (twin != last) {
      fresh.erase(twin);
    } else if (first != last) {
      state(&one, first->second);
      fresh.erase(first);
    } else {
      state(&one, nullptr);
    }
  }
  for (const auto& [message, one] : fresh) state(nullptr, one);
}

/// A file that is not at hand is told on every comparison, also where both sides lack it: nobody
/// knows whether it is the same.
void compare_unread(Api& api) {
  const auto state = [&](const UnreadFile& file, Action action) {
    const bool added = action == Action::added;
    ChangeSide said = present(file.place, file.name);
    said.value = Value::string(file.reason);
    const ChangeSide none = missing_at(root_of(added ? api.before() : api.after()), file.name);
    api.state({.subject = Subject::contract,
               .aspect = Aspect::unread,
               .action = action,
               .effect = Effect::annotation,
               .before = added ? none : said,
               .after = added ? said : none},
              "");
  };
  for (const UnreadFile& file : api.before().unread) state(file, Action::removed);
  for (const UnreadFile& file : api.after().unread) state(file, Action::added);
}

void compare_format(Api& api) {
  if (api.before().format == api.after().format) return;
  const auto side = [](const Contract& contract) {
    ChangeSide out = present(root_of(contract), "");
    out.value = Value::string(contract.format);
    return out;
  };
  api.state({.subject = Subject::contract,
             .aspect = Aspect::wording,
             .action = Action::changed,
             .effect = Effect::annotation,
             .before = side(api.before()),
             .after = side(api.after())},
            "");
}

}  // namespace

void compare_servers(Api& api, const OperationPair& pair) {
  std::vector<const Attribute*> gone, fresh;
  for (const Attribute& server : pair.after.servers) fresh.push_back(&server);
  for (const Attribute& server : pair.before.servers) {
    const auto twin = std::find_if(fresh.begin(), fresh.end(), [&](const Attribute* other) {
      return other->name == server.name;
    });
    if (twin == fresh.end()) {
      gone.push_back(&server);
    } else {
      compare_server_pair(api, pair, server, **twin);
      fresh.erase(twin);
    }
  }
  const bool lone = gone.size() == 1 && fresh.size() == 1;
  const auto score = [&](std::size_t i, std::size_t j) {
    return lone ? 1.0 : name_likeness(gone[i]->name, fresh[j]->name);
  };
  constexpr double alike_enough = 0.6;
  for (const Match& match : best_matches(gone.size(), fresh.size(), alike_enough, score)) {
    state_server(api, pair, Action::renamed, gone[match.before], fresh[match.after]);
    gone[match.before] = fresh[match.after] = nullptr;
  }
  for (const Attribute* server : gone) {
    if (server != nullptr) state_server(api, pair, Action::removed, server, nullptr);
  }
  for (const Attribute* server : fresh) {
    if (server != nullptr) state_server(api, pair, Action::added, nullptr, server);
  }
}

void compare_surroundings(Api& api) {
  compare_format(api);
  compare_unread(api);
  if (api.walk().across()) return;  // what surrounds a model and a service has nothing in common
  compare_title(api);
  compare_dump_modes(api);
  compare_attributes(
      api, {Subject::contract, Direction::none, "", root_of(api.before()), root_of(api.after())},
      api.before().attributes, api.after().attributes);
  compare_tags(api);
  compare_security_schemes(api);
  compare_schemas(api);
  compare_unsupported(api);
}

}  // namespace verdiff
