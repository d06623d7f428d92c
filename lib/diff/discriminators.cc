#include "diff/discriminators.h"

#include "diff/compare.h"

#include <algorithm>
#include <set>

namespace verdiff {

namespace {

const Node* mapping_of(const View& view) {
  const Owned* const owned = view.first(Keyword::discriminator);
  return owned == nullptr ? nullptr : owned->entry->value->find("mapping");
}

/// `$ref`s of a list of alternatives, as written: which name was used is gone from the graph.
void add_references(const Owned& owned, std::map<std::string_view, SchemaId>& out) {
  if (owned.entry->value == nullptr) return;
  const auto items = owned.entry->value->items();
  for (std::size_t i = 0; i < std::min(items.size(), owned.entry->schemas.size()); ++i) {
    const Node* const reference = items[i].find("$ref");
    if (reference == nullptr || !reference->is_string()) continue;
    out.emplace(selected_name(reference->text()), owned.entry->schemas[i]);
  }
}

/// One side of a comparison.
struct Values {
  const Node* property = nullptr;
  std::map<std::string_view, const Node*> written;
  std::map<std::string_view, SchemaId> implied;
};

Values values_of(const Discriminators& known, const View& view) {
  Values out;
  const Owned* const owned = view.first(Keyword::discriminator);
  if (owned == nullptr) return out;
  const Node& value = *owned->entry->value;
  // OpenAPI 2.0 writes the property's name alone.
  out.property = value.is_string() ? &value : value.find("propertyName");
  out.implied = known.implied(view);
  if (const Node* const mapping = value.find("mapping")) {
    for (const Member& member : mapping->members()) out.written.emplace(member.key, &member.value);
  }
  return out;
}

ChangeSide told(ChangeSide side, const Node* node, std::string_view name) {
  side.present = node != nullptr;
  side.name = name;
  side.value.reset();
  if (node == nullptr) return side;
  side.place.node = node;
  side.value = Value::copy(*node);
  return side;
}

/// Two sides of a discriminator.
class Comparison {
 public:
  Comparison(Walk& walk, const PairView& at)
      : walk_(walk),
        at_(at),
        before_(values_of(walk.discriminators_before(), at.before)),
        after_(values_of(walk.discriminators_after(), at.after)) {}

  void run() {
    if (!before_.property && !after_.property) return;
    if (!before_.property || !after_.property ||
        before_.property->text() != after_.property->text()) {
      state(Aspect::discriminator, before_.property, after_.property, "");
    }
    if (!before_.property || !after_.property) return;
    for (const auto& [value, target] : before_.written) {
      const auto twin = after_.written.find(value);
      if (twin != after_.written.end()) {
        if (!same_target(*target, *twin->second)) {
          state(Aspect::mapping, target, twin->second, value);
        }
      } else if (!after_.implied.contains(value)) {
        state(Aspect::mapping, target, nullptr, value);
      } else if (selected_name(target->text()) != value) {
        state_implied(value, target, nullptr);
      }
    }
    for (const auto& [value, target] : after_.written) {
      if (before_.written.contains(value)) continue;
      if (!before_.implied.contains(value)) {
        state(Aspect::mapping, nullptr, target, value);
      } else if (selected_name(target->text()) != value) {
        state_implied(value, nullptr, target);
      }
    }
  }

 private:
  void state(Aspect aspect, const Node* was, const Node* is, std::string_view name) {
    walk_.state(at_.pair, {.aspect = aspect,
                           .action = presence_action(was != nullptr, is != nullptr),
                           .effect = Effect::annotation,
                           .before = told(absent_before(walk_, at_), was, name),
                           .after = told(absent_after(walk_, at_), is, name)});
  }

  /// A value that selects the component of its own name on the side where it isn't written.
  void state_implied(std::string_view value, const Node* was, const Node* is) {
    Fact fact{.aspect = Aspect::mapping,
              .action = Action::changed,
              .effect = Effect::annotation,
              .before = told(absent_before(walk_, at_), was, value),
              .after = told(absent_after(walk_, at_), is, value)};
    ChangeSide& implied = was == nullptr ? fact.before : fact.after;
    implied.present = true;
    implied.value = Value::string(std::string(value));
    walk_.state(at_.pair, std::move(fact));
  }

  /// Under the same name, of the same content, or renamed (and perhaps edited).
  bool same_target(const Node& before, const Node& after) {
    constexpr double alike_enough = 0.7;
    const Discriminators &left = walk_.discriminators_before(),
                         &right = walk_.discriminators_after();
    if (selected_name(before.text()) == selected_name(after.text())) return true;
    const auto was = left.selected(before), is = right.selected(after);
    if (!was || !is) return false;
    if (walk_.same(*was, *is)) return true;
    const bool renamed = !right.selected(before) && !left.selected(after);
    return renamed && schema_likeness(walk_, *was, *is) >= alike_enough;
  }

  Walk& walk_;
  const PairView& at_;
  const Values before_, after_;
};

}  // namespace

std::string_view selected_name(std::string_view reference) {
  return reference.substr(reference.rfind('/') + 1);
}

std::vector<bool> reached_schemas(const Contract& contract) {
  std::vector<bool> out(contract.schemas.size());
  std::vector<SchemaId> pending;
  const auto visit = [&](SchemaId id) {
    if (out[index(id)]) return;
    out[index(id)] = true;
    pending.push_back(id);
  };
  for (const Flow& flow : contract.flows) visit(flow.schema);
  while (!pending.empty()) {
    const Schema& schema = contract.schemas[pending.back()];
    pending.pop_back();
    for (const Entry& entry : schema.entries) {
      for (const SchemaId part : entry.schemas) visit(part);
    }
  }
  return out;
}

Discriminators::Discriminators(const Contract& contract) : contract_(contract) {
  for (const Component& component : contract.components) {
    if (component.schema) components_.emplace(component.name, *component.schema);
  }
  std::vector<SchemaId> marked;
  for (std::uint32_t id = 0; id < contract.schemas.size(); ++id) {
    if (contract.schemas[SchemaId{id}].find(Keyword::discriminator)) marked.push_back(SchemaId{id});
  }
  if (marked.empty() || components_.empty()) return;
  index_components();
  const auto reached = reached_schemas(contract);
  for (const SchemaId id : marked) {
    if (reached[index(id)]) index_names(id);
  }
}

void Discriminators::index_components() {
  for (const auto& [name, id] : components_) {
    const View view(contract_.schemas, id);
    for (const SchemaId part : view.conjuncts()) {
      if (part != id) heirs_[index(part)].push_back(name);
    }
  }
}

void Discriminators::index_names(SchemaId id) {
  const View view(contract_.schemas, id);
  std::set<std::string_view> written;
  if (const Node* const mapping = mapping_of(view)) {
    for (const Member& member : mapping->members()) {
      written.insert(selected_name(member.value.text()));
    }
  }
  for (const auto& [name, schema] : implied(view)) {
    if (!written.contains(name)) sent_.insert(name);
  }
}

std::map<std::string_view, SchemaId> Discriminators::implied(const View& view) const {
  std::map<std::string_view, SchemaId> out;
  for (const Keyword keyword : {Keyword::one_of, Keyword::any_of}) {
    for (const Owned& owned : view.all(keyword)) add_references(owned, out);
  }
  const Owned* const owned = view.first(Keyword::discriminator);
  if (!out.empty() || owned == nullptr) return out;
  const auto heirs = heirs_.find(index(owned->owner));
  if (heirs == heirs_.end()) return out;
  for (const std::string_view name : heirs->second) out.emplace(name, components_.at(name));
  return out;
}

std::optional<SchemaId> Discriminators::selected(const Node& target) const {
  const auto found = components_.find(selected_name(target.text()));
  if (found == components_.end()) return std::nullopt;
  return found->second;
}

bool Discriminators::sends(std::string_view component) const {
  return sent_.contains(component);
}

void compare_discriminator(Walk& walk, const PairView& at) {
  if (at.before.has(Keyword::discriminator) || at.after.has(Keyword::discriminator)) {
    Comparison(walk, at).run();
  }
}

}  // namespace verdiff
