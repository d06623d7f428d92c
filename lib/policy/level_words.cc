#include "policy/level_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace verdiff {

std::string in_capitals(Level level) {
  std::string out(word(level));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

std::string counts_in_words(const LevelCounts& counts) {
  std::string out;
  for (const Level level : {Level::major, Level::minor, Level::patch, Level::none}) {
    const std::size_t count = counts[static_cast<std::size_t>(level)];
    if (count == 0) continue;
    const std::string_view name = level != Level::none ? word(level)
                                  : count == 1         ? "note"
                                                       : "notes";
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, name);
  }
  return out.empty() ? "no difference" : out;
}

}  // namespace verdiff
