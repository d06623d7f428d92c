#pragma once

#include <cstdint>
#include <string>

namespace verdiff {

/// A place in a file as people read it: 1-based line, 1-based column in Unicode code points.
/// Line 0 means "the file as a whole"; an empty file name means "nowhere in a file".
struct Location {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const Location&) const = default;
  auto operator<=>(const Location&) const = default;
};

/// `file:line:col`, `file` for a whole file, empty for nowhere.
std::string to_text(const Location& where);

}  // namespace verdiff
