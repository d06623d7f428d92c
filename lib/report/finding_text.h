#pragma once

#include "report/report.h"
#include "report/style.h"
#include "rules/finding.h"

#include <cstdint>
#include <string>

namespace verdiff {

Style style_of(Level level);

/// "major  ": the first column of a finding. A level of none is called a note.
std::string level_in_words(Level level, const RenderOptions& options);

/// How much of a finding is said.
enum class Detail : std::uint8_t {
  full,      ///< with why and fix
  repeated,  ///< without: a finding of the same rule said it just above
  brief,     ///< two lines: level, rule and message; where
};

/// One finding, newline at the end:
///
///     major  class-removed: `class` was removed
///            at       /class of POST /predict 200 application/json (in 12 flows)
///            old      v1.yaml:31:9  {"type": "string"}
///            …
std::string finding_text(const Finding& finding, Detail detail, const RenderOptions& options);

}  // namespace verdiff
