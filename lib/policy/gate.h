#pragma once

#include "base/result.h"
#include "policy/accepted.h"
#include "policy/artifact.h"
#include "policy/compare.h"
#include "policy/release.h"
#include "policy/run.h"
#include "policy/verdict.h"
#include "policy/version_file.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

/// The gate over a git work tree: what is there, against what was released.
namespace verdiff {

/// What holds for one contract.
struct ContractOptions {
  CompareOptions compare;
  CheckOptions versions;
  BaseOptions base;
  VersionFile version_file;  ///< instead of the contracts' versions
  AcceptedSources accepted;
};

struct GateOptions {
  ContractOptions contract;  ///< for all contracts
  /// For a contract in particular, by a path that the process can open: instead of `contract`.
  /// Called by several threads.
  std::function<ContractOptions(const std::string& path)> contract_at;
  /// Which files of a folder are its contracts, instead of those that are found by content.
  std::function<bool(const std::string& path)> is_contract;
  ArtifactPair artifact;  ///< --artifact, of one contract
  std::size_t jobs = 0;   ///< --jobs; 0: one a core
};

ContractOptions options_of(const GateOptions& options, const std::string& path);

/// From what was found to a verdict: what artifacts say joins it, what is accepted is marked.
Result<void> reach_verdict(Report& report, const CompareOptions& compare,
                           const CheckOptions& versions, const AcceptedWords& accepted,
                           const ArtifactPair& artifact);

/// Called as contracts of a run are done, by one thread at a time.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// The contract in the work tree against its base (Bases): a path, with `#pointer` or `@flow` if
/// one is meant. A contract that the base does not have is a first release, one that only the base
/// has is removed; what git shows as renamed is compared with what it was.
Result<Report> check_contract(const std::string& contract, const GateOptions& options);

/// All contracts below some folders, and the files that are named; and those that were deleted
/// there since their base. Contracts are found by content (OpenAPI, and JSON Schemas that say so
/// with `$schema`), unless the options say which they are. One that can't be read is an outcome.
/// no-contract where there is none at all.
Result<Run> check_contracts(const std::vector<std::string>& paths, const GateOptions& options,
                            const Progress& progress);

/// The contract in the work tree against every tag whose name matches the glob pattern (`v1.*`):
/// the versions still in the field. An outcome is named by its tag. git where none matches.
Result<Run> check_against(const std::string& contract, const std::string& pattern,
                          const GateOptions& options, const Progress& progress);

/// The version in a version file as it was beside the old contract, and as it is: fills what
/// `versions` does not say yet. For `check OLD NEW`, whose OLD may be of a revision.
Result<void> read_version_file(const VersionFile& version_file, const std::string& before,
                               CheckOptions& versions);

/// True when one of them closes it.
bool gate_closed(const Run& run);
bool has_errors(const Run& run);

}  // namespace verdiff
