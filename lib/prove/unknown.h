#pragma once

#include "base/vocabulary.h"

namespace verdiff {

/// Why a question about schemas or payloads is not decided.
#define VERDIFF_UNKNOWN_REASONS(X)                                                       \
  X(budget, "the step budget is spent")                                                  \
  X(pattern, "a pattern that a regular engine can't say: lookaround or a backreference") \
  X(reference, "a reference that can't be resolved statically")                          \
  X(remote, "a reference to another host; there is no network")                          \
  X(ill_founded, "a schema that refers to itself without consuming a value")             \
  X(empty_producer, "the producer admits no value at all, so nothing is proved")         \
  X(unsupported, "a combination of keywords that this version does not decide")          \
  X(internal, "the validator did not confirm the witness: a bug in verdiff")
VERDIFF_VOCABULARY(UnknownReason, VERDIFF_UNKNOWN_REASONS)

}  // namespace verdiff
