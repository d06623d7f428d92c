#include "document/line_index.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

/// The definition, one byte after the other.
LineIndex::Position counted(const std::string& text, std::size_t offset) {
  LineIndex::Position out;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < offset && i < text.size();
       ++i) {
    if (text[i] == '\n') {
      ++out.line;
      out.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++out.column;
    }
  }
  return out;
}

void check_all(const std::string& text, std::size_t step) {
  const LineIndex index(text);
  for (std::size_t offset = 0; offset <= text.size() + 2; offset += step) {
    const bool inside =
        offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
    if (inside || (offset < 3 && text.starts_with("\xEF"))) continue;
    const auto found = index.find(text, offset);
    const auto expected = counted(text, offset);
    if (found.line != expected.line || found.column != expected.column) {
      FAIL("offset " << offset << ": " << found.line << ':' << found.column << ", expected "
                     << expected.line << ':' << expected.column);
    }
  }
  SUCCEED();
}

}  // namespace

TEST_CASE("positions are those that counting gives") {
  check_all("", 1);
  check_all("a", 1);
  check_all("a\nbc\n\nd", 1);
  check_all("\r\na\r\n", 1);
  check_all(
      "\xEF\xBB\xBF"
      "é😀\nx",
      1);
  std::string many;
  for (int line = 0; line < 3000; ++line)
    many += std::string(static_cast<std::size_t>(line % 7), 'x') + "é\n";
  check_all(many, 1);
}

TEST_CASE("one long line spans many blocks") {
  std::string text = "first\n";
  for (int i = 0; i < 20'000; ++i) text += "é";
  check_all(text, 61);
}

TEST_CASE("an index of nothing gives the first position") {
  CHECK(LineIndex().find("abc", 2).line == 1);
}
