// What is evaluated (2020-12 core §11) and what a closed producer declares depends on which
// branches hold. Here branches are settled as far as that matters.

#include "prove/search/search.h"

#include <algorithm>

namespace verdiff::prove {

bool Search::asserts(const State& state, ShapeId shape) {
  return std::any_of(state.positive.begin(), state.positive.end(),
                     [&](const Literal& literal) { return literal.shape == shape; });
}

bool Search::denies(const State& state, ShapeId shape) {
  return std::any_of(
             state.negative.begin(), state.negative.end(),
             [&](const Literal& literal) { return literal.shape == shape && !literal.closed; }) ||
         ruled_out(state, shape);
}

/// Anything in the shape evaluates or declares a part of a value of that kind.
bool Search::matters(ShapeId shape, Kind kind) {
  const std::vector<ShapeId>& parts = engine_.facts.mentions(shape);
  return std::any_of(parts.begin(), parts.end(), [&](ShapeId part) {
    const Shape& at = engine_.shapes[part];
    return kind == Kind::array ? at.array.has_value()
                               : kind == Kind::object && at.object.has_value();
  });
}

Search::Coverage Search::coverage(const State& state, ShapeId root, Counting counting) {
  Coverage out;
  out.parts.push_back(root);
  const auto add = [&](ShapeId part) {
    if (std::find(out.parts.begin(), out.parts.end(), part) == out.parts.end()) {
      out.parts.push_back(part);
    }
  };
  const bool exact = counting == Counting::exact;
  const auto concerns = [&](ShapeId part) {
    // Exactly: a branch that declares nothing may be free-form.
    return matters(part, state.kind) || (exact && !engine_.facts.declares(part));
  };
  const auto add_branch = [&](ShapeId part) {
    if (asserts(state, part)) return add(part);
    if (!concerns(part) || denies(state, part)) return;
    const auto decided = [&](bool counts) {
      const Decision decision{part, counts};
      return std::find(state.decisions.begin(), state.decisions.end(), decision) !=
             state.decisions.end();
    };
    if (counting == Counting::more && decided(true)) return add(part);
    const bool left_out = counting == Counting::less && decided(false);
    if (!left_out && !out.open_branch) out.open_branch = part;
  };
  for (std::size_t i = 0; i < out.parts.size(); ++i) {
    const Shape& shape = engine_.shapes[out.parts[i]];
    for (const ShapeId part : shape.all) add(part);
    for (const auto& group : shape.any) std::for_each(group.begin(), group.end(), add_branch);
    std::for_each(shape.one.begin(), shape.one.end(), add_branch);
    if (shape.conditional) {
      const auto& [test, then, otherwise] = *shape.conditional;
      if (test == anything || asserts(state, test)) {
        add(test);
        add(then);
      } else if (test == never || denies(state, test)) {
        add(otherwise);
      } else if (matters(test, state.kind) || matters(then, state.kind) ||
                 matters(otherwise, state.kind)) {
        if (!out.open_test) out.open_test = test;
      }
    }
    if (state.kind != Kind::object || !shape.object) continue;
    for (const NamedShape& dependent : shape.object->dependent_schemas) {
      if (std::binary_search(state.present.begin(), state.present.end(), dependent.name)) {
        add(dependent.shape);
      } else if (!std::binary_search(state.absent.begin(), state.absent.end(), dependent.name) &&
                 matters(dependent.shape, state.kind) && !out.open_dependent) {
        out.open_dependent = dependent;
      }
    }
  }
  return out;
}

/// Ways on for the first thing that is open in the coverage of a shape with unevaluated*.
std::optional<Search::Ways> Search::settle_coverage(const State& state, const Literal& root,
                                                    Counting counting) {
  const Coverage cover = coverage(state, root.shape, counting);
  if (cover.settled()) return std::nullopt;
  Ways out;
  const auto try_item = [&](Item item) {
    State next = state;
    if (add(next, item)) out.push_back(std::move(next));
  };
  Item item;
  const bool closed = root.closed && counting == Counting::less;
  const auto try_both = [&](ShapeId shape) {
    for (const bool holds : {true, false}) {
      item.literal = {shape, holds, closed && holds};
      try_item(item);
    }
  };
  if (cover.open_branch && counting == Counting::exact) {
    try_both(*cover.open_branch);
    return out;
  }
  if (cover.open_branch) {
    // It holds and counts, or it does not count. For the dual: it fails and does not count, or it
    // counts. Either way, together the two leave nothing out.
    const bool less = counting == Counting::less;
    item.literal = {*cover.open_branch, less, closed};
    try_item(item);
    State other = state;
    other.decisions.push_back({*cover.open_branch, !less});
    out.push_back(std::move(other));
    return out;
  }
  if (cover.open_test) {
    try_both(*cover.open_test);
    return out;
  }
  item.name = cover.open_dependent->name;
  for (const Item::Kind kind : {Item::Kind::absent, Item::Kind::present}) {
    item.kind = kind;
    try_item(item);
  }
  return out;
}

/// A branch of a closed producer that may hold as well, and declares names and shapes for members.
std::optional<ShapeId> Search::unsettled_branch(const State& state) {
  if (state.kind != Kind::array && state.kind != Kind::object) return std::nullopt;
  for (const Literal& literal : state.positive) {
    if (!literal.closed) continue;
    for (const auto& group : engine_.shapes[literal.shape].any) {
      for (const ShapeId branch : group) {
        if (asserts(state, branch) || !matters(branch, state.kind) ||
            std::find(state.decisions.begin(), state.decisions.end(), Decision{branch, false}) !=
                state.decisions.end() ||
            denies(state, branch)) {
          continue;
        }
        return branch;
      }
    }
  }
  return std::nullopt;
}

std::optional<Search::Ways> Search::settle_closed(const State& state) {
  const std::optional<ShapeId> branch = unsettled_branch(state);
  if (!branch) return std::nullopt;
  Ways out;
  State with = state;
  Item item;
  item.literal = {*branch, true, true};
  if (add(with, item)) out.push_back(std::move(with));
  State without = state;
  without.decisions.push_back({*branch, false});
  out.push_back(std::move(without));
  return out;
}

/// To be called when it is settled which closed literals there are.
void Search::close(State& state, const Goal& goal) {
  if (state.kind != Kind::object || state.free_form || state.closing != nullptr) return;
  Closing closing;
  bool closed = false;
  for (const Literal& literal : state.positive) {
    if (!literal.closed) continue;
    closed = true;
    closing.declared.add(engine_.facts.declared(literal.shape));
    closing.opens |= engine_.facts.opens(literal.shape);
  }
  if (!closed) return;
  if (closing.opens) closing.known_to_others = names_of(goal, false);
  state.closing = &closings_.emplace_back(std::move(closing));
}

/// All names that one side knows: what a bare `additionalProperties` of the other does not open.
NameCover Search::names_of(const Goal& goal, bool positive) {
  NameCover out;
  for (const Literal& literal : goal) {
    if (literal.positive != positive) continue;
    out.add(engine_.facts.declared_anywhere(literal.shape));
  }
  out.all = false;  // `additionalProperties` names nothing
  return out;
}

/// Nothing plain to see forbids a member of that name.
bool Search::may_be_there(const State& state, TextId name) {
  if (std::binary_search(state.absent.begin(), state.absent.end(), name)) return false;
  if (state.closing == nullptr) return true;
  const Closing& closing = *state.closing;
  if (engine_.facts.covers(closing.declared, name, *budget_) != false) return true;
  return closing.opens && engine_.facts.covers(closing.known_to_others, name, *budget_) != true;
}

std::optional<Search::Ways> Search::settle(const State& state) {
  if (state.kind != Kind::array && state.kind != Kind::object) return std::nullopt;
  const auto has_unevaluated = [&](ShapeId id) {
    const Shape& shape = engine_.shapes[id];
    return state.kind == Kind::array ? shape.array && shape.array->unevaluated
                                     : shape.object && shape.object->unevaluated;
  };
  for (const Literal& literal : state.positive) {
    if (!has_unevaluated(literal.shape)) continue;
    if (auto ways = settle_coverage(state, literal, Counting::less)) return ways;
  }
  for (const Item& item : state.items) {
    std::optional<Ways> ways;
    if (item.kind == Item::Kind::unevaluated_item || item.kind == Item::Kind::unevaluated_member) {
      ways = settle_coverage(state, item.literal, Counting::more);
    }
    if (item.kind == Item::Kind::undeclared_member || item.kind == Item::Kind::inner_not_closed) {
      ways = settle_coverage(state, item.literal, Counting::exact);
    }
    if (ways) return ways;
  }
  return std::nullopt;
}

/// Read closed, the shape allows every name after all: it declares nothing, or a branch of it that
/// holds does, and nothing around that branch either.
bool Search::free_form(const State& state, ShapeId root) {
  if (!engine_.facts.declares(root)) return true;
  std::vector<std::pair<ShapeId, bool>> open = {{root, !declares_surely(root)}};
  std::vector<ShapeId> seen;
  while (!open.empty()) {
    const auto [shape, clean] = open.back();
    open.pop_back();
    if (!clean || std::find(seen.begin(), seen.end(), shape) != seen.end()) continue;
    seen.push_back(shape);
    bool free = false;
    const auto add_branch = [&, clean_around = clean](ShapeId branch) {
      if (!asserts(state, branch)) return;
      if (!engine_.facts.declares(branch)) free = true;
      open.emplace_back(branch, clean_around && !declares_surely(branch));
    };
    for (const ShapeId part : engine_.shapes[shape].all) open.emplace_back(part, clean);
    for (const auto& group : engine_.shapes[shape].any) {
      std::for_each(group.begin(), group.end(), add_branch);
    }
    const auto& one = engine_.shapes[shape].one;
    std::for_each(one.begin(), one.end(), add_branch);
    if (free) return true;
  }
  return false;
}

}  // namespace verdiff::prove
