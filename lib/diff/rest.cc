#include "diff/compare.h"

namespace verdiff {

namespace {

/// What a side says of properties (or items) that nothing lists.
enum class Rest { free, schema, none };

Rest rest_of(const Contract& contract, const Owned* owned) {
  if (owned == nullptr) return Rest::free;
  const Schema& schema = contract.schemas[owned->entry->schemas.front()];
  if (schema.boolean) return *schema.boolean ? Rest::free : Rest::none;
  return schema.entries.empty() ? Rest::free : Rest::schema;
}

const Owned* strictest(const Contract& contract, std::span<const Owned> all) {
  const Owned* out = nullptr;
  for (const Owned& owned : all) {
    if (out == nullptr || rest_of(contract, &owned) > rest_of(contract, out)) out = &owned;
  }
  return out;
}

}  // namespace

void compare_rest(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect) {
  const Owned* const before = strictest(walk.before(), at.before.all(keyword));
  const Owned* const after = strictest(walk.after(), at.after.all(keyword));
  const Rest was = rest_of(walk.before(), before);
  const Rest is = rest_of(walk.after(), after);
  const bool for_items = keyword == Keyword::items || keyword == Keyword::unevaluated_items;
  if (was == is) {
    if (was == Rest::schema) {
      walk.child(at.pair, before->entry->schemas.front(), after->entry->schemas.front(), Step::slot,
                 "/*", for_items ? "/0" : "/key");
    }
    return;
  }
  const Action action = is == Rest::none     ? Action::closed
                        : was == Rest::none  ? Action::opened
                        : is == Rest::schema ? Action::added
                                             : Action::removed;
  walk.state(at.pair, {.aspect = aspect,
                       .action = action,
                       .traits = was == Rest::free     ? bit(Trait::free_form)
                                 : was == Rest::schema ? bit(Trait::valued)
                                                       : 0,
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

}  // namespace verdiff
