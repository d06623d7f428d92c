#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// A set of Unicode scalar values: what JSON strings are made of (surrogates are none). Sorted,
/// disjoint, non-adjacent ranges, so equal sets are equal values.
class CharSet {
 public:
  struct Range {
    char32_t first, last;
    auto operator<=>(const Range&) const = default;
  };

  CharSet() = default;
  static CharSet of(char32_t first, char32_t last) { return CharSet({{first, last}}); }
  static CharSet of(char32_t one) { return of(one, one); }
  static CharSet all();
  /// Sorts, joins and drops surrogates.
  explicit CharSet(std::vector<Range> ranges);

  bool empty() const { return ranges_.empty(); }
  bool has(char32_t c) const;
  std::uint32_t size() const;
  const std::vector<Range>& ranges() const { return ranges_; }

  CharSet operator|(const CharSet& other) const;
  CharSet operator&(const CharSet& other) const;
  CharSet operator~() const;

  auto operator<=>(const CharSet&) const = default;

 private:
  std::vector<Range> ranges_;
};

/// How odd a character looks in a witness: lower-case letters first, then digits, capitals,
/// punctuation, letters of other scripts, and control characters last.
std::uint32_t oddness(char32_t c);

/// Up to `count` members, the plainest first.
std::u32string plainest(const CharSet& set, std::size_t count);

/// ECMA-262 character classes (§22.2.2.9): `\d`, `\w`, `\s`, `.` without flags.
const CharSet& digit_chars();
const CharSet& word_chars();
const CharSet& space_chars();
const CharSet& dot_chars();

std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

}  // namespace verdiff::prove
