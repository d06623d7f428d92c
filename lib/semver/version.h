#pragma once

#include "base/result.h"
#include "semver/level.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// A version exactly as SemVer 2.0.0 §2, §9-§11 have it.
///
///     Result<Version> v = Version::parse("1.4.0-rc.1+build.5");
///
/// Numbers have no upper bound in SemVer, so they are kept as decimal text without leading zeros.
class Version {
 public:
  static Result<Version> parse(std::string_view text);

  std::string major = "0", minor = "0", patch = "0";
  std::vector<std::string> prerelease;  ///< identifiers
  std::vector<std::string> build;

  bool is_prerelease() const { return !prerelease.empty(); }
  std::string to_text() const;

  /// Identity, build metadata included.
  bool operator==(const Version&) const = default;
};

/// Precedence (§11): build metadata doesn't count, a prerelease comes before its release.
std::weak_ordering precedence(const Version& left, const Version& right);

/// What 0.y.z promises.
#define VERDIFF_ZERO_RULES(X)                                                        \
  X(cargo, "in 0.y.z a major needs y and all else z; in 0.0.z every change needs z") \
  X(strict, "as from 1.0.0")                                                         \
  X(any, "SemVer §4 to the letter: anything may change at any time")
VERDIFF_VOCABULARY(ZeroRule, VERDIFF_ZERO_RULES)

/// The level that the step from -> to declares, seen through the zero rule: how large a change may
/// be in it. Level::none when `to` does not come after `from`.
///
/// A prerelease is read as the release that it announces (§9: the version it is associated with),
/// so 1.4.2 -> 1.5.0-rc.1 declares minor. Out of a prerelease there is also the step to that
/// release, which is as large as its last non-zero number: 2.0.0-rc.1 -> 2.0.0-rc.2 and
/// 2.0.0-rc.1 -> 2.0.1 declare major, 1.5.0-rc.1 -> 1.5.0 minor, 1.5.1-rc.1 -> 1.5.1 patch.
Level declared_level(const Version& from, const Version& to, ZeroRule zero = ZeroRule::cargo);

/// The smallest release after `from` whose step declares `level` or more; `from` itself for
/// Level::none, since no change needs no release. Build metadata is not carried over.
Version next_version(const Version& from, Level level, ZeroRule zero = ZeroRule::cargo);

}  // namespace verdiff
