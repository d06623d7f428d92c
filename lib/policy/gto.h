#pragma once

#include "document/repository.h"
#include "semver/version.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tags by which GTO keeps a registry of models in git: `clf@v1.2.3` registers a version,
/// `clf#prod` assigns a commit to a stage. A `!` behind either takes it back; `#4` behind that is
/// the number of the event, where one thing happens more than once (gto/constants.py).
namespace verdiff {

struct GtoTag {
  std::string artifact;            ///< "clf", "models/a=clf"
  std::string stage;               ///< empty: about a version
  std::optional<Version> version;  ///< none: about a stage
  bool withdrawn = false;
  std::string counter;  ///< digits without leading zeros; empty: none, which is before all others
};

/// nullopt: a tag of another kind, also `clf@deprecated` and `clf@created`.
std::optional<GtoTag> parse_gto_tag(std::string_view name);

/// The tags without versions that were taken back, and without what takes them back.
std::vector<GitTag> without_withdrawn(std::vector<GitTag> tags);

/// The commit that a stage (`clf#prod`) is at: the newest assignment that was not taken back.
/// nullptr: this names no stage, or nothing is assigned to it.
const GitTag* find_stage(const std::vector<GitTag>& tags, std::string_view stage);

/// The version that is registered of a stage's artifact at that commit.
const GitTag* find_registered(const std::vector<GitTag>& tags, std::string_view stage,
                              std::string_view commit);

}  // namespace verdiff
