#include "support/golden.h"

#include "support/places.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace verdiff::testing {
namespace {

const std::filesystem::path root = VERDIFF_TESTDATA;

}  // namespace

std::string read_testdata(const std::string& path) {
  std::ifstream file(root / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool is_updating() {
  const char* const update = std::getenv("VERDIFF_UPDATE");
  return update != nullptr && *update == '1';
}

std::string golden(const std::string& path, const std::string& actual) {
  if (is_updating()) {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << actual;
  }
  return read_testdata(path);
}

}  // namespace verdiff::testing
