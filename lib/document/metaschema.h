#pragma once

#include <span>
#include <string_view>

namespace verdiff {

/// A draft's own metaschema, built in from metaschemas/.
struct Metaschema {
  std::string_view uri;  ///< without scheme and fragment: `json-schema.org/draft-07/schema`
  std::string_view text;
};

/// Sorted by URI.
std::span<const Metaschema> metaschemas();

}  // namespace verdiff
