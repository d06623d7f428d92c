#include "base/text.h"

#include "base/error.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

TEST_CASE("nothing that a contract holds can steer the terminal") {
  struct Row {
    std::string name, text, shown;
  };
  const std::vector<Row> rows = {
      {"plain text stays", "POST /predict", "POST /predict"},
      {"other scripts stay", "größe 模型 😀", "größe 模型 😀"},
      {"an escape sequence is spelt out", "\x1b[2J\x1b[31m", "\\u001b[2J\\u001b[31m"},
      {"a line break is spelt out", "a\nb\r\tc", "a\\nb\\r\\tc"},
      {"a null character is spelt out", std::string("a\0b", 3), "a\\u0000b"},
      {"C1 controls too",
       "\xc2\x9b"
       "31m",
       "\\u009b31m"},
      {"an override of the writing direction is spelt out",
       "\xe2\x80\xae"
       "abc",
       "\\u202eabc"},
      {"a line separator is spelt out",
       "a\xe2\x80\xa8"
       "b",
       "a\\u2028b"},
      {"a byte that is no UTF-8 is spelt out",
       "a\xff"
       "b",
       "a\\xffb"},
      {"so is a cut-off character", "a\xe2\x80", "a\\xe2\\x80"},
      {"so is an overlong form", "\xc0\xaf", "\\xc0\\xaf"},
      {"so is a surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      CHECK(printable(row.text) == row.shown);
    }
  }
}

TEST_CASE("bytes that are no UTF-8 are replaced where JSON is written") {
  CHECK(as_utf8("größe 模型\n") == "größe 模型\n");
  CHECK(as_utf8("a\xff"
                "b\xe2\x80") ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("columns are counted as a terminal shows them") {
  CHECK(display_width("") == 0);
  CHECK(display_width("major") == 5);
  CHECK(display_width("größe") == 5);
  CHECK(display_width("模型") == 4);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("e\xcc\x81") == 1);  // e and a combining acute accent
}

TEST_CASE("text is cut between characters, not inside them") {
  CHECK(take_columns("major", 3) == "maj");
  CHECK(take_columns("major", 9) == "major");
  CHECK(take_columns("größe", 3) == "grö");
  CHECK(take_columns("模型", 3) == "模");
  CHECK(take_columns("abc", 0).empty());
}

TEST_CASE("text is wrapped at words") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("", 10) == Lines{});
  CHECK(wrap("  \n ", 10) == Lines{});
  CHECK(wrap("a client that\n  reads it", 10) == Lines{"a client", "that reads", "it"});
  CHECK(wrap("exactly ten", 11) == Lines{"exactly ten"});
  CHECK(wrap("a_word_that_is_too_wide fits", 6) == Lines{"a_word_that_is_too_wide", "fits"});
  CHECK(wrap("模型 模型", 4) == Lines{"模型", "模型"});
}

TEST_CASE("a misspelt word finds the known one") {
  const std::vector<std::string> known = {"diff", "check", "bump", "show", "rules"};
  CHECK(nearest_word("chekc", known) == "check");
  CHECK(nearest_word("bum", known) == "bump");
  CHECK(nearest_word("rule", known) == "rules");
  CHECK(nearest_word("diff", known) == "diff");
  CHECK(nearest_word("xyzzy", known).empty());
  CHECK(nearest_word("", known).empty());
  CHECK(nearest_word(std::string(100'000, 'a'), known).empty());
  CHECK(did_you_mean("chek", known) == "; did you mean `check`?");
  CHECK(did_you_mean("xyzzy", known).empty());
}

TEST_CASE("of two words equally near, the first is meant") {
  const std::vector<std::string> known = {"aab", "aac"};
  CHECK(nearest_word("aaa", known) == "aab");
}

TEST_CASE("an error quotes hostile text without letting it act") {
  const Error error{ErrorCode::duplicate_key,
                    "the key `\x1b[31m` stands twice",
                    {"a\nb.json", 2, 7},
                    {{{"c.json", 1, 1}, "first here"}}};
  CHECK(to_text(error) ==
        "a\\nb.json:2:7: error: the key `\\u001b[31m` stands twice [duplicate-key]\n"
        "c.json:1:1: note: first here");
}
