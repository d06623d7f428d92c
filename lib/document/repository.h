#pragma once

#include "base/result.h"
#include "document/limits.h"
#include "document/workspace.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

class GitObjects;

/// A tag and the commit that it stands for.
struct GitTag {
  std::string name;
  std::string commit;
  std::string date;  ///< YYYY-MM-DD, of the tag itself where it has one, else of its commit

  bool operator==(const GitTag&) const = default;
};

/// The git work tree around the working directory: what release bases are made of. Paths are
/// relative to its top, with '/', unless said otherwise. Names of branches, tags and files go to
/// git as they are and never as options; nothing is fetched, nothing is written.
///
///     auto repository = Repository::open();
///     if (!repository) return repository.error();
///     auto base = repository->merge_base("refs/remotes/origin/main", "HEAD");
class Repository {
 public:
  /// git: there is no git, or no work tree here.
  static Result<Repository> open();

  bool is_shallow() const { return shallow_; }
  /// The commit of HEAD; empty before the first one.
  const std::string& head() const { return head_; }

  /// Of a path as the user writes it (relative to the working directory, or absolute); git when it
  /// leads out of the work tree.
  Result<std::string> path_of(const std::string& given) const;
  /// The same path as the user would write it.
  std::string shown(const std::string& path) const;

  /// The commit that a revision names.
  std::optional<std::string> commit_of(std::string_view revision) const;
  /// The best common ancestor of a revision and HEAD.
  std::optional<std::string> merge_base(std::string_view revision) const;
  /// The common ancestor of many commits.
  std::optional<std::string> common_ancestor(const std::vector<std::string>& commits) const;
  /// Sorted by name; all, or those that HEAD descends from.
  Result<std::vector<GitTag>> tags(bool merged_only) const;
  /// The branch that a clone calls the remote's default, else what usually is one.
  std::optional<std::string> default_branch() const;

  /// Tracked files, and new ones that aren't ignored, below a folder ("": all); sorted.
  Result<std::vector<std::string>> files_below(const std::string& folder) const;
  /// Files that were there in some commit since `commit`, or are staged, and are gone now; sorted.
  Result<std::vector<std::string>> deleted_since(const std::string& commit,
                                                 const std::string& folder) const;
  /// The path that a file had in a commit, followed through the renames since then; nullopt when it
  /// was never renamed.
  std::optional<std::string> name_in(const std::string& commit, const std::string& path) const;

  bool has(const std::string& commit, const std::string& path) const;
  /// git when the file isn't in the commit, too-large.
  Result<std::string> read(const std::string& commit, const std::string& path,
                           const Limits& limits = {}) const;
  /// A contract's files in a commit, by paths as the user writes them; messages call the revision
  /// `shown_as`.
  Files files_in(const std::string& commit, const std::string& shown_as,
                 const Limits& limits = {}) const;

 private:
  Repository() = default;

  std::string top_;     ///< absolute, canonical
  std::string prefix_;  ///< the working directory below the top: "" or "models/churn/"
  std::string head_;
  bool shallow_ = false;
  std::shared_ptr<GitObjects> objects_;
};

}  // namespace verdiff
