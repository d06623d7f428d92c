#include "cli/script.h"
#include "support/golden.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace verdiff::testing;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(VERDIFF_SOURCE_DIR) / "tests/cli";

std::vector<fs::path> scripts() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".cli") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the command line does what its scripts say", "[cli]") {
  REQUIRE_FALSE(scripts().empty());
  for (const fs::path& path : scripts()) {
    DYNAMIC_SECTION(path.stem().string()) {
      Script script = parse_script(read(path));
      REQUIRE(flaws(script) == std::vector<std::string>{});
      for (const std::string& failure : run_script(script, is_updating())) FAIL_CHECK(failure);
      if (is_updating()) std::ofstream(path, std::ios::binary) << write_script(script);
    }
  }
}

TEST_CASE("a script that asserts nothing is refused", "[cli]") {
  CHECK(flaws(parse_script("# only words\n")) == std::vector<std::string>{"nothing is run"});
  CHECK(flaws(parse_script("run --version\n")) ==
        std::vector<std::string>{"no status after: run --version"});
  CHECK(flaws(parse_script("run a\nrun b\nstatus 0\n")) ==
        std::vector<std::string>{"no status after: run a"});
  CHECK(flaws(parse_script("run a\nstatus 0\nstdotu\n")) ==
        std::vector<std::string>{"unknown word: stdotu"});
  CHECK(flaws(parse_script("run a\nstatus 0\n")).empty());
}

TEST_CASE("output that no step speaks of is a failure", "[cli]") {
  Script script = parse_script("run --version\nstatus 0\n");
  CHECK(run_script(script, false).size() == 1);
  Script last_of_two =
      parse_script("run --version\nstatus 0\nstdout-has verdiff\nrun x\nstatus 2\n");
  CHECK(run_script(last_of_two, false).size() == 1);
}

TEST_CASE("a wrong expectation is a failure", "[cli]") {
  Script script = parse_script("run --version\nstatus 3\nstdout\n  wrong\nstderr-has wrong\n");
  CHECK(run_script(script, false).size() == 3);
}

TEST_CASE("a script is written as it was read", "[cli]") {
  const std::string text = "# words\n\nfile a b\n  1\n\n    2\n\nrun x\nstatus 0\nstdout\n  y\n";
  CHECK(write_script(parse_script(text)) == text);
}
