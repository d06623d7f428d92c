#pragma once

#include "document/value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace verdiff {

/// A payload on one line with one place of it marked: `before` + `marked` + `after` is its JSON,
/// cut with "…" at the ends that are too far away.
struct MarkedPayload {
  std::string before, marked, after;

  bool operator==(const MarkedPayload&) const = default;
};

/// Marks the value at `pointer`. Where the pointer leads to nothing (a property that is missing),
/// the nearest value that encloses it is marked. Cut to `columns`, around the mark.
MarkedPayload mark_payload(const Value& payload, std::string_view pointer, std::size_t columns);

/// How many columns below a marked value are underlined: of an object or array, the bracket is
/// enough.
std::size_t mark_width(std::string_view marked);

/// A text of several lines as one, harmless on a terminal: its line breaks are white space, not
/// something to be spelt out.
std::string printable_paragraph(std::string_view text);

/// Why the value at `pointer` is refused, as a sentence: "2 is greater than the maximum 1", "the
/// object lacks the required property "class"".
std::string refusal(const Value& payload, std::string_view pointer, std::string_view why);

}  // namespace verdiff
