#pragma once

#include "base/error.h"
#include "policy/stored_report.h"

#include <optional>
#include <string>
#include <vector>

namespace verdiff {

/// One contract of a run: what is said of it, or why nothing can be. Exactly one of the two is
/// there.
struct ContractOutcome {
  std::string name;  ///< the contract as the run calls it: its path
  std::optional<StoredReport> report;
  std::optional<Error> error;
  std::string called = {};  ///< as verdiff.yaml calls it; empty: by its path
};

/// What is said of a contract, for as long as it is looked at.
inline std::optional<Report> open_report(const ContractOutcome& outcome) {
  return outcome.report ? std::optional<Report>(outcome.report->open()) : std::nullopt;
}

/// All contracts that one command looked at. One that can't be read is one error, not the end of
/// the run. There may be many: who reads their reports opens one after the other, and lets it go.
struct Run {
  /// Worst first: errors, closed gates, then by level; then by name.
  std::vector<ContractOutcome> outcomes;
};

}  // namespace verdiff
