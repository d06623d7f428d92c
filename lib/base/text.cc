#include "base/text.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace verdiff {
namespace {

/// One character of UTF-8. `size` is 0 at the end; `valid` is false for a byte that starts none.
struct Character {
  char32_t point = 0;
  std::size_t size = 0;
  bool valid = true;
};

Character first_character(std::string_view text) {
  if (text.empty()) return {};
  const std::size_t size = first_utf8_size(text);
  if (size == 0) return {static_cast<unsigned char>(text[0]), 1, false};
  return {take_code_point(text), size, true};
}

struct Range {
  char32_t first, last;
};

bool in(std::span<const Range> ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](Range range) { return point >= range.first && point <= range.last; });
}

/// C0, DEL, C1, line and paragraph separators, and the controls of UAX #9.
constexpr auto unprintable = std::to_array<Range>({{0x00, 0x1f},
                                                   {0x7f, 0x9f},
                                                   {0x61c, 0x61c},
                                                   {0x200e, 0x200f},
                                                   {0x2028, 0x202e},
                                                   {0x2066, 0x2069},
                                                   {0xfeff, 0xfeff}});
/// The blocks of combining marks and joiners in common use.
constexpr auto zero_width = std::to_array<Range>({{0x300, 0x36f},
                                                  {0x483, 0x489},
                                                  {0x591, 0x5bd},
                                                  {0x64b, 0x65f},
                                                  {0x1ab0, 0x1aff},
                                                  {0x1dc0, 0x1dff},
                                                  {0x200b, 0x200d},
                                                  {0x20d0, 0x20ff},
                                                  {0xfe00, 0xfe0f},
                                                  {0xfe20, 0xfe2f}});
/// Wide and fullwidth, as UAX #11 has them, by block.
constexpr auto two_columns = std::to_array<Range>({{0x1100, 0x115f},
                                                   {0x2e80, 0x303e},
                                                   {0x3041, 0x33ff},
                                                   {0x3400, 0x4dbf},
                                                   {0x4e00, 0xa4cf},
                                                   {0xac00, 0xd7a3},
                                                   {0xf900, 0xfaff},
                                                   {0xfe30, 0xfe6f},
                                                   {0xff00, 0xff60},
                                                   {0xffe0, 0xffe6},
                                                   {0x1f300, 0x1f64f},
                                                   {0x1f680, 0x1f6ff},
                                                   {0x1f900, 0x1f9ff},
                                                   {0x20000, 0x3fffd}});

std::size_t columns_of(char32_t point) {
  if (point < 0x300) return 1;
  if (in(zero_width, point)) return 0;
  return in(two_columns, point) ? 2 : 1;
}

void append_escape(std::string& out, const Character& character) {
  if (!character.valid) {
    out += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(character.point));
  } else if (character.point == '\n') {
    out += "\\n";
  } else if (character.point == '\t') {
    out += "\\t";
  } else if (character.point == '\r') {
    out += "\\r";
  } else {
    out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character.point));
  }
}

template <class Text>
std::string_view nearest(std::string_view wrong, std::span<const Text> known) {
  // Nobody types a word this long; the work stays small for hostile names.
  constexpr std::size_t longest = 256;
  std::string_view best;
  std::size_t best_distance = longest;
  if (wrong.size() > longest) return best;
  for (const std::string_view word : known) {
    const std::size_t longer = std::max(word.size(), wrong.size());
    const std::size_t shorter = std::min(word.size(), wrong.size());
    const std::size_t most = longer / 3;
    if (longer > longest || longer - shorter > most) continue;
    const std::size_t edits = edit_distance(wrong, word);
    if (edits > most || edits >= best_distance) continue;
    best = word;
    best_distance = edits;
  }
  return best;
}

std::string question(std::string_view word) {
  return word.empty() ? std::string() : fmt::format("; did you mean `{}`?", word);
}

}  // namespace

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<std::size_t> before(width), row(width), next(width);
  for (std::size_t j = 0; j < width; ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t change = row[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      next[j] = std::min({change, row[j] + 1, next[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row.back();
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.valid || in(unprintable, character.point)) {
      append_escape(out, character);
    } else {
      out += text.substr(0, character.size);
    }
    text.remove_prefix(character.size);
  }
  return out;
}

std::string as_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_character(text);
    out += character.valid ? text.substr(0, character.size) : "\xef\xbf\xbd";
    text.remove_prefix(character.size);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    columns += columns_of(character.point);
    text.remove_prefix(character.size);
  }
  return columns;
}

std::string_view take_columns(std::string_view text, std::size_t columns) {
  std::size_t taken = 0;
  std::size_t used = 0;
  while (taken < text.size()) {
    const Character character = first_character(text.substr(taken));
    used += columns_of(character.point);
    if (used > columns) break;
    taken += character.size;
  }
  return text.substr(0, taken);
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  constexpr std::string_view white = " \t\r\n";
  std::vector<std::string> lines;
  std::size_t used = 0;
  for (std::size_t start = text.find_first_not_of(white); start != std::string_view::npos;
       start = text.find_first_not_of(white, start)) {
    const std::size_t end = std::min(text.find_first_of(white, start), text.size());
    const std::string_view word = text.substr(start, end - start);
    const std::size_t needed = display_width(word);
    if (lines.empty() || used + 1 + needed > columns) {
      lines.emplace_back(word);
      used = needed;
    } else {
      lines.back() += ' ';
      lines.back() += word;
      used += 1 + needed;
    }
    start = end;
  }
  return lines;
}

std::string_view nearest_word(std::string_view wrong, std::span<const std::string_view> known) {
  return nearest(wrong, known);
}

std::string_view nearest_word(std::string_view wrong, std::span<const std::string> known) {
  return nearest(wrong, known);
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> known) {
  return question(nearest(wrong, known));
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string> known) {
  return question(nearest(wrong, known));
}

}  // namespace verdiff
