#pragma once

#include "prove/shapes/facts.h"
#include "prove/shapes/shape.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace verdiff::prove {

/// Is a value in a shape? For candidates: members of an enum, examples, and what the search has
/// put together. (What is shown to anybody is judged by the validator.)
class Evaluator {
 public:
  Evaluator(const Shapes& shapes, Values& values, Texts& texts, Facts& facts)
      : shapes_(shapes), values_(values), texts_(texts), facts_(facts) {}

  Truth holds(ShapeId shape, ValueId value, Budget& budget) {
    return holds(shape, value, nullptr, budget);
  }

  /// Given that all `producers` hold: may they, read closed together, send the value? Every name in
  /// it must be declared by a part that holds; `others` are the shapes of the other side at this
  /// value, whose names a bare `additionalProperties` does not open.
  Truth closed(const std::vector<ShapeId>& producers, const std::vector<ShapeId>& others,
               ValueId value, Budget& budget);

  /// Does the text satisfy it?
  static Truth text_holds(const Opaque& opaque, const std::string& text, Budget& budget);

 private:
  /// Which members and items are evaluated (2020-12 core §11).
  using Marks = std::vector<bool>;

  Truth holds(ShapeId shape, ValueId value, Marks* marks, Budget& budget);
  Truth number_holds(const NumberShape& shape, const Rational& value) const;
  Truth text_holds(const TextShape& shape, TextId text, Budget& budget);
  Truth array_holds(const ArrayShape& shape, ValueId value, Marks* marks, Budget& budget);
  Truth contains_holds(const ArrayShape& shape, ValueId value, Marks* marks, Budget& budget);
  Truth object_holds(const ObjectShape& shape, ValueId value, Marks* marks, Budget& budget);
  Truth member_holds(const ObjectShape& shape, TextId name, ValueId value, bool& evaluated,
                     Budget& budget);
  Truth logic_holds(const Shape& shape, ValueId value, Marks* marks, Budget& budget);
  Truth group_holds(const std::vector<ShapeId>& group, bool exactly_one, ValueId value,
                    Marks* marks, Budget& budget);
  Truth holds_alone(ShapeId shape, ValueId value, Marks* marks, Budget& budget);
  Truth unevaluated_holds(const Shape& shape, ValueId value, Marks& marks, Budget& budget);

  /// What a producer comes to for one value: the parts that hold, and whether one of them is
  /// free-form.
  struct Held {
    std::vector<ShapeId> parts;
    bool free_form = false;
  };
  Held held(const std::vector<ShapeId>& producers, ValueId value, Budget& budget);
  void add_held(ShapeId shape, bool clean, ValueId value, Held& out, Budget& budget);
  Truth closed_object(const std::vector<ShapeId>& producers, const std::vector<ShapeId>& others,
                      ValueId value, Budget& budget);
  std::vector<ShapeId> member_shapes(const std::vector<ShapeId>& parts, TextId name,
                                     Budget& budget);
  std::vector<ShapeId> item_shapes(const std::vector<ShapeId>& parts, std::size_t index) const;
  std::vector<ShapeId> all_mentions(const std::vector<ShapeId>& shapes);

  const Shapes& shapes_;
  Values& values_;
  Texts& texts_;
  Facts& facts_;
  std::uint32_t depth_ = 0;
  std::unordered_map<std::uint64_t, Truth> known_;
};

}  // namespace verdiff::prove
