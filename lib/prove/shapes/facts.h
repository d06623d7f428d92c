#pragma once

#include "prove/shapes/shape.h"
#include "prove/shapes/truth.h"

#include <deque>
#include <optional>
#include <vector>

namespace verdiff::prove {

/// Property names as a set: some by name, some by pattern, or all.
struct NameCover {
  std::vector<TextId> names;  // sorted
  std::vector<Term> patterns;
  bool all = false;

  bool empty() const { return names.empty() && patterns.empty() && !all; }
  void add(const NameCover& other);
};

/// A property whose values a shape lists: what tells the branches of a union apart.
struct Tag {
  TextId name{};
  bool required = false;
  std::vector<ValueId> values;  // sorted: the property, if present, has one of them
};

/// What can be seen of a shape without search, each fact worked out once.
class Facts {
 public:
  Facts(const Shapes& shapes, const Values& values, Texts& texts)
      : shapes_(shapes), values_(values), texts_(texts) {}

  /// The shape and everything that it conjoins, transitively.
  const std::vector<ShapeId>& conjuncts(ShapeId shape);
  /// The shape and everything that it says, in any branch, about the same value; `excluded` parts
  /// too if asked for.
  const std::vector<ShapeId>& mentions(ShapeId shape);
  /// Kinds of which it may have values: never too few.
  Kinds kinds(ShapeId shape);
  /// A finite list that holds all its values, if one is plain to see.
  const std::optional<std::vector<ValueId>>& finite(ShapeId shape);

  /// Some value is plain to see: one that a producer may send, closed or not, since it has no names
  /// but what the shape declares. false: there may be none.
  bool plainly_inhabited(ShapeId shape);

  /// The properties whose values are listed for every object of the shape, sorted by name: in what
  /// it conjoins, or in all branches of a union.
  const std::vector<Tag>& tags(ShapeId shape);

  /// The names that one shape alone declares (design §1): a producer that is read closed may send
  /// them. `additionalProperties: true` declares nothing, and `false` neither.
  const NameCover& declared(ShapeId shape);
  /// It opens a producer to the names that the other side does not declare: a bare
  /// `additionalProperties` or `unevaluatedProperties`, stated.
  bool opens(ShapeId shape) const;
  /// Any of `mentions` declares a name.
  bool declares(ShapeId shape);
  /// All names that any of `mentions` declares.
  const NameCover& declared_anywhere(ShapeId shape);
  /// The names that one shape alone evaluates (2020-12 core §11.3), `unevaluatedProperties` apart.
  NameCover evaluated(ShapeId shape) const;

  /// Does the cover have that name? nullopt past the budget.
  std::optional<bool> covers(const NameCover& cover, TextId name, Budget& budget);
  /// Does one of the shapes declare it? `openly`: by a schema for all further properties, too.
  Truth declare(const std::vector<ShapeId>& shapes, bool openly, TextId name, Budget& budget);

 private:
  struct Row {
    std::optional<std::vector<ShapeId>> conjuncts, mentions;
    std::optional<Kinds> kinds;
    bool in_progress = false;
    bool finite_known = false;
    std::optional<std::vector<ValueId>> finite;
    bool tags_known = false;
    std::vector<Tag> tags;
    std::optional<NameCover> declared, declared_anywhere;
    std::optional<bool> declares;
    std::optional<bool> inhabited;
  };
  std::optional<bool> lists(const NameCover& cover, TextId name, Budget& budget);
  Row& row(ShapeId shape);
  std::vector<Tag> stated_tags(ShapeId shape);
  bool has_plain_value(const Shape& shape);

  const Shapes& shapes_;
  const Values& values_;
  Texts& texts_;
  int depth_ = 0;
  std::deque<Row> rows_;  // by shape; references stay valid
};

}  // namespace verdiff::prove
