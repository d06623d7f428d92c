// What the clauses of a state come to, given the rest: options that hold, that fail, or are open.

#include "prove/search/search.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_finite = 64;

}  // namespace

/// Drops options that can't hold and clauses that do, and takes on what is left of clauses with one
/// option, until nothing changes. False: a clause has no option left.
bool Search::propagate(State& state) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < state.clauses.size();) {
      const Clause& clause = *state.clauses[i];
      std::vector<const Option*> open;
      bool holds = false;
      for (const Option& option : clause.options) {
        if (!budget_->spend()) return true;
        const Status now = status(state, option);
        holds = now == Status::holds;
        if (holds) break;
        if (now == Status::open) open.push_back(&option);
      }
      if (holds) {
        state.clauses.erase(state.clauses.begin() + static_cast<std::ptrdiff_t>(i));
      } else if (!reduce(state, i, open, changed)) {
        return false;
      } else if (open.size() > 1) {
        ++i;
      }
    }
  }
  return true;
}

/// Leaves a clause with the options that are open. False: a contradiction.
bool Search::reduce(State& state, std::size_t at, const std::vector<const Option*>& open,
                    bool& changed) {
  if (open.empty()) return false;
  if (open.size() == 1) {
    state.clauses.erase(state.clauses.begin() + static_cast<std::ptrdiff_t>(at));
    changed = true;
    return add(state, *open.front());
  }
  const Clause& clause = *state.clauses[at];
  if (open.size() == clause.options.size()) return true;
  Clause& reduced = reduced_.emplace_back();
  reduced.positive = clause.positive;
  for (const Option* option : open) reduced.options.push_back(*option);
  state.clauses[at] = &reduced;
  return true;
}

/// Where several clauses are left to branch on, drops options that ask the impossible of a member:
/// one by one these goals are few, and shared; in combination, many. False: a contradiction.
bool Search::refute_members(State& state, bool& changed) {
  if (state.kind != Kind::object || state.clauses.size() < 2) return true;
  for (std::size_t i = 0; i < state.clauses.size();) {
    std::vector<const Option*> open;
    for (const Option& option : state.clauses[i]->options) {
      if (!member_impossible(state, option)) open.push_back(&option);
      if (budget_->spent()) return true;
    }
    if (!reduce(state, i, open, changed)) return false;
    if (open.size() > 1) ++i;
  }
  return true;
}

bool Search::member_impossible(const State& state, const Option& option) {
  return std::any_of(option.begin(), option.end(), [&](const Item& item) {
    if (item.kind != Item::Kind::member) return false;
    Item present;
    present.kind = Item::Kind::present;
    present.name = item.name;
    const bool there = has_name(state.present, item.name) ||
                       std::find(option.begin(), option.end(), present) != option.end();
    if (!there) return false;
    Goal goal = member_literals(state, item.name);
    goal.push_back(item.literal);
    return solve(goal_of(std::move(goal)), 1).empty_set();
  });
}

Search::Status Search::status(const State& state, const Option& option) {
  Status out = Status::holds;
  for (const Item& item : option) {
    const Status one = status(state, item);
    if (one == Status::fails) return one;
    if (one == Status::open) out = one;
  }
  return out;
}

Search::Status Search::status(const State& state, const Item& item) {
  switch (item.kind) {
    case Item::Kind::literal:
      return literal_status(state, item.literal);
    case Item::Kind::present:
      if (has_name(state.present, item.name)) return Status::holds;
      return may_be_there(state, item.name) ? Status::open : Status::fails;
    case Item::Kind::absent:
      if (has_name(state.present, item.name)) return Status::fails;
      return may_be_there(state, item.name) ? Status::open : Status::holds;
    case Item::Kind::member:
      return member_status(state, item);
    case Item::Kind::too_few_members: {
      const std::uint64_t least = engine_.shapes[item.literal.shape].object->min_properties;
      return state.present.size() >= least ? Status::fails : Status::open;
    }
    default:
      return Status::open;
  }
}

Search::Status Search::literal_status(const State& state, const Literal& literal) {
  const std::vector<Literal>& known = literal.positive ? state.positive : state.negative;
  // A closed literal asks for more than the same shape to the letter.
  if (std::find(known.begin(), known.end(), literal) != known.end()) return Status::holds;
  if (literal.shape == (literal.positive ? never : anything)) return Status::fails;
  if (literal.shape == (literal.positive ? anything : never) && !literal.closed) {
    return Status::holds;
  }
  const bool possible = engine_.facts.kinds(literal.shape).has(state.kind);
  if (!possible) return literal.positive ? Status::fails : Status::holds;
  if (conflicts(state, literal)) return Status::fails;
  if (literal.positive && ruled_out(state, literal.shape)) return Status::fails;
  if (!literal.positive && apart(state, literal.shape)) return Status::holds;
  if (state.kind != Kind::object || !discriminated(state, literal.shape)) return Status::open;
  return literal.positive ? Status::fails : Status::holds;
}

/// What the state says about the member of that name.
std::vector<Literal> Search::member_literals(const State& state, TextId name) {
  std::vector<Literal> out;
  for (const Item& item : state.items) {
    if (item.kind == Item::Kind::member && item.name == name) out.push_back(item.literal);
    if (item.kind != Item::Kind::object) continue;
    const ObjectShape& object = *engine_.shapes[item.literal.shape].object;
    bool found = false;
    if (const NamedShape* const property = find_property(object, name)) {
      out.push_back({property->shape, true, item.literal.closed});
      found = true;
    }
    for (const PatternShape& pattern : object.patterns) {
      const auto matched =
          engine_.texts.matches(pattern.pattern, engine_.values.text(name), *budget_);
      if (matched != true) continue;
      out.push_back({pattern.shape, true, item.literal.closed});
      found = true;
    }
    if (!found && object.additional) out.push_back({*object.additional, true, item.literal.closed});
  }
  return out;
}

/// Of the values that one of the literals lists: do all (yes), or none (no), of those that satisfy
/// the rest satisfy `wanted`?
Truth Search::values_satisfy(const std::vector<Literal>& literals, const Literal& wanted) {
  for (const Literal& listing : literals) {
    if (!listing.positive) continue;
    const auto& values = engine_.facts.finite(listing.shape);
    if (!values || values->size() > max_finite) continue;
    bool all = true;
    bool none = true;
    for (const ValueId value : *values) {
      Truth possible = Truth::yes;
      for (const Literal& literal : literals) {
        const Truth holds = engine_.evaluator.holds(literal.shape, value, *budget_);
        possible = possible & (literal.positive ? holds : !holds);
      }
      if (possible == Truth::no) continue;
      const Truth holds = engine_.evaluator.holds(wanted.shape, value, *budget_);
      const Truth good = wanted.positive ? holds : !holds;
      all = all && good == Truth::yes;
      none = none && good == Truth::no;
    }
    return all ? Truth::yes : none ? Truth::no : Truth::unknown;
  }
  return Truth::unknown;
}

Search::Status Search::member_status(const State& state, const Item& item) {
  if (!has_name(state.present, item.name)) {
    return may_be_there(state, item.name) ? Status::open : Status::holds;
  }
  const std::vector<Literal> literals = member_literals(state, item.name);
  const Truth satisfied = values_satisfy(literals, item.literal);
  if (satisfied == Truth::yes) return Status::holds;
  const bool refuted =
      satisfied == Truth::no ||
      (!item.literal.positive &&
       std::any_of(literals.begin(), literals.end(), [&](const Literal& literal) {
         return literal.positive &&
                engine_.subsumption.holds(literal.shape, item.literal.shape, false, *budget_);
       }));
  return refuted ? Status::fails : Status::open;
}

/// The shape asks for values of a member that is present which the state rules out.
bool Search::discriminated(const State& state, ShapeId shape) {
  for (const ShapeId part : engine_.facts.conjuncts(shape)) {
    const auto& object = engine_.shapes[part].object;
    if (!object) continue;
    for (const NamedShape& property : object->properties) {
      if (!engine_.facts.finite(property.shape)) continue;
      const bool present =
          has_name(state.present, property.name) ||
          std::binary_search(object->required.begin(), object->required.end(), property.name);
      if (!present) continue;
      std::vector<Literal> literals = member_literals(state, property.name);
      literals.push_back({property.shape, true, false});
      // No value satisfies all of them.
      if (values_satisfy(literals, {never, true, false}) == Truth::yes) return true;
    }
  }
  return false;
}

}  // namespace verdiff::prove
