#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

namespace verdiff::command {

/// What main finds out about the surroundings; tests say it themselves.
struct Terminal {
  bool is_terminal = false;  ///< standard output is one
  bool no_color = false;     ///< NO_COLOR is set and not empty (https://no-color.org)
  std::uint32_t width = 0;   ///< columns; 0: not known
  bool git_pager = false;    ///< standard output is git's pager, which is on a terminal
  /// Where a line may be drawn that says how far a long run is: standard error, if a terminal.
  std::ostream* progress = nullptr;
  /// In a CI: the branch that a pull request is to be merged into, the tag that is released.
  std::string target_branch;
  std::string release_tag;
};

}  // namespace verdiff::command
