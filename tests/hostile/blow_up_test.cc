#include "hostile/blow_up.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using verdiff::hostile::answer;
using verdiff::hostile::blow_up_files;
using verdiff::hostile::read_blow_up;

TEST_CASE("every blow-up is answered as its file says, and ends") {
  const std::vector<std::string> files = blow_up_files();
  CHECK(files.size() >= 40);
  for (const std::string& file : files) {
    INFO(file);
    const auto blow_up = read_blow_up(file);
    if (!blow_up) FAIL_CHECK(blow_up.error().message);
    if (!blow_up) continue;
    const auto out = answer(*blow_up);
    CHECK(out.answer == blow_up->expected);
    // A build without optimisation, perhaps with sanitizers.
    CHECK(out.milliseconds < 30'000);
  }
}
