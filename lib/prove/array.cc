// Arrays that satisfy everything that is left to satisfy: items by position, demands for some item,
// counts of what `contains` matches, and items that must all differ.

#include "prove/search.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_items = 2000;
constexpr std::size_t items_a_step = 4;  // that are set down or copied
constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

void add_to(Goal& goal, const Goal& more) {
  goal.insert(goal.end(), more.begin(), more.end());
  goal = goal_of(std::move(goal));
}

/// Maximum matching of positions with different values (Kuhn).
class Matching {
 public:
  Matching(const std::vector<Found<ValueId>>& candidates, Budget& budget)
      : candidates_(candidates), budget_(budget) {}

  /// The value of each position; nullopt where some position can't be served.
  std::optional<std::vector<ValueId>> find() {
    chosen_.resize(candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      tried_.clear();
      if (!serve(i)) return std::nullopt;
    }
    return chosen_;
  }

 private:
  bool give(std::size_t position, ValueId value) {
    owners_[value] = position;
    chosen_[position] = value;
    return true;
  }

  bool serve(std::size_t position) {
    const std::vector<ValueId>& values = candidates_[position].values;
    if (!budget_.spend(values.size())) return false;
    for (const ValueId value : values) {
      if (owners_.find(value) == owners_.end()) return give(position, value);
    }
    for (const ValueId value : values) {
      if (tried_.insert(value).second && serve(owners_.at(value))) return give(position, value);
    }
    return false;
  }

  const std::vector<Found<ValueId>>& candidates_;
  Budget& budget_;
  std::map<ValueId, std::size_t> owners_;
  std::set<ValueId> tried_;
  std::vector<ValueId> chosen_;
};

}  // namespace

/// The search for the items of one array, length by length. Positions behind every prefix are all
/// alike until something is asked of one of them.
class ArraySearch {
 public:
  ArraySearch(Search& search, const Search::State& state)
      : search_(search), engine_(search.engine_), state_(state) {}

  Found<ValueId> find(std::size_t count) {
    for (const Item& item : state_.items) read_item(item);
    read_unevaluated();
    for (const Count& one : counts_) least_ = std::max(least_, one.least);
    excluded_ = search_.excluded_values(state_);
    if (least_ > most_ || some_demand_fails()) return Found<ValueId>::none();
    Found<ValueId> out;
    out.exhaustive = true;
    const std::uint64_t last = std::min(most_, longest(count));
    if (least_ > max_items) {
      out.exhaustive = false;
      search_.undecided({UnknownReason::unsupported, "an array needs too many items"});
      return out;
    }
    for (std::uint64_t length = least_; length <= last; ++length) {
      if (out.values.size() >= count || !search_.budget_->spend()) break;
      try_length(static_cast<std::size_t>(length), count, out);
      if (length_ends_) break;
    }
    if (last < most_ && !length_ends_ && !small_model_) out.exhaustive = false;
    if (unsure_ || search_.budget_->spent() || out.values.size() >= count) out.exhaustive = false;
    return out;
  }

 private:
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

  void read_item(const Item& item) {
    const ShapeId shape = item.literal.shape;
    switch (item.kind) {
      case Item::Kind::array:
        parts_.push_back({shape, item.literal.closed});
        least_ = std::max(least_, array(shape).min_items);
        most_ = std::min(most_, array(shape).max_items.value_or(most_));
        unique_ = unique_ || array(shape).unique;
        if (array(shape).contains) {
          counts_.push_back({*array(shape).contains, array(shape).min_contains,
                             array(shape).max_contains.value_or(no_limit)});
        }
        break;
      case Item::Kind::too_few_items:
        most_ = std::min(most_, array(shape).min_items - 1);
        break;
      case Item::Kind::too_many_items:
        least_ = std::max(least_, *array(shape).max_items + 1);
        break;
      case Item::Kind::repeats:
        repeats_ = true;
        break;
      case Item::Kind::item_outside:
        least_ = std::max<std::uint64_t>(least_, item.index + 1);
        demands_.push_back({item.index, true, {{array(shape).prefix[item.index], false, false}}});
        break;
      case Item::Kind::rest_outside:
        demands_.push_back(
            {array(shape).prefix.size(), false, {{*array(shape).rest, false, false}}});
        break;
      case Item::Kind::contains_too_few:
        counts_.push_back({*array(shape).contains, 0, array(shape).min_contains - 1});
        break;
      case Item::Kind::contains_too_many:
        counts_.push_back({*array(shape).contains, *array(shape).max_contains + 1, no_limit});
        break;
      case Item::Kind::unevaluated_item:
        read_unevaluated_demand(shape);
        break;
      case Item::Kind::inner_not_closed:
        demands_.push_back(
            {0, false, {}, search_.coverage(state_, shape, Search::Counting::exact).parts});
        break;
      default:
        break;
    }
  }

  /// The items that are evaluated beside a shape's own unevaluatedItems; nullopt: all.
  std::optional<Unevaluated> evaluated_by(ShapeId root, Search::Counting counting) {
    Unevaluated out;
    for (const ShapeId part : search_.coverage(state_, root, counting).parts) {
      const auto& here = engine_.shapes[part].array;
      if (!here) continue;
      if (here->rest || (part != root && here->unevaluated)) return std::nullopt;
      out.from = std::max(out.from, here->prefix.size());
      if (here->contains && here->contains_evaluates) out.contained.push_back(*here->contains);
    }
    return out;
  }

  void read_unevaluated_demand(ShapeId shape) {
    const std::optional<Unevaluated> evaluated = evaluated_by(shape, Search::Counting::more);
    if (!evaluated) {
      most_ = 0;  // together with the next line: impossible
      least_ = 1;
      return;
    }
    Goal goal = {{*array(shape).unevaluated, false, false}};
    for (const ShapeId contained : evaluated->contained) goal.push_back({contained, false, false});
    demands_.push_back({evaluated->from, false, goal_of(std::move(goal))});
  }

  void read_unevaluated() {
    for (const Literal& literal : state_.positive) {
      const auto& here = engine_.shapes[literal.shape].array;
      if (!here || !here->unevaluated) continue;
      std::optional<Unevaluated> evaluated = evaluated_by(literal.shape, Search::Counting::less);
      if (!evaluated) continue;
      evaluated->literal = {*here->unevaluated, true, literal.closed};
      if (!evaluated->contained.empty()) {
        // Each further item matches one of these or the schema for the rest.
        Shape either;
        either.any.push_back(evaluated->contained);
        either.any.front().push_back(*here->unevaluated);
        evaluated->literal.shape = engine_.shapes.intern(std::move(either));
      }
      unevaluated_.push_back(std::move(*evaluated));
    }
  }

  /// Whether what is asked of one place can't be, however long the array.
  bool some_demand_fails() {
    return std::any_of(demands_.begin(), demands_.end(), [&](const Demand& demand) {
      if (!demand.only) return false;
      Goal goal = base_goal(demand.from);
      add_to(goal, demand.goal);
      return search_.solve(std::move(goal), 1).empty_set();
    });
  }

  std::size_t prefix() const {
    std::size_t out = 0;
    for (const Part& part : parts_) out = std::max(out, array(part.shape).prefix.size());
    for (const Unevaluated& one : unevaluated_) out = std::max(out, one.from);
    return out;
  }

  /// Longer arrays than this are no help: an item behind every prefix of which nothing is asked can
  /// be left out.
  std::uint64_t longest(std::size_t count) {
    std::uint64_t out = prefix();
    for (const Demand& demand : demands_) {
      out = std::max<std::uint64_t>(out, demand.from);
      for (const ShapeId part : demand.closed_parts) {
        if (engine_.shapes[part].array) {
          out = std::max<std::uint64_t>(out, array(part).prefix.size());
        }
      }
    }
    tail_ = static_cast<std::size_t>(out);
    out += demands_.size() + (repeats_ ? 2 : 0);
    for (const Count& one : counts_) out += std::min<std::uint64_t>(one.least, max_items);
    out = std::max(out, least_);
    small_model_ = count + excluded_.size() <= 1;
    // For several different arrays, longer ones count as well.
    if (!small_model_) out += count + excluded_.size();
    if (out > max_items) unsure_ = true;
    return std::min<std::uint64_t>(out, max_items);
  }

  Goal base_goal(std::size_t index) const {
    std::vector<Literal> out;
    for (const Part& part : parts_) {
      const ArrayShape& shape = array(part.shape);
      if (index < shape.prefix.size()) {
        out.push_back({shape.prefix[index], true, part.closed});
      } else if (shape.rest) {
        out.push_back({*shape.rest, true, part.closed});
      }
    }
    for (const Unevaluated& one : unevaluated_) {
      if (index >= one.from) out.push_back(one.literal);
    }
    return goal_of(std::move(out));
  }

  void try_length(std::size_t length, std::size_t count, Found<ValueId>& out) {
    if (!search_.budget_->spend(length / items_a_step)) return;
    Draft draft;
    const std::size_t unlike = prefix();
    for (std::size_t i = 0; i < length; ++i) {
      if (i == 0 || i <= unlike)
        draft.items.push_back(base_goal(i));
      else
        draft.items.push_back(draft.items.back());
    }
    draft.marked.resize(length);
    if (length > 0) {
      const Found<ValueId> last = search_.solve(draft.items.back(), 1);
      if (last.empty_set()) {  // no array is that long, nor longer
        length_ends_ = true;
        return;
      }
    }
    place(0, draft, count, out);
  }

  /// Positions to ask something of: of those that are alike for everybody, the first will do.
  template <class Use>
  void each_position(const Draft& draft, std::size_t from, Use use) {
    bool tail_seen = false;
    for (std::size_t i = from; i < draft.items.size(); ++i) {
      const bool alike = i >= tail_ && !draft.marked[i];
      if (alike && tail_seen) continue;
      tail_seen = tail_seen || alike;
      use(i);
    }
  }

  bool stop(std::size_t count, Found<ValueId>& out) {
    if (out.values.size() < count && search_.budget_->spend()) return false;
    out.exhaustive = false;
    return true;
  }

  /// What a demand asks of the item there; nullopt: nothing could be wrong with it.
  std::optional<Goal> demanded(const Demand& demand, std::size_t index) {
    if (demand.closed_parts.empty()) return demand.goal;
    Shape inner;
    for (const ShapeId part : demand.closed_parts) {
      if (!engine_.shapes[part].array) continue;
      const ArrayShape& shape = array(part);
      if (index < shape.prefix.size()) {
        inner.all.push_back(shape.prefix[index]);
      } else if (shape.rest) {
        inner.all.push_back(*shape.rest);
      }
    }
    if (inner.all.empty()) return std::nullopt;
    const ShapeId all =
        inner.all.size() == 1 ? inner.all.front() : engine_.shapes.intern(std::move(inner));
    return Goal{{all, false, true}};
  }

  void place(std::size_t at, const Draft& draft, std::size_t count, Found<ValueId>& out) {
    if (stop(count, out)) return;
    if (at == demands_.size()) return place_repeated(draft, count, out);
    const Demand& demand = demands_[at];
    const auto use = [&](std::size_t i) {
      const std::optional<Goal> goal = demanded(demand, i);
      if (!goal) return;
      Draft next = draft;
      add_to(next.items[i], *goal);
      next.marked[i] = true;
      place(at + 1, next, count, out);
    };
    if (!demand.only) return each_position(draft, demand.from, use);
    if (demand.from < draft.items.size()) use(demand.from);
  }

  /// Two items are to be equal: they share what is asked of either.
  void place_repeated(const Draft& draft, std::size_t count, Found<ValueId>& out) {
    if (!repeats_) return count_contained(0, 0, 0, draft, count, out);
    each_position(draft, 0, [&](std::size_t i) {
      Draft first = draft;
      first.marked[i] = true;
      each_position(first, i + 1, [&](std::size_t j) {
        Draft next = first;
        next.marked[j] = true;
        add_to(next.items[i], draft.items[j]);
        next.items[j] = next.items[i];
        equal_ = {i, j};
        count_contained(0, 0, 0, next, count, out);
        equal_.reset();
      });
    });
  }

  /// Decides for the counts, one after the other, which items satisfy them.
  void count_contained(std::size_t at, std::size_t item, std::uint64_t matched, const Draft& draft,
                       std::size_t count, Found<ValueId>& out) {
    if (stop(count, out) || !search_.budget_->spend(draft.items.size() / items_a_step)) return;
    if (at == counts_.size()) return finish(draft, count, out);
    const Count& wanted = counts_[at];
    const std::uint64_t left = draft.items.size() - item;
    if (matched + left < wanted.least || matched > wanted.most) return;
    if (item == draft.items.size()) {
      return count_contained(at + 1, 0, 0, draft, count, out);
    }
    // Enough, and no limit: the rest may be as it likes.
    if (matched >= wanted.least && wanted.most == no_limit) {
      return count_contained(at + 1, 0, 0, draft, count, out);
    }
    for (const bool matches : {true, false}) {
      // An item that isn't asked to match is left alone where nothing limits the matches.
      Draft next = draft;
      if (matches || wanted.most != no_limit) {
        add_to(next.items[item], {{wanted.shape, matches, false}});
        next.marked[item] = true;
        if (equal_ && (equal_->first == item || equal_->second == item)) {
          const std::size_t other = equal_->first == item ? equal_->second : equal_->first;
          add_to(next.items[other], {{wanted.shape, matches, false}});
        }
        if (search_.solve(next.items[item], 1).empty_set()) continue;
      }
      count_contained(at, item + 1, matched + (matches ? 1 : 0), next, count, out);
    }
  }

  void finish(const Draft& draft, std::size_t count, Found<ValueId>& out) {
    const std::size_t wanted = count + excluded_.size();
    const std::size_t each = unique_ ? std::max(draft.items.size(), wanted) : wanted;
    std::vector<Found<ValueId>> candidates;
    for (const Goal& goal : draft.items) {
      Found<ValueId> found = search_.solve(goal, each);
      if (found.values.empty()) {
        if (!found.exhaustive) out.exhaustive = false;
        return;
      }
      candidates.push_back(std::move(found));
    }
    if (unique_) return match(candidates, count, out);
    combine_values(candidates, count, out);
  }

  void keep(std::vector<ValueId> items, Found<ValueId>& out) {
    const ValueId value = engine_.values.array(std::move(items));
    if (std::binary_search(excluded_.begin(), excluded_.end(), value)) return;
    if (std::find(out.values.begin(), out.values.end(), value) == out.values.end()) {
      out.values.push_back(value);
    }
  }

  void match(const std::vector<Found<ValueId>>& candidates, std::size_t count,
             Found<ValueId>& out) {
    if (equal_) return;  // two equal items, and all different
    if (count + excluded_.size() > 1) return combine_values(candidates, count, out);
    std::optional<std::vector<ValueId>> chosen = Matching(candidates, *search_.budget_).find();
    if (chosen) {
      keep(std::move(*chosen), out);
      return;
    }
    // With as many candidates as items every item finds one (Hall): only a complete list is short.
    for (const Found<ValueId>& one : candidates) {
      if (!one.exhaustive && one.values.size() < candidates.size()) out.exhaustive = false;
    }
  }

  void combine_values(const std::vector<Found<ValueId>>& candidates, std::size_t count,
                      Found<ValueId>& out) {
    for (const Found<ValueId>& one : candidates) {
      if (!one.exhaustive) out.exhaustive = false;
    }
    std::vector<std::size_t> at(candidates.size(), 0);
    for (;;) {
      if (!search_.budget_->spend()) {
        out.exhaustive = false;
        return;
      }
      std::vector<ValueId> items;
      for (std::size_t i = 0; i < at.size(); ++i) {
        const bool copies = equal_ && equal_->second == i;
        items.push_back(copies ? items[equal_->first] : candidates[i].values[at[i]]);
      }
      std::vector<ValueId> sorted = items;
      std::sort(sorted.begin(), sorted.end());
      if (!unique_ || std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) {
        keep(std::move(items), out);
      }
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == candidates[i].values.size()) at[i++] = 0;
      if (i == at.size()) return;
      if (out.values.size() >= count) {
        out.exhaustive = false;
        return;
      }
    }
  }

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
  std::vector<ValueId> excluded_;
  std::optional<std::pair<std::size_t, std::size_t>> equal_;
  std::size_t tail_ = 0;  // positions from here on are alike
  bool length_ends_ = false;
  bool small_model_ = false;
  bool unsure_ = false;
};

Found<ValueId> Search::array_leaf(const State& state, std::size_t count) {
  return ArraySearch(*this, state).find(count);
}

}  // namespace verdiff::prove
