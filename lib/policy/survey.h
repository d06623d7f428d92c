#pragma once

#include "base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Tags of releases that are called alike: `v*`, `model@v*`, `pkg/v*`.
struct TagPattern {
  std::string pattern;
  std::string newest;  ///< by SemVer's precedence
  std::size_t count = 0;

  bool operator==(const TagPattern&) const = default;
};

/// What `init` finds in a repository. Paths from the top of the work tree, all sorted.
struct Survey {
  std::vector<std::string> files;      ///< that git knows, or would add
  std::vector<std::string> contracts;  ///< of files: those that say what they are
  std::vector<TagPattern> tags;

  bool has(std::string_view path) const;
};

/// Looks at the work tree of which the working directory is the top, and whether the paths of
/// `wanted` are there, also where git ignores them. usage where it is none.
Result<Survey> survey(std::span<const std::string_view> wanted);

/// The patterns of tags that are releases: a prefix that ends in nothing, `v`, `@`, `/` or `-`,
/// then a SemVer version.
std::vector<TagPattern> tag_patterns(const std::vector<std::string>& tags);

/// Files as globs: `folder/*.yaml` where all files of that ending in the folder are contracts and
/// there are several, else one by one.
std::vector<std::string> as_globs(const std::vector<std::string>& contracts,
                                  const std::vector<std::string>& files);

}  // namespace verdiff
