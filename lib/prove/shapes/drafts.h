#pragma once

#include "prove/shapes/shape.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace verdiff::prove {

/// A draft is a shape whose parts may be drafts themselves. It gets its number once its cycle is
/// known (lower.h, shape.h).
inline bool is_draft(ShapeId id) {
  return static_cast<std::uint32_t>(id) >= Shapes::first_draft;
}
inline std::size_t draft_index(ShapeId id) {
  return static_cast<std::uint32_t>(id) - Shapes::first_draft;
}

/// Drafts that lead to each other, grouped: a group after all those that it leads to.
std::vector<std::vector<std::size_t>> components(const std::vector<Shape>& drafts);

}  // namespace verdiff::prove
