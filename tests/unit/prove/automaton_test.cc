#include "prove/strings/automaton.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using verdiff::prove::Budget;
using verdiff::prove::Found;
using verdiff::prove::Pattern;
using verdiff::prove::Term;
using verdiff::prove::TextQuery;
using verdiff::prove::Texts;

namespace {

/// "+p" a pattern that must match, "-p" one that must not; then the strings found, each in '…'.
std::string found(const std::vector<std::string>& patterns, std::size_t count = 1,
                  std::uint64_t min_length = 0, std::optional<std::uint64_t> max_length = {},
                  const std::vector<std::string_view>& excluded = {}) {
  Texts texts;
  TextQuery query;
  query.min_length = min_length;
  query.max_length = max_length;
  for (const std::string& pattern : patterns) {
    const Pattern& parsed = texts.pattern(std::string_view(pattern).substr(1));
    REQUIRE(parsed.term.has_value());
    (pattern[0] == '+' ? query.in : query.out).push_back(*parsed.term);
  }
  Budget budget(100'000);
  const Found<std::string> out = texts.find(query, count, excluded, budget);
  std::string text;
  for (const std::string& value : out.values) text += "'" + value + "'";
  if (out.exhaustive) text += text.empty() ? "none" : " only";
  if (out.undecided()) text = "undecided";
  return text;
}

bool matches(std::string_view pattern, std::string_view text) {
  Texts texts;
  Budget budget(100'000);
  const Pattern& parsed = texts.pattern(pattern);
  REQUIRE(parsed.term.has_value());
  return texts.matches(*parsed.term, text, budget).value();
}

std::string problem(std::string_view pattern) {
  Texts texts;
  return texts.pattern(pattern).problem;
}

}  // namespace

TEST_CASE("a pattern matches as ECMA-262 says, unanchored, over code points") {
  struct Row {
    const char* pattern;
    const char* text;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"a+", "xxaayy", true},
      {"^a*$", "aaa", true},
      {"^a*$", "b", false},
      {"", "", true},
      {"^$", "", true},
      {"^$", "a", false},
      {"^a|b$", "xb", true},
      {"^a|b$", "ba", false},
      {"^^a$$", "a", true},
      {"(^a|,)b", "ab", true},
      {"(^a|,)b", "x,b", true},
      {"(^a|,)b", "xab", false},
      {"a$b", "a$b", false},
      {"b$", "ab\n", false},
      {"^.$", "\n", false},
      {"^.$", "\xE2\x80\xA8", false},
      {"^.$", "\xF0\x9F\x90\xB2", true},
      {"^\xF0\x9F\x90\xB2*$", "\xF0\x9F\x90\xB2\xF0\x9F\x90\xB2", true},
      {"^\\ud83d\\udc32$", "\xF0\x9F\x90\xB2", true},
      {"^\\u{1F432}$", "\xF0\x9F\x90\xB2", true},
      {"^\\s$", "\xEF\xBB\xBF", true},
      {"^\\s$", "\xE1\xA0\x8E", false},
      {"^\\d$", "\xDF\x80", false},
      {"^\\w$", "\xC3\xA9", false},
      {"^\\cC$", "\x03", true},
      {"^[\\b]$", "\b", true},
      {"\\bfoo\\b", "a foo b", true},
      {"\\bfoo\\b", "afoo b", false},
      {"\\Boo", "foo", true},
      {"\\Boo", "oo", false},
      {"^[^a]$", "b", true},
      {"^[^]$", "\n", true},
      {"[]", "a", false},
      {"^[\\w-.]+$", "a-.b", true},
      {"^[a\\-z]$", "b", false},
      {"^x{2,3}$", "xxx", true},
      {"^x{2,3}$", "xxxx", false},
      {"^(|a){3}$", "aa", true},
      {"^((^|,)a){2}$", "a,a", true},
      {"^((^|,)a){2}$", "aa", false},
      {"^x{,3}$", "x{,3}", true},
      {"^(?<year>\\d{4})-(?:0[1-9])$", "2024-01", true},
      {"^\\p{Lu}\\p{Letter}+$", "\xC3\x89t\xC3\xA9", true},
      {"^\\P{L}$", "7", true},
      {"^\\p{digit}+$", "\xE0\xA7\xAA\xE0\xA7\xA8", true},
      {"^a+?$", "aa", true},
      {"^\\/\\@\\_$", "/@_", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.text);
    CHECK(matches(row.pattern, row.text) == row.expected);
  }
}

TEST_CASE("what a regular engine can't say is named") {
  CHECK(problem("^(?=a)") == "looks ahead");
  CHECK(problem("(?<!a)b") == "looks behind");
  CHECK(problem("(a)\\1") == "has a backreference");
  CHECK(problem("\\Z") == "has the escape \\Z, which ECMA-262 does not know");
  CHECK(problem("a**") == "has nothing to repeat");
  CHECK(problem("(a") == "has an unmatched '('");
  CHECK(problem("a)") == "has an unmatched ')'");
  CHECK(problem("[a") == "has an unmatched '['");
  CHECK(problem("[b-a]") == "has a range of characters that is out of order");
  CHECK(problem("\\p{Greek}") == "has \\p{Greek}, which is not a general category");
  CHECK(problem(std::string(1000, '(')) == "nests too deeply");
}

TEST_CASE("the least string of a set is the shortest, then the plainest") {
  CHECK(found({}) == "''");
  CHECK(found({}, 1, 3) == "'aaa'");
  CHECK(found({"+^[0-9]+$"}) == "'0'");
  CHECK(found({"+^[0-9A-Z]{2}-x$"}) == "'00-x'");
  CHECK(found({"+a", "+b"}) == "'ab'");
  CHECK(found({"+^a*$", "-^(aa)*$"}) == "'a'");
  CHECK(found({"+^a*$", "-^a*$"}) == "none");
  CHECK(found({"+^(a|b)*abb$"}) == "'abb'");
  CHECK(found({"+^[^\\n]*$", "-^.*$"}) == "'\r'");
  CHECK(found({"+^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$"}) ==
        "'aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa'");
}

TEST_CASE("lengths are code points and stay numbers") {
  CHECK(found({"+^a*$"}, 1, 36'000, 36'000).size() == 36'002);
  CHECK(found({"+^(ab)*$"}, 1, 3) == "'abab'");
  CHECK(found({"+^(ab)*$"}, 1, 3, 3) == "none");
  CHECK(found({"+^abc$"}, 1, 0, 2) == "none");
  CHECK(found({"+^abc$"}, 1, 4) == "none");
  CHECK(found({"+^\xF0\x9F\x90\xB2*$"}, 1, 2, 2) == "'\xF0\x9F\x90\xB2\xF0\x9F\x90\xB2'");
}

TEST_CASE("several strings of a set are all different, and say when there are no more") {
  CHECK(found({}, 4) == "'''a''b''c'");
  CHECK(found({"+^(a|b)$"}, 5) == "'a''b' only");
  CHECK(found({"+^[ab]{2}$"}, 9) == "'aa''ab''ba''bb' only");
  CHECK(found({"+^[ab]{2}$"}, 9, 0, {}, {"ab", "bb"}) == "'aa''ba' only");
  CHECK(found({"+^a{1,3}$"}, 9) == "'a''aa''aaa' only");
  CHECK(found({}, 3, 0, 0) == "'' only");
  CHECK(found({"+^x?$", "-^x$"}, 3) == "'' only");
}

TEST_CASE("brute force: an automaton accepts exactly what a set of words says") {
  // Every word of up to four letters over {a, b}, against combinations of patterns.
  const std::vector<const char*> patterns = {"a",       "^a",      "b$",   "^(ab)*$",
                                             "a.a",     "^[^a]*$", "aa?b", "^.{2,3}$",
                                             "(^b|a$)", "b|^aa",   "\\Bb", "^(a|bb)+$"};
  std::vector<std::string> words = {""};
  for (std::size_t i = 0; words[i].size() < 4; ++i) {
    words.push_back(words[i] + "a");
    words.push_back(words[i] + "b");
  }
  for (const char* one : patterns) {
    for (const char* other : patterns) {
      CAPTURE(one, other);
      Texts texts;
      Budget budget(1'000'000);
      const Term letters = *texts.pattern("^[ab]{0,4}$").term;
      const TextQuery query{
          {letters, *texts.pattern(one).term}, {*texts.pattern(other).term}, 0, {}};
      const Found<std::string> out = texts.find(query, 100, {}, budget);
      REQUIRE(out.exhaustive);
      std::vector<std::string> expected;
      for (const std::string& word : words) {
        if (matches(one, word) && !matches(other, word)) expected.push_back(word);
      }
      CHECK(out.values == expected);
    }
  }
}
