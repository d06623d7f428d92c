#pragma once

#include "prove/budget.h"
#include "prove/found.h"
#include "prove/shapes/values.h"

#include <functional>
#include <optional>
#include <vector>

namespace verdiff::prove {

/// Positions, each with the values that it may take.
using Candidates = std::vector<Found<ValueId>>;

/// A value for each position, all different. Where a list that leaves values out has at least as
/// many as there are positions, its position never goes without one (Hall 1935); so nullopt means
/// that there is none if `settles` holds, too. nullopt past the budget as well.
std::optional<std::vector<ValueId>> different_values(const Candidates& candidates, Budget& budget);
bool settles(const Candidates& candidates);

/// Calls `use` with every way to give the positions different values, until it returns false. Only
/// choices that the rest can follow are made, so that each way takes polynomial time.
/// False: not all ways have been seen.
bool each_different(const Candidates& candidates, Budget& budget,
                    const std::function<bool(const std::vector<ValueId>&)>& use);

}  // namespace verdiff::prove
