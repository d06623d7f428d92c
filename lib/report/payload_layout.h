#pragma once

#include "document/value.h"
#include "report/witness_text.h"

#include <string_view>

namespace verdiff {

/// A payload over several lines, what fits one line on one, with the value at `pointer` marked (the
/// nearest that encloses it where it leads to nothing). Printable but for the line breaks. Of a
/// payload with many lines, those around the mark stay and "…" stands for the others.
MarkedPayload lay_out_payload(const Value& payload, std::string_view pointer);

}  // namespace verdiff
