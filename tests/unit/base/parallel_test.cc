#include "base/parallel.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <vector>

using namespace verdiff;

TEST_CASE("every index is worked on once, on any number of threads") {
  for (const std::size_t jobs : {1U, 2U, 7U}) {
    std::vector<std::atomic<int>> counts(100);
    for_each_index(counts.size(), jobs, [&](std::size_t index) { ++counts[index]; });
    for (const auto& count : counts) CHECK(count == 1);
  }
  bool called = false;
  for_each_index(0, 4, [&](std::size_t) { called = true; });
  CHECK_FALSE(called);
}

TEST_CASE("texts come in the order in which they were asked for") {
  std::string expected, got;
  InOrder texts(4, [&](const std::string& text) {
    got += text;
    return true;
  });
  for (int i = 0; i < 1000; ++i) {
    expected += std::to_string(i) + " ";
    REQUIRE(texts.add([i] { return std::to_string(i) + " "; }));
  }
  texts.finish();
  CHECK(got == expected);
}

TEST_CASE("whoever wants no more is left alone") {
  std::atomic<int> made = 0;
  int taken = 0;
  InOrder texts(2, [&](const std::string&) { return ++taken < 3; });
  int added = 0;
  while (added < 100'000 && texts.add([&made] {
    ++made;
    return std::string();
  })) {
    ++added;
  }
  texts.finish();
  CHECK(taken == 3);
  CHECK(added < 100'000);
}
