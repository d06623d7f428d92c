#include "diff/compare.h"

#include <algorithm>

namespace verdiff {

namespace {

void state_one_sided(Walk& walk, const PairView& at, Aspect aspect, const Owned* before,
                     const Owned* after) {
  walk.state(at.pair, {.aspect = aspect,
                       .action = before == nullptr ? Action::added : Action::removed,
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

/// A keyword with one schema for other values than the one above.
void compare_single(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect, Step step,
                    const std::string& token) {
  const Owned* const before = at.before.first(keyword);
  const Owned* const after = at.after.first(keyword);
  if (before == nullptr && after == nullptr) return;
  if (before == nullptr || after == nullptr) {
    state_one_sided(walk, at, aspect, before, after);
    return;
  }
  walk.child(at.pair, before->entry->schemas.front(), after->entry->schemas.front(), step, token);
}

void compare_prefix(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::prefix_items);
  const Owned* const after = at.after.first(Keyword::prefix_items);
  const std::size_t left = before == nullptr ? 0 : before->entry->schemas.size();
  const std::size_t right = after == nullptr ? 0 : after->entry->schemas.size();
  for (std::size_t i = 0; i < std::min(left, right); ++i) {
    walk.child(at.pair, before->entry->schemas[i], after->entry->schemas[i], Step::slot,
               "/" + std::to_string(i));
  }
  if (left == right) return;
  Fact fact{.aspect = Aspect::prefix_items,
            .action = left < right ? Action::added : Action::removed,
            .before = before ? walk.before_side(*before) : absent_before(walk, at),
            .after = after ? walk.after_side(*after) : absent_after(walk, at)};
  fact.before.value = Value::number(std::to_string(left));
  fact.after.value = Value::number(std::to_string(right));
  walk.state(at.pair, std::move(fact));
}

void compare_contains(Walk& walk, const PairView& at) {
  const bool counted = at.before.has(Keyword::max_contains) || at.after.has(Keyword::max_contains);
  compare_single(walk, at, Keyword::contains, Aspect::contains,
                 counted ? Step::nested : part_step(at), "");
}

bool must_differ(const View& view) {
  const auto all = view.all(Keyword::unique_items);
  return std::any_of(all.begin(), all.end(),
                     [](const Owned& owned) { return owned.entry->value->boolean(); });
}

void compare_uniqueness(Walk& walk, const PairView& at) {
  const bool before = must_differ(at.before);
  const bool after = must_differ(at.after);
  if (before == after) return;
  const Owned* const left = at.before.first(Keyword::unique_items);
  const Owned* const right = at.after.first(Keyword::unique_items);
  Fact fact{.aspect = Aspect::unique_items,
            .action = before ? Action::removed : Action::added,
            .before = left ? walk.before_side(*left) : absent_before(walk, at),
            .after = right ? walk.after_side(*right) : absent_after(walk, at)};
  fact.before.present = before;
  fact.after.present = after;
  walk.state(at.pair, std::move(fact));
}

}  // namespace

void compare_arrays(Walk& walk, const PairView& at) {
  compare_prefix(walk, at);
  compare_rest(walk, at, Keyword::items, Aspect::items);
  compare_contains(walk, at);
  compare_uniqueness(walk, at);
  compare_rest(walk, at, Keyword::unevaluated_items, Aspect::unevaluated_items);
}

}  // namespace verdiff
