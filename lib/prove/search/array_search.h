#pragma once

#include "prove/search/matching.h"
#include "prove/search/search.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// The search for the items of one array, length by length: array_demands.cc reads what is asked,
/// array.cc tells what to ask of which item, array_values.cc puts items together.
///
/// Positions behind every prefix are all alike until something is asked of one of them: the tail.
///
/// Where `count` arrays are wanted and some are excluded, a list of values for an item need not be
/// complete. If one that is not holds `count` and as many values as there are excluded arrays of
/// that length, then so many arrays differ in that item alone, and `count` of them are none of the
/// excluded. Else all lists are complete, and each combination is tried.
class ArraySearch {
 public:
  ArraySearch(Search& search, const Search::State& state)
      : search_(search), engine_(search.engine_), state_(state) {}

  Found<ValueId> find(std::size_t count);

 private:
  static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

  struct Part {
    ShapeId shape;
    bool closed;
  };
  /// Some item, at `from` or behind it (`only`: exactly there), satisfies the goal.
  struct Demand {
    std::size_t from = 0;
    bool only = false;
    Goal goal;
    /// The item is not what these, read closed, allow at its place.
    std::vector<ShapeId> closed_parts = {};
  };
  /// The number of items that satisfy the shape lies between these.
  struct Count {
    ShapeId shape;
    std::uint64_t least = 0;
    std::uint64_t most = no_limit;
  };
  struct Unevaluated {
    std::size_t from = 0;            // items before are evaluated
    std::vector<ShapeId> contained;  // items that match one of these are, too
    Literal literal;
  };
  struct Draft {
    std::vector<Goal> items;   // what is asked of each, beside what all parts say
    std::vector<bool> marked;  // something is asked of this one
  };

  const ArrayShape& array(ShapeId shape) const { return *engine_.shapes[shape].array; }
  static void add_to(Goal& goal, const Goal& more);

  // What is asked.
  void read_items();
  void read_item(const Item& item);
  std::optional<Unevaluated> evaluated_by(ShapeId root, Search::Counting counting);
  void read_unevaluated_demand(ShapeId shape);
  void read_unevaluated();
  bool some_demand_fails();
  std::size_t prefix() const;
  Goal base_goal(std::size_t index) const;
  std::optional<Goal> demanded(const Demand& demand, std::size_t index);

  // Lengths.
  std::uint64_t marked_length();
  std::uint64_t further_lengths(std::uint64_t from, std::size_t count) const;
  Found<ValueId> find_long(std::uint64_t base);
  void try_length(std::size_t length, std::size_t count, Found<ValueId>& out);

  // What is asked of which item.
  template <class Use>
  void each_position(const Draft& draft, std::size_t from, std::size_t count, Use use);
  bool stop(std::size_t count, Found<ValueId>& out);
  void place(std::size_t at, const Draft& draft, std::size_t count, Found<ValueId>& out);
  void place_repeated(const Draft& draft, std::size_t count, Found<ValueId>& out);
  void count_contained(std::size_t at, std::size_t item, std::uint64_t matched, const Draft& draft,
                       std::size_t count, Found<ValueId>& out);

  // Items.
  void finish(const Draft& draft, std::size_t count, Found<ValueId>& out);
  void keep(std::vector<ValueId> items, Found<ValueId>& out);
  void match(const Candidates& candidates, std::size_t count, Found<ValueId>& out);
  void combine(const Candidates& candidates, std::size_t count, Found<ValueId>& out);

  Search& search_;
  Engine& engine_;
  const Search::State& state_;

  std::vector<Part> parts_;
  std::vector<Demand> demands_;
  std::vector<Count> counts_;
  std::vector<Unevaluated> unevaluated_;
  std::uint64_t least_ = 0;
  std::uint64_t most_ = no_limit;
  bool unique_ = false;
  bool repeats_ = false;
  std::vector<ValueId> excluded_;       // sorted
  std::vector<ValueId> excluded_here_;  // those of the length that is tried
  std::optional<std::pair<std::size_t, std::size_t>> equal_;
  std::size_t tail_ = 0;  // positions from here on are alike
  bool length_ends_ = false;
};

}  // namespace verdiff::prove
