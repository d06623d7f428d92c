#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff::validator {

/// An ECMA-262 pattern as a tree, or what is wrong with it.
struct RegexSyntax {
  enum class Kind : std::uint8_t {
    character,
    set,
    begin,
    end,
    boundary,
    inside,  // \B
    sequence,
    choice,
    repeat
  };
  struct Node {
    Kind kind = Kind::sequence;
    char32_t character = 0;
    bool inverted = false;
    std::vector<std::pair<char32_t, char32_t>> ranges;
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most;
    std::vector<std::uint32_t> children;
  };

  std::vector<Node> nodes;
  std::uint32_t root = 0;
  std::string problem;     ///< empty: none
  bool malformed = false;  ///< the problem is that this is no pattern of ECMA-262
};

RegexSyntax parse_regex(std::string_view pattern);

}  // namespace verdiff::validator
