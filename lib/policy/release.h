#pragma once

#include "document/repository.h"
#include "semver/version.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Which release a contract is compared with: tags, and what they are tags of (docs/check.md).
namespace verdiff {

/// What a contract is known by: where it lives, and what it calls itself.
struct ContractIdentity {
  std::string path;   ///< from the top of the work tree: "models/churn/api.yaml"
  std::string title;  ///< may be empty
};

/// A tag that is a release: `v1.2.3`, `1.2.3`, `model@v1.2.3`, `dir=model@v1.2.3`, `pkg/v1.2.3`;
/// GTO's may have the number of the event behind it, `model@v1.2.3#4`.
struct ReleaseTag {
  GitTag tag;
  std::string owner;  ///< what stands before the version: "", "model@", "dir=model@", "pkg/"
  Version version;
};

/// nullopt: no SemVer 2.0.0 version at the end of its name, or a tag of GTO that takes one back.
std::optional<ReleaseTag> parse_release_tag(const GitTag& tag);

/// What a tag of the contract may have before its version, in groups; a tag of an earlier group
/// speaks of it more surely. The last group is the empty text: a release of the whole repository.
std::vector<std::vector<std::string>> owners_of(const ContractIdentity& contract);

/// Tags by what they are releases of.
class ReleaseTags {
 public:
  /// Tags that are no releases are left out, and so is the one called `except`.
  explicit ReleaseTags(const std::vector<GitTag>& tags, std::string_view except = {});

  /// The newest release of the contract by SemVer precedence, of the first group that has any;
  /// a prerelease only where the group has nothing else. nullptr: it was never released.
  const ReleaseTag* newest_of(const ContractIdentity& contract) const;
  /// The newest of all, whatever they are releases of.
  const ReleaseTag* newest_of_all() const;
  /// All with the same before the version, oldest first.
  std::vector<const ReleaseTag*> of_same_owner(const ReleaseTag& tag) const;
  /// The newest of each owner.
  std::vector<const ReleaseTag*> newest() const;

 private:
  std::map<std::string, std::vector<ReleaseTag>, std::less<>> by_owner_;
};

/// What decides the base, from the command line and the CI's environment.
struct BaseOptions {
  std::string revision;     ///< --base: a revision, `REV...`: where HEAD left it, or a stage of GTO
  std::string tag_pattern;  ///< a glob: only tags that match it are releases, and one of them it is
  bool merge_base = false;  ///< where HEAD left the target or default branch, and nothing else
  std::string branch;       ///< the branch that a pull request is to be merged into
  std::string release_tag;  ///< the tag that this run is the release of

  auto operator<=>(const BaseOptions&) const = default;
};

/// What a contract is compared with.
struct Base {
  std::string commit;              ///< empty: there is none, everything is new
  std::string shown;               ///< as reports call it: a tag, a revision, a short object id
  std::optional<Version> version;  ///< of a tag
};

/// Finds the base of each contract of a repository; asks git once, however many there are.
class Bases {
 public:
  /// git: BaseOptions::revision names no commit.
  static Result<Bases> find(const Repository& repository, const BaseOptions& options);

  /// In this order: what the options say; in a pull request where HEAD left the target branch; the
  /// newest released tag of the contract that HEAD descends from; where HEAD left the default
  /// branch. Of a tag pattern: the newest tag of the contract, else the newest of all.
  /// git: nothing of all that is in this clone.
  Result<Base> base_of(const ContractIdentity& contract) const;
  /// The version of the tag that this run is the release of, if it is one of the contract.
  std::optional<Version> releasing(const ContractIdentity& contract) const;
  /// Every base that may be used, each once.
  std::vector<std::string> commits() const;

 private:
  explicit Bases(ReleaseTags tags) : tags_(std::move(tags)) {}

  std::optional<Base> given_;
  std::optional<Base> fork_;  ///< where HEAD left the target or default branch
  bool fork_first_ = false;
  std::string pattern_;  ///< BaseOptions::tag_pattern
  bool shallow_ = false;
  bool empty_ = false;  ///< no commit yet
  std::string branch_;
  ReleaseTags tags_;
  std::optional<ReleaseTag> releasing_;
};

}  // namespace verdiff
