#pragma once

#include "diff/walk.h"

#include <string>

/// What is compared at a pair of schemas, a group of keywords a function (a file each where it is
/// long). All of them read views (view.h), state facts and name the pairs below; none judges.
namespace verdiff {

/// `true`, `false`: returns true when one of the two is `false`, so that nothing else is worth
/// comparing.
bool compare_booleans(Walk& walk, const PairView& at);
/// x-tensor: data type, rank, dimensions (tensors.cc). True when the old side is a tensor and the
/// new one is not of a service: what they look like as JSON is no matter of its own.
bool compare_tensors(Walk& walk, const PairView& at);
/// x-column: the type that a model format gives a column (columns.cc). True when that says all: a
/// list, object or map on both sides is compared part by part.
bool compare_columns(Walk& walk, const PairView& at);
/// type, nullable, enum, const (values.cc).
void compare_values(Walk& walk, const PairView& at);
/// Bounds and steps, and recognised scales (numbers.cc).
void compare_numbers(Walk& walk, const PairView& at);
/// Lengths, patterns, formats and contents (strings.cc).
void compare_strings(Walk& walk, const PairView& at);
/// arrays.cc
void compare_arrays(Walk& walk, const PairView& at);
/// objects.cc
void compare_objects(Walk& walk, const PairView& at);
/// anyOf, oneOf: branches by best match (unions.cc).
void compare_unions(Walk& walk, const PairView& at);
/// A schema that became one alternative of a union (X, now anyOf: [X, Y]), or the reverse: states
/// the other alternatives, and lets the union be seen through the one that is most like the other
/// side (unions.cc).
void compare_wrapped(Walk& walk, std::uint32_t pair, View& before, View& after);
/// not, if/then/else, $dynamicRef (conditions.cc).
void compare_conditions(Walk& walk, const PairView& at);
/// Everything that constrains no value (annotations.cc).
void compare_annotations(Walk& walk, const PairView& at);
/// What values mean beside what they may be: labels, open lists, discriminators, contents of
/// strings, announcements (meaning.cc). Called by compare_annotations.
void compare_meaning(Walk& walk, const PairView& at);
/// The property that tells alternatives apart, and the values that it may have
/// (discriminators.cc).
void compare_discriminator(Walk& walk, const PairView& at);
/// When nothing else was stated: whether this node says the same in other words (annotations.cc).
void compare_wording(Walk& walk, const PairView& at);

/// How alike two schemas are, 0..1, for renames and branches (likeness of content, not a proof).
double schema_likeness(Walk& walk, SchemaId before, SchemaId after);

/// A keyword said on both sides, on one, or on neither, as one fact with the action that fits.
/// Equal values say nothing; several (in an allOf) are paired by value first.
void compare_list(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect,
                  Effect effect = Effect::none);

/// What a change of contentEncoding and its kin means: what a string contains is no value of the
/// payload, so no slot can prove it (strings.cc).
Effect content_effect(const PairView& at, Keyword keyword);

/// A keyword that speaks of all properties or items that nothing lists: free, by a schema, or
/// refused (rest.cc): additionalProperties, unevaluatedProperties, items, unevaluatedItems.
void compare_rest(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect);

/// How an in-place part (allOf member, then, branch) hangs below `at`: unevaluated* sees which
/// parts held, so beside it no part can be judged without its surroundings.
Step part_step(const PairView& at);

/// Where a fact about an absent keyword stands: the schema itself.
inline ChangeSide absent_before(Walk& walk, const PairView& at) {
  return walk.before_absent(at.before.id());
}
inline ChangeSide absent_after(Walk& walk, const PairView& at) {
  return walk.after_absent(at.after.id());
}

}  // namespace verdiff
