#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace verdiff {

/// What a piece of terminal text is; the colours follow from it.
enum class Style : std::uint8_t { plain, strong, faint, major, minor, patch, note, gone, come };

/// The text with the colour of its style around it (ECMA-48 SGR, the eight colours that every
/// terminal has), or as it is.
std::string paint(std::string_view text, Style style, bool color);

}  // namespace verdiff
