// Arrays that satisfy everything that is left to satisfy: which lengths are tried, and what is
// asked of which item there.

#include "prove/search/array_search.h"

#include <algorithm>
#include <set>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_items = 2000;
constexpr std::size_t items_a_step = 4;  // that are set down or copied
const Obstacle too_many = {UnknownReason::budget, "an array needs too many items"};

}  // namespace

Found<ValueId> ArraySearch::find(std::size_t count) {
  read_items();
  if (least_ > most_ || (unique_ && repeats_) || some_demand_fails()) {
    return Found<ValueId>::none();
  }
  const std::uint64_t marked = marked_length();
  if (least_ > max_items) return find_long(marked);
  Found<ValueId> out;
  out.exhaustive = true;
  const std::uint64_t enough = std::max(least_, marked);
  const std::uint64_t last = std::min(most_, enough + further_lengths(enough, count));
  for (std::uint64_t length = least_; length <= last && !length_ends_; ++length) {
    if (out.values.size() >= count || !search_.budget_->spend()) break;
    if (length > max_items) {
      search_.undecided(too_many);
      out.exhaustive = false;
      break;
    }
    try_length(static_cast<std::size_t>(length), count, out);
  }
  if (search_.budget_->spent() || out.values.size() >= count) out.exhaustive = false;
  return out;
}

/// Any longer array has an item behind every prefix that nothing relies on: not a demand, nor the
/// least number of matches of a count. It can be left out, and the rest still satisfies everything
/// but a least length. So what has no array of this length, or of a greater one, has none that is
/// longer.
std::uint64_t ArraySearch::marked_length() {
  std::uint64_t out = prefix();
  for (const Demand& demand : demands_) {
    out = std::max<std::uint64_t>(out, demand.from);
    for (const ShapeId part : demand.closed_parts) {
      if (!engine_.shapes[part].array) continue;
      out = std::max<std::uint64_t>(out, array(part).prefix.size());
    }
  }
  tail_ = static_cast<std::size_t>(out);
  out += demands_.size() + (repeats_ ? 2 : 0);
  for (const Count& one : counts_) out += std::min<std::uint64_t>(one.least, max_items + 1);
  return out;
}

/// How many lengths behind `from` have to be tried for several arrays, or where some are excluded.
/// If there is a longer array, each of these lengths has one; and at `count` of them, `from`
/// included, none is excluded.
std::uint64_t ArraySearch::further_lengths(std::uint64_t from, std::size_t count) const {
  std::set<std::size_t> lengths;
  for (const ValueId value : excluded_) {
    const std::size_t length = engine_.values.items(value).size();
    if (length >= from) lengths.insert(length);
  }
  return count - 1 + lengths.size();
}

/// Arrays that are too long to be put together: there may be none, which shows in shorter ones.
Found<ValueId> ArraySearch::find_long(std::uint64_t base) {
  excluded_here_.clear();
  for (const std::uint64_t length : {base, std::uint64_t{max_items}}) {
    if (base > max_items) break;
    Found<ValueId> out;
    out.exhaustive = true;
    try_length(static_cast<std::size_t>(length), 1, out);
    if (search_.budget_->spent()) break;
    if (out.empty_set()) return out;
  }
  return search_.undecided(too_many);
}

void ArraySearch::try_length(std::size_t length, std::size_t count, Found<ValueId>& out) {
  if (!search_.budget_->spend(length / items_a_step)) return;
  excluded_here_.clear();
  for (const ValueId value : excluded_) {
    if (engine_.values.items(value).size() == length) excluded_here_.push_back(value);
  }
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

/// Positions to ask something of. Where any array will do, of those that are alike the first will:
/// an array that has the item elsewhere satisfies everything in that order, too.
template <class Use>
void ArraySearch::each_position(const Draft& draft, std::size_t from, std::size_t count, Use use) {
  const bool any_will_do = count + excluded_here_.size() <= 1;
  bool tail_seen = false;
  for (std::size_t i = from; i < draft.items.size(); ++i) {
    const bool alike = any_will_do && i >= tail_ && !draft.marked[i];
    if (alike && tail_seen) continue;
    tail_seen = tail_seen || alike;
    use(i);
  }
}

bool ArraySearch::stop(std::size_t count, Found<ValueId>& out) {
  if (out.values.size() < count && search_.budget_->spend()) return false;
  out.exhaustive = false;
  return true;
}

/// Gives every demand an item.
void ArraySearch::place(std::size_t at, const Draft& draft, std::size_t count,
                        Found<ValueId>& out) {
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
  if (!demand.only) return each_position(draft, demand.from, count, use);
  if (demand.from < draft.items.size()) use(demand.from);
}

/// Two items are to be equal: they share what is asked of either.
void ArraySearch::place_repeated(const Draft& draft, std::size_t count, Found<ValueId>& out) {
  if (!repeats_) return count_contained(0, 0, 0, draft, count, out);
  each_position(draft, 0, count, [&](std::size_t i) {
    Draft first = draft;
    first.marked[i] = true;
    each_position(first, i + 1, count, [&](std::size_t j) {
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
void ArraySearch::count_contained(std::size_t at, std::size_t item, std::uint64_t matched,
                                  const Draft& draft, std::size_t count, Found<ValueId>& out) {
  if (stop(count, out) || !search_.budget_->spend(draft.items.size() / items_a_step)) return;
  if (at == counts_.size()) return finish(draft, count, out);
  const Count& wanted = counts_[at];
  const std::uint64_t left = draft.items.size() - item;
  if (matched + left < wanted.least || matched > wanted.most) return;
  // All are decided. Or enough, and no limit: the rest may be as it likes.
  if (item == draft.items.size() || (matched >= wanted.least && wanted.most == no_limit)) {
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

Found<ValueId> Search::array_leaf(const State& state, std::size_t count) {
  return ArraySearch(*this, state).find(count);
}

}  // namespace verdiff::prove
