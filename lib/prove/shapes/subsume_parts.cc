// Subsumption keyword by keyword: numbers, strings, arrays, objects.

#include "prove/shapes/subsume.h"

#include <algorithm>
#include <limits>

namespace verdiff::prove {

bool Subsumption::numbers(const Pair& pair) {
  const Shape& wide = shapes_[pair.wide];
  const std::vector<ShapeId>& parts = facts_.conjuncts(pair.narrow);
  const auto some = [&](auto condition) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](ShapeId part) { return condition(shapes_[part]); });
  };
  const auto multiple_of = [&](const Rational& factor) {
    return some([&](const Shape& narrow) {
      if (narrow.integer && is_multiple_of(1, factor)) return true;
      return narrow.number && narrow.number->factor &&
             is_multiple_of(values_.number(*narrow.number->factor), factor);
    });
  };
  if (wide.integer && !multiple_of(1)) return false;
  if (!wide.number) return true;
  const NumberShape& limits = *wide.number;
  if (limits.low && !some([&](const Shape& narrow) {
        if (!narrow.number || !narrow.number->low) return false;
        const Rational& low = values_.number(*narrow.number->low);
        const Rational& bound = values_.number(*limits.low);
        return low > bound || (low == bound && (narrow.number->low_strict || !limits.low_strict));
      })) {
    return false;
  }
  if (limits.high && !some([&](const Shape& narrow) {
        if (!narrow.number || !narrow.number->high) return false;
        const Rational& high = values_.number(*narrow.number->high);
        const Rational& bound = values_.number(*limits.high);
        return high < bound ||
               (high == bound && (narrow.number->high_strict || !limits.high_strict));
      })) {
    return false;
  }
  return !limits.factor || multiple_of(values_.number(*limits.factor));
}

bool Subsumption::texts(const Pair& pair, Budget& budget) {
  const TextShape& wide = *shapes_[pair.wide].text;
  TextQuery query;
  std::vector<Opaque> opaque;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& text = shapes_[part].text;
    if (!text) continue;
    query.min_length = std::max(query.min_length, text->min_length);
    if (text->max_length) {
      query.max_length = std::min(query.max_length.value_or(*text->max_length), *text->max_length);
    }
    if (text->pattern) query.in.push_back(*text->pattern);
    opaque.insert(opaque.end(), text->opaque.begin(), text->opaque.end());
  }
  for (const Opaque& asked : wide.opaque) {
    const bool implied = std::any_of(opaque.begin(), opaque.end(),
                                     [&](const Opaque& held) { return held.implies(asked); });
    if (!implied) return false;
  }
  if (wide.min_length > query.min_length) return false;
  if (wide.max_length && (!query.max_length || *query.max_length > *wide.max_length)) return false;
  if (!wide.pattern) return true;
  if (std::find(query.in.begin(), query.in.end(), *wide.pattern) != query.in.end()) return true;
  if (query.in.empty() && !query.max_length) return false;  // a search finds that out as well
  query.out = {*wide.pattern};
  return texts_.find(query, 1, {}, budget).empty_set();
}

bool Subsumption::has_branches(ShapeId shape) {
  return facts_.mentions(shape).size() != facts_.conjuncts(shape).size();
}

bool Subsumption::item(const Pair& pair, std::size_t index, ShapeId wide, Budget& budget) {
  if (wide == anything) return true;
  std::vector<ShapeId> items;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& array = shapes_[part].array;
    if (!array) continue;
    if (index < array->prefix.size()) {
      items.push_back(array->prefix[index]);
    } else if (array->rest) {
      items.push_back(*array->rest);
    }
  }
  // Closed, an item declares what all shapes for it declare together.
  const bool closed = pair.closed && items.size() == 1 && !has_branches(pair.narrow);
  return std::any_of(items.begin(), items.end(),
                     [&](ShapeId narrow) { return inside(narrow, wide, closed, budget); });
}

bool Subsumption::contains(const Pair& pair, Budget& budget) {
  const ArrayShape& wide = *shapes_[pair.wide].array;
  const auto some = [&](auto condition) {
    const std::vector<ShapeId>& parts = facts_.conjuncts(pair.narrow);
    return std::any_of(parts.begin(), parts.end(), [&](ShapeId part) {
      return shapes_[part].array && shapes_[part].array->contains &&
             condition(*shapes_[part].array);
    });
  };
  const bool enough = wide.min_contains == 0 || some([&](const ArrayShape& narrow) {
                        return narrow.min_contains >= wide.min_contains &&
                               inside(*narrow.contains, *wide.contains, false, budget);
                      });
  if (!enough || !wide.max_contains) return enough;
  return some([&](const ArrayShape& narrow) {
    return narrow.max_contains && *narrow.max_contains <= *wide.max_contains &&
           inside(*wide.contains, *narrow.contains, false, budget);
  });
}

bool Subsumption::arrays(const Pair& pair, Budget& budget) {
  const ArrayShape& wide = *shapes_[pair.wide].array;
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  bool unique = false;
  std::size_t prefix = wide.prefix.size();
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& array = shapes_[part].array;
    if (!array) continue;
    least = std::max(least, array->min_items);
    most = std::min(most, array->max_items.value_or(most));
    // No item is possible where its schema is false.
    for (std::size_t i = 0; i < array->prefix.size(); ++i) {
      if (array->prefix[i] == never) most = std::min<std::uint64_t>(most, i);
    }
    if (array->rest == never) most = std::min<std::uint64_t>(most, array->prefix.size());
    unique |= array->unique;
    prefix = std::max(prefix, array->prefix.size());
  }
  if (least < wide.min_items || (wide.max_items && most > *wide.max_items)) return false;
  if (wide.unique && !unique && most > 1) return false;
  if (wide.unevaluated && *wide.unevaluated != anything) return false;
  if (wide.contains && !contains(pair, budget)) return false;
  for (std::size_t i = 0; i < std::min<std::uint64_t>(prefix, most); ++i) {
    const bool in_prefix = i < wide.prefix.size();
    const ShapeId shape = in_prefix ? wide.prefix[i] : wide.rest.value_or(anything);
    if (!item(pair, i, shape, budget)) return false;
  }
  return most <= prefix || item(pair, prefix, wide.rest.value_or(anything), budget);
}

bool Subsumption::opened(ShapeId shape) {
  const std::vector<ShapeId>& parts = facts_.mentions(shape);
  return std::any_of(parts.begin(), parts.end(), [&](ShapeId part) { return facts_.opens(part); });
}

/// Closing keeps undeclared names out: not where the producer may be free-form.
bool Subsumption::keeps_closed(const Pair& pair) {
  if (!pair.closed) return false;
  const std::vector<ShapeId>& sure = facts_.conjuncts(pair.narrow);
  return std::any_of(sure.begin(), sure.end(),
                     [&](ShapeId part) { return !facts_.declared(part).empty(); });
}

bool Subsumption::counts(const Pair& pair, Budget& budget) {
  const ObjectShape& wide = *shapes_[pair.wide].object;
  std::vector<TextId> required;
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    required.insert(required.end(), object->required.begin(), object->required.end());
    least = std::max(least, object->min_properties);
    most = std::min(most, object->max_properties.value_or(most));
  }
  std::sort(required.begin(), required.end());
  required.erase(std::unique(required.begin(), required.end()), required.end());
  least = std::max<std::uint64_t>(least, required.size());
  if (keeps_closed(pair) && !opened(pair.narrow)) {
    const NameCover& names = facts_.declared_anywhere(pair.narrow);
    if (!names.all && names.patterns.empty()) {
      most = std::min<std::uint64_t>(most, names.names.size());
    }
  }
  if (least < wide.min_properties || (wide.max_properties && most > *wide.max_properties)) {
    return false;
  }
  return budget.spend() && std::includes(required.begin(), required.end(), wide.required.begin(),
                                         wide.required.end());
}

bool Subsumption::dependents(const Pair& pair, Budget& budget) {
  const ObjectShape& wide = *shapes_[pair.wide].object;
  const std::vector<ShapeId>& parts = facts_.conjuncts(pair.narrow);
  for (const DependentNames& dependent : wide.dependent_required) {
    const bool stated = std::any_of(parts.begin(), parts.end(), [&](ShapeId part) {
      const auto& object = shapes_[part].object;
      return object &&
             std::find(object->dependent_required.begin(), object->dependent_required.end(),
                       dependent) != object->dependent_required.end();
    });
    const bool required =
        std::all_of(dependent.required.begin(), dependent.required.end(),
                    [&](TextId name) { return requires_name(pair.narrow, name); });
    if (!stated && !required && !member(pair, dependent.name, never, budget)) return false;
  }
  for (const NamedShape& dependent : wide.dependent_schemas) {
    const bool stated = std::any_of(parts.begin(), parts.end(), [&](ShapeId part) {
      const auto& object = shapes_[part].object;
      return object && std::find(object->dependent_schemas.begin(), object->dependent_schemas.end(),
                                 dependent) != object->dependent_schemas.end();
    });
    if (!stated && !member(pair, dependent.name, never, budget) &&
        !compare({pair.narrow, dependent.shape, pair.closed}, budget)) {
      return false;
    }
  }
  return true;
}

bool Subsumption::property_names(const Pair& pair, Budget& budget) {
  const ShapeId wide = *shapes_[pair.wide].object->names;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& object = shapes_[part].object;
    if (object && object->names && inside(*object->names, wide, false, budget)) return true;
  }
  if (!keeps_closed(pair) || opened(pair.narrow)) return false;
  const NameCover& names = facts_.declared_anywhere(pair.narrow);
  return !names.all && names.patterns.empty() &&
         std::all_of(names.names.begin(), names.names.end(), [&](TextId name) {
           return evaluator_.holds(wide, values_.string(name), budget) == Truth::yes;
         });
}

bool Subsumption::objects(const Pair& pair, Budget& budget) {
  const ObjectShape& wide = *shapes_[pair.wide].object;
  if (wide.unevaluated && *wide.unevaluated != anything) return false;
  return counts(pair, budget) && dependents(pair, budget) &&
         (!wide.names || *wide.names == anything || property_names(pair, budget)) &&
         members(pair, budget);
}

bool Subsumption::members(const Pair& pair, Budget& budget) {
  const ObjectShape& wide = *shapes_[pair.wide].object;
  for (const NamedShape& property : wide.properties) {
    if (!member(pair, property.name, property.shape, budget)) return false;
  }
  for (const PatternShape& pattern : wide.patterns) {
    if (!region(pair, {pattern.pattern, {}, {}}, pattern.shape, budget)) return false;
  }
  if (!wide.additional) return true;
  Region rest;
  for (const PatternShape& pattern : wide.patterns) rest.out.push_back(pattern.pattern);
  for (const NamedShape& property : wide.properties) rest.out_names.push_back(property.name);
  return region(pair, rest, *wide.additional, budget);
}

/// The property of that name, if it is there, is within `wide`. Closed, only names that the wide
/// side declares or the narrow one may be asked about.
bool Subsumption::member(const Pair& pair, TextId name, ShapeId wide, Budget& budget) {
  if (wide == anything) return true;
  std::vector<ShapeId> shapes;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    bool found = false;
    if (const NamedShape* const property = find_property(*object, name)) {
      shapes.push_back(property->shape);
      found = true;
    }
    for (const PatternShape& pattern : object->patterns) {
      const auto matched = texts_.matches(pattern.pattern, values_.text(name), budget);
      if (!matched) return false;
      if (!*matched) continue;
      shapes.push_back(pattern.shape);
      found = true;
    }
    if (!found && object->additional) shapes.push_back(*object->additional);
  }
  const bool closed = pair.closed && shapes.size() == 1 && !has_branches(pair.narrow);
  if (std::any_of(shapes.begin(), shapes.end(),
                  [&](ShapeId narrow) { return inside(narrow, wide, closed, budget); })) {
    return true;
  }
  return keeps_closed(pair) &&
         facts_.covers(facts_.declared_anywhere(pair.narrow), name, budget) == false;
}

bool Subsumption::in_region(const Region& region, TextId name, Budget& budget) {
  const auto matches = [&](Term pattern, bool otherwise) {
    return texts_.matches(pattern, values_.text(name), budget).value_or(otherwise);
  };
  if (std::find(region.out_names.begin(), region.out_names.end(), name) != region.out_names.end()) {
    return false;
  }
  if (region.in && !matches(*region.in, true)) return false;
  return std::none_of(region.out.begin(), region.out.end(),
                      [&](Term pattern) { return matches(pattern, false); });
}

/// Surely no name of the region matches all of `in` and none of `out`.
bool Subsumption::nothing_in(const Region& region, const std::vector<Term>& in,
                             const std::vector<Term>& out, Budget& budget) {
  TextQuery query{in, out, 0, {}};
  if (region.in) query.in.push_back(*region.in);
  query.out.insert(query.out.end(), region.out.begin(), region.out.end());
  return texts_.find(query, 1, {}, budget).empty_set();
}

bool Subsumption::region(const Pair& pair, const Region& region, ShapeId wide, Budget& budget) {
  if (wide == anything) return true;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    for (const NamedShape& property : object->properties) {
      if (in_region(region, property.name, budget) && !member(pair, property.name, wide, budget)) {
        return false;
      }
    }
  }
  return unnamed(pair, region, wide, budget);
}

/// Names of the region that no part of the narrow side lists.
bool Subsumption::unnamed(const Pair& pair, const Region& region, ShapeId wide, Budget& budget) {
  const std::vector<ShapeId>& parts = facts_.conjuncts(pair.narrow);
  if (std::any_of(parts.begin(), parts.end(),
                  [&](ShapeId part) { return covered_by(part, region, wide, budget); })) {
    return true;
  }
  if (!keeps_closed(pair) || opened(pair.narrow) || has_branches(pair.narrow)) return false;
  const NameCover& declared = facts_.declared_anywhere(pair.narrow);
  if (declared.all) return false;
  // Names that are declared without a shape: required, but listed nowhere.
  for (const TextId name : declared.names) {
    if (in_region(region, name, budget) && !member(pair, name, wide, budget)) return false;
  }
  for (const ShapeId part : parts) {
    if (!shapes_[part].object) continue;
    for (const PatternShape& pattern : shapes_[part].object->patterns) {
      if (!nothing_in(region, {pattern.pattern}, {}, budget) &&
          !inside(pattern.shape, wide, false, budget)) {
        return false;
      }
    }
  }
  return true;
}

/// One part of the narrow side alone says enough about every name of the region.
bool Subsumption::covered_by(ShapeId conjunct, const Region& region, ShapeId wide, Budget& budget) {
  const auto& object = shapes_[conjunct].object;
  if (!object || (object->patterns.empty() && !object->additional)) return false;
  std::vector<Term> patterns;
  for (const PatternShape& pattern : object->patterns) {
    patterns.push_back(pattern.pattern);
    if (!inside(pattern.shape, wide, false, budget) &&
        !nothing_in(region, {pattern.pattern}, {}, budget)) {
      return false;
    }
  }
  if (object->additional && inside(*object->additional, wide, false, budget)) return true;
  return !patterns.empty() && nothing_in(region, {}, patterns, budget);
}

}  // namespace verdiff::prove
