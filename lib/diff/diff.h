#pragma once

#include "contract/contract.h"
#include "diff/change.h"

#include <cstdint>
#include <string>
#include <vector>

namespace verdiff {

/// A flow of the old contract with its partner in the new one.
struct FlowPair {
  std::uint32_t before = 0;  ///< index into the old Contract::flows
  std::uint32_t after = 0;
};

/// Everything that differs between two contracts, as facts.
struct Diff {
  std::vector<FlowPair> flows;
  std::vector<Change> changes;  ///< deterministic order: as the contracts stand, old before new
};

/// Pairs old with new once (paths, methods, parameters, media types, statuses, properties,
/// branches; renames too) and states what changed. Each pair of schemas is visited once per
/// direction, equal ones not at all; a changed schema that many flows share is one change with its
/// reach.
Diff diff(const Contract& before, const Contract& after);

}  // namespace verdiff
