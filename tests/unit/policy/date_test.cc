#include "policy/date.h"

#include <catch2/catch.hpp>

using namespace verdiff;

TEST_CASE("a date is a day of the calendar") {
  CHECK(is_date("2026-12-31"));
  CHECK(is_date("2024-02-29"));
  CHECK_FALSE(is_date("2026-02-29"));
  CHECK_FALSE(is_date("2026-13-01"));
  CHECK_FALSE(is_date("2026-00-10"));
  CHECK_FALSE(is_date("2026-1-01"));
  CHECK_FALSE(is_date("31.12.2026"));
  CHECK_FALSE(is_date("2026-12-31T00:00:00Z"));
  CHECK_FALSE(is_date("-026-12-31"));
  CHECK_FALSE(is_date(""));
}

TEST_CASE("a moment has its day in UTC") {
  CHECK(date_of(0) == "1970-01-01");
  CHECK(date_of(86'399) == "1970-01-01");
  CHECK(date_of(86'400) == "1970-01-02");
  CHECK(date_of(1'709'164'800) == "2024-02-29");
}
