#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace verdiff {

/// Paths in a file that a team wrote for verdiff: relative to its folder. A pull request may bring
/// the file, so none may lead out of the git work tree around it (without one, out of its folder):
/// not to be read, and not to be written. Private to this folder.
class TeamPaths {
 public:
  /// `file`: as the process can open it.
  explicit TeamPaths(std::string_view file);

  /// "" for the working directory, else with a '/' at its end.
  const std::string& folder() const { return folder_; }
  /// As the process can open it; a message without a place where it leads out.
  Result<std::string> resolve(std::string_view path) const;

 private:
  std::string folder_, top_;
};

}  // namespace verdiff
