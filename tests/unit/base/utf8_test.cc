#include "base/utf8.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace verdiff;

TEST_CASE("every code point survives encoding and decoding") {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, point);
    std::string_view rest = text;
    const bool good = first_utf8_size(text) == text.size() && take_code_point(rest) == point;
    if (!good || !rest.empty()) FAIL("U+" << std::hex << static_cast<std::uint32_t>(point));
  }
  SUCCEED();
}

TEST_CASE("the first byte that is no UTF-8 is found, wherever it stands") {
  struct Case {
    std::string_view name, bytes;
  };
  const std::vector<Case> cases = {
      {"a continuation byte alone", "\x80"},
      {"an overlong two-byte form", "\xC0\xAF"},
      {"an overlong three-byte form", "\xE0\x9F\xBF"},
      {"an overlong four-byte form", "\xF0\x8F\xBF\xBF"},
      {"a surrogate", "\xED\xA0\x80"},
      {"past U+10FFFF", "\xF4\x90\x80\x80"},
      {"a lead byte that UTF-8 lacks", "\xF5\x80\x80\x80"},
      {"a cut sequence", "\xE2\x82"},
      {"a sequence cut by ASCII", "\xE2\x82x"},
  };
  for (const Case& entry : cases) {
    for (std::size_t before = 0; before < 20; ++before) {
      CAPTURE(entry.name, before);
      const std::string text = std::string(before, 'a') + std::string(entry.bytes) + "bcdefghijk";
      CHECK(find_bad_utf8(text) == before);
    }
  }
  CHECK(find_bad_utf8("é€😀 and plain text") == std::string_view::npos);
  CHECK(find_bad_utf8("") == std::string_view::npos);
}

TEST_CASE("lengths are counted in code points") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("é€😀x") == 4);
  CHECK(code_point_offset("é€😀x", 0) == 0);
  CHECK(code_point_offset("é€😀x", 2) == 5);
  CHECK(code_point_offset("é€😀x", 3) == 9);
  CHECK(code_point_offset("é€😀x", 9) == 10);
}
