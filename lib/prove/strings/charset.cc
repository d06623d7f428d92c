#include "prove/strings/charset.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace verdiff::prove {

namespace {

constexpr char32_t last_code_point = 0x10FFFF;
constexpr char32_t first_surrogate = 0xD800;
constexpr char32_t last_surrogate = 0xDFFF;

/// The plainest characters, in order. Everything else comes by number, controls last.
constexpr std::u32string_view plain_ascii =
    U"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@ ,;+*=#%&!?'~$^()[]{}<>|`"
    U"\"\\";

constexpr bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA1) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

constexpr auto ascii_oddness = [] {
  std::array<std::uint32_t, 128> out{};
  for (char32_t c = 0; c < out.size(); ++c) out[c] = last_code_point + 1 + c;
  for (std::uint32_t i = 0; i < plain_ascii.size(); ++i) out[plain_ascii[i]] = i;
  return out;
}();

}  // namespace

CharSet::CharSet(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end());
  const auto add = [this](char32_t first, char32_t last) {
    if (first > last) return;
    if (!ranges_.empty() && first <= ranges_.back().last + 1) {
      ranges_.back().last = std::max(ranges_.back().last, last);
    } else {
      ranges_.push_back({first, last});
    }
  };
  for (const Range& range : ranges) {
    add(range.first, std::min<char32_t>(range.last, first_surrogate - 1));
    add(std::max<char32_t>(range.first, last_surrogate + 1), std::min(range.last, last_code_point));
  }
}

CharSet CharSet::all() {
  return of(0, last_code_point);
}

bool CharSet::has(char32_t c) const {
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), c,
                       [](char32_t x, const Range& range) { return x < range.first; });
  return after != ranges_.begin() && c <= std::prev(after)->last;
}

std::uint32_t CharSet::size() const {
  std::uint32_t out = 0;
  for (const Range& range : ranges_) out += range.last - range.first + 1;
  return out;
}

CharSet CharSet::operator|(const CharSet& other) const {
  std::vector<Range> both = ranges_;
  both.insert(both.end(), other.ranges_.begin(), other.ranges_.end());
  return CharSet(std::move(both));
}

CharSet CharSet::operator&(const CharSet& other) const {
  CharSet out;
  auto a = ranges_.begin();
  auto b = other.ranges_.begin();
  while (a != ranges_.end() && b != other.ranges_.end()) {
    const char32_t first = std::max(a->first, b->first);
    const char32_t last = std::min(a->last, b->last);
    if (first <= last) out.ranges_.push_back({first, last});
    if (a->last < b->last) {
      ++a;
    } else {
      ++b;
    }
  }
  return out;
}

CharSet CharSet::operator~() const {
  std::vector<Range> gaps;
  char32_t next = 0;
  for (const Range& range : ranges_) {
    if (range.first > next) gaps.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= last_code_point) gaps.push_back({next, last_code_point});
  return CharSet(std::move(gaps));
}

std::uint32_t oddness(char32_t c) {
  if (c < ascii_oddness.size()) return ascii_oddness[c];
  return is_control(c) ? 2 * last_code_point + c : c;
}

std::u32string plainest(const CharSet& set, std::size_t count) {
  std::u32string ascii;
  std::u32string others;
  std::u32string controls;
  for (const CharSet::Range& range : set.ranges()) {
    for (char32_t c = range.first; c <= range.last && others.size() < count; ++c) {
      if (is_control(c)) {
        if (controls.size() < count) controls += c;
      } else {
        (c < 0x80 ? ascii : others) += c;
      }
    }
  }
  std::sort(ascii.begin(), ascii.end(),
            [](char32_t a, char32_t b) { return oddness(a) < oddness(b); });
  std::u32string out = ascii + others + controls;
  if (out.size() > count) out.resize(count);
  return out;
}

const CharSet& digit_chars() {
  static const CharSet set = CharSet::of('0', '9');
  return set;
}

const CharSet& word_chars() {
  static const CharSet set({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
  return set;
}

const CharSet& space_chars() {
  // WhiteSpace (§12.2) and LineTerminator (§12.3).
  static const CharSet set({{0x09, 0x0D},
                            {0x20, 0x20},
                            {0xA0, 0xA0},
                            {0x1680, 0x1680},
                            {0x2000, 0x200A},
                            {0x2028, 0x2029},
                            {0x202F, 0x202F},
                            {0x205F, 0x205F},
                            {0x3000, 0x3000},
                            {0xFEFF, 0xFEFF}});
  return set;
}

const CharSet& dot_chars() {
  static const CharSet set = ~CharSet({{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}});
  return set;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) out += take_code_point(text);
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace verdiff::prove
