#pragma once

#include "document/node.h"

#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// What a plain scalar means in the YAML 1.2 core schema (YAML 1.2.2 §10.3.2). Private to this
/// folder.
struct YamlScalar {
  enum class Kind { null, boolean, integer, floating, not_a_number, too_large, string };
  Kind kind = Kind::string;
  bool boolean = false;
  /// A number's text in JSON syntax: `+1` is 1, `0x1F` is 31, `.5` is 0.5, `1.` is 1.
  std::string number;
};

/// `no`, `on`, `1_000`, `12:30` and `2024-01-01` are strings here, `1e3` is a number.
YamlScalar resolve_plain(std::string_view text);

}  // namespace verdiff
