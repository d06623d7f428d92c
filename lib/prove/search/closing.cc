// Closing a producer (design §1): which names it may send, as a filter on values.

#include "prove/shapes/evaluate.h"

#include <algorithm>

namespace verdiff::prove {

/// Adds a part that holds and every branch of it that the value satisfies. `clean`: nothing that
/// must hold around it declares a name; then a branch that declares nothing is free-form.
void Evaluator::add_held(ShapeId id, bool clean, ValueId value, Held& out, Budget& budget) {
  if (std::find(out.parts.begin(), out.parts.end(), id) != out.parts.end()) return;
  out.parts.push_back(id);
  const Shape& shape = shapes_[id];
  const auto add_branch = [&](ShapeId branch) {
    if (holds(branch, value, budget) != Truth::yes) return;
    if (clean && !facts_.declares(branch)) out.free_form = true;
    const std::vector<ShapeId>& sure = facts_.conjuncts(branch);
    const bool still_clean = clean && std::all_of(sure.begin(), sure.end(), [&](ShapeId part) {
                               return facts_.declared(part).empty();
                             });
    add_held(branch, still_clean, value, out, budget);
  };
  for (const ShapeId part : shape.all) add_held(part, clean, value, out, budget);
  for (const auto& group : shape.any) std::for_each(group.begin(), group.end(), add_branch);
  std::for_each(shape.one.begin(), shape.one.end(), add_branch);
  if (shape.conditional) {
    const bool passed = holds(shape.conditional->test, value, budget) == Truth::yes;
    if (passed) add_held(shape.conditional->test, false, value, out, budget);
    add_held(passed ? shape.conditional->then : shape.conditional->otherwise, false, value, out,
             budget);
  }
  if (!shape.object || values_.kind(value) != NodeKind::object) return;
  for (const NamedShape& dependent : shape.object->dependent_schemas) {
    if (values_.member(value, dependent.name)) {
      add_held(dependent.shape, false, value, out, budget);
    }
  }
}

Evaluator::Held Evaluator::held(const std::vector<ShapeId>& producers, ValueId value,
                                Budget& budget) {
  Held out;
  out.free_form = std::none_of(producers.begin(), producers.end(),
                               [&](ShapeId shape) { return facts_.declares(shape); });
  const bool clean = std::none_of(producers.begin(), producers.end(), [&](ShapeId producer) {
    const std::vector<ShapeId>& sure = facts_.conjuncts(producer);
    return std::any_of(sure.begin(), sure.end(),
                       [&](ShapeId part) { return !facts_.declared(part).empty(); });
  });
  for (const ShapeId producer : producers) add_held(producer, clean, value, out, budget);
  return out;
}

std::vector<ShapeId> Evaluator::member_shapes(const std::vector<ShapeId>& parts, TextId name,
                                              Budget& budget) {
  std::vector<ShapeId> out;
  std::vector<ShapeId> unevaluated;
  for (const ShapeId part : parts) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    bool found = false;
    if (const NamedShape* const property = find_property(*object, name)) {
      out.push_back(property->shape);
      found = true;
    }
    for (const PatternShape& pattern : object->patterns) {
      if (texts_.matches(pattern.pattern, values_.text(name), budget) != true) continue;
      out.push_back(pattern.shape);
      found = true;
    }
    if (!found && object->additional) out.push_back(*object->additional);
    if (object->unevaluated) unevaluated.push_back(*object->unevaluated);
  }
  return out.empty() ? unevaluated : out;
}

std::vector<ShapeId> Evaluator::item_shapes(const std::vector<ShapeId>& parts,
                                            std::size_t index) const {
  std::vector<ShapeId> out;
  for (const ShapeId part : parts) {
    const auto& array = shapes_[part].array;
    if (!array) continue;
    if (index < array->prefix.size()) {
      out.push_back(array->prefix[index]);
    } else if (array->rest) {
      out.push_back(*array->rest);
    }
  }
  return out;
}

std::vector<ShapeId> Evaluator::all_mentions(const std::vector<ShapeId>& shapes) {
  std::vector<ShapeId> out;
  for (const ShapeId shape : shapes) {
    const std::vector<ShapeId>& mentions = facts_.mentions(shape);
    out.insert(out.end(), mentions.begin(), mentions.end());
  }
  return out;
}

Truth Evaluator::closed(const std::vector<ShapeId>& producers, const std::vector<ShapeId>& others,
                        ValueId value, Budget& budget) {
  if (producers.empty()) return Truth::yes;
  if (!budget.spend()) return Truth::unknown;
  if (values_.kind(value) == NodeKind::object) {
    return closed_object(producers, others, value, budget);
  }
  if (values_.kind(value) != NodeKind::array) return Truth::yes;
  const Held held = this->held(producers, value, budget);
  const std::vector<ShapeId> mentions = all_mentions(others);
  Truth out = Truth::yes;
  const std::vector<ValueId>& items = values_.items(value);
  for (std::size_t i = 0; i < items.size() && out != Truth::no; ++i) {
    out = out & closed(item_shapes(held.parts, i), item_shapes(mentions, i), items[i], budget);
  }
  return out;
}

Truth Evaluator::closed_object(const std::vector<ShapeId>& producers,
                               const std::vector<ShapeId>& others, ValueId value, Budget& budget) {
  const Held held = this->held(producers, value, budget);
  const bool opens = std::any_of(held.parts.begin(), held.parts.end(),
                                 [&](ShapeId part) { return facts_.opens(part); });
  const std::vector<ShapeId> mentions = all_mentions(others);
  Truth out = Truth::yes;
  for (const auto& [name, member] : values_.members(value)) {
    const Truth stated = facts_.declare(held.parts, true, name, budget);
    const Truth theirs = opens ? facts_.declare(mentions, false, name, budget) : Truth::yes;
    if (stated == Truth::unknown || theirs == Truth::unknown) return Truth::unknown;
    if (!held.free_form && stated == Truth::no && theirs == Truth::yes) return Truth::no;
    out = out & closed(member_shapes(held.parts, name, budget),
                       member_shapes(mentions, name, budget), member, budget);
    if (out == Truth::no) return out;
  }
  return out;
}

}  // namespace verdiff::prove
