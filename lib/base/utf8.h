#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace verdiff {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Bytes of the well-formed sequence (RFC 3629: no overlong forms, no surrogates, nothing past
/// U+10FFFF) that the text starts with; 0 when it starts with none.
std::size_t first_utf8_size(std::string_view text);

/// Offset of the first byte that is not part of well-formed UTF-8; npos when all is
/// well.
std::size_t find_bad_utf8(std::string_view text);

/// Takes the first code point off well-formed, non-empty UTF-8.
char32_t take_code_point(std::string_view& text);

void append_utf8(std::string& out, char32_t code_point);

/// Code points in well-formed UTF-8: what JSON Schema calls the length of a string.
std::size_t count_code_points(std::string_view text);

/// Byte offset behind the first `count` code points; text.size() when there are fewer.
std::size_t code_point_offset(std::string_view text, std::size_t count);

}  // namespace verdiff
