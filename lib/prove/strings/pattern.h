#pragma once

#include "prove/strings/term.h"

#include <optional>
#include <string>
#include <string_view>

namespace verdiff::prove {

/// A pattern read, or why it can't be.
struct Pattern {
  std::optional<Term> term;
  std::string problem;  ///< without a term: "has a backreference"
};

/// The strings in which an ECMA-262 pattern matches somewhere (JSON Schema validation §6.3.3: not
/// anchored), with the u flag and, where that flag would refuse it, the reading of Annex B that can
/// mean only one thing (`\@`, `[\w-.]`, a lone `{`). Lookaround and backreferences are not regular
/// and have no term; so has an escape that ECMA-262 does not know (`\Z`).
Pattern parse_pattern(Terms& terms, std::string_view pattern);

}  // namespace verdiff::prove
