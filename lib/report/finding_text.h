#pragma once

#include "report/report.h"
#include "report/style.h"
#include "rules/finding.h"

#include <string>

namespace verdiff {

Style style_of(Level level);

/// How much of a finding is said.
enum class Detail : std::uint8_t {
  full,      ///< with why and fix
  repeated,  ///< without: a finding of the same rule said it just above
  brief,     ///< one line: level, rule, message, place
};

/// One finding, newline at the end:
///
///     major  class-removed: `class` was removed
///            at       POST /predict 200 application/json  /class, and 11 more flows
///            old      v1.yaml:31:9  {"type": "string"}
///            …
std::string finding_text(const Finding& finding, Detail detail, const RenderOptions& options);

}  // namespace verdiff
