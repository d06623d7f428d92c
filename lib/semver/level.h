#pragma once

#include "base/vocabulary.h"

namespace verdiff {

/// What SemVer 2.0.0 asks of a release; ordered, so that the level of many is their maximum.
#define VERDIFF_LEVELS(X)                                                  \
  X(none, "nothing that a version number speaks of; a note")               \
  X(patch, "same promise: text, order, an equivalent rewrite (SemVer §6)") \
  X(minor, "compatible: something new, or a deprecation (SemVer §7)")      \
  X(major, "incompatible: somebody's code or payload breaks (SemVer §8)")
VERDIFF_VOCABULARY(Level, VERDIFF_LEVELS)

}  // namespace verdiff
