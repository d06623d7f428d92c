#include "base/boxed.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace verdiff;

TEST_CASE("a boxed value is a value: copies are its own, equality is that of what is in it") {
  Boxed<std::string> one;
  CHECK_FALSE(one);
  CHECK(one == Boxed<std::string>());
  one.emplace() = "text";
  CHECK(one.has_value());

  Boxed<std::string> other = one;
  CHECK(other == one);
  *other += "s";
  CHECK(*one == "text");
  CHECK_FALSE(other == one);
  CHECK_FALSE(one == Boxed<std::string>());

  one = other;
  CHECK(*one == "texts");
  const Boxed<std::string> moved = std::move(one);
  CHECK(moved->size() == 5);
  CHECK(other.emplace().empty());
}
