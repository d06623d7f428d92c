#include "prove/shapes/shape.h"

#include "base/hash.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr ShapeId no_part{0xFFFF'FFFF};

bool is_draft(ShapeId id) {
  return static_cast<std::uint32_t>(id) >= Shapes::first_draft && id != no_part;
}
std::size_t draft_index(ShapeId id) {
  return static_cast<std::uint32_t>(id) - Shapes::first_draft;
}

/// Of everything but the parts, coarsely, and of the parts through `part_hash`.
template <class PartHash>
std::uint64_t hash_of(const Shape& shape, PartHash part_hash) {
  std::uint64_t out = combine(shape.kinds.bits(), shape.integer ? 1 : 0);
  const auto mix = [&out](auto value) { out = combine(out, static_cast<std::uint64_t>(value)); };
  if (shape.values) {
    for (const ValueId value : *shape.values) mix(value);
  }
  if (shape.number) {
    mix(shape.number->low.value_or(ValueId{0}));
    mix(shape.number->high.value_or(ValueId{0}));
    mix(shape.number->factor.value_or(ValueId{0}));
  }
  if (shape.text) {
    mix(shape.text->min_length);
    mix(shape.text->max_length.value_or(0));
    if (shape.text->pattern) mix(*shape.text->pattern);
  }
  if (shape.array) mix(shape.array->min_items + 7 * shape.array->max_items.value_or(0));
  if (shape.object) {
    for (const NamedShape& property : shape.object->properties) mix(property.name);
    for (const PatternShape& pattern : shape.object->patterns) mix(pattern.pattern);
    for (const TextId name : shape.object->required) mix(name);
  }
  each_part(shape, [&](const ShapeId& part) { out = combine(out, part_hash(part)); });
  return out;
}

Shape without_parts(Shape shape) {
  each_part(shape, [](ShapeId& part) { part = no_part; });
  return shape;
}

std::vector<ShapeId> parts_of(const Shape& shape) {
  std::vector<ShapeId> out;
  each_part(shape, [&](const ShapeId& part) { out.push_back(part); });
  return out;
}

}  // namespace

const NamedShape* find_property(const ObjectShape& object, TextId name) {
  const auto at =
      std::lower_bound(object.properties.begin(), object.properties.end(), name,
                       [](const NamedShape& entry, TextId wanted) { return entry.name < wanted; });
  return at != object.properties.end() && at->name == name ? &*at : nullptr;
}

Kind kind_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::null:
      return Kind::null;
    case NodeKind::boolean:
      return Kind::boolean;
    case NodeKind::number:
      return Kind::number;
    case NodeKind::string:
      return Kind::string;
    case NodeKind::array:
      return Kind::array;
    case NodeKind::object:
      return Kind::object;
  }
  return Kind::null;
}

Shapes::Shapes() {
  intern(Shape{});
  Shape none;
  none.kinds = Kinds();
  intern(std::move(none));
}

ShapeId Shapes::add(Shape shape, std::uint64_t hash) {
  const ShapeId id{static_cast<std::uint32_t>(shapes_.size())};
  shapes_.push_back(std::move(shape));
  by_hash_.emplace(hash, id);
  return id;
}

ShapeId Shapes::intern(Shape shape) {
  const std::uint64_t hash =
      hash_of(shape, [](ShapeId part) { return static_cast<std::uint64_t>(part); });
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    if ((*this)[it->second] == shape) return it->second;
  }
  return add(std::move(shape), hash);
}

/// Walks both cycles side by side from the first shape: a bisimulation, since every shape of the
/// cycle is reached from every other.
bool Shapes::same_cycle(const std::vector<Shape>& cycle, ShapeId candidate,
                        std::vector<ShapeId>& numbers) const {
  numbers.assign(cycle.size(), no_part);
  numbers[0] = candidate;
  std::vector<std::size_t> open = {0};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    const Shape& one = cycle[at];
    const Shape& other = (*this)[numbers[at]];
    const std::vector<ShapeId> parts = parts_of(one);
    const std::vector<ShapeId> others = parts_of(other);
    if (parts.size() != others.size() || !(without_parts(one) == without_parts(other)))
      return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!is_draft(parts[i])) {
        if (parts[i] != others[i]) return false;
        continue;
      }
      ShapeId& number = numbers[draft_index(parts[i])];
      if (number == no_part) {
        number = others[i];
        open.push_back(draft_index(parts[i]));
      } else if (number != others[i]) {
        return false;
      }
    }
  }
  return true;
}

std::vector<ShapeId> Shapes::intern_cycle(std::vector<Shape> cycle) {
  // A few rounds tell nearly all different cycles apart; equal hashes are compared anyway.
  std::vector<std::uint64_t> hashes(cycle.size(), 0);
  for (int round = 0; round < 3; ++round) {
    std::vector<std::uint64_t> next(cycle.size());
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      next[i] = hash_of(cycle[i], [&](ShapeId part) {
        return is_draft(part) ? hashes[draft_index(part)] : static_cast<std::uint64_t>(part);
      });
    }
    hashes = std::move(next);
  }
  std::vector<ShapeId> numbers;
  const auto [first, last] = by_hash_.equal_range(hashes[0]);
  for (auto it = first; it != last; ++it) {
    if (same_cycle(cycle, it->second, numbers)) return numbers;
  }
  numbers.clear();
  for (std::size_t i = 0; i < cycle.size(); ++i) numbers.push_back(add(Shape{}, hashes[i]));
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    each_part(cycle[i], [&](ShapeId& part) {
      if (is_draft(part)) part = numbers[draft_index(part)];
    });
    shapes_[static_cast<std::size_t>(numbers[i])] = std::move(cycle[i]);
  }
  return numbers;
}

}  // namespace verdiff::prove
