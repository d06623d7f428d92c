#pragma once

#include "policy/verdict.h"

#include <string>

/// Levels in the sentences that close a report, of one contract or of many.
namespace verdiff {

/// "MAJOR"
std::string in_capitals(Level level);

/// "5 major, 2 minor, 1 note"; "no difference" where there is none.
std::string counts_in_words(const LevelCounts& counts);

}  // namespace verdiff
