#pragma once

#include "base/boxed.h"
#include "prove/inclusion.h"
#include "prove/shapes/values.h"
#include "prove/strings/automaton.h"
#include "prove/validator/format.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// What one schema object asserts, free of annotations, with its reading of tolerance and exchange
/// built in; by number. Shapes that say the same have the same number, whichever contract they come
/// from; so what both sides share is seen at once.
enum class ShapeId : std::uint32_t {};
constexpr ShapeId anything{0};
constexpr ShapeId never{1};

/// The JSON types that values are told apart by, as a set. `integer` is part of `number` here.
enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
constexpr std::size_t kind_count = 6;
class Kinds {
 public:
  constexpr Kinds() = default;
  constexpr Kinds(Kind kind)  // NOLINT: implicit
      : bits_(static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind))) {}
  static constexpr Kinds all() { return Kinds(std::uint8_t{0x3f}); }
  constexpr bool has(Kind kind) const { return (bits_ & Kinds(kind).bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr Kinds operator|(Kinds other) const {
    return Kinds(static_cast<std::uint8_t>(bits_ | other.bits_));
  }
  constexpr Kinds operator&(Kinds other) const {
    return Kinds(static_cast<std::uint8_t>(bits_ & other.bits_));
  }
  constexpr Kinds operator~() const { return Kinds(static_cast<std::uint8_t>(~bits_ & 0x3f)); }
  constexpr bool within(Kinds other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  constexpr bool operator==(const Kinds&) const = default;

 private:
  constexpr explicit Kinds(std::uint8_t bits) : bits_(bits) {}
  std::uint8_t bits_ = 0;
};
Kind kind_of(NodeKind kind);

/// Why something can't be decided about values of a kind, however the rest turns out.
struct Obstacle {
  UnknownReason reason = UnknownReason::unsupported;
  std::string detail;
  bool operator==(const Obstacle&) const = default;
};

struct NumberShape {
  std::optional<ValueId> low, high;  // numbers
  bool low_strict = false, high_strict = false;
  std::optional<ValueId> factor;  // multipleOf
  bool operator==(const NumberShape&) const = default;
};

/// A pattern that a regular engine can't say, or a format.
struct Opaque {
  TextId text{};  ///< equal texts hold equally
  const validator::StringFormat* format = nullptr;
  bool operator==(const Opaque&) const = default;
  /// Wherever this holds, the other does.
  bool implies(const Opaque& other) const {
    return text == other.text || (format != nullptr && other.format != nullptr &&
                                  validator::implies(*format, *other.format));
  }
};

struct TextShape {
  std::uint64_t min_length = 0;
  std::optional<std::uint64_t> max_length;
  std::optional<Term> pattern;
  std::vector<Opaque> opaque;
  bool operator==(const TextShape&) const = default;
};

struct ArrayShape {
  std::vector<ShapeId> prefix;
  /// Behind the prefix; nullopt: not stated, which evaluates nothing.
  std::optional<ShapeId> rest;
  std::optional<ShapeId> contains;
  std::uint64_t min_contains = 1;
  std::optional<std::uint64_t> max_contains;
  bool contains_evaluates = false;  // 2020-12 core §10.3.1.3
  std::uint64_t min_items = 0;
  std::optional<std::uint64_t> max_items;
  bool unique = false;
  std::optional<ShapeId> unevaluated;
  bool operator==(const ArrayShape&) const = default;
};

struct NamedShape {
  TextId name;
  ShapeId shape;
  bool operator==(const NamedShape&) const = default;
};
struct PatternShape {
  Term pattern;
  ShapeId shape;
  bool operator==(const PatternShape&) const = default;
};
struct DependentNames {
  TextId name;
  std::vector<TextId> required;
  bool operator==(const DependentNames&) const = default;
};

struct ObjectShape {
  std::vector<NamedShape> properties;  // sorted by name
  std::vector<PatternShape> patterns;
  std::optional<ShapeId> additional;
  std::optional<ShapeId> names;
  std::vector<TextId> required;  // sorted
  std::vector<DependentNames> dependent_required;
  std::vector<NamedShape> dependent_schemas;
  std::uint64_t min_properties = 0;
  std::optional<std::uint64_t> max_properties;
  std::optional<ShapeId> unevaluated;
  /// Names that the schema declares without asserting anything: the discriminator's.
  std::vector<TextId> mentioned;
  bool operator==(const ObjectShape&) const = default;
};

/// Is the name in a sorted list?
inline bool has_name(const std::vector<TextId>& names, TextId name) {
  return std::binary_search(names.begin(), names.end(), name);
}

/// nullptr: the shape lists no property of that name.
const NamedShape* find_property(const ObjectShape& object, TextId name);

struct Conditional {
  ShapeId test = anything, then = anything, otherwise = anything;
  bool operator==(const Conditional&) const = default;
};

struct Shape {
  Kinds kinds = Kinds::all();
  bool integer = false;                        // of numbers, only integers
  std::optional<std::vector<ValueId>> values;  // const, enum: sorted
  Boxed<NumberShape> number;
  Boxed<TextShape> text;
  Boxed<ArrayShape> array;
  Boxed<ObjectShape> object;
  std::vector<ShapeId> all;
  std::vector<std::vector<ShapeId>> any;
  std::vector<ShapeId> one;
  std::vector<ShapeId> excluded;  // not
  std::optional<Conditional> conditional;
  /// What can't be decided about values of some kinds.
  Kinds obscured;
  std::optional<Obstacle> obstacle;

  bool operator==(const Shape&) const = default;
};

/// Calls `visit(ShapeId&)` for every shape inside `shape`, in a fixed order. Const or not.
template <class AnyShape, class Visit>
void each_part(AnyShape& shape, Visit visit) {
  const auto list = [&](auto& shapes) {
    for (auto& part : shapes) visit(part);
  };
  const auto maybe = [&](auto& part) {
    if (part) visit(*part);
  };
  if (shape.array) {
    list(shape.array->prefix);
    maybe(shape.array->rest);
    maybe(shape.array->contains);
    maybe(shape.array->unevaluated);
  }
  if (shape.object) {
    for (auto& property : shape.object->properties) visit(property.shape);
    for (auto& pattern : shape.object->patterns) visit(pattern.shape);
    maybe(shape.object->additional);
    maybe(shape.object->names);
    for (auto& dependent : shape.object->dependent_schemas) visit(dependent.shape);
    maybe(shape.object->unevaluated);
  }
  list(shape.all);
  for (auto& group : shape.any) list(group);
  list(shape.one);
  list(shape.excluded);
  if (shape.conditional) {
    visit(shape.conditional->test);
    visit(shape.conditional->then);
    visit(shape.conditional->otherwise);
  }
}

/// The shapes of one prover.
class Shapes {
 public:
  Shapes();

  const Shape& operator[](ShapeId id) const { return shapes_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return shapes_.size(); }

  /// The number of a shape whose parts all have numbers: an old one if there is one that says the
  /// same.
  ShapeId intern(Shape shape);

  /// Numbers for shapes that refer to each other in a cycle. In them the part `first_draft + i`
  /// stands for the i-th of these shapes. Old numbers if equal cycles are known.
  std::vector<ShapeId> intern_cycle(std::vector<Shape> cycle);
  static constexpr std::uint32_t first_draft = 0x8000'0000;

 private:
  ShapeId add(Shape shape, std::uint64_t hash);
  bool same_cycle(const std::vector<Shape>& cycle, ShapeId candidate,
                  std::vector<ShapeId>& numbers) const;

  std::deque<Shape> shapes_;
  std::unordered_multimap<std::uint64_t, ShapeId> by_hash_;
};

}  // namespace verdiff::prove
