#include "prove/shapes/number.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using verdiff::prove::Budget;
using verdiff::prove::Found;
using verdiff::prove::NumberSet;
using verdiff::prove::parse_rational;
using verdiff::prove::Rational;
using verdiff::prove::to_number_text;

namespace {

Rational number(const char* text) {
  return parse_rational(text).value();
}

/// A set in words: ">=1", "<5", "*0.1" (multiple of), "!2" (not a multiple of).
NumberSet set_of(const std::vector<std::string>& clauses) {
  NumberSet out;
  for (const std::string& clause : clauses) {
    const bool strict = clause.size() > 1 && clause[1] != '=';
    const Rational value = number(clause.substr(clause[1] == '=' ? 2 : 1).c_str());
    if (clause[0] == '>') out.at_least(value, strict);
    if (clause[0] == '<') out.at_most(value, strict);
    if (clause[0] == '*') out.multiple_of(value);
    if (clause[0] == '!') out.not_multiple_of(value);
  }
  return out;
}

std::string found(const std::vector<std::string>& clauses, std::size_t count = 1,
                  const std::vector<const char*>& excluded = {}) {
  std::vector<Rational> points;
  for (const char* text : excluded) points.push_back(number(text));
  Budget budget(10'000);
  const Found<Rational> out = set_of(clauses).find(count, points, budget);
  std::string text;
  for (const Rational& value : out.values) {
    CHECK(set_of(clauses).has(value));
    text += (text.empty() ? "" : " ") + to_number_text(value);
  }
  if (out.exhaustive) text += text.empty() ? "none" : " only";
  return text;
}

}  // namespace

TEST_CASE("numbers survive the way to rationals and back") {
  for (const char* text : {"0", "1", "-1", "0.01", "2.5", "-0.125", "9007199254740993",
                           "123456789012345678901", "1e+30", "1.5e-8"}) {
    CHECK(to_number_text(number(text)) == text);
  }
  CHECK(to_number_text(number("1.0")) == "1");
  CHECK_FALSE(parse_rational("1e999999").has_value());
}

TEST_CASE("the least number of a set is nearest to zero, with the fewest decimals") {
  struct Row {
    std::vector<std::string> clauses;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {{}, "0"},
      {{">1"}, "2"},
      {{">=1"}, "1"},
      {{"<-3"}, "-4"},
      {{">0", "<1"}, "0.1"},
      {{">0.99", "<1"}, "0.991"},
      {{">=0.5", "<=0.5"}, "0.5 only"},
      {{">0.5", "<=0.5"}, "none"},
      {{">2", "<1"}, "none"},
      {{"*3", ">4"}, "6"},
      {{"*0.01", ">0.07", "<0.09"}, "0.08"},
      {{"*0.1", ">0.11", "<0.19"}, "none"},
      {{"*2", "*3", ">0"}, "6"},
      {{"*0.3", "!3", ">0"}, "0.3"},
      {{"*3", "!0.3"}, "none"},
      {{"*2", "!4", ">0"}, "2"},
      {{"*1", "!2", "!3", ">=2", "<=4"}, "none"},
      {{"!1"}, "0.1"},
      {{"!1", "!0.1", "!0.01"}, "0.001"},
      {{"*1", ">=9007199254740993", "<=9007199254740993"}, "9007199254740993"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.clauses);
    CHECK(found(row.clauses) == row.expected);
  }
}

TEST_CASE("several numbers of a set are all different, and say when there are no more") {
  CHECK(found({"*1", ">=-1", "<=2"}, 3) == "0 1 -1");
  CHECK(found({"*1", ">=-1", "<=2"}, 9) == "0 1 -1 2 only");
  CHECK(found({"*1", ">=0", "<=3"}, 9, {"0", "2"}) == "1 3 only");
  CHECK(found({">=0", "<=1"}, 4) == "0 1 0.1 0.2");
  CHECK(found({}, 1, {"0", "1", "-1"}) == "2");
}

TEST_CASE("a spent budget leaves the set undecided") {
  Budget budget(5);
  const std::vector<Rational> excluded = {0, 1, -1, 2, -2, 3};
  const Found<Rational> out = set_of({"*1"}).find(1, excluded, budget);
  CHECK(out.undecided());
}
