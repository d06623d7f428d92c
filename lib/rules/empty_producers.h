#pragma once

#include "contract/contract.h"
#include "diff/diff.h"
#include "rules/slot_proofs.h"

#include <cstdint>
#include <vector>

namespace verdiff {

/// A slot whose producer admits no payload under its role, or none of one branch of its oneOf: it
/// proves nothing, and is a finding of its own (design §1).
struct EmptyProducer {
  std::uint32_t slot = 0;
  Change fact;
};

/// Such slots of the changes that were proved (`asked`: indexes into Diff::changes), ascending; and
/// the flows in whose payloads something changed that left them without any.
std::vector<EmptyProducer> empty_producers(const Contract& before, const Contract& after,
                                           const Diff& diff,
                                           const std::vector<std::uint32_t>& asked,
                                           SlotProofs& proofs);

}  // namespace verdiff
