#pragma once

#include "base/result.h"
#include "policy/compare.h"
#include "policy/verdict.h"

#include <string>

/// The model behind a contract: the same promise may be kept by other bytes.
namespace verdiff {

/// The SHA-256 of a file's content; of a folder, that of the sorted list of its files' paths and
/// contents, so that neither its own name nor dates, modes or the order on disk count. A symbolic
/// link in a folder is not followed: where it leads to is its content. cannot-read, too-large.
Result<std::string> artifact_digest(const std::string& path);

/// `--artifact OLD NEW`. Empty: nothing is known of it.
struct ArtifactPair {
  std::string before, after;
};

/// Before the verdict: other bytes behind the same contract are a patch.
Result<void> compare_artifacts(Report& report, const ArtifactPair& artifact,
                               const CompareOptions& options);

/// After the verdict: a version that was bumped for the same bytes and the same contract is noted.
Result<void> note_same_artifact(Report& report, const ArtifactPair& artifact,
                                const CompareOptions& options);

}  // namespace verdiff
