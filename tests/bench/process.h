#pragma once

#include <string>
#include <vector>

namespace verdiff::bench {

/// What one run of a program cost.
struct Process {
  int status = -1;  ///< exit status; 128 + signal when it was killed
  double milliseconds = 0;
  double peak_megabytes = 0;  ///< resident set, 10^6 bytes
};

/// Runs `command` to its end, its output thrown away.
Process run_process(const std::vector<std::string>& command);

}  // namespace verdiff::bench
