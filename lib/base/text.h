#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Text for people: what is safe to print, how wide it is, and what a misspelt word was meant to
/// be.
namespace verdiff {

/// The text on one line and harmless on a terminal: control characters, line separators, Unicode's
/// bidirectional controls and bytes that are not UTF-8 are written as escapes (`\n`, `\u001b`,
/// `\xff`). Names and messages come out of contracts that a stranger may have written: none of them
/// may move the cursor, recolour a verdict or reorder what stands on screen.
std::string printable(std::string_view text);

/// The text with a replacement character (U+FFFD) for every byte that is not UTF-8: what JSON
/// needs.
std::string as_utf8(std::string_view text);

/// How many terminal columns valid UTF-8 takes: two for East Asian wide characters and emoji, none
/// for combining marks.
std::size_t display_width(std::string_view text);

/// The first `columns` columns of valid UTF-8, whole characters only.
std::string_view take_columns(std::string_view text, std::size_t columns);

/// The words of a text on lines of at most `columns` columns; a word that is wider gets a line of
/// its own. White space of any kind separates words and is not kept.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

/// ASCII letters in lower case: how field names and media types compare (RFC 9110 §5.1, §8.3.1).
std::string ascii_lower(std::string_view text);

/// Edits between two words: change, add, drop, or swap two neighbours (optimal string alignment).
/// Quadratic: cut long words first.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The known word that `wrong` was most likely meant to be; empty when none is near. Letters may be
/// changed, added, dropped or swapped: one for every three of the longer word. The first of equals.
std::string_view nearest_word(std::string_view wrong, std::span<const std::string_view> known);
std::string_view nearest_word(std::string_view wrong, std::span<const std::string> known);

/// "; did you mean `major`?", or nothing.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> known);
std::string did_you_mean(std::string_view wrong, std::span<const std::string> known);

/// How many bytes of a text are such. Counted in bytes, in runs too short to overflow one, which
/// compilers make into a loop over whole vectors of them.
template <class Is>
std::size_t count_bytes(std::string_view text, Is is) {
  constexpr std::size_t run = 240;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += run) {
    std::uint8_t here = 0;
    for (const char c : text.substr(at, run)) here = static_cast<std::uint8_t>(here + is(c));
    count += here;
  }
  return count;
}

}  // namespace verdiff
