// What is evaluated (2020-12 core §11) and what a closed producer declares depends on which
// branches hold. Here branches are settled as far as that matters.

#include "prove/search.h"

#include <algorithm>

namespace verdiff::prove {

bool Search::asserts(const State& state, ShapeId shape, bool positive) {
  return std::any_of(state.literals.begin(), state.literals.end(), [&](const Literal& literal) {
    return literal.shape == shape && literal.positive == positive && (positive || !literal.closed);
  });
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
    if (asserts(state, part, true)) return add(part);
    if (asserts(state, part, false) || !concerns(part)) return;
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
      if (test == anything || asserts(state, test, true)) {
        add(test);
        add(then);
      } else if (test == never || asserts(state, test, false)) {
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

/// A branch of a closed producer that may hold as well declares names, and shapes for members.
std::optional<Search::Ways> Search::settle_closed(const State& state) {
  for (const Literal& literal : state.literals) {
    if (!literal.closed || !literal.positive) continue;
    for (const auto& group : engine_.shapes[literal.shape].any) {
      for (const ShapeId branch : group) {
        const Decision left_out{branch, false};
        if (asserts(state, branch, true) || asserts(state, branch, false) ||
            !matters(branch, state.kind) ||
            std::find(state.decisions.begin(), state.decisions.end(), left_out) !=
                state.decisions.end()) {
          continue;
        }
        Ways out;
        State with = state;
        Item item;
        item.literal = {branch, true, true};
        if (add(with, item)) out.push_back(std::move(with));
        State without = state;
        without.decisions.push_back(left_out);
        out.push_back(std::move(without));
        return out;
      }
    }
  }
  return std::nullopt;
}

std::optional<Search::Ways> Search::settle(const State& state) {
  if (state.kind != Kind::array && state.kind != Kind::object) return std::nullopt;
  if (auto ways = settle_closed(state)) return ways;
  const auto has_unevaluated = [&](ShapeId id) {
    const Shape& shape = engine_.shapes[id];
    return state.kind == Kind::array ? shape.array && shape.array->unevaluated
                                     : shape.object && shape.object->unevaluated;
  };
  for (const Literal& literal : state.literals) {
    if (!literal.positive || !has_unevaluated(literal.shape)) continue;
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
      if (!asserts(state, branch, true)) return;
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
