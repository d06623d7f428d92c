#pragma once

#include "prove/search/formula.h"
#include "prove/shapes/evaluate.h"
#include "prove/shapes/facts.h"
#include "prove/shapes/lower.h"
#include "prove/shapes/shape.h"
#include "prove/shapes/subsume.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// Everything that the parts of one prover share.
struct Engine {
  explicit Engine(bool assert_format)
      : facts(shapes, values, texts),
        evaluator(shapes, values, texts, facts),
        subsumption(shapes, values, texts, facts, evaluator),
        lowering(shapes, values, texts, assert_format) {}
  Engine(const Engine&) = delete;

  Values values;
  Texts texts;
  Shapes shapes;
  Facts facts;
  Evaluator evaluator;
  Subsumption subsumption;
  Lowering lowering;
};

/// Looks for values that satisfy a goal, or shows that there is none.
///
/// For each kind of value the literals of the goal unfold, lazily, into requirements and clauses
/// (formula.h). Clauses are branched on, those that a producer states first; an option that the
/// rest rules out is dropped, a clause with one that holds already too. What remains speaks of
/// numbers, strings, items and members one by one: leaves, whose parts are goals again.
///
/// Values are finite, so a goal that is met again below itself may be taken for empty: a smallest
/// value would not repeat it. For more values than one it is taken for the values that are known of
/// it, until no round finds another. What was concluded so is kept only when the goal itself has
/// come out with no more than these.
///
/// Found::exhaustive is claimed only where nothing was left out: then "none" is a proof.
class Search {
 public:
  explicit Search(Engine& engine) : engine_(engine) {}

  /// Up to `count` values that satisfy the goal. What was decided for other goals is remembered;
  /// steps are spent from `budget`.
  Found<ValueId> find(Goal goal, std::size_t count, Budget& budget);

  /// Surely `value` satisfies the goal.
  bool allows(const Goal& goal, ValueId value, Budget& budget) {
    budget_ = &budget;
    return satisfies(goal, value) == Truth::yes;
  }

  /// The first reason why something was left undecided since the last `find` began.
  const std::optional<Obstacle>& obstacle() const { return obstacle_; }

 private:
  friend class ObjectSearch;
  friend class ArraySearch;

  /// A branch of anyOf or oneOf of which it was settled, without asserting it, whether what it
  /// evaluates counts.
  struct Decision {
    ShapeId branch{};
    bool counts = false;
    bool operator==(const Decision&) const = default;
  };
  /// The names of members that closed literals leave to a value.
  struct Closing {
    NameCover declared;
    bool opens = false;  // to names that the other side does not know
    NameCover known_to_others;
  };
  /// A branch of the search: what values of one kind must satisfy so far.
  struct State {
    Kind kind{};
    std::vector<Literal> positive, negative;
    std::vector<Literal> deferred;  // negative ones, to be unfolded once all unions are settled
    std::vector<Item> items;        // all but literals
    std::vector<const Clause*> clauses;
    std::vector<TextId> present, absent;  // objects: sorted
    std::optional<ShapeId> listed;        // a literal with a list of values
    bool free_form = false;               // a branch opens a closed producer
    const Closing* closing = nullptr;     // which names a closed producer may send, once settled
    std::vector<Decision> decisions;
  };
  /// A row of the memo. `low`: how far out the goals are that the answer relies on. `used`: the
  /// goal was met again below itself.
  struct Entry {
    enum class Progress : std::uint8_t { fresh, open, provisional, done } progress = {};
    std::uint32_t depth = 0;
    std::uint32_t low = 0;
    bool used = false;
    std::size_t asked = 0;
    Found<ValueId> found;
    std::optional<Obstacle> obstacle;  // of an undecided goal
  };
  struct GoalHash {
    std::size_t operator()(const Goal& goal) const;
  };

  Found<ValueId> solve(Goal goal, std::size_t count);
  Found<ValueId> undecided(const Obstacle& obstacle);
  static Obstacle unclear_format() {
    return {UnknownReason::unsupported, "a format that is not decided by its form"};
  }
  void unjudged(const Goal& goal);
  bool normalize(Goal& goal);
  Found<ValueId> solve_open(const Goal& goal, Entry& entry, std::size_t count);
  Found<ValueId> solve_kinds(const Goal& goal, std::size_t count);
  Found<ValueId> solve_kind(const Goal& goal, Kind kind, std::size_t count);
  Found<ValueId> solve_list(const Goal& goal, std::vector<ValueId> values, std::size_t count);
  Truth satisfies(const Goal& goal, ValueId value);
  Found<ValueId> answered(const Entry& entry);
  void settle_entry(Entry& entry, const Goal& goal, std::size_t mark);
  void forget(std::size_t mark);

  bool start(State& state, const Goal& goal);
  bool add(State& state, const Item& item);
  bool add(State& state, const Option& option);
  bool add_literal(State& state, const Item& item);
  bool unfold(State& state, const Item& item);
  bool unfold_deferred(State& state);
  bool add_name(State& state, const Item& item);
  bool conflicts(const State& state, const Literal& literal);
  bool ruled_out(const State& state, ShapeId shape);
  bool apart(const State& state, ShapeId shape);
  const Expansion& expansion(const Literal& literal, bool clean, Kind kind);
  bool declares_surely(ShapeId shape);

  bool propagate(State& state);
  bool reduce(State& state, std::size_t at, const std::vector<const Option*>& open, bool& changed);
  bool refute_members(State& state, bool& changed);
  bool member_impossible(const State& state, const Option& option);
  bool may_be_there(const State& state, TextId name);
  enum class Status : std::uint8_t { open, holds, fails };
  Status status(const State& state, const Option& option);
  Status status(const State& state, const Item& item);
  Status literal_status(const State& state, const Literal& literal);
  Status member_status(const State& state, const Item& item);
  bool discriminated(const State& state, ShapeId shape);
  std::vector<Literal> member_literals(const State& state, TextId name);
  Truth values_satisfy(const std::vector<Literal>& literals, const Literal& wanted);

  Found<ValueId> branch(State state, const Goal& goal, std::size_t count);
  bool prepare(State& state, const Goal& goal);
  Found<ValueId> branch_prepared(State state, const Goal& goal, std::size_t count);
  Found<ValueId> branch_on(const State& state, const Clause& clause, const Goal& goal,
                           std::size_t count);
  Found<ValueId> leaf(const State& state, const Goal& goal, std::size_t count);
  Found<ValueId> number_leaf(const State& state, std::size_t count);
  struct TextDemand;
  TextDemand text_demand(const State& state) const;
  Found<ValueId> text_leaf(const State& state, std::size_t count);
  bool narrow_by_formats(TextDemand& demand);
  void add_samples(const TextDemand& demand, const std::vector<std::string_view>& excluded,
                   Found<std::string>& found);
  void sift(const TextDemand& demand, std::size_t count, Found<std::string>& found);
  Found<ValueId> array_leaf(const State& state, std::size_t count);
  Found<ValueId> object_leaf(const State& state, const Goal& goal, std::size_t count);
  /// Strings for names: they satisfy `names`, match `query` and are none of `excluded`.
  Found<ValueId> find_names(const Goal& names, const TextQuery& query,
                            const std::vector<TextId>& excluded, std::size_t count);
  std::vector<ValueId> excluded_values(const State& state) const;
  bool fits_name(ValueId value);
  void append(Found<ValueId>& into, const Found<ValueId>& more, std::size_t count) const;

  /// What holds of a shape, for what is evaluated; `open`: something that is not yet settled.
  struct Coverage {
    std::vector<ShapeId> parts;
    std::optional<ShapeId> open_branch;  // of anyOf or oneOf
    std::optional<ShapeId> open_test;    // of a conditional
    std::optional<NamedShape> open_dependent;
    bool settled() const { return !open_branch && !open_test && !open_dependent; }
  };
  /// How a branch counts of which it is not asserted whether it holds.
  enum class Counting : std::uint8_t {
    less,   ///< not, once that is decided: safe for what must be evaluated
    more,   ///< it does, once that is decided: safe for what must not be evaluated
    exact,  ///< it has to be asserted, either way
  };
  Coverage coverage(const State& state, ShapeId root, Counting counting);
  bool free_form(const State& state, ShapeId root);
  bool matters(ShapeId shape, Kind kind);
  static bool asserts(const State& state, ShapeId shape);
  bool denies(const State& state, ShapeId shape);
  /// The ways on where it matters whether something unsettled counts.
  using Ways = std::vector<State>;
  /// nullopt: all is settled.
  std::optional<Ways> settle(const State& state);
  std::optional<ShapeId> unsettled_branch(const State& state);
  std::optional<Ways> settle_closed(const State& state);
  void close(State& state, const Goal& goal);
  NameCover names_of(const Goal& goal, bool positive);
  std::optional<Ways> settle_coverage(const State& state, const Literal& root, Counting counting);

  Engine& engine_;
  Budget* budget_ = nullptr;
  std::optional<Obstacle> obstacle_;
  std::unordered_map<Goal, Entry, GoalHash> memo_;           // looked up only
  std::vector<Goal> provisional_;                            // true if some open goal is empty
  std::unordered_map<std::uint64_t, Expansion> expansions_;  // looked up only
  std::deque<Clause> reduced_;    // clauses that have lost options, of this question
  std::deque<Closing> closings_;  // of this question
  const TextQuery* name_query_ = nullptr;
  const std::vector<TextId>* name_excluded_ = nullptr;
  std::uint32_t depth_ = 0;   // goals
  std::uint32_t frames_ = 0;  // goals and branches: what the stack holds
  std::uint32_t low_ = 0;     // the outermost open goal that the current one relied on
};

}  // namespace verdiff::prove
