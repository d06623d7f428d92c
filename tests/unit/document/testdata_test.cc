// Walks testdata/documents: pairs that are equal, and files that are refused with an exact text.

#include "document/document.h"
#include "document/value.h"
#include "support/golden.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace verdiff;
using verdiff::testing::golden;
using verdiff::testing::read_testdata;

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(VERDIFF_TESTDATA) / "documents";

std::vector<fs::path> files_in(const fs::path& where) {
  std::vector<fs::path> out(fs::directory_iterator(where), {});
  std::sort(out.begin(), out.end());
  return out;
}

Result<Document> read(const fs::path& path) {
  return read_document(path.filename().string(),
                       read_testdata(fs::relative(path, VERDIFF_TESTDATA).string()));
}

}  // namespace

TEST_CASE("a valid pair gives equal trees, whatever its syntax") {
  for (const fs::path& path : files_in(folder / "valid")) {
    if (path.extension() != ".yaml") continue;
    DYNAMIC_SECTION(path.stem().string()) {
      const Result<Document> yaml = read(path);
      if (!yaml) FAIL(to_text(yaml.error()));
      const Result<Document> json = read(fs::path(path).replace_extension(".json"));
      if (!json) FAIL(to_text(json.error()));
      INFO(to_json(yaml->root()));
      INFO(to_json(json->root()));
      CHECK(yaml->root().hash() == json->root().hash());
      CHECK(equal(yaml->root(), json->root()));
    }
  }
}

TEST_CASE("an invalid file is refused with the text in its .error file") {
  for (const fs::path& path : files_in(folder / "invalid")) {
    if (path.extension() == ".error") continue;
    DYNAMIC_SECTION(path.filename().string()) {
      const Result<Document> document = read(path);
      if (document) FAIL("read as " + to_json(document->root(), 200));
      const std::string found = to_text(document.error()) + "\n";
      CHECK(found == golden("documents/invalid/" + path.filename().string() + ".error", found));
    }
  }
}
