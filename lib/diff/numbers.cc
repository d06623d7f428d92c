#include "base/decimal.h"
#include "diff/compare.h"

#include <optional>
#include <string_view>

namespace verdiff {

namespace {

/// The bound that counts of all that are stated, exclusive ones included.
struct Bound {
  Owned owned;
  Decimal value;
  bool exclusive = false;

  bool same(const Bound& other) const {
    return value == other.value && exclusive == other.exclusive;
  }
};

enum class End { lower, upper };

/// Whether `left` leaves fewer values than `right`.
bool tighter(const Bound& left, const Bound& right, End end) {
  if (left.value != right.value) {
    return end == End::lower ? left.value > right.value : left.value < right.value;
  }
  return left.exclusive && !right.exclusive;
}

/// minContains and maxContains count only beside their own `contains` (JSON Schema 2020-12,
/// validation §6.4.4).
bool counts_here(const SchemaGraph& graph, const Owned& owned) {
  const Keyword keyword = owned.entry->keyword;
  if (keyword != Keyword::min_contains && keyword != Keyword::max_contains) return true;
  return graph[owned.owner].find(Keyword::contains) != nullptr;
}

std::optional<Bound> bound_of(const SchemaGraph& graph, const View& view, End end,
                              Keyword inclusive, Keyword exclusive) {
  std::optional<Bound> out;
  for (const Keyword keyword : {inclusive, exclusive}) {
    for (const Owned& owned : view.all(keyword)) {
      if (!counts_here(graph, owned)) continue;
      const auto value = Decimal::parse(owned.entry->value->text());
      if (!value) continue;
      const Bound bound{owned, *value, keyword == exclusive && exclusive != inclusive};
      if (!out || tighter(bound, *out, end)) out = bound;
    }
  }
  return out;
}

struct BoundRow {
  Aspect aspect;
  Keyword inclusive, exclusive;  // equal where there is no exclusive form
  End end;
  bool zero_says_nothing;  // minLength: 0 is what no minLength means
};

constexpr BoundRow number_rows[] = {
    {Aspect::minimum, Keyword::minimum, Keyword::exclusive_minimum, End::lower, false},
    {Aspect::maximum, Keyword::maximum, Keyword::exclusive_maximum, End::upper, false},
    {Aspect::min_length, Keyword::min_length, Keyword::min_length, End::lower, true},
    {Aspect::max_length, Keyword::max_length, Keyword::max_length, End::upper, false},
    {Aspect::min_items, Keyword::min_items, Keyword::min_items, End::lower, true},
    {Aspect::max_items, Keyword::max_items, Keyword::max_items, End::upper, false},
    {Aspect::min_contains, Keyword::min_contains, Keyword::min_contains, End::lower, false},
    {Aspect::max_contains, Keyword::max_contains, Keyword::max_contains, End::upper, false},
    {Aspect::min_properties, Keyword::min_properties, Keyword::min_properties, End::lower, true},
    {Aspect::max_properties, Keyword::max_properties, Keyword::max_properties, End::upper, false},
};

std::optional<Bound> stated(const SchemaGraph& graph, const View& view, const BoundRow& row) {
  const auto bound = bound_of(graph, view, row.end, row.inclusive, row.exclusive);
  if (bound && row.zero_says_nothing && bound->value.is_zero()) return std::nullopt;
  return bound;
}

Action action_of(const std::optional<Bound>& before, const std::optional<Bound>& after, End end) {
  if (!before) return Action::added;
  if (!after) return Action::removed;
  if (after->value != before->value) {
    return after->value > before->value ? Action::increased : Action::decreased;
  }
  const bool up = after->exclusive == (end == End::lower);
  return up ? Action::increased : Action::decreased;
}

void state_bound(Walk& walk, const PairView& at, const BoundRow& row,
                 const std::optional<Bound>& before, const std::optional<Bound>& after) {
  Fact fact{.aspect = row.aspect,
            .action = action_of(before, after, row.end),
            .before = before ? walk.before_side(before->owned) : absent_before(walk, at),
            .after = after ? walk.after_side(after->owned) : absent_after(walk, at)};
  fact.before.name = spelling(before ? before->owned.entry->keyword : row.inclusive);
  fact.after.name = spelling(after ? after->owned.entry->keyword : row.inclusive);
  walk.state(at.pair, std::move(fact));
}

void compare_bound(Walk& walk, const PairView& at, const BoundRow& row) {
  const auto before = stated(walk.before().schemas, at.before, row);
  const auto after = stated(walk.after().schemas, at.after, row);
  if (!before && !after) return;
  if (before && after && before->same(*after)) return;
  state_bound(walk, at, row, before, after);
}

/// Ranges that tell what a number means: a share, a percentage, a correlation, or a raw score.
std::string_view scale_name(const std::optional<Bound>& lower, const std::optional<Bound>& upper) {
  if (!lower && !upper) return "unbounded";
  if (!lower || !upper || lower->exclusive != upper->exclusive) return "";
  const std::string low = lower->value.to_text();
  const std::string high = upper->value.to_text();
  if (low == "0" && high == "1") return "[0, 1]";
  if (low == "0" && high == "100") return "[0, 100]";
  if (low == "-1" && high == "1") return "[-1, 1]";
  return "";
}

/// Whole numbers have no scale in this sense: 0..100 is an age as often as a percentage.
bool is_real(const View& view) {
  return view.states_type() && view.types().has(JsonType::number);
}

/// One fact for a recognised range as a whole instead of one for each end (design §2).
bool compare_scale(Walk& walk, const PairView& at) {
  if (!is_real(at.before) || !is_real(at.after)) return false;
  const BoundRow &low = number_rows[0], &high = number_rows[1];
  const auto lower = stated(walk.before().schemas, at.before, low),
             new_lower = stated(walk.after().schemas, at.after, low);
  const auto upper = stated(walk.before().schemas, at.before, high),
             new_upper = stated(walk.after().schemas, at.after, high);
  const std::string_view before = scale_name(lower, upper);
  const std::string_view after = scale_name(new_lower, new_upper);
  if (before.empty() || after.empty() || before == after || before == "unbounded") return false;
  Fact fact{.aspect = Aspect::scale,
            .traits = after == "unbounded" ? bit(Trait::to_unbounded) : 0,
            .before = walk.before_side(upper->owned),
            .after = new_upper ? walk.after_side(new_upper->owned) : absent_after(walk, at)};
  fact.after.present = true;
  fact.before.value = Value::string(before);
  fact.after.value = Value::string(after);
  walk.state(at.pair, std::move(fact));
  return true;
}

}  // namespace

void compare_numbers(Walk& walk, const PairView& at) {
  const bool scaled = compare_scale(walk, at);
  for (const BoundRow& row : number_rows) {
    const bool told = scaled && (row.aspect == Aspect::minimum || row.aspect == Aspect::maximum);
    if (!told) compare_bound(walk, at, row);
  }
  compare_list(walk, at, Keyword::multiple_of, Aspect::multiple_of);
}

}  // namespace verdiff
