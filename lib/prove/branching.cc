// What a goal unfolds into for one kind of value, and how its clauses are branched on.

#include "prove/search.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t max_frames = 1500;
constexpr std::size_t max_finite = 64;

bool has_name(const std::vector<TextId>& names, TextId name) {
  return std::binary_search(names.begin(), names.end(), name);
}

void add_name_to(std::vector<TextId>& names, TextId name) {
  const auto at = std::lower_bound(names.begin(), names.end(), name);
  if (at == names.end() || *at != name) names.insert(at, name);
}

}  // namespace

bool Search::declares_surely(ShapeId shape) {
  const std::vector<ShapeId>& parts = engine_.facts.conjuncts(shape);
  return std::any_of(parts.begin(), parts.end(),
                     [&](ShapeId part) { return !engine_.facts.declared(part).empty(); });
}

const Expansion& Search::expansion(const Literal& literal, bool clean, Kind kind) {
  const auto key = std::make_pair(literal, std::make_pair(clean, kind));
  const auto known = expansions_.find(key);
  if (known != expansions_.end()) return known->second;
  const auto disjoint = [this](ShapeId one, ShapeId other) {
    return engine_.subsumption.disjoint(one, other, *budget_);
  };
  return expansions_
      .emplace(key, expand(engine_.shapes, engine_.values, literal, clean, kind, disjoint))
      .first->second;
}

bool Search::start(State& state, const Goal& goal) {
  const bool clean = std::none_of(goal.begin(), goal.end(), [&](const Literal& literal) {
    return literal.closed && literal.positive && declares_surely(literal.shape);
  });
  state.free_form = std::none_of(goal.begin(), goal.end(), [&](const Literal& literal) {
    return literal.closed && literal.positive && engine_.facts.declares(literal.shape);
  });
  for (const bool positive : {true, false}) {
    for (const Literal& literal : goal) {
      if (literal.positive != positive) continue;
      Item item;
      item.literal = literal;
      item.clean = clean;
      if (!add(state, item)) return false;
    }
  }
  return true;
}

bool Search::add(State& state, const Option& option) {
  return std::all_of(option.begin(), option.end(),
                     [&](const Item& item) { return add(state, item); });
}

/// False: it contradicts the rest.
bool Search::add(State& state, const Item& item) {
  if (!budget_->spend()) return true;  // whoever called gives up
  switch (item.kind) {
    case Item::Kind::literal:
      return add_literal(state, item);
    case Item::Kind::present:
    case Item::Kind::absent:
      return add_name(state, item);
    default:
      state.items.push_back(item);
      return true;
  }
}

bool Search::add_name(State& state, const Item& item) {
  const bool present = item.kind == Item::Kind::present;
  if (has_name(present ? state.absent : state.present, item.name)) return false;
  add_name_to(present ? state.present : state.absent, item.name);
  return true;
}

bool Search::conflicts(const State& state, const Literal& literal) {
  return std::any_of(state.literals.begin(), state.literals.end(), [&](const Literal& other) {
    if (other.positive == literal.positive) return false;
    if ((literal.positive ? other : literal).closed) return false;  // asks for more than the letter
    const ShapeId narrow = literal.positive ? literal.shape : other.shape;
    const ShapeId wide = literal.positive ? other.shape : literal.shape;
    return engine_.subsumption.holds(narrow, wide, false, *budget_);
  });
}

bool Search::add_literal(State& state, const Item& item) {
  const Literal& literal = item.literal;
  if (literal.shape == (literal.positive ? never : anything)) return false;
  const bool producer = literal.closed && literal.positive;
  if (item.branch && item.clean && producer && !engine_.facts.declares(literal.shape)) {
    state.free_form = true;
  }
  if (literal.shape == (literal.positive ? anything : never)) return true;
  if (std::find(state.literals.begin(), state.literals.end(), literal) != state.literals.end()) {
    return true;
  }
  if (conflicts(state, literal)) return false;
  state.literals.push_back(literal);
  const Shape& shape = engine_.shapes[literal.shape];
  if (literal.positive && shape.values) state.listed = literal.shape;

  const bool clean =
      item.clean && literal.closed && !(item.branch && declares_surely(literal.shape));
  const Expansion& parts = expansion(literal, clean, state.kind);
  if (!parts.possible) return false;
  for (const Clause& clause : parts.clauses) state.clauses.push_back(&clause);
  return std::all_of(parts.items.begin(), parts.items.end(),
                     [&](const Item& part) { return add(state, part); });
}

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
      if (!holds && open.empty()) return false;
      if (holds || open.size() == 1) {
        state.clauses.erase(state.clauses.begin() + static_cast<std::ptrdiff_t>(i));
        if (holds) continue;
        if (!add(state, *open.front())) return false;
        changed = true;
        continue;
      }
      if (open.size() < clause.options.size()) {
        Clause& reduced = reduced_.emplace_back();
        reduced.positive = clause.positive;
        for (const Option* option : open) reduced.options.push_back(*option);
        state.clauses[i] = &reduced;
      }
      ++i;
    }
  }
  return true;
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
      return has_name(state.present, item.name)  ? Status::holds
             : has_name(state.absent, item.name) ? Status::fails
                                                 : Status::open;
    case Item::Kind::absent:
      return has_name(state.absent, item.name)    ? Status::holds
             : has_name(state.present, item.name) ? Status::fails
                                                  : Status::open;
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
  const auto has = [&](const Literal& wanted) {
    return std::find(state.literals.begin(), state.literals.end(), wanted) != state.literals.end();
  };
  // A closed literal asks for more than the same shape to the letter.
  if (has(literal)) return Status::holds;
  if (literal.shape == (literal.positive ? never : anything)) return Status::fails;
  if (literal.shape == (literal.positive ? anything : never) && !literal.closed) {
    return Status::holds;
  }
  const bool possible = engine_.facts.kinds(literal.shape).has(state.kind);
  if (!possible) return literal.positive ? Status::fails : Status::holds;
  if (conflicts(state, literal)) return Status::fails;
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
    const auto property = std::lower_bound(
        object.properties.begin(), object.properties.end(), name,
        [](const NamedShape& entry, TextId wanted) { return entry.name < wanted; });
    if (property != object.properties.end() && property->name == name) {
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
  if (has_name(state.absent, item.name)) return Status::holds;
  if (!has_name(state.present, item.name)) return Status::open;
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

Found<ValueId> Search::branch(State state, const Goal& goal, std::size_t count) {
  if (frames_ >= max_frames) {
    return undecided({UnknownReason::budget, "the schemas nest too deeply"});
  }
  if (!propagate(state)) return Found<ValueId>::none();
  if (budget_->spent()) return {};
  ++frames_;
  Found<ValueId> out;
  if (state.listed) {
    out = solve_list(goal, *engine_.shapes[*state.listed].values, count);
  } else if (!state.clauses.empty()) {
    // Unions of a producer first, then the smallest: what they leave open, negations decide.
    const auto before = [](const Clause* a, const Clause* b) {
      if (a->positive != b->positive) return a->positive;
      return a->options.size() < b->options.size();
    };
    const auto next = std::min_element(state.clauses.begin(), state.clauses.end(), before);
    const Clause& clause = **next;
    state.clauses.erase(next);
    out = branch_on(state, clause, goal, count);
  } else if (const std::optional<Ways> ways = settle(state)) {
    out.exhaustive = true;
    for (const State& way : *ways) {
      if (out.values.size() == count) break;
      const Found<ValueId> more = branch(way, goal, count - out.values.size());
      append(out, more, count);
      out.exhaustive = out.exhaustive && more.exhaustive;
    }
  } else {
    out = leaf(state, goal, count);
  }
  --frames_;
  return out;
}

Found<ValueId> Search::branch_on(const State& state, const Clause& clause, const Goal& goal,
                                 std::size_t count) {
  Found<ValueId> out;
  out.exhaustive = true;
  for (const Option& option : clause.options) {
    if (out.values.size() >= count) {
      out.exhaustive = false;
      return out;
    }
    if (!budget_->spend()) return {out.values, false};
    State next = state;
    if (!add(next, option)) continue;
    const Found<ValueId> more = branch(std::move(next), goal, count);
    append(out, more, count);
    out.exhaustive = out.exhaustive && more.exhaustive;
  }
  return out;
}

}  // namespace verdiff::prove
