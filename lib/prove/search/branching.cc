// What a goal unfolds into for one kind of value, and how its clauses are branched on.

#include "prove/search/search.h"

#include <algorithm>
#include <utility>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t max_frames = 1500;

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
  const std::uint64_t key = static_cast<std::uint64_t>(literal.shape) << 6 |
                            static_cast<std::uint64_t>(kind) << 3 | (literal.positive ? 4u : 0u) |
                            (literal.closed ? 2u : 0u) | (clean ? 1u : 0u);
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
  const std::vector<Literal>& others = literal.positive ? state.negative : state.positive;
  return std::any_of(others.begin(), others.end(), [&](const Literal& other) {
    if ((literal.positive ? other : literal).closed) return false;  // asks for more than the letter
    const ShapeId narrow = literal.positive ? literal.shape : other.shape;
    const ShapeId wide = literal.positive ? other.shape : literal.shape;
    return engine_.subsumption.holds(narrow, wide, false, *budget_);
  });
}

/// What holds leaves no value of the shape.
bool Search::ruled_out(const State& state, ShapeId shape) {
  return std::any_of(state.positive.begin(), state.positive.end(), [&](const Literal& literal) {
    return literal.shape != shape && engine_.subsumption.disjoint(literal.shape, shape, *budget_);
  });
}

/// The same, not counting what follows only from a `not` or `oneOf` that is to be unfolded itself.
bool Search::apart(const State& state, ShapeId shape) {
  return std::any_of(state.positive.begin(), state.positive.end(), [&](const Literal& literal) {
    return literal.shape != shape && engine_.subsumption.apart(literal.shape, shape, *budget_);
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
  std::vector<Literal>& known = literal.positive ? state.positive : state.negative;
  if (std::find(known.begin(), known.end(), literal) != known.end()) return true;
  if (conflicts(state, literal)) return false;
  if (literal.positive) {
    if (ruled_out(state, literal.shape)) return false;
    known.push_back(literal);
    return unfold(state, item);
  }
  known.push_back(literal);
  state.deferred.push_back(literal);
  return true;
}

bool Search::unfold(State& state, const Item& item) {
  const Literal& literal = item.literal;
  if (literal.positive && engine_.shapes[literal.shape].values) state.listed = literal.shape;
  const bool clean =
      item.clean && literal.closed && !(item.branch && declares_surely(literal.shape));
  const Expansion& parts = expansion(literal, clean, state.kind);
  if (!parts.possible) return false;
  for (const Clause& clause : parts.clauses) state.clauses.push_back(&clause);
  return std::all_of(parts.items.begin(), parts.items.end(),
                     [&](const Item& part) { return add(state, part); });
}

/// What must not hold, as far as what does hold leaves it open. Unfolded earlier, it would be
/// carried through all branches of a union, most of which rule it out.
bool Search::unfold_deferred(State& state) {
  const std::vector<Literal> deferred = std::exchange(state.deferred, {});
  return std::all_of(deferred.begin(), deferred.end(), [&](const Literal& literal) {
    if (!budget_->spend() || apart(state, literal.shape)) return true;
    Item item;
    item.literal = literal;
    return unfold(state, item);
  });
}

Found<ValueId> Search::branch(State state, const Goal& goal, std::size_t count) {
  if (frames_ >= max_frames) {
    return undecided({UnknownReason::budget, "the schemas nest too deeply"});
  }
  if (!prepare(state, goal)) return Found<ValueId>::none();
  if (budget_->spent()) return {};
  ++frames_;
  Found<ValueId> out = branch_prepared(std::move(state), goal, count);
  --frames_;
  return out;
}

/// Brings the state to where it must be branched on, or is a leaf: unions that a producer states
/// come first, then what else may hold of it; only then what must not hold. False: a contradiction.
bool Search::prepare(State& state, const Goal& goal) {
  for (bool changed = true; changed;) {
    if (!propagate(state)) return false;
    if (budget_->spent() || state.listed) return true;
    const bool union_left = std::any_of(state.clauses.begin(), state.clauses.end(),
                                        [](const Clause* clause) { return clause->positive; });
    if (union_left || unsettled_branch(state)) return true;
    changed = !state.deferred.empty();
    if (state.closing == nullptr) {
      close(state, goal);
      changed = changed || state.closing != nullptr;
    }
    if (!unfold_deferred(state)) return false;
    if (!changed && !refute_members(state, changed)) return false;
  }
  return true;
}

Found<ValueId> Search::branch_prepared(State state, const Goal& goal, std::size_t count) {
  if (state.listed) return solve_list(goal, *engine_.shapes[*state.listed].values, count);
  // Unions of a producer first, then the smallest: what they leave open, negations decide.
  const auto before = [](const Clause* a, const Clause* b) {
    if (a->positive != b->positive) return a->positive;
    return a->options.size() < b->options.size();
  };
  const auto next = std::min_element(state.clauses.begin(), state.clauses.end(), before);
  std::optional<Ways> ways;
  if (next == state.clauses.end() || !(*next)->positive) ways = settle_closed(state);
  if (!ways && next != state.clauses.end()) {
    const Clause& clause = **next;
    state.clauses.erase(next);
    return branch_on(state, clause, goal, count);
  }
  if (!ways) ways = settle(state);
  if (!ways) return leaf(state, goal, count);
  Found<ValueId> out;
  out.exhaustive = true;
  for (State& way : *ways) {
    if (out.values.size() == count) {
      out.exhaustive = false;
      break;
    }
    const Found<ValueId> more = branch(std::move(way), goal, count);  // ways overlap
    append(out, more, count);
    out.exhaustive = out.exhaustive && more.exhaustive;
  }
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
