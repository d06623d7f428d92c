#pragma once

#include "prove/shapes/evaluate.h"
#include "prove/shapes/facts.h"
#include "prove/shapes/shape.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// Structural simulation: is every value of `narrow` one of `wide`, because each keyword of `wide`
/// follows from what `narrow` says about the same thing? Sound and cheap (one visit a pair of
/// shapes), not complete: "no" only means that this is no proof.
///
/// Recursive shapes are compared by coinduction: a pair that is met again below itself holds, if a
/// step into the value lies between. What was concluded from such a pair is kept only when the pair
/// itself has come out true.
///
/// `closed`: `narrow` alone is all that the producer says about the value, and is read closed.
class Subsumption {
 public:
  Subsumption(const Shapes& shapes, Values& values, Texts& texts, Facts& facts,
              Evaluator& evaluator)
      : shapes_(shapes), values_(values), texts_(texts), facts_(facts), evaluator_(evaluator) {}

  bool holds(ShapeId narrow, ShapeId wide, bool closed, Budget& budget);
  /// No value is in both: sound, not complete.
  bool disjoint(ShapeId one, ShapeId other, Budget& budget) {
    return separation(one, other, budget) != Separation::none;
  }
  /// Disjoint by kind or by the values of a property: not because one of them says so itself, by a
  /// `not` or a `oneOf`.
  bool apart(ShapeId one, ShapeId other, Budget& budget) {
    return separation(one, other, budget) == Separation::apart;
  }

 private:
  enum class State : std::uint8_t { open, assumed, yes, no };
  struct Entry {
    State state = State::open;
    std::uint32_t depth = 0;     // open: place on the stack; assumed: the outermost it relies on
    std::uint32_t consumed = 0;  // open: steps into the value before it
  };
  struct Pair {
    ShapeId narrow, wide;
    bool closed;
  };
  /// Names: of a pattern or all, without some patterns and some names.
  struct Region {
    std::optional<Term> in;
    std::vector<Term> out;
    std::vector<TextId> out_names;
  };

  void begin();
  bool compare(const Pair& pair, Budget& budget);
  bool prove(const Pair& pair, Budget& budget);
  bool inside(ShapeId narrow, ShapeId wide, bool closed, Budget& budget);
  bool finite_within(const std::vector<ValueId>& values, const Pair& pair, Budget& budget);
  bool keywords(const Pair& pair, Budget& budget);
  bool branches(const Pair& pair, Budget& budget);

  bool logic(const Pair& pair, Budget& budget);
  bool some_branch(const Pair& pair, const std::vector<ShapeId>& group, Budget& budget);
  bool one_branch(const Pair& pair, Budget& budget);
  bool conditional(const Pair& pair, Budget& budget);
  enum class Separation : std::uint8_t { none, stated, apart };
  Separation separation(ShapeId one, ShapeId other, Budget& budget);
  bool excludes(ShapeId narrow, ShapeId excluded, Budget& budget);
  bool differ(ShapeId narrow, ShapeId excluded, Budget& budget);
  bool tagged_apart(ShapeId one, ShapeId other);
  bool discriminated(ShapeId narrow, ShapeId excluded, Budget& budget);

  bool numbers(const Pair& pair);
  bool texts(const Pair& pair, Budget& budget);
  bool arrays(const Pair& pair, Budget& budget);
  bool contains(const Pair& pair, Budget& budget);
  bool item(const Pair& pair, std::size_t index, ShapeId wide, Budget& budget);

  bool objects(const Pair& pair, Budget& budget);
  bool counts(const Pair& pair, Budget& budget);
  bool dependents(const Pair& pair, Budget& budget);
  bool property_names(const Pair& pair, Budget& budget);
  bool members(const Pair& pair, Budget& budget);
  bool member(const Pair& pair, TextId name, ShapeId wide, Budget& budget);
  bool region(const Pair& pair, const Region& region, ShapeId wide, Budget& budget);
  bool unnamed(const Pair& pair, const Region& region, ShapeId wide, Budget& budget);
  bool covered_by(ShapeId conjunct, const Region& region, ShapeId wide, Budget& budget);
  bool in_region(const Region& region, TextId name, Budget& budget);
  bool nothing_in(const Region& region, const std::vector<Term>& in, const std::vector<Term>& out,
                  Budget& budget);
  bool opened(ShapeId shape);
  bool keeps_closed(const Pair& pair);
  bool has_branches(ShapeId shape);
  bool requires_name(ShapeId shape, TextId name);

  const Shapes& shapes_;
  Values& values_;
  Texts& texts_;
  Facts& facts_;
  Evaluator& evaluator_;
  std::unordered_map<std::uint64_t, Entry> entries_[2];        // by closed; looked up only
  std::unordered_map<std::uint64_t, Separation> separations_;  // looked up only
  std::vector<Pair> assumed_;                                  // true if some open pair is
  std::uint32_t depth_ = 0;
  std::uint32_t consumed_ = 0;
  std::uint32_t relied_on_ = 0;  // the outermost open pair that the current one relied on
};

}  // namespace verdiff::prove
