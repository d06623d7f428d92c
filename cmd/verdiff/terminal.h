#pragma once

#include <cstdint>

namespace verdiff::command {

/// What main finds out about the surroundings; tests say it themselves.
struct Terminal {
  bool is_terminal = false;  ///< standard output is one
  bool no_color = false;     ///< NO_COLOR is set and not empty (https://no-color.org)
  std::uint32_t width = 0;   ///< columns; 0: not known
};

}  // namespace verdiff::command
