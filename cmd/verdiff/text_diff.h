#pragma once

#include "verdiff.h"

#include <string>

namespace verdiff::command {

/// The lines that differ, as git shows them, under the names of the work tree instead of those of
/// temporary files. Says so where there is no git to ask.
std::string text_diff(const GitDiff& files, bool color);

}  // namespace verdiff::command
