#include "diff/api.h"

namespace verdiff {

void Api::state(Fact fact, const std::string& owner) {
  std::vector<Change>& changes = walk_.result().changes;
  const auto [found, fresh] = stated_.try_emplace(key_of(fact), changes.size());
  if (!fresh) {
    ++changes[found->second].reach;
    return;
  }
  Change change = to_change(std::move(fact));
  change.reach = 1;
  change.owner = owner;
  changes.push_back(std::move(change));
}

void Api::state_mark(Fact fact, bool was, bool is, const std::string& owner) {
  if (was == is) return;
  fact.before.present = was;
  fact.after.present = is;
  fact.action = is ? Action::added : Action::removed;
  if (fact.aspect == Aspect::deprecated) fact.effect = Effect::annotation;
  state(std::move(fact), owner);
}

std::uint32_t Api::flow(std::uint32_t before, std::uint32_t after, bool as_xml) {
  return walk_.flow({before, after}, as_xml);
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

Place root_of(const Contract& contract) {
  const Document& main = *contract.workspace.documents().front();
  return {&main, &main.root()};
}

}  // namespace verdiff
