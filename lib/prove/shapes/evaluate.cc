#include "prove/shapes/evaluate.h"

#include <algorithm>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t max_depth = 600;

std::size_t parts_of(const Values& values, ValueId value) {
  switch (values.kind(value)) {
    case NodeKind::array:
      return values.items(value).size();
    case NodeKind::object:
      return values.members(value).size();
    default:
      return 0;
  }
}

void merge(std::vector<bool>& into, const std::vector<bool>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = into[i] || from[i];
}

}  // namespace

Truth Evaluator::holds(ShapeId id, ValueId value, Marks* marks, Budget& budget) {
  if (id == anything) return Truth::yes;
  if (id == never) return Truth::no;
  if (!budget.spend() || depth_ == max_depth) return Truth::unknown;
  const std::uint64_t key =
      static_cast<std::uint64_t>(id) << 32 | static_cast<std::uint64_t>(value);
  if (marks == nullptr) {
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
  }
  const Shape& shape = shapes_[id];
  const Kind kind = kind_of(values_.kind(value));
  if (!shape.kinds.has(kind)) return Truth::no;
  ++depth_;
  Truth out = shape.obscured.has(kind) ? Truth::unknown : Truth::yes;
  if (shape.values) {
    out = out & truth(std::binary_search(shape.values->begin(), shape.values->end(), value));
  }
  if (kind == Kind::number && shape.integer)
    out = out & truth(values_.number(value).get_den() == 1);
  const bool has_unevaluated =
      (shape.array && shape.array->unevaluated) || (shape.object && shape.object->unevaluated);
  Marks own;
  if (has_unevaluated) own.resize(parts_of(values_, value));
  Marks* const inner = has_unevaluated ? &own : marks;
  if (kind == Kind::number && shape.number) {
    out = out & number_holds(*shape.number, values_.number(value));
  }
  if (kind == Kind::string && shape.text) {
    out = out & text_holds(*shape.text, values_.text(value), budget);
  }
  if (kind == Kind::array && shape.array && out != Truth::no) {
    out = out & array_holds(*shape.array, value, inner, budget);
  }
  if (kind == Kind::object && shape.object && out != Truth::no) {
    out = out & object_holds(*shape.object, value, inner, budget);
  }
  if (out != Truth::no) out = out & logic_holds(shape, value, inner, budget);
  if (out != Truth::no && has_unevaluated) out = out & unevaluated_holds(shape, value, own, budget);
  if (has_unevaluated && marks != nullptr) merge(*marks, own);
  --depth_;
  if (marks == nullptr && !budget.spent() && out != Truth::unknown) known_.emplace(key, out);
  return out;
}

Truth Evaluator::number_holds(const NumberShape& shape, const Rational& value) const {
  if (shape.low) {
    const Rational& low = values_.number(*shape.low);
    if (shape.low_strict ? value <= low : value < low) return Truth::no;
  }
  if (shape.high) {
    const Rational& high = values_.number(*shape.high);
    if (shape.high_strict ? value >= high : value > high) return Truth::no;
  }
  if (shape.factor && !is_multiple_of(value, values_.number(*shape.factor))) return Truth::no;
  return Truth::yes;
}

Truth Evaluator::text_holds(const TextShape& shape, TextId text, Budget& budget) {
  const std::uint64_t length = values_.length(text);
  if (length < shape.min_length || (shape.max_length && length > *shape.max_length)) {
    return Truth::no;
  }
  if (shape.pattern) {
    const std::optional<bool> matched = texts_.matches(*shape.pattern, values_.text(text), budget);
    if (matched == false) return Truth::no;
    if (!matched) return Truth::unknown;
  }
  Truth out = Truth::yes;
  for (const Opaque& opaque : shape.opaque) {
    out = out & text_holds(opaque, values_.text(text), budget);
  }
  return out;
}

Truth Evaluator::text_holds(const Opaque& opaque, const std::string& text, Budget& budget) {
  if (opaque.format == nullptr || !budget.spend(1 + text.size())) return Truth::unknown;
  const std::optional<bool> holds = opaque.format->holds(text);
  return holds ? truth(*holds) : Truth::unknown;
}

Truth Evaluator::array_holds(const ArrayShape& shape, ValueId value, Marks* marks, Budget& budget) {
  const std::vector<ValueId>& items = values_.items(value);
  if (items.size() < shape.min_items || (shape.max_items && items.size() > *shape.max_items)) {
    return Truth::no;
  }
  if (shape.unique) {
    std::vector<ValueId> sorted = items;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return Truth::no;
  }
  Truth out = Truth::yes;
  for (std::size_t i = 0; i < items.size() && out != Truth::no; ++i) {
    const bool in_prefix = i < shape.prefix.size();
    if (!in_prefix && !shape.rest) break;
    out = out & holds(in_prefix ? shape.prefix[i] : *shape.rest, items[i], budget);
    if (marks != nullptr) (*marks)[i] = true;
  }
  return shape.contains ? out & contains_holds(shape, value, marks, budget) : out;
}

Truth Evaluator::contains_holds(const ArrayShape& shape, ValueId value, Marks* marks,
                                Budget& budget) {
  const std::vector<ValueId>& items = values_.items(value);
  std::uint64_t sure = 0;
  std::uint64_t possible = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Truth matched = holds(*shape.contains, items[i], budget);
    if (matched == Truth::yes) ++sure;
    if (matched != Truth::no) ++possible;
    // An item that may match counts as evaluated: whoever asks learns from `sure` that nothing is
    // certain.
    if (marks != nullptr && shape.contains_evaluates && matched != Truth::no) (*marks)[i] = true;
  }
  if (possible < shape.min_contains) return Truth::no;
  if (shape.max_contains && sure > *shape.max_contains) return Truth::no;
  if (marks != nullptr && sure != possible) return Truth::unknown;
  const bool certain =
      sure >= shape.min_contains && (!shape.max_contains || possible <= *shape.max_contains);
  return certain ? Truth::yes : Truth::unknown;
}

Truth Evaluator::member_holds(const ObjectShape& shape, TextId name, ValueId value, bool& evaluated,
                              Budget& budget) {
  Truth out = Truth::yes;
  if (const NamedShape* const property = find_property(shape, name)) {
    evaluated = true;
    out = out & holds(property->shape, value, budget);
  }
  for (const PatternShape& pattern : shape.patterns) {
    const std::optional<bool> matched = texts_.matches(pattern.pattern, values_.text(name), budget);
    if (!matched) return Truth::unknown;
    if (!*matched) continue;
    evaluated = true;
    out = out & holds(pattern.shape, value, budget);
  }
  if (evaluated || !shape.additional) return out;
  evaluated = true;
  return out & holds(*shape.additional, value, budget);
}

Truth Evaluator::object_holds(const ObjectShape& shape, ValueId value, Marks* marks,
                              Budget& budget) {
  const MemberIds& members = values_.members(value);
  const auto has = [&](TextId name) { return values_.member(value, name).has_value(); };
  const auto has_all = [&](const std::vector<TextId>& names) {
    return std::all_of(names.begin(), names.end(), has);
  };
  if (members.size() < shape.min_properties ||
      (shape.max_properties && members.size() > *shape.max_properties) ||
      !has_all(shape.required)) {
    return Truth::no;
  }
  for (const DependentNames& dependent : shape.dependent_required) {
    if (has(dependent.name) && !has_all(dependent.required)) return Truth::no;
  }
  Truth out = Truth::yes;
  for (std::size_t i = 0; i < members.size() && out != Truth::no; ++i) {
    bool evaluated = false;
    out = out & member_holds(shape, members[i].first, members[i].second, evaluated, budget);
    if (marks != nullptr && evaluated) (*marks)[i] = true;
    if (shape.names) {
      out = out & holds(*shape.names, values_.string(members[i].first), budget);
    }
  }
  for (const NamedShape& dependent : shape.dependent_schemas) {
    if (out == Truth::no) break;
    if (has(dependent.name)) out = out & holds(dependent.shape, value, marks, budget);
  }
  return out;
}

/// Marks only what a part evaluates that holds.
Truth Evaluator::holds_alone(ShapeId shape, ValueId value, Marks* marks, Budget& budget) {
  if (marks == nullptr) return holds(shape, value, nullptr, budget);
  Marks own(marks->size());
  const Truth out = holds(shape, value, &own, budget);
  if (out == Truth::yes) merge(*marks, own);
  return out;
}

Truth Evaluator::group_holds(const std::vector<ShapeId>& group, bool exactly_one, ValueId value,
                             Marks* marks, Budget& budget) {
  std::size_t sure = 0;
  std::size_t possible = 0;
  for (const ShapeId part : group) {
    const Truth held = holds_alone(part, value, marks, budget);
    if (held == Truth::yes) ++sure;
    if (held != Truth::no) ++possible;
    if (held == Truth::yes && !exactly_one && marks == nullptr) return Truth::yes;
    if (exactly_one && sure == 2) return Truth::no;
  }
  if (possible == 0) return Truth::no;
  if (sure != possible && (marks != nullptr || exactly_one)) return Truth::unknown;
  return sure > 0 ? Truth::yes : Truth::unknown;
}

Truth Evaluator::logic_holds(const Shape& shape, ValueId value, Marks* marks, Budget& budget) {
  Truth out = Truth::yes;
  for (const ShapeId part : shape.all) {
    if (out != Truth::no) out = out & holds(part, value, marks, budget);
  }
  for (const auto& group : shape.any) {
    if (out != Truth::no) out = out & group_holds(group, false, value, marks, budget);
  }
  if (!shape.one.empty() && out != Truth::no) {
    out = out & group_holds(shape.one, true, value, marks, budget);
  }
  for (const ShapeId part : shape.excluded) {
    if (out != Truth::no) out = out & !holds(part, value, nullptr, budget);
  }
  if (shape.conditional && out != Truth::no) {
    const Truth test = holds_alone(shape.conditional->test, value, marks, budget);
    if (test == Truth::unknown) return Truth::unknown;
    const bool passed = test == Truth::yes;
    out = out & holds(passed ? shape.conditional->then : shape.conditional->otherwise, value, marks,
                      budget);
  }
  return out;
}

Truth Evaluator::unevaluated_holds(const Shape& shape, ValueId value, Marks& marks,
                                   Budget& budget) {
  Truth out = Truth::yes;
  if (values_.kind(value) == NodeKind::object && shape.object && shape.object->unevaluated) {
    const MemberIds& members = values_.members(value);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (marks[i]) continue;
      out = out & holds(*shape.object->unevaluated, members[i].second, budget);
      marks[i] = true;
    }
  }
  if (values_.kind(value) == NodeKind::array && shape.array && shape.array->unevaluated) {
    const std::vector<ValueId>& items = values_.items(value);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (marks[i]) continue;
      out = out & holds(*shape.array->unevaluated, items[i], budget);
      marks[i] = true;
    }
  }
  return out;
}

}  // namespace verdiff::prove
