#include "document/lines.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace verdiff;
namespace fs = std::filesystem;

namespace {

std::string write(const std::string& text) {
  const std::string path = (fs::temp_directory_path() / "verdiff-lines.txt").string();
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

/// "number: text", or the error's code.
std::vector<std::string> lines_of(const std::string& text, const Limits& limits = {}) {
  auto lines = Lines::open(write(text), limits);
  REQUIRE(lines);
  std::vector<std::string> out;
  while (const auto line = lines->next()) {
    out.push_back(*line ? std::to_string(lines->number()) + ": " + std::string(**line)
                        : std::string(word(line->error().code)));
  }
  return out;
}

}  // namespace

TEST_CASE("lines come one by one, blank ones left out", "[lines]") {
  using Expected = std::vector<std::string>;
  CHECK(lines_of("") == Expected{});
  CHECK(lines_of("\n\n") == Expected{});
  CHECK(lines_of("a") == Expected{"1: a"});
  CHECK(lines_of("a\n\n \t\nb\n") == Expected{"1: a", "4: b"});
  CHECK(lines_of("a\r\nb") == Expected{"1: a\r", "2: b"});
  const std::string wide(600'000, 'x');
  CHECK(lines_of("a\n" + wide + "\nb\n") == Expected{"1: a", "2: " + wide, "3: b"});
}

TEST_CASE("a line past the limit ends the reading", "[lines]") {
  Limits limits;
  limits.bytes = 100'000;
  const std::string wide(1'000'000, 'x');
  CHECK(lines_of("a\n" + wide + "\nb\n", limits) == std::vector<std::string>{"1: a", "too-large"});
}

TEST_CASE("the rest of a file can be had as one text", "[lines]") {
  auto lines = Lines::open(write("{\n  \"a\": 1\n}\n"));
  REQUIRE(lines);
  const auto first = lines->next();
  REQUIRE((first && *first));
  CHECK(**first == "{");
  const auto whole = lines->with_rest();
  REQUIRE(whole);
  CHECK(*whole == "{\n  \"a\": 1\n}\n");
  CHECK_FALSE(lines->next());
}

TEST_CASE("a file that is not there is told with the nearest name", "[lines]") {
  write("a");
  const auto lines = Lines::open((fs::temp_directory_path() / "verdiff-line.txt").string());
  REQUIRE_FALSE(lines);
  CHECK(lines.error().code == ErrorCode::cannot_read);
}
