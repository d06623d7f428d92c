#include "prove/shapes/facts.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr int max_depth = 200;

bool admits_a_text(const Shape& shape) {
  const TextShape* const text = shape.text ? &*shape.text : nullptr;
  if (text == nullptr) return true;
  return !text->pattern && text->opaque.empty() &&
         text->min_length <= text->max_length.value_or(text->min_length);
}

bool admits_the_empty_array(const Shape& shape) {
  return !shape.array || (shape.array->min_items == 0 && !shape.array->contains);
}

bool asks_for_members_only(const ObjectShape& object) {
  return object.patterns.empty() && !object.names && object.dependent_required.empty() &&
         object.dependent_schemas.empty() && object.min_properties <= object.required.size() &&
         object.max_properties.value_or(object.required.size()) >= object.required.size();
}

bool is_composed(const Shape& shape) {
  return !shape.all.empty() || !shape.any.empty() || !shape.one.empty() ||
         !shape.excluded.empty() || shape.conditional;
}

bool asks_of_a_kind(const Shape& shape) {
  return shape.integer || shape.number || shape.text || shape.array || shape.object;
}

/// Nothing but one union.
bool is_union(const Shape& shape) {
  return !shape.values && shape.all.empty() && shape.any.size() == 1 && shape.one.empty() &&
         shape.excluded.empty() && !shape.conditional && shape.kinds == Kinds::all() &&
         !asks_of_a_kind(shape);
}

}  // namespace

bool Facts::plainly_inhabited(ShapeId shape) {
  Row& row = this->row(shape);
  if (row.inhabited) return *row.inhabited;
  if (depth_ >= max_depth) return false;
  row.inhabited = false;  // until a value is found that does not hold itself
  ++depth_;
  row.inhabited = has_plain_value(shapes_[shape]);
  --depth_;
  return *row.inhabited;
}

bool Facts::has_plain_value(const Shape& shape) {
  if (!shape.obscured.empty() || shape.obstacle) return false;
  if (is_union(shape)) {
    return std::any_of(shape.any.front().begin(), shape.any.front().end(),
                       [&](ShapeId branch) { return plainly_inhabited(branch); });
  }
  if (is_composed(shape)) return false;
  if (shape.values) {
    return !asks_of_a_kind(shape) &&
           std::any_of(shape.values->begin(), shape.values->end(), [&](ValueId value) {
             return shape.kinds.has(kind_of(values_.kind(value)));
           });
  }
  if (shape.kinds.has(Kind::null) || shape.kinds.has(Kind::boolean)) return true;
  if (shape.kinds.has(Kind::number) && !shape.number) return true;
  if (shape.kinds.has(Kind::string) && admits_a_text(shape)) return true;
  if (shape.kinds.has(Kind::array) && admits_the_empty_array(shape)) return true;
  if (!shape.kinds.has(Kind::object)) return false;
  if (!shape.object) return true;
  if (!asks_for_members_only(*shape.object)) return false;
  const std::vector<TextId>& required = shape.object->required;
  return std::all_of(required.begin(), required.end(), [&](TextId name) {
    const NamedShape* const property = find_property(*shape.object, name);
    return property != nullptr && plainly_inhabited(property->shape);
  });
}

}  // namespace verdiff::prove
