#pragma once

#include "base/error.h"
#include "policy/verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace verdiff {

/// One contract of a run: what is said of it, or why nothing can be. Exactly one of the two is
/// there.
struct ContractOutcome {
  std::string name;  ///< the contract as the run calls it: its path
  std::optional<Report> report;
  std::optional<Error> error;
};

/// All contracts that one command looked at. One that can't be read is one error, not the end of
/// the run.
struct Run {
  /// Worst first: errors, closed gates, then by level; then by name.
  std::vector<ContractOutcome> outcomes;
};

}  // namespace verdiff
