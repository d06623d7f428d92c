#pragma once

#include "formats/load_operand.h"
#include "prove/inclusion.h"

#include <cstdint>
#include <string>

/// Questions about payloads rather than versions: does one contract's output feed another's input
/// (`fit`), and does a recorded payload keep to its contract (`validate`)?
namespace verdiff {

/// One end of one flow: what an operand of these questions comes to.
struct End {
  std::string operand;  ///< as given
  std::string file;     ///< the same without `@flow`
  Contract contract;
  std::uint32_t flow = 0;  ///< index into Contract::flows

  const Flow& the_flow() const { return contract.flows[flow]; }
  Side side(Reading reading) const;
};

/// The flow that the operand names with `@flow` or `#pointer`, or the only payload that its
/// contract has in that direction: request bodies, and responses that report success. Several, or
/// none, is an error that lists them. `direction` none: either.
Result<End> load_end(const std::string& operand, Direction direction, const LoadSettings& settings);

/// The same for a contract that is in memory under a name.
Result<End> end_of(Contract contract, std::string name, Direction direction);

}  // namespace verdiff
