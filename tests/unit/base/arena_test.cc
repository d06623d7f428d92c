#include "base/arena.h"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace verdiff;

TEST_CASE("an arena keeps what it was given, small and large") {
  Arena arena;
  std::vector<std::string> given;
  std::vector<std::string_view> kept;
  // Up to 6 MB at once: past the first block, and past a large page.
  for (const std::size_t size : {1u, 100u, 5'000u, 300'000u, 6'000'000u, 7u, 2'500'000u, 3u}) {
    given.emplace_back(size, static_cast<char>('a' + given.size()));
    kept.push_back(arena.copy(given.back()));
  }
  for (std::size_t i = 0; i < given.size(); ++i) CHECK(kept[i] == given[i]);
}

TEST_CASE("an arena aligns, and gives zeros where a type has no other default") {
  Arena arena;
  bool aligned = true;
  bool zero = true;
  for (int i = 0; i < 2'000; ++i) {
    arena.copy(std::string_view("odd"));
    const auto numbers = arena.allocate<std::uint64_t>(3);
    aligned = aligned && reinterpret_cast<std::uintptr_t>(numbers.data()) % 8 == 0;
    for (std::uint64_t& number : numbers) {
      zero = zero && number == 0;
      number = ~number;
    }
  }
  CHECK(aligned);
  CHECK(zero);
  CHECK(arena.allocate<int>(0).empty());
}

TEST_CASE("what an arena handed out stays where it is when the arena is moved") {
  Arena first;
  const std::string_view text = first.copy(std::string_view("kept"));
  Arena second(std::move(first));
  const std::string_view more =
      first.copy(std::string_view("new"));  // NOLINT: empty, as documented
  first = Arena();
  CHECK(text == "kept");
  Arena third;
  third.copy(std::string_view("given back"));
  third = std::move(second);
  CHECK(text == "kept");
  CHECK(third.copy(std::string_view("on")) == "on");
  CHECK(text == "kept");
  CHECK(more.size() == 3);
}
