// Which names the members of an object may have, and what each name asks of its value.

#include "prove/search/object_search.h"

#include <algorithm>

namespace verdiff::prove {

bool ObjectSearch::matches(const Cell& cell, Term pattern) const {
  return cell[pattern_numbers_.at(pattern)];
}

const ObjectSearch::Cell& ObjectSearch::cell_of(TextId name) {
  const auto known = name_cells_.find(name);
  if (known != name_cells_.end()) return known->second;
  Cell out;
  for (const Term pattern : patterns_) {
    const std::optional<bool> matched =
        engine_.texts.matches(pattern, engine_.values.text(name), budget());
    if (!matched) unsure_ = true;
    out.push_back(matched.value_or(false));
  }
  return name_cells_.emplace(name, std::move(out)).first->second;
}

bool ObjectSearch::covered(const NameCover& cover, const Place& place) const {
  return cover.all || (place.name && has_name(cover.names, *place.name)) ||
         std::any_of(cover.patterns.begin(), cover.patterns.end(),
                     [&](Term pattern) { return matches(place.matched, pattern); });
}

/// May a closed producer send the name?
bool ObjectSearch::allowed(const Place& place) const {
  if (closing_ == nullptr || covered(closing_->declared, place)) return true;
  return closing_->opens && !covered(closing_->known_to_others, place);
}

Truth ObjectSearch::name_satisfies(TextId name, const Goal& goal) {
  Truth out = Truth::yes;
  for (const Literal& literal : goal) {
    const Truth holds =
        engine_.evaluator.holds(literal.shape, engine_.values.string(name), budget());
    out = out & (literal.positive ? holds : !holds);
  }
  if (out == Truth::unknown) {
    unsure_ = true;
    search_.unjudged(goal);
  }
  return out;
}

/// What a part's properties, patternProperties and additionalProperties say.
void ObjectSearch::add_stated(std::vector<Literal>& out, const Part& part,
                              const Place& place) const {
  const ObjectShape& shape = object(part.shape);
  bool found = false;
  if (place.name) {
    if (const NamedShape* const property = find_property(shape, *place.name)) {
      out.push_back({property->shape, true, part.closed});
      found = true;
    }
  }
  for (const PatternShape& pattern : shape.patterns) {
    if (!matches(place.matched, pattern.pattern)) continue;
    out.push_back({pattern.shape, true, part.closed});
    found = true;
  }
  if (!found && shape.additional) out.push_back({*shape.additional, true, part.closed});
}

/// Everything that is said about the value of a member, by all but demands.
Goal ObjectSearch::value_goal(const Place& place) {
  std::vector<Literal> out;
  for (const Part& part : parts_) add_stated(out, part, place);
  for (const Unevaluated& one : unevaluated_) {
    if (!covered(one.evaluated, place)) out.push_back(one.literal);
  }
  for (const auto& [name, literal] : extra_) {
    if (place.name == name) out.push_back(literal);
  }
  return goal_of(std::move(out));
}

/// nullopt: the name can't be there.
std::optional<Goal> ObjectSearch::named_goal(TextId name) {
  if (has_name(state_.absent, name)) return std::nullopt;
  const Place place{name, cell_of(name)};
  if (!allowed(place)) return std::nullopt;
  const Truth fits = name_satisfies(name, names_);
  if (fits != Truth::yes) return std::nullopt;
  return value_goal(place);
}

TextQuery ObjectSearch::query_of(const Cell& cell) const {
  TextQuery out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    (cell[i] ? out.in : out.out).push_back(patterns_[i]);
  }
  return out;
}

/// Names of a cell that nobody mentions and that satisfy `names` as well.
Found<ValueId> ObjectSearch::cell_names(const Cell& cell, const Goal& names, std::size_t count,
                                        std::vector<TextId> excluded) {
  std::vector<Literal> all = names_;
  all.insert(all.end(), names.begin(), names.end());
  const Goal goal = goal_of(std::move(all));
  excluded.insert(excluded.end(), universe().begin(), universe().end());
  TextQuery query = query_of(cell);
  query.min_length = 1;  // a name that can be seen, if there is one
  Found<ValueId> out = search_.find_names(goal, query, excluded, count);
  if (out.values.size() >= count) return out;
  query.min_length = 0;
  return search_.find_names(goal, query, excluded, count);
}

/// The cells that have a name and may be there, one after the other: there may be as many as sets
/// of patterns, and the first few are often enough. nullptr: there are no more.
const ObjectSearch::Cell* ObjectSearch::cell(std::size_t index) {
  while (index >= cells_.size() && !cells_begun_.empty()) {
    if (!budget().spend()) {
      unsure_ = true;
      return nullptr;
    }
    Cell cell = std::move(cells_begun_.back());
    cells_begun_.pop_back();
    if (search_.find_names(names_, query_of(cell), universe(), 1).empty_set()) continue;
    if (cell.size() == patterns_.size()) {
      if (allowed({std::nullopt, cell})) cells_.push_back(std::move(cell));
      continue;
    }
    for (const bool matched : {true, false}) {  // unmatched first: it comes off the end
      Cell next = cell;
      next.push_back(matched);
      cells_begun_.push_back(std::move(next));
    }
  }
  return index < cells_.size() ? &cells_[index] : nullptr;
}

bool ObjectSearch::meets(const Demand& demand, const Place& place) {
  const auto matched = [&](Term pattern) { return matches(place.matched, pattern); };
  if (place.name && has_name(demand.out_names, *place.name)) return false;
  if ((demand.in && !matched(*demand.in)) ||
      std::any_of(demand.out.begin(), demand.out.end(), matched) ||
      (demand.among && !covered(*demand.among, place))) {
    return false;
  }
  if (!place.name) return true;
  const Truth fits = name_satisfies(*place.name, demand.name);
  return fits == Truth::yes;
}

/// What a demand asks of the value there; nullopt: nothing could be wrong there.
std::optional<Goal> ObjectSearch::demanded(const Demand& demand, const Place& place) {
  if (demand.closed_parts.empty()) return demand.value;
  std::vector<Literal> stated;
  for (const ShapeId part : demand.closed_parts) {
    if (engine_.shapes[part].object) add_stated(stated, {part, false}, place);
  }
  if (stated.empty()) return std::nullopt;
  Shape inner;
  for (const Literal& literal : stated) inner.all.push_back(literal.shape);
  const ShapeId all =
      inner.all.size() == 1 ? inner.all.front() : engine_.shapes.intern(std::move(inner));
  return Goal{{all, false, true}};
}

}  // namespace verdiff::prove
