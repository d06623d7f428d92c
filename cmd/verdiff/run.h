#pragma once

#include "terminal.h"

#include <iosfwd>

namespace verdiff::command {

/// The whole command line: parses it, runs the command, prints, and gives the exit status
/// (exit_status.h). The report goes to `out` and nothing else does; errors and help that nobody
/// asked for go to `err`. Each is written at once, when everything has succeeded.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        const Terminal& terminal);

}  // namespace verdiff::command
