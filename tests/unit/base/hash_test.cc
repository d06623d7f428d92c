#include "base/hash.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace verdiff;

TEST_CASE("texts that differ little have different hashes") {
  std::set<std::uint64_t> seen;
  std::string text;
  for (int length = 0; length < 64; ++length) {
    seen.insert(hash_text(text));
    seen.insert(hash_text(text + "b"));
    text += 'a';
  }
  CHECK(seen.size() == 128);
  CHECK(hash_text(std::string_view("a\0", 2)) != hash_text("a"));
}

TEST_CASE("combining heeds order and repetition") {
  CHECK(combine(combine(0, 1), 2) != combine(combine(0, 2), 1));
  CHECK(combine(0, 0) != 0);
  CHECK(combine(combine(0, 0), 0) != combine(0, 0));
}
