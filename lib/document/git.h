#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What a git command printed and how it ended. Private to this folder.
struct GitOutput {
  bool started = false;  ///< false: there is no git to run
  int status = -1;       ///< its exit status; -1 when it was stopped or did not start
  std::string text;      ///< standard output, cut behind `most` bytes
};

/// Runs `git ARGUMENTS` in the working directory, without a shell, without a terminal and without
/// the network (a partial clone may not fetch).
GitOutput run_git(const std::vector<std::string>& arguments, std::size_t most);

/// Whether git knows a commit or tree by this name.
bool is_revision(std::string_view revision);
/// Whether the file (relative to the working directory) is in the revision.
bool is_in_revision(std::string_view revision, std::string_view path);

}  // namespace verdiff
