#include "base/decimal.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using verdiff::Decimal;

namespace {
Decimal number(const char* text) {
  return Decimal::parse(text).value();
}
}  // namespace

TEST_CASE("decimals are compared by value, whatever their spelling") {
  CHECK(number("1") == number("1.0"));
  CHECK(number("10e-1") == number("1"));
  CHECK(number("-0") == number("0"));
  CHECK(number("-0.0") == Decimal{});
  CHECK(number("0.01") == number("1e-2"));
}

TEST_CASE("decimals are ordered exactly, past what a double holds") {
  const std::vector<const char*> ascending = {
      "-1e30", "-9007199254740993", "-9007199254740992", "-0.1", "-0.01", "0", "0.01", "0.1", "1",
      "1.5",   "9007199254740992",  "9007199254740993",  "1e30"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CHECK((number(ascending[i]) <=> number(ascending[j])) == (i <=> j));
    }
  }
}

TEST_CASE("what is no JSON number, or has a hostile exponent, is refused") {
  for (const char* text : {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1 ",
                           "1e999999999", "1e-99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Decimal::parse(text).has_value());
  }
}

TEST_CASE("every decimal that is taken can be read back from its own text") {
  for (const char* text :
       {"1e1000000", "9.01e1000000", "1e-1000000", "9.01e-1000000", "0e1000000"}) {
    CAPTURE(text);
    CHECK(number(number(text).to_text().c_str()) == number(text));
  }
  CHECK_FALSE(Decimal::parse("901e1000000").has_value());
  CHECK_FALSE(Decimal::parse("0.1e-1000000").has_value());
}

TEST_CASE("decimals print the shortest plain text") {
  CHECK(number("1.50").to_text() == "1.5");
  CHECK(number("-0.0100").to_text() == "-0.01");
  CHECK(number("12e2").to_text() == "1200");
  CHECK(number("1e30").to_text() == "1e+30");
  CHECK(number("12e-30").to_text() == "1.2e-29");
  CHECK(number("0.0").to_text() == "0");
}

TEST_CASE("whole numbers are integers in any spelling") {
  CHECK(number("3.0").is_integer());
  CHECK(number("30e-1").is_integer());
  CHECK_FALSE(number("3.5").is_integer());
}
