// Objects that satisfy everything that is left to satisfy: a member for each demand, then enough of
// the others.

#include "prove/search/object_search.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_members = 1000;

void add_to(Goal& goal, const Goal& more) {
  goal.insert(goal.end(), more.begin(), more.end());
  goal = goal_of(std::move(goal));
}

}  // namespace

Found<ValueId> ObjectSearch::find(std::size_t count) {
  read_items();
  read_unevaluated();
  if (contradiction_) return Found<ValueId>::none();
  collect_patterns();
  excluded_ = search_.excluded_values(state_);
  Draft draft;
  for (const TextId name : state_.present) draft.members.push_back({name, {}});
  Found<ValueId> out;
  out.exhaustive = true;
  place(0, draft, count, out);
  // What was found first ends the search: there may be more.
  if (unsure_ || out.values.size() >= count) out.exhaustive = false;
  return out;
}

/// Gives every demand a member: one that is there, one that may be, or a new one.
void ObjectSearch::place(std::size_t at, const Draft& draft, std::size_t count,
                         Found<ValueId>& out) {
  if (out.values.size() >= count || !budget().spend()) {
    out.exhaustive = false;
    return;
  }
  if (at == demands_.size()) return finish(draft, count, out);
  place_named(at, draft, true, count, out);
  place_named(at, draft, false, count, out);
  place_fresh(at, draft, count, out);
}

/// Under a name that is `there` already, or not.
void ObjectSearch::place_named(std::size_t at, const Draft& draft, bool there, std::size_t count,
                               Found<ValueId>& out) {
  const Demand& demand = demands_[at];
  std::unordered_map<TextId, std::size_t> indexes;
  for (std::size_t i = 0; i < draft.members.size(); ++i) indexes.emplace(draft.members[i].name, i);
  for (const TextId name : universe()) {
    if (!budget().spend()) {
      out.exhaustive = false;
      return;
    }
    const auto member = indexes.find(name);
    const bool present = member != indexes.end();
    if (present != there || has_name(state_.absent, name)) continue;
    const Place here{name, cell_of(name)};
    if (!meets(demand, here)) continue;
    const std::optional<Goal> value = demanded(demand, here);
    std::optional<Goal> goal = value ? named_goal(name) : std::nullopt;
    if (!goal) continue;
    add_to(*goal, *value);
    if (search_.solve(*goal, 1).empty_set()) continue;  // whatever the other members are
    Draft next = draft;
    if (present) {
      add_to(next.members[member->second].extra, *value);
    } else {
      next.members.push_back({name, *value});
    }
    place(at + 1, next, count, out);
    if (out.values.size() >= count) return;
  }
}

/// Under a new name that stands for others before, or does so from now on.
void ObjectSearch::place_fresh(std::size_t at, const Draft& draft, std::size_t count,
                               Found<ValueId>& out) {
  const Demand& demand = demands_[at];
  for (std::size_t i = 0; i < draft.fresh.size(); ++i) {
    const Place here{std::nullopt, draft.fresh[i].cell};
    if (!meets(demand, here)) continue;
    const std::optional<Goal> value = demanded(demand, here);
    if (!value) continue;
    Draft next = draft;
    add_to(next.fresh[i].extra, *value);
    add_to(next.fresh[i].names, demand.name);
    place(at + 1, next, count, out);
  }
  if (out.values.size() >= count) return;
  for (std::size_t i = 0; const Cell* const cell = this->cell(i); ++i) {
    const Place here{std::nullopt, *cell};
    if (!meets(demand, here)) continue;
    const std::optional<Goal> value = demanded(demand, here);
    if (!value) continue;
    Draft next = draft;
    next.fresh.push_back({*cell, *value, demand.name});
    place(at + 1, next, count, out);
    if (out.values.size() >= count) return;
  }
}

/// Turns a draft into slots: names for the fresh ones, goals for all.
void ObjectSearch::finish(const Draft& draft, std::size_t count, Found<ValueId>& out) {
  if (draft.members.size() + draft.fresh.size() > most_) return;
  std::vector<Slot> slots;
  if (!add_named_slots(draft, slots, out)) return;
  if (draft.fresh.empty()) return produce(std::move(slots), count, out);
  std::vector<Goal> goals;
  for (const Fresh& fresh : draft.fresh) {
    goals.push_back(value_goal({std::nullopt, fresh.cell}));
    add_to(goals.back(), fresh.extra);
    if (!has_value(goals.back(), out)) return;
  }
  const std::size_t needed = count + excluded_.size();
  const std::optional<Candidates> names = fresh_names(draft, needed, out);
  if (!names) return;
  const auto use = [&](const std::vector<ValueId>& chosen) {
    std::vector<Slot> all = slots;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      all.push_back({engine_.values.text(chosen[i]), goals[i]});
    }
    produce(std::move(all), count, out);
    return out.values.size() < count;
  };
  // Which names they are matters for nothing but what is excluded: as many are left to others.
  if (needed > 1) {
    if (!each_different(*names, budget(), use)) out.exhaustive = false;
  } else if (const auto chosen = different_values(*names, budget())) {
    use(*chosen);
  }
}

/// False: there is no such value, or it is not decided.
bool ObjectSearch::has_value(const Goal& goal, Found<ValueId>& out) {
  const Found<ValueId> value = search_.solve(goal, 1);
  if (value.undecided()) out.exhaustive = false;
  return !value.values.empty();
}

/// False: there is no such object, or it is not decided.
bool ObjectSearch::add_named_slots(const Draft& draft, std::vector<Slot>& slots,
                                   Found<ValueId>& out) {
  for (const Named& member : draft.members) {
    std::optional<Goal> goal = named_goal(member.name);
    if (!goal) return false;
    add_to(*goal, member.extra);
    slots.push_back({member.name, std::move(*goal)});
  }
  return std::all_of(slots.begin(), slots.end(),
                     [&](const Slot& slot) { return has_value(slot.goal, out); });
}

/// Names for the new members, as many as can matter: each may lose one to each other. nullopt:
/// there are none, or it is not decided.
std::optional<Candidates> ObjectSearch::fresh_names(const Draft& draft, std::size_t needed,
                                                    Found<ValueId>& out) {
  const std::size_t wanted = needed + draft.fresh.size() - 1;
  Candidates names;
  bool enough = true;
  for (const Fresh& fresh : draft.fresh) {
    names.push_back(cell_names(fresh.cell, fresh.names, wanted));
    const Found<ValueId>& found = names.back();
    if (found.empty_set()) return std::nullopt;
    enough = enough && (found.exhaustive || found.values.size() >= wanted);
  }
  if (!enough) out.exhaustive = false;
  return names;
}

/// Slots for members that may be added: all, or as many as are wanted.
std::vector<ObjectSearch::Slot> ObjectSearch::optional_slots(const std::vector<Slot>& sure,
                                                             std::size_t wanted,
                                                             Found<ValueId>& out) {
  std::vector<TextId> taken;
  for (const Slot& slot : sure) taken.push_back(slot.name);
  std::sort(taken.begin(), taken.end());
  std::vector<Slot> optional;
  bool decided = true;
  for (const TextId name : universe()) {
    if (optional.size() >= wanted) break;
    if (has_name(taken, name)) continue;
    std::optional<Goal> goal = named_goal(name);
    if (!goal) continue;
    const Found<ValueId> value = search_.solve(*goal, 1);
    decided = decided && !value.undecided();
    if (!value.values.empty()) optional.push_back({name, std::move(*goal)});
  }
  for (std::size_t i = 0; optional.size() < wanted; ++i) {
    const Cell* const cell = this->cell(i);
    if (cell == nullptr) break;
    if (!add_cell_slots(*cell, taken, wanted, optional)) decided = false;
  }
  if (optional.size() < wanted && !decided) out.exhaustive = false;
  return optional;
}

/// False: whether there are more is not decided.
bool ObjectSearch::add_cell_slots(const Cell& cell, const std::vector<TextId>& taken,
                                  std::size_t wanted, std::vector<Slot>& optional) {
  const Goal goal = value_goal({std::nullopt, cell});
  const Found<ValueId> value = search_.solve(goal, 1);
  if (value.values.empty()) return value.exhaustive;
  const Found<ValueId> names = cell_names(cell, {}, wanted - optional.size(), taken);
  for (const ValueId name : names.values) optional.push_back({engine_.values.text(name), goal});
  return names.exhaustive;
}

/// Objects with the sure slots, enough optional ones, and as few members as possible.
///
/// Where `needed` objects can matter, so many more members that may be added than must be are
/// enough: one of them at a time, or as many as are missing, in so many ways.
void ObjectSearch::produce(std::vector<Slot> sure, std::size_t count, Found<ValueId>& out) {
  const std::uint64_t missing = least_ > sure.size() ? least_ - sure.size() : 0;
  const std::uint64_t room = most_ > sure.size() ? most_ - sure.size() : 0;
  const std::size_t needed = count + excluded_.size();
  if (missing > room) return;
  const bool several = needed > 1 && room > 0;
  const std::size_t fewest = std::min<std::uint64_t>(missing, max_members + 1);
  std::vector<Slot> optional;
  if (missing > 0 || several) {
    Found<ValueId> complete = Found<ValueId>::none();
    optional = optional_slots(sure, several ? fewest + needed : fewest, complete);
    if (!complete.exhaustive) out.exhaustive = false;
    if (optional.size() < fewest) return;
  }
  if (missing > max_members) {
    unsure_ = true;
    search_.undecided({UnknownReason::budget, "an object needs too many properties"});
    return;
  }
  for (std::size_t extra = fewest; extra <= std::min<std::uint64_t>(room, optional.size());
       ++extra) {
    choose(sure, optional, 0, extra, count, out);
    if (out.values.size() >= count) {
      out.exhaustive = false;
      return;
    }
    if (!several) break;
  }
}

/// Every way to add `extra` of the optional slots from `from` on.
void ObjectSearch::choose(std::vector<Slot>& slots, const std::vector<Slot>& optional,
                          std::size_t from, std::size_t extra, std::size_t count,
                          Found<ValueId>& out) {
  if (out.values.size() >= count || !budget().spend()) {
    out.exhaustive = false;
    return;
  }
  if (extra == 0) return fill(slots, count, out);
  for (std::size_t i = from; i + extra <= optional.size(); ++i) {
    slots.push_back(optional[i]);
    choose(slots, optional, i + 1, extra - 1, count, out);
    slots.pop_back();
  }
}

/// Values for the slots.
void ObjectSearch::fill(const std::vector<Slot>& slots, std::size_t count, Found<ValueId>& out) {
  const std::size_t needed = count + excluded_.size();
  std::vector<std::vector<ValueId>> values;
  for (const Slot& slot : slots) {
    Found<ValueId> found = search_.solve(slot.goal, needed);
    if (!found.exhaustive && found.values.size() < needed) out.exhaustive = false;
    if (found.values.empty()) return;
    values.push_back(std::move(found.values));
  }
  add_combinations(slots, values, count, out);
}

void ObjectSearch::add_combinations(const std::vector<Slot>& slots,
                                    const std::vector<std::vector<ValueId>>& values,
                                    std::size_t count, Found<ValueId>& out) {
  std::vector<std::size_t> at(slots.size(), 0);
  for (;;) {
    if (!budget().spend()) {
      out.exhaustive = false;
      return;
    }
    MemberIds members;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      members.emplace_back(slots[i].name, values[i][at[i]]);
    }
    const ValueId value = engine_.values.object(std::move(members));
    if (!std::binary_search(excluded_.begin(), excluded_.end(), value) &&
        std::find(out.values.begin(), out.values.end(), value) == out.values.end()) {
      out.values.push_back(value);
    }
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == values[i].size()) at[i++] = 0;
    if (i == at.size()) return;
    if (out.values.size() >= count) {
      out.exhaustive = false;
      return;
    }
  }
}

Found<ValueId> Search::object_leaf(const State& state, const Goal& goal, std::size_t count) {
  return ObjectSearch(*this, state, goal).find(count);
}

}  // namespace verdiff::prove
