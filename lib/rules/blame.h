#pragma once

#include "diff/change.h"

namespace verdiff {

/// What a change by itself does to the set of values, as far as its words tell; Effect::unknown
/// where they don't. Where several changes share a slot whose inclusion fails, this says which of
/// them can't have been the cause.
Effect effect_in_words(const Change& change);

/// Whether a change, by its words, could make inclusion fail in its direction: an output that
/// grows, an input that shrinks, or anything that the words don't tell.
bool can_break(const Change& change);

}  // namespace verdiff
