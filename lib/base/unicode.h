#pragma once

#include <span>
#include <string_view>

namespace verdiff {

/// A range of code points, both ends in it.
struct CodePoints {
  char32_t first, last;
};

/// The code points of a general category of the Unicode standard, by its short or long name as
/// ECMA-262 table 68 has them (`Lu`, `Uppercase_Letter`, `L`, `Letter`, `Nd`, `digit`, `Any`,
/// `ASCII`), sorted; empty for a name that is none of these. Scripts and binary properties are not
/// known here.
std::span<const CodePoints> unicode_category(std::string_view name);

}  // namespace verdiff
