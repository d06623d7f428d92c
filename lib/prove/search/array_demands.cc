// What a state asks of the items of an array: parts, counts, and demands for some item.

#include "prove/search/array_search.h"

#include <algorithm>

namespace verdiff::prove {

void ArraySearch::add_to(Goal& goal, const Goal& more) {
  goal.insert(goal.end(), more.begin(), more.end());
  goal = goal_of(std::move(goal));
}

void ArraySearch::read_items() {
  for (const Item& item : state_.items) read_item(item);
  read_unevaluated();
  for (const Count& one : counts_) least_ = std::max(least_, one.least);
  excluded_ = search_.excluded_values(state_);
}

void ArraySearch::read_item(const Item& item) {
  const ShapeId shape = item.literal.shape;
  switch (item.kind) {
    case Item::Kind::array:
      parts_.push_back({shape, item.literal.closed});
      least_ = std::max(least_, array(shape).min_items);
      most_ = std::min(most_, array(shape).max_items.value_or(most_));
      unique_ = unique_ || array(shape).unique;
      if (array(shape).contains) {
        counts_.push_back({*array(shape).contains, array(shape).min_contains,
                           array(shape).max_contains.value_or(no_limit)});
      }
      break;
    case Item::Kind::too_few_items:
      most_ = std::min(most_, array(shape).min_items - 1);
      break;
    case Item::Kind::too_many_items:
      least_ = std::max(least_, *array(shape).max_items + 1);
      break;
    case Item::Kind::repeats:
      repeats_ = true;
      break;
    case Item::Kind::item_outside:
      least_ = std::max<std::uint64_t>(least_, item.index + 1);
      demands_.push_back({item.index, true, {{array(shape).prefix[item.index], false, false}}});
      break;
    case Item::Kind::rest_outside:
      demands_.push_back({array(shape).prefix.size(), false, {{*array(shape).rest, false, false}}});
      break;
    case Item::Kind::contains_too_few:
      counts_.push_back({*array(shape).contains, 0, array(shape).min_contains - 1});
      break;
    case Item::Kind::contains_too_many:
      counts_.push_back({*array(shape).contains, *array(shape).max_contains + 1, no_limit});
      break;
    case Item::Kind::unevaluated_item:
      read_unevaluated_demand(shape);
      break;
    case Item::Kind::inner_not_closed:
      demands_.push_back(
          {0, false, {}, search_.coverage(state_, shape, Search::Counting::exact).parts});
      break;
    default:
      break;
  }
}

/// The items that are evaluated beside a shape's own unevaluatedItems; nullopt: all.
std::optional<ArraySearch::Unevaluated> ArraySearch::evaluated_by(ShapeId root,
                                                                  Search::Counting counting) {
  Unevaluated out;
  for (const ShapeId part : search_.coverage(state_, root, counting).parts) {
    const auto& here = engine_.shapes[part].array;
    if (!here) continue;
    if (here->rest || (part != root && here->unevaluated)) return std::nullopt;
    out.from = std::max(out.from, here->prefix.size());
    if (here->contains && here->contains_evaluates) out.contained.push_back(*here->contains);
  }
  return out;
}

void ArraySearch::read_unevaluated_demand(ShapeId shape) {
  const std::optional<Unevaluated> evaluated = evaluated_by(shape, Search::Counting::more);
  if (!evaluated) {
    most_ = 0;  // together with the next line: impossible
    least_ = 1;
    return;
  }
  Goal goal = {{*array(shape).unevaluated, false, false}};
  for (const ShapeId contained : evaluated->contained) goal.push_back({contained, false, false});
  demands_.push_back({evaluated->from, false, goal_of(std::move(goal))});
}

void ArraySearch::read_unevaluated() {
  for (const Literal& literal : state_.positive) {
    const auto& here = engine_.shapes[literal.shape].array;
    if (!here || !here->unevaluated) continue;
    std::optional<Unevaluated> evaluated = evaluated_by(literal.shape, Search::Counting::less);
    if (!evaluated) continue;
    evaluated->literal = {*here->unevaluated, true, literal.closed};
    if (!evaluated->contained.empty()) {
      // Each further item matches one of these or the schema for the rest.
      Shape either;
      either.any.push_back(evaluated->contained);
      either.any.front().push_back(*here->unevaluated);
      evaluated->literal.shape = engine_.shapes.intern(std::move(either));
    }
    unevaluated_.push_back(std::move(*evaluated));
  }
}

/// Whether what is asked of one place can't be, however long the array.
bool ArraySearch::some_demand_fails() {
  return std::any_of(demands_.begin(), demands_.end(), [&](const Demand& demand) {
    if (!demand.only) return false;
    Goal goal = base_goal(demand.from);
    add_to(goal, demand.goal);
    return search_.solve(std::move(goal), 1).empty_set();
  });
}

std::size_t ArraySearch::prefix() const {
  std::size_t out = 0;
  for (const Part& part : parts_) out = std::max(out, array(part.shape).prefix.size());
  for (const Unevaluated& one : unevaluated_) out = std::max(out, one.from);
  return out;
}

Goal ArraySearch::base_goal(std::size_t index) const {
  std::vector<Literal> out;
  for (const Part& part : parts_) {
    const ArrayShape& shape = array(part.shape);
    if (index < shape.prefix.size()) {
      out.push_back({shape.prefix[index], true, part.closed});
    } else if (shape.rest) {
      out.push_back({*shape.rest, true, part.closed});
    }
  }
  for (const Unevaluated& one : unevaluated_) {
    if (index >= one.from) out.push_back(one.literal);
  }
  return goal_of(std::move(out));
}

/// What a demand asks of the item there; nullopt: nothing could be wrong with it.
std::optional<Goal> ArraySearch::demanded(const Demand& demand, std::size_t index) {
  if (demand.closed_parts.empty()) return demand.goal;
  Shape inner;
  for (const ShapeId part : demand.closed_parts) {
    if (!engine_.shapes[part].array) continue;
    const ArrayShape& shape = array(part);
    if (index < shape.prefix.size()) {
      inner.all.push_back(shape.prefix[index]);
    } else if (shape.rest) {
      inner.all.push_back(*shape.rest);
    }
  }
  if (inner.all.empty()) return std::nullopt;
  const ShapeId all =
      inner.all.size() == 1 ? inner.all.front() : engine_.shapes.intern(std::move(inner));
  return Goal{{all, false, true}};
}

}  // namespace verdiff::prove
