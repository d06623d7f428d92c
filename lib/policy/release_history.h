#pragma once

#include "policy/changelog.h"
#include "policy/gate.h"

#include <string>
#include <vector>

namespace verdiff {

/// One release of a contract's history, against the one before it.
struct HistoryStep {
  std::optional<Version> version;  ///< none: what is in the work tree, unreleased
  std::string date;                ///< of the tag
  Report report;
};

/// From a released tag to the work tree, oldest first: every release since (no prereleases) whose
/// tag names the same thing, and at last what isn't released. git where the tag is not there, or is
/// no release.
Result<std::vector<HistoryStep>> history_since(const std::string& contract, const std::string& tag,
                                               const GateOptions& options);

/// The same as entries of a changelog; those in which nothing is to be told are left out.
std::vector<ChangelogEntry> changelog_of(const std::vector<HistoryStep>& history);

}  // namespace verdiff
