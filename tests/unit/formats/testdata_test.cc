#include "formats/format.h"
#include "report/show.h"
#include "support/golden.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

namespace fs = std::filesystem;

/// Files named as seen from testdata/formats, so that messages don't depend on the machine.
Files testdata_files() {
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    if (!fs::exists(fs::path(VERDIFF_TESTDATA) / "formats" / path)) {
      return Error{ErrorCode::cannot_read, "there is no file " + path, {}, {}};
    }
    return verdiff::testing::read_testdata("formats/" + path);
  };
  return files;
}

Result<Contract> load(const std::string& path) {
  return load_contract(testdata_files(), path, {}, {});
}

/// The contracts of a folder of testdata/formats, in order.
std::vector<std::string> contracts_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry :
       fs::directory_iterator(fs::path(VERDIFF_TESTDATA) / "formats" / folder)) {
    const std::string name = entry.path().filename().string();
    const bool expectation = name.ends_with(".contract.json");
    if ((name.ends_with(".json") || name.ends_with(".yaml")) && !expectation) {
      out.push_back(folder + "/" + name);
    }
  }
  std::sort(out.begin(), out.end());
  REQUIRE_FALSE(out.empty());
  return out;
}

std::string without_extension(const std::string& path) {
  return "formats/" + path.substr(0, path.rfind('.'));
}

}  // namespace

TEST_CASE("every contract is read as the text beside it says", "[formats][testdata]") {
  for (const std::string folder : {"json-schema", "openapi"}) {
    for (const std::string& path : contracts_in(folder)) {
      DYNAMIC_SECTION(path) {
        const auto contract = load(path);
        const std::string text = contract ? show_text(*contract) : to_text(contract.error()) + "\n";
        CHECK(text == verdiff::testing::golden(without_extension(path) + ".contract", text));
      }
    }
  }
}

TEST_CASE("every refused contract has the error beside it", "[formats][testdata]") {
  for (const std::string& path : contracts_in("refused")) {
    DYNAMIC_SECTION(path) {
      const auto contract = load(path);
      const std::string text = contract ? show_text(*contract) : to_text(contract.error()) + "\n";
      CHECK_FALSE(contract);
      CHECK(text == verdiff::testing::golden(without_extension(path) + ".error", text));
    }
  }
}

TEST_CASE("the JSON form shows attributes, places, examples and every keyword",
          "[formats][testdata]") {
  for (const std::string path : {"openapi/openapi-3.0.yaml", "json-schema/2020-12.json"}) {
    DYNAMIC_SECTION(path) {
      const auto contract = load(path);
      REQUIRE(contract);
      const std::string text = show_json(*contract);
      CHECK(read_json("show", text));
      CHECK(text == verdiff::testing::golden(without_extension(path) + ".contract.json", text));
    }
  }
}
