#include "diff/api.h"

namespace verdiff {

void Api::state(Fact fact, const std::string& owner) {
  const Key key{fact.subject,           fact.aspect,           fact.action,      fact.direction,
                fact.before.place.node, fact.after.place.node, fact.before.name, fact.after.name};
  std::vector<Change>& changes = walk_.result().changes;
  const auto [found, fresh] = stated_.try_emplace(key, changes.size());
  if (!fresh) {
    ++changes[found->second].reach;
    return;
  }
  Change change;
  change.subject = fact.subject;
  change.aspect = fact.aspect;
  change.action = fact.action;
  change.direction = fact.direction;
  change.effect = fact.effect;
  change.traits = fact.traits;
  change.before = std::move(fact.before);
  change.after = std::move(fact.after);
  change.confidence = fact.confidence;
  change.flow = fact.flow;
  change.reach = 1;
  change.owner = owner;
  walk_.state(std::move(change));
}

std::uint32_t Api::flow(std::uint32_t before, std::uint32_t after) {
  return walk_.flow({before, after});
}

ChangeSide present(Place place, std::string_view name, const Node* value) {
  ChangeSide out;
  out.present = true;
  out.place = place;
  out.name = name;
  if (value != nullptr) {
    out.place.node = value;
    out.value = Value::copy(*value);
  }
  return out;
}

ChangeSide missing_at(Place place, std::string_view name) {
  ChangeSide out;
  out.place = place;
  out.name = name;
  return out;
}

}  // namespace verdiff
