#pragma once

#include "prove/shapes/shape.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace verdiff::prove {

/// A shape that must hold, or must not, for one value.
struct Literal {
  ShapeId shape{};
  bool positive = true;
  /// Positive: the shape is (a part of) what a closed producer says about the value; with the
  /// others of its kind it says which names the value may have. Negative: the value is not one that
  /// the shape, read closed by itself, allows.
  bool closed = false;

  auto operator<=>(const Literal&) const = default;
};

/// What one value must satisfy: sorted, each literal once.
using Goal = std::vector<Literal>;
Goal goal_of(std::vector<Literal> literals);

/// One requirement on a value whose kind is known. Most refer to a keyword of a shape: `shape`, and
/// `index` where the keyword has several parts.
struct Item {
  enum class Kind : std::uint8_t {
    literal,
    undecidable,  ///< the obstacle of `shape`
    differs,      ///< is none of the values of `shape`

    number,        ///< all that `shape` says about numbers
    below,         ///< under its lower bound
    above,         ///< over its upper bound
    not_multiple,  ///< of its multipleOf
    not_integer,

    text,        ///< all that `shape` says about strings
    too_short,   ///< for its minLength
    too_long,    ///< for its maxLength
    no_match,    ///< of its pattern
    not_opaque,  ///< the opaque pattern or format at `index` does not hold

    array,              ///< all that `shape` says about items and counts
    too_few_items,      ///< for its minItems
    too_many_items,     ///< for its maxItems
    repeats,            ///< has an item twice
    item_outside,       ///< the item at `index` is there and not in its prefix schema
    rest_outside,       ///< some item behind the prefix is not in its items schema
    contains_too_few,   ///< fewer than minContains
    contains_too_many,  ///< more than maxContains
    unevaluated_item,   ///< some item that nothing evaluates is not in unevaluatedItems

    object,              ///< all that `shape` says about members and counts
    present,             ///< has the property `name`
    absent,              ///< does not
    member,              ///< the property `name`, if present, satisfies `literal`
    too_few_members,     ///< for its minProperties
    too_many_members,    ///< for its maxProperties
    pattern_outside,     ///< some property matches the pattern at `index` and not its schema
    additional_outside,  ///< some further property is not in additionalProperties
    name_outside,        ///< some name is not in propertyNames
    unevaluated_member,  ///< some property that nothing evaluates is not in unevaluatedProperties

    undeclared_member,  ///< some property that nothing in `shape` declares
    inner_not_closed,   ///< some item or property is not what `shape`, read closed, allows there
  };

  Kind kind = Kind::literal;
  Literal literal;  ///< literal, member; else its shape alone counts, and `closed`
  TextId name{};    ///< present, absent, member
  std::uint32_t index = 0;
  /// literal, closed: nothing that must hold around it declares a name. Then a `branch` of the
  /// producer that declares nothing either is free-form (design §1).
  bool clean = false;
  bool branch = false;

  bool operator==(const Item&) const = default;
};

/// One way to satisfy a clause: all of its items.
using Option = std::vector<Item>;

/// At least one option must hold. `positive`: a union that a shape states, to be branched on before
/// those that come from a negation.
struct Clause {
  bool positive = false;
  std::vector<Option> options;
};

/// What a literal comes to for values of one kind: items that must all hold, and clauses.
struct Expansion {
  bool possible = true;
  std::vector<Item> items;
  std::vector<Clause> clauses;
};
/// `clean`: the literal is closed and nothing that must hold around it declares a name. `disjoint`
/// tells branches of a oneOf that can't hold together: nothing more is said of two of them.
Expansion expand(const Shapes& shapes, const Values& values, const Literal& literal, bool clean,
                 Kind kind, const std::function<bool(ShapeId, ShapeId)>& disjoint);

}  // namespace verdiff::prove
