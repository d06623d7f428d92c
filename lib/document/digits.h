#pragma once

#include <optional>

namespace verdiff {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of a digit up to 'f', in either case; nullopt: none of that radix.
constexpr std::optional<unsigned> digit_value(char c, unsigned radix) {
  const char lower = static_cast<char>(c | 0x20);
  unsigned value = radix;
  if (is_digit(c)) value = static_cast<unsigned>(c - '0');
  if (lower >= 'a' && lower <= 'f') value = static_cast<unsigned>(lower - 'a' + 10);
  if (value >= radix) return std::nullopt;
  return value;
}

}  // namespace verdiff
