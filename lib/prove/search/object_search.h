#pragma once

#include "prove/search/matching.h"
#include "prove/search/search.h"

#include <deque>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// The search for the members of one object: object_demands.cc reads what is asked, object_names.cc
/// tells names apart, object.cc puts objects together.
///
/// Names that somebody mentions are members to be judged one by one. All other names are told apart
/// only by which patterns they match: a cell is one such combination, and its names are all alike.
///
/// Where `count` objects are wanted and some are excluded, the lists of names and values that are
/// combined need not be complete. If one that is not holds `count` and as many as are excluded
/// (where names must differ, one more for each other name), then so many objects differ in that
/// place alone, and `count` of them are none of the excluded. Else all are complete, and each
/// combination is tried.
class ObjectSearch {
 public:
  ObjectSearch(Search& search, const Search::State& state, const Goal& goal)
      : search_(search),
        engine_(search.engine_),
        state_(state),
        goal_(goal),
        closing_(state.closing) {}

  Found<ValueId> find(std::size_t count);

 private:
  /// Some member must be there: under a name that matches `in` and nothing of `out`.
  struct Demand {
    std::optional<Term> in;
    std::vector<Term> out;
    std::vector<TextId> out_names;  // sorted
    Goal value;
    Goal name;
    std::optional<NameCover> among;  // one of these names
    /// The value is not what these, read closed, allow under that name.
    std::vector<ShapeId> closed_parts;
  };
  struct Part {
    ShapeId shape;
    bool closed;
  };
  struct Unevaluated {
    NameCover evaluated;
    Literal literal;  // for what is not
  };
  /// Which of `patterns_` a name matches, by index.
  using Cell = std::vector<bool>;
  /// One name, or all names of a cell that nobody mentions.
  struct Place {
    std::optional<TextId> name;
    const Cell& matched;
  };
  struct Named {
    TextId name;
    Goal extra;
  };
  struct Fresh {
    Cell cell;
    Goal extra;
    Goal names;
  };
  struct Draft {
    std::vector<Named> members;
    std::vector<Fresh> fresh;
  };
  /// A member that may or must be there, with all that its value must satisfy.
  struct Slot {
    TextId name;
    Goal goal;
  };

  const ObjectShape& object(ShapeId shape) const { return *engine_.shapes[shape].object; }
  Budget& budget() { return *search_.budget_; }

  // What is asked.
  void read_items();
  void read_demand(const Item& item);
  Demand outside_additional(ShapeId shape) const;
  Demand undeclared(ShapeId root);
  NameCover evaluated_by(ShapeId root, Search::Counting counting);
  void read_unevaluated();
  void collect_patterns();
  void add_patterns(const std::vector<Term>& patterns);
  const std::vector<TextId>& universe();

  // Names.
  bool matches(const Cell& cell, Term pattern) const;
  bool covered(const NameCover& cover, const Place& place) const;
  bool allowed(const Place& place) const;
  const Cell& cell_of(TextId name);
  Truth name_satisfies(TextId name, const Goal& goal);
  std::optional<Goal> named_goal(TextId name);
  Goal value_goal(const Place& place);
  void add_stated(std::vector<Literal>& out, const Part& part, const Place& place) const;
  TextQuery query_of(const Cell& cell) const;
  Found<ValueId> cell_names(const Cell& cell, const Goal& names, std::size_t count,
                            std::vector<TextId> excluded = {});
  const Cell* cell(std::size_t index);
  bool meets(const Demand& demand, const Place& place);
  std::optional<Goal> demanded(const Demand& demand, const Place& place);

  // Objects.
  void place(std::size_t at, const Draft& draft, std::size_t count, Found<ValueId>& out);
  void place_named(std::size_t at, const Draft& draft, bool there, std::size_t count,
                   Found<ValueId>& out);
  void place_fresh(std::size_t at, const Draft& draft, std::size_t count, Found<ValueId>& out);
  void finish(const Draft& draft, std::size_t count, Found<ValueId>& out);
  bool add_named_slots(const Draft& draft, std::vector<Slot>& slots, Found<ValueId>& out);
  bool has_value(const Goal& goal, Found<ValueId>& out);
  std::optional<Candidates> fresh_names(const Draft& draft, std::size_t needed,
                                        Found<ValueId>& out);
  std::vector<Slot> optional_slots(const std::vector<Slot>& sure, std::size_t wanted,
                                   Found<ValueId>& out);
  bool add_cell_slots(const Cell& cell, const std::vector<TextId>& taken, std::size_t wanted,
                      std::vector<Slot>& optional);
  void produce(std::vector<Slot> sure, std::size_t count, Found<ValueId>& out);
  void choose(std::vector<Slot>& slots, const std::vector<Slot>& optional, std::size_t from,
              std::size_t extra, std::size_t count, Found<ValueId>& out);
  void fill(const std::vector<Slot>& slots, std::size_t count, Found<ValueId>& out);
  void add_combinations(const std::vector<Slot>& slots,
                        const std::vector<std::vector<ValueId>>& values, std::size_t count,
                        Found<ValueId>& out);

  Search& search_;
  Engine& engine_;
  const Search::State& state_;
  const Goal& goal_;
  const Search::Closing* const closing_;  // nullptr: every name may be there

  std::vector<Part> parts_;
  std::vector<std::pair<TextId, Literal>> extra_;
  Goal names_;
  std::vector<Demand> demands_;
  std::vector<Unevaluated> unevaluated_;
  std::uint64_t least_ = 0;
  std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();
  std::vector<Term> patterns_;
  std::unordered_map<Term, std::size_t> pattern_numbers_;  // looked up only
  std::optional<std::vector<TextId>> universe_;
  std::unordered_map<TextId, Cell> name_cells_;  // looked up only
  std::vector<ValueId> excluded_;
  std::deque<Cell> cells_;                // those known so far; references stay valid
  std::vector<Cell> cells_begun_ = {{}};  // what they go on from
  bool contradiction_ = false;
  bool unsure_ = false;
};

}  // namespace verdiff::prove
