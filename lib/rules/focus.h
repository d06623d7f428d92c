#pragma once

#include "diff/change.h"
#include "prove/inclusion.h"

#include <vector>

namespace verdiff {

/// What a witness has to look like to show one change, and not another one beside it; the most
/// telling first. For an alternative that was added: a value of that alternative. For a property
/// that became optional: a value that lacks it, and has whatever else the consumer requires.
std::vector<Focus> focuses(const Change& change, const Side& consumer);

}  // namespace verdiff
