#include "diff/compare.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace verdiff {

namespace {

/// The values that enum and const leave, null apart; nullopt: no list is stated.
struct ValueList {
  Owned owned;                      // the first that states it
  std::vector<const Node*> values;  // as written, null left out
  bool has_null = false;
};

std::vector<const Node*> listed(const Entry& entry) {
  std::vector<const Node*> out;
  if (entry.keyword == Keyword::const_) {
    out.push_back(entry.value);
  } else {
    for (const Node& node : entry.value->items()) out.push_back(&node);
  }
  return out;
}

bool less_by_hash(const Node* left, const Node* right) {
  return left->hash() < right->hash();
}

/// Membership in a list of values without comparing each with each.
class ValueSet {
 public:
  explicit ValueSet(std::vector<const Node*> values) : values_(std::move(values)) {
    std::sort(values_.begin(), values_.end(), less_by_hash);
  }
  bool has(const Node* value) const {
    auto [first, last] = std::equal_range(values_.begin(), values_.end(), value, less_by_hash);
    return std::any_of(first, last, [&](const Node* other) { return equal(*value, *other); });
  }

 private:
  std::vector<const Node*> values_;
};

std::optional<ValueList> value_list(const View& view) {
  std::optional<ValueList> out;
  for (const Keyword keyword : {Keyword::enum_, Keyword::const_}) {
    for (const Owned& owned : view.all(keyword)) {
      if (!out) {
        out = ValueList{owned, listed(*owned.entry), false};
      } else {
        const ValueSet both(listed(*owned.entry));
        std::erase_if(out->values, [&](const Node* value) { return !both.has(value); });
      }
    }
  }
  if (out) {
    out->has_null =
        std::erase_if(out->values, [](const Node* node) { return node->is_null(); }) > 0;
  }
  return out;
}

std::vector<const Node*> missing(const ValueList& from, const ValueList& in) {
  const ValueSet present(in.values);
  std::vector<const Node*> out;
  for (const Node* value : from.values) {
    if (!present.has(value)) out.push_back(value);
  }
  return out;
}

Value value_of(const std::vector<const Node*>& nodes) {
  Value out = Value::array();
  for (const Node* node : nodes) out.items.push_back(Value::copy(*node));
  return out;
}

/// The values concerned, and the first of them as the place.
void tell(ChangeSide& side, const std::vector<const Node*>& values) {
  side.value.reset();
  if (values.empty()) return;
  side.value = value_of(values);
  side.place.node = values.front();
}

bool same_order(const ValueList& before, const ValueList& after) {
  return std::equal(before.values.begin(), before.values.end(), after.values.begin(),
                    after.values.end(), [](const Node* l, const Node* r) { return equal(*l, *r); });
}

std::uint32_t open_enum_trait(const View& before) {
  return before.has(Keyword::extensible_enum) ? bit(Trait::open_enum) : 0;
}

void compare_enums(Walk& walk, const PairView& at, const std::optional<ValueList>& before,
                   const std::optional<ValueList>& after) {
  if (!before && !after) return;
  if (!before || !after) {
    Fact fact{.aspect = Aspect::enum_,
              .action = before ? Action::opened : Action::closed,
              .traits = open_enum_trait(at.before),
              .before = before ? walk.before_side(before->owned) : absent_before(walk, at),
              .after = after ? walk.after_side(after->owned) : absent_after(walk, at)};
    walk.state(at.pair, std::move(fact));
    return;
  }
  const auto gone = missing(*before, *after);
  const auto fresh = missing(*after, *before);
  const bool reordered = before->values.size() > 1 && !same_order(*before, *after);
  if (gone.empty() && fresh.empty() && !reordered) return;
  Fact fact{.aspect = Aspect::enum_,
            .action = !gone.empty() && !fresh.empty() ? Action::changed
                      : !gone.empty()                 ? Action::removed
                      : !fresh.empty()                ? Action::added
                                                      : Action::reordered,
            .traits = open_enum_trait(at.before),
            .before = walk.before_side(before->owned),
            .after = walk.after_side(after->owned)};
  if (fact.action != Action::reordered) {
    tell(fact.before, gone);
    tell(fact.after, fresh);
  }
  walk.state(at.pair, std::move(fact));
}

/// Types without null, which has a fact of its own.
TypeSet plain_types(const View& view) {
  return view.types().without(JsonType::null);
}

bool includes(TypeSet all, TypeSet part) {
  return (all.bits() & part.bits()) == part.bits();
}

/// ["string", "integer"]; `integer` goes without saying where there is `number`.
Value type_names(TypeSet types) {
  constexpr std::string_view names[] = {"null",   "boolean", "integer", "number",
                                        "string", "array",   "object"};
  Value out = Value::array();
  for (int i = 0; i < 7; ++i) {
    const auto type = static_cast<JsonType>(i);
    if (!types.has(type)) continue;
    if (type == JsonType::integer && types.has(JsonType::number)) continue;
    out.items.push_back(Value::string(names[i]));
  }
  return out.items.size() == 1 ? out.items.front() : out;
}

void compare_types(Walk& walk, const PairView& at) {
  const TypeSet before = plain_types(at.before);
  const TypeSet after = plain_types(at.after);
  if (before == after) return;
  Fact fact{.aspect = Aspect::type,
            .action = includes(after, before)   ? Action::added
                      : includes(before, after) ? Action::removed
                                                : Action::changed,
            .before = absent_before(walk, at),
            .after = absent_after(walk, at)};
  const auto tell = [](ChangeSide& side, const View& view, TypeSet types) {
    if (!view.states_type()) return;
    side.present = true;
    side.place.node = view.all(Keyword::type).front().entry->value;
    side.value = type_names(types);
  };
  tell(fact.before, at.before, before);
  tell(fact.after, at.after, after);
  walk.state(at.pair, std::move(fact));
}

const Owned* nullable_flag(const View& view) {
  for (const Owned& owned : view.all(Keyword::nullable)) {
    if (owned.entry->value != nullptr && owned.entry->value->boolean()) return &owned;
  }
  return nullptr;
}

/// Where a side says something about null: the flag, the types, the alternative, the list.
Owned null_place(const View& view) {
  if (const Owned* flag = nullable_flag(view)) return *flag;
  if (view.states_type()) return view.all(Keyword::type).front();
  return {view.id(), nullptr};
}

/// Null is allowed only where neither the types nor a list of values leave it out. A type-less
/// schema allows it without saying so: that is told by the type, not here.
bool takes_null(const View& view, const std::optional<ValueList>& list) {
  return view.null_branch() || (view.allows_null() && (!list || list->has_null));
}

void compare_nullability(Walk& walk, const PairView& at, const std::optional<ValueList>& before,
                         const std::optional<ValueList>& after) {
  const bool was = takes_null(at.before, before);
  const bool is = takes_null(at.after, after);
  const auto says = [](const View& view) { return view.states_type() || view.null_branch(); };
  const bool told_by_type = !says(at.before) || !says(at.after);
  const bool idle_before = !was && nullable_flag(at.before) != nullptr;
  const bool idle_after = !is && nullable_flag(at.after) != nullptr;
  const auto ineffective = [](const View& view) {
    return nullable_flag(view) != nullptr && !view.states_type();
  };
  Fact fact{.aspect = Aspect::nullable,
            .before = walk.before_side(null_place(at.before)),
            .after = walk.after_side(null_place(at.after))};
  fact.before.present = was || idle_before;
  fact.after.present = is || idle_after;
  const bool flag_before = idle_before || ineffective(at.before);
  const bool flag_after = idle_after || ineffective(at.after);
  if ((flag_before && is && says(at.after)) || (flag_after && was && says(at.before))) {
    // The author meant null on both sides; saying it so that it counts is only a better wording.
    fact.action = Action::changed;
    fact.traits = bit(Trait::without_effect);
    fact.effect = Effect::annotation;
  } else if (flag_before != flag_after && was == is) {
    fact.action = flag_after ? Action::added : Action::removed;
    fact.traits = bit(Trait::without_effect);
    fact.effect = Effect::annotation;
  } else if (was != is && !told_by_type) {
    fact.action = is ? Action::added : Action::removed;
  } else {
    return;
  }
  walk.state(at.pair, std::move(fact));
}

}  // namespace

bool compare_booleans(Walk& walk, const PairView& at) {
  const bool never_before = at.before.boolean() == false;
  const bool never_after = at.after.boolean() == false;
  if (!never_before && !never_after) return false;
  if (never_before != never_after) {
    Fact fact{.aspect = Aspect::boolean,
              .action = never_after ? Action::closed : Action::opened,
              .before = walk.before_side({at.before.id(), nullptr}),
              .after = walk.after_side({at.after.id(), nullptr})};
    fact.before.value = Value::copy(*fact.before.place.node);
    fact.after.value = Value::copy(*fact.after.place.node);
    walk.state(at.pair, std::move(fact));
  }
  return true;
}

void compare_values(Walk& walk, const PairView& at) {
  const auto before = value_list(at.before);
  const auto after = value_list(at.after);
  compare_types(walk, at);
  compare_nullability(walk, at, before, after);
  compare_enums(walk, at, before, after);
}

}  // namespace verdiff
