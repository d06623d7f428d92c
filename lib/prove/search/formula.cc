#include "prove/search/formula.h"

#include <algorithm>
#include <utility>

namespace verdiff::prove {

namespace {

using ItemKind = Item::Kind;

/// Expands one literal. Every keyword has its dual: what must hold for the negation.
class Expander {
 public:
  Expander(const Shapes& shapes, const Values& values, const Literal& literal, bool clean,
           Kind kind, const std::function<bool(ShapeId, ShapeId)>& disjoint)
      : disjoint_(disjoint),
        values_(values),
        literal_(literal),
        shape_(shapes[literal.shape]),
        clean_(clean),
        kind_(kind) {}

  Expansion expand() {
    if (literal_.positive) {
      positive();
    } else if (literal_.closed) {
      not_closed();
    } else {
      negative();
    }
    return std::move(out_);
  }

 private:
  Item item(ItemKind kind, std::uint32_t index = 0) const {
    Item out;
    out.kind = kind;
    out.literal = {literal_.shape, true, literal_.positive && literal_.closed};
    out.index = index;
    return out;
  }
  static Item named(ItemKind kind, TextId name) {
    Item out;
    out.kind = kind;
    out.name = name;
    return out;
  }
  static Item member(TextId name, ShapeId shape) {
    Item out = named(ItemKind::member, name);
    out.literal = {shape, false, false};
    return out;
  }
  /// A part that speaks of the same value and declares for the producer what this one does.
  Item part(ShapeId shape) const {
    Item out;
    out.literal = {shape, true, literal_.closed};
    return out;
  }
  Item conjunct(ShapeId shape) const {
    Item out = part(shape);
    out.clean = clean_;
    return out;
  }
  Item branch(ShapeId shape) const {
    Item out = conjunct(shape);
    out.branch = true;
    return out;
  }
  static Item holds(ShapeId shape) {
    Item out;
    out.literal = {shape, true, false};
    return out;
  }
  static Item fails(ShapeId shape) {
    Item out;
    out.literal = {shape, false, false};
    return out;
  }

  void positive() {
    if (!shape_.kinds.has(kind_)) {
      out_.possible = false;
      return;
    }
    if (shape_.obscured.has(kind_)) must(item(ItemKind::undecidable));
    positive_parts();
    for (const ShapeId all : shape_.all) must(conjunct(all));
    for (const ShapeId excluded : shape_.excluded) must(fails(excluded));
    for (const auto& group : shape_.any) {
      Clause clause{true, {}};
      for (const ShapeId option : group) clause.options.push_back({branch(option)});
      out_.clauses.push_back(std::move(clause));
    }
    if (!shape_.one.empty()) exactly_one();
    if (shape_.conditional) {
      const auto& [test, then, otherwise] = *shape_.conditional;
      out_.clauses.push_back({true, {{part(test), part(then)}, {fails(test), part(otherwise)}}});
    }
  }

  void must(Item item) { out_.items.push_back(item); }

  void positive_parts() {
    const bool number = shape_.number || shape_.integer;
    if (kind_ == Kind::number && number) must(item(ItemKind::number));
    if (kind_ == Kind::string && shape_.text) must(item(ItemKind::text));
    if (kind_ == Kind::array && shape_.array) must(item(ItemKind::array));
    if (kind_ == Kind::object && shape_.object) positive_object(*shape_.object);
  }

  void positive_object(const ObjectShape& object) {
    must(item(ItemKind::object));
    for (const TextId name : object.required) must(named(ItemKind::present, name));
    for (const DependentNames& dependent : object.dependent_required) {
      Option all;
      for (const TextId name : dependent.required) {
        if (name != dependent.name) all.push_back(named(ItemKind::present, name));
      }
      if (all.empty()) continue;
      out_.clauses.push_back({true, {{named(ItemKind::absent, dependent.name)}, std::move(all)}});
    }
    for (const NamedShape& dependent : object.dependent_schemas) {
      out_.clauses.push_back({true,
                              {{named(ItemKind::absent, dependent.name)},
                               {named(ItemKind::present, dependent.name), part(dependent.shape)}}});
    }
  }

  void exactly_one() {
    Clause clause{true, {}};
    for (std::size_t i = 0; i < shape_.one.size(); ++i) {
      Option option = {branch(shape_.one[i])};
      for (std::size_t j = 0; j < shape_.one.size(); ++j) {
        if (j != i && !disjoint_(shape_.one[i], shape_.one[j])) {
          option.push_back(fails(shape_.one[j]));
        }
      }
      clause.options.push_back(std::move(option));
    }
    out_.clauses.push_back(std::move(clause));
  }

  void negative() {
    if (!shape_.kinds.has(kind_)) return;  // holds
    if (shape_.values) {
      const bool listed =
          std::any_of(shape_.values->begin(), shape_.values->end(),
                      [&](ValueId value) { return kind_of(values_.kind(value)) == kind_; });
      if (!listed) return;
      either({item(ItemKind::differs)});
    }
    negative_scalars();
    if (kind_ == Kind::array && shape_.array) negative_array(*shape_.array);
    if (kind_ == Kind::object && shape_.object) negative_object(*shape_.object);
    negative_logic();
    if (shape_.obscured.has(kind_)) either({item(ItemKind::undecidable)});
    finish_negative();
  }

  /// It breaks the shape to the letter, or has a name that is not declared, here or further inside.
  void not_closed() {
    either({fails(literal_.shape)});
    if (kind_ == Kind::object) either({item(ItemKind::undeclared_member)});
    if (kind_ == Kind::object || kind_ == Kind::array) either({item(ItemKind::inner_not_closed)});
    finish_negative();
  }

  void either(Option option) { clause_.options.push_back(std::move(option)); }

  void finish_negative() {
    if (clause_.options.empty()) {
      out_.possible = false;
    } else if (clause_.options.size() == 1) {
      out_.items = std::move(clause_.options.front());
    } else {
      out_.clauses.push_back(std::move(clause_));
    }
  }

  void negative_scalars() {
    if (kind_ == Kind::number) {
      if (shape_.integer) either({item(ItemKind::not_integer)});
      if (shape_.number) {
        if (shape_.number->high) either({item(ItemKind::above)});
        if (shape_.number->low) either({item(ItemKind::below)});
        if (shape_.number->factor) either({item(ItemKind::not_multiple)});
      }
    }
    if (kind_ == Kind::string && shape_.text) {
      const TextShape& text = *shape_.text;
      if (text.min_length > 0) either({item(ItemKind::too_short)});
      if (text.pattern) either({item(ItemKind::no_match)});
      if (text.max_length) either({item(ItemKind::too_long)});
      for (std::uint32_t i = 0; i < text.opaque.size(); ++i) {
        either({item(ItemKind::not_opaque, i)});
      }
    }
  }

  void negative_array(const ArrayShape& array) {
    if (array.min_items > 0) either({item(ItemKind::too_few_items)});
    for (std::uint32_t i = 0; i < array.prefix.size(); ++i) {
      if (array.prefix[i] != anything) either({item(ItemKind::item_outside, i)});
    }
    if (array.rest && *array.rest != anything) either({item(ItemKind::rest_outside)});
    if (array.contains && array.min_contains > 0) either({item(ItemKind::contains_too_few)});
    if (array.contains && array.max_contains) either({item(ItemKind::contains_too_many)});
    if (array.unique) either({item(ItemKind::repeats)});
    if (array.unevaluated && *array.unevaluated != anything) {
      either({item(ItemKind::unevaluated_item)});
    }
    if (array.max_items) either({item(ItemKind::too_many_items)});
  }

  void negative_object(const ObjectShape& object) {
    for (const TextId name : object.required) either({named(ItemKind::absent, name)});
    if (object.min_properties > 0) either({item(ItemKind::too_few_members)});
    for (const NamedShape& property : object.properties) {
      if (property.shape == anything) continue;
      either({named(ItemKind::present, property.name), member(property.name, property.shape)});
    }
    for (std::uint32_t i = 0; i < object.patterns.size(); ++i) {
      if (object.patterns[i].shape != anything) either({item(ItemKind::pattern_outside, i)});
    }
    if (object.additional && *object.additional != anything) {
      either({item(ItemKind::additional_outside)});
    }
    if (object.names && *object.names != anything) either({item(ItemKind::name_outside)});
    for (const DependentNames& dependent : object.dependent_required) {
      for (const TextId name : dependent.required) {
        if (name == dependent.name) continue;
        either({named(ItemKind::present, dependent.name), named(ItemKind::absent, name)});
      }
    }
    for (const NamedShape& dependent : object.dependent_schemas) {
      either({named(ItemKind::present, dependent.name), fails(dependent.shape)});
    }
    if (object.unevaluated && *object.unevaluated != anything) {
      either({item(ItemKind::unevaluated_member)});
    }
    if (object.max_properties) either({item(ItemKind::too_many_members)});
  }

  void negative_logic() {
    for (const ShapeId all : shape_.all) either({fails(all)});
    for (const auto& group : shape_.any) {
      Option none;
      for (const ShapeId option : group) none.push_back(fails(option));
      either(std::move(none));
    }
    if (!shape_.one.empty()) {
      Option none;
      for (const ShapeId option : shape_.one) none.push_back(fails(option));
      either(std::move(none));
      for (std::size_t i = 0; i < shape_.one.size(); ++i) {
        for (std::size_t j = i + 1; j < shape_.one.size(); ++j) {
          if (disjoint_(shape_.one[i], shape_.one[j])) continue;
          either({holds(shape_.one[i]), holds(shape_.one[j])});
        }
      }
    }
    for (const ShapeId excluded : shape_.excluded) either({holds(excluded)});
    if (shape_.conditional) {
      const auto& [test, then, otherwise] = *shape_.conditional;
      if (then != anything) either({holds(test), fails(then)});
      if (otherwise != anything) either({fails(test), fails(otherwise)});
    }
  }

  const std::function<bool(ShapeId, ShapeId)>& disjoint_;
  const Values& values_;
  const Literal literal_;
  const Shape& shape_;
  const bool clean_;
  const Kind kind_;
  Expansion out_;
  Clause clause_;
};

}  // namespace

Goal goal_of(std::vector<Literal> literals) {
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  return literals;
}

Expansion expand(const Shapes& shapes, const Values& values, const Literal& literal, bool clean,
                 Kind kind, const std::function<bool(ShapeId, ShapeId)>& disjoint) {
  return Expander(shapes, values, literal, clean, kind, disjoint).expand();
}

}  // namespace verdiff::prove
