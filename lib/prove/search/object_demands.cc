// What a state asks of the members of an object: parts, counts, and demands for some member.

#include "prove/search/object_search.h"

#include <algorithm>

namespace verdiff::prove {

void ObjectSearch::read_items() {
  for (const Item& item : state_.items) {
    const ShapeId shape = item.literal.shape;
    switch (item.kind) {
      case Item::Kind::object:
        parts_.push_back({shape, item.literal.closed});
        least_ = std::max(least_, object(shape).min_properties);
        most_ = std::min(most_, object(shape).max_properties.value_or(most_));
        if (object(shape).names) names_.push_back({*object(shape).names, true, false});
        break;
      case Item::Kind::member:
        extra_.push_back({item.name, item.literal});
        break;
      case Item::Kind::too_few_members:
        most_ = std::min(most_, object(shape).min_properties - 1);
        break;
      case Item::Kind::too_many_members:
        least_ = std::max(least_, *object(shape).max_properties + 1);
        break;
      default:
        read_demand(item);
        break;
    }
  }
  names_ = goal_of(std::move(names_));
}

void ObjectSearch::read_demand(const Item& item) {
  const ShapeId shape = item.literal.shape;
  Demand demand;
  switch (item.kind) {
    case Item::Kind::pattern_outside:
      demand.in = object(shape).patterns[item.index].pattern;
      demand.value = {{object(shape).patterns[item.index].shape, false, false}};
      break;
    case Item::Kind::additional_outside:
      demand = outside_additional(shape);
      break;
    case Item::Kind::name_outside:
      demand.name = {{*object(shape).names, false, false}};
      break;
    case Item::Kind::unevaluated_member: {
      const NameCover cover = evaluated_by(shape, Search::Counting::more);
      if (cover.all) contradiction_ = true;
      demand.out = cover.patterns;
      demand.out_names = cover.names;
      demand.value = {{*object(shape).unevaluated, false, false}};
      break;
    }
    case Item::Kind::undeclared_member:
      demand = undeclared(shape);
      break;
    case Item::Kind::inner_not_closed:
      demand.closed_parts = search_.coverage(state_, shape, Search::Counting::exact).parts;
      break;
    default:
      return;
  }
  demands_.push_back(std::move(demand));
}

ObjectSearch::Demand ObjectSearch::outside_additional(ShapeId shape) const {
  Demand out;
  for (const PatternShape& pattern : object(shape).patterns) out.out.push_back(pattern.pattern);
  for (const NamedShape& property : object(shape).properties) {
    out.out_names.push_back(property.name);
  }
  out.value = {{*object(shape).additional, false, false}};
  return out;
}

/// A name that a shape, read closed, does not allow.
ObjectSearch::Demand ObjectSearch::undeclared(ShapeId root) {
  Demand out;
  NameCover declared;
  bool opens = false;
  for (const ShapeId part : search_.coverage(state_, root, Search::Counting::exact).parts) {
    declared.add(engine_.facts.declared(part));
    opens = opens || engine_.facts.opens(part);
  }
  if (declared.all || search_.free_form(state_, root)) contradiction_ = true;
  out.out = std::move(declared.patterns);
  out.out_names = std::move(declared.names);
  if (opens) out.among = search_.names_of(goal_, true);
  return out;
}

/// The names that are evaluated beside a shape's own unevaluatedProperties.
NameCover ObjectSearch::evaluated_by(ShapeId root, Search::Counting counting) {
  NameCover out;
  for (const ShapeId part : search_.coverage(state_, root, counting).parts) {
    out.add(engine_.facts.evaluated(part));
    const auto& here = engine_.shapes[part].object;
    if (part != root && here && here->unevaluated) out.all = true;
  }
  return out;
}

void ObjectSearch::read_unevaluated() {
  for (const Literal& literal : state_.positive) {
    const auto& here = engine_.shapes[literal.shape].object;
    if (!here || !here->unevaluated) continue;
    unevaluated_.push_back({evaluated_by(literal.shape, Search::Counting::less),
                            {*here->unevaluated, true, literal.closed}});
  }
}

void ObjectSearch::add_patterns(const std::vector<Term>& patterns) {
  for (const Term pattern : patterns) {
    if (pattern_numbers_.emplace(pattern, patterns_.size()).second) patterns_.push_back(pattern);
  }
}

void ObjectSearch::collect_patterns() {
  for (const Part& part : parts_) {
    for (const PatternShape& pattern : object(part.shape).patterns) add_patterns({pattern.pattern});
  }
  for (const Demand& demand : demands_) {
    if (demand.in) add_patterns({*demand.in});
    add_patterns(demand.out);
    if (demand.among) add_patterns(demand.among->patterns);
    for (const ShapeId part : demand.closed_parts) {
      if (engine_.shapes[part].object) add_patterns(engine_.facts.evaluated(part).patterns);
    }
  }
  for (const Unevaluated& one : unevaluated_) add_patterns(one.evaluated.patterns);
  if (closing_ == nullptr) return;
  add_patterns(closing_->declared.patterns);
  add_patterns(closing_->known_to_others.patterns);
}

/// All names that somebody mentions, in the order of the names themselves: nothing may depend on
/// how they were numbered. Many objects are put together without asking.
const std::vector<TextId>& ObjectSearch::universe() {
  if (universe_) return *universe_;
  std::vector<TextId> out;
  const auto add = [&](const std::vector<TextId>& names) {
    out.insert(out.end(), names.begin(), names.end());
  };
  const auto add_properties = [&](ShapeId shape) {
    const auto& here = engine_.shapes[shape].object;
    if (!here) return;
    for (const NamedShape& property : here->properties) out.push_back(property.name);
  };
  add(state_.present);
  add(state_.absent);
  if (closing_ != nullptr) {
    add(closing_->declared.names);
    add(closing_->known_to_others.names);
  }
  for (const Part& part : parts_) add_properties(part.shape);
  for (const auto& [name, literal] : extra_) out.push_back(name);
  for (const Unevaluated& one : unevaluated_) add(one.evaluated.names);
  for (const Demand& demand : demands_) {
    add(demand.out_names);
    if (demand.among) add(demand.among->names);
    for (const ShapeId part : demand.closed_parts) add_properties(part);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::sort(out.begin(), out.end(),
            [&](TextId a, TextId b) { return engine_.values.text(a) < engine_.values.text(b); });
  universe_ = std::move(out);
  return *universe_;
}

}  // namespace verdiff::prove
