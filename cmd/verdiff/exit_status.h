#pragma once

#include "verdiff.h"

namespace verdiff::command {

/// What a script can tell from the exit status (docs/exit-status.md).
enum ExitStatus : int {
  fine = 0,
  gate_is_closed = 1,  ///< `check`; `diff --fail-on`
  usage = 2,           ///< the command line, a rule file, or a place to write to
  unreadable = 3,      ///< a contract can't be read, or holds no contract
  our_bug = 4,
};

/// The status of an error that ends a command.
ExitStatus exit_status(const Error& error);

}  // namespace verdiff::command
