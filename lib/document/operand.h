#pragma once

#include "base/result.h"
#include "document/workspace.h"

#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// What a command line names: `path`, `-`, `REV:path`, then `#pointer` or `@flow`.
/// An existing file wins (a file may be called `a@b#c.json`); else the text before the last ':' is
/// a git revision (`model@v1.2.3:churn.yaml`); '#' and '@' are read only after the path. Where a
/// pointer or flow has a ':' of its own, the last ':' behind a revision that git knows counts.
struct Operand {
  std::string text;  ///< as given
  std::optional<std::string> revision;
  std::string path;                    ///< "-" for standard input
  std::optional<std::string> pointer;  ///< without '#'
  std::optional<std::string> flow;     ///< without '@'
};

Result<Operand> parse_operand(std::string_view text);

/// The bytes behind an operand: disk, standard input, or `git show REV:path` (run without a shell;
/// a path in a revision is relative to the working directory, as `git show REV:./path` has it).
/// Roots: the git work tree around the path, else the path's folder, and `extra_roots`.
Result<Files> files_of(const Operand& operand, const std::vector<std::string>& extra_roots = {},
                       const Limits& limits = {});

}  // namespace verdiff
