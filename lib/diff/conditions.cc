#include "diff/compare.h"

#include <algorithm>

namespace verdiff {

namespace {

void compare_part(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect, Step step) {
  const auto before = at.before.all(keyword);
  const auto after = at.after.all(keyword);
  const auto state = [&](Action action, ChangeSide left, ChangeSide right) {
    left.name = right.name = spelling(keyword);
    walk.state(
        at.pair,
        {.aspect = aspect, .action = action, .before = std::move(left), .after = std::move(right)});
  };
  const std::size_t both = std::min(before.size(), after.size());
  for (std::size_t i = 0; i < both; ++i) {
    walk.child(at.pair, before[i].entry->schemas.front(), after[i].entry->schemas.front(), step,
               "");
  }
  for (std::size_t i = both; i < before.size(); ++i) {
    state(Action::removed, walk.before_side(before[i]), absent_after(walk, at));
  }
  for (std::size_t i = both; i < after.size(); ++i) {
    state(Action::added, absent_before(walk, at), walk.after_side(after[i]));
  }
}

/// What a dynamic reference leads to is known while validating only, so that its text counts.
void compare_references(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::dynamic_ref);
  const Owned* const after = at.after.first(Keyword::dynamic_ref);
  if (!before || !after || equal(*before->entry->value, *after->entry->value)) return;
  walk.state(at.pair, {.aspect = Aspect::reference,
                       .action = Action::changed,
                       .before = walk.before_side(*before),
                       .after = walk.after_side(*after)});
}

}  // namespace

Step part_step(const PairView& at) {
  const auto counts_parts = [](const View& view) {
    return view.has(Keyword::unevaluated_properties) || view.has(Keyword::unevaluated_items);
  };
  return counts_parts(at.before) || counts_parts(at.after) ? Step::guarded : Step::part;
}

void compare_conditions(Walk& walk, const PairView& at) {
  compare_part(walk, at, Keyword::not_, Aspect::not_, Step::nested);
  // `then` and `else` mean nothing without `if` (JSON Schema 2020-12, core §10.2.2).
  compare_part(walk, at, Keyword::if_, Aspect::condition, Step::nested);
  compare_part(walk, at, Keyword::then_, Aspect::condition, part_step(at));
  compare_part(walk, at, Keyword::else_, Aspect::condition, part_step(at));
  compare_part(walk, at, Keyword::dynamic_ref, Aspect::reference, part_step(at));
  compare_references(walk, at);
}

}  // namespace verdiff
