#include <algorithm>
#include <optional>

#include "diff/compare.h"

namespace verdiff {

namespace {

/// The values that enum and const leave, null apart; nullopt: no list is stated.
struct ValueList {
  Owned owned;                       // the first that states it
  std::vector<const Node*> values;   // as written, null left out
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

bool less_by_hash(const Node* left, const Node* right) { return left->hash() < right->hash(); }

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
    out->has_null = std::erase_if(out->values, [](const Node* node) { return node->is_null(); }) > 0;
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

std::uint32_t open_enum_trait(const View& before) {
  return before.has(Keyword::extensible_enum) ? bit(Trait::open_enum) : 0;
}

void compare_enums(Walk& walk, const PairView& at, const std::optional<ValueList>& before,
                   const std::optional<ValueList>& after) {
  if (!before && !after) return;
  if (!before || !after) {
    Walk::Fact fact{.aspect = Aspect::enum_,
                    .action = before ? Action::removed : Action::added,
                    .traits = bit(Trait::whole) | open_enum_trait(at.before),
                    .before = before ? walk.before_side(before->owned) : absent_before(walk, at),
                    .after = after ? walk.after_side(after->owned) : absent_after(walk, at)};
    walk.state(at.pair, std::move(fact));
    return;
  }
  const auto gone = missing(*before, *after);
  const auto fresh = missing(*after, *before);
  const auto state = [&](Action action, const std::vector<const Node*>& values) {
    Walk::Fact fact{.aspect = Aspect::enum_,
                    .action = action,
                    .traits = open_enum_trait(at.before),
                    .before = walk.before_side(before->owned),
                    .after = walk.after_side(after->owned)};
    ChangeSide& told = action == Action::removed ? fact.before : fact.after;
    ChangeSide& other = action == Action::removed ? fact.after : fact.before;
    told.value = value_of(values);
    if (!values.empty()) told.place.node = values.front();
    other.value.reset();
    walk.state(at.pair, std::move(fact));
  };
  if (!gone.empty()) state(Action::removed, gone);
  if (!fresh.empty()) state(Action::added, fresh);
}

/// Types without null, which has a fact of its own.
TypeSet plain_types(const View& view) { return view.types().without(JsonType::null); }

void compare_types(Walk& walk, const PairView& at) {
  const bool before = at.before.states_type();
  const bool after = at.after.states_type();
  if (!before && !after) return;
  if (before == after && plain_types(at.before) == plain_types(at.after)) return;
  Walk::Fact fact{.aspect = Aspect::type,
                  .action = !before ? Action::added : !after ? Action::removed : Action::changed,
                  .before = absent_before(walk, at),
                  .after = absent_after(walk, at)};
  if (before) fact.before = walk.before_side(at.before.all(Keyword::type).front());
  if (after) fact.after = walk.after_side(at.after.all(Keyword::type).front());
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
  Walk::Fact fact{.aspect = Aspect::nullable,
                  .before = walk.before_side(null_place(at.before)),
                  .after = walk.after_side(null_place(at.after))};
  fact.before.present = was || idle_before;
  fact.after.present = is || idle_after;
  const bool flag_before = idle_before || ineffective(at.before);
  const bool flag_after = idle_after || ineffective(at.after);
  if (flag_before && (is && says(at.after))) {
    // The author meant null all along; saying it so that it counts is only a better wording.
    fact.action = Action::changed;
    fact.traits = bit(Trait::without_effect);
  } else if (flag_before != flag_after && was == is) {
    fact.action = flag_after ? Action::added : Action::removed;
    fact.traits = bit(Trait::without_effect);
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
    Walk::Fact fact{.aspect = Aspect::boolean,
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
