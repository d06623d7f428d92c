#include "policy/artifact.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace verdiff;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "verdiff-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  std::string digest(const std::string& name) const {
    const auto digest = artifact_digest(path(name));
    return digest ? *digest : to_text(digest.error());
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("an artifact's digest is that of its bytes") {
  const Folder folder;
  folder.write("empty", "");
  folder.write("abc", "abc");
  // FIPS 180-4's own examples
  CHECK(folder.digest("empty") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(folder.digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(folder.digest("none").find("[cannot-read]") != std::string::npos);
}

TEST_CASE("of a folder, paths and contents count, and links as where they lead to") {
  const Folder folder;
  folder.write("one/a", "1");
  folder.write("one/sub/b", "2");
  folder.write("two/sub/b", "2");
  folder.write("two/a", "1");
  const std::string digest = folder.digest("one");
  CHECK(folder.digest("two") == digest);
  folder.write("two/sub/b", "3");
  CHECK(folder.digest("two") != digest);
  folder.write("two/sub/b", "2");
  fs::rename(folder.path("two/a"), folder.path("two/c"));
  CHECK(folder.digest("two") != digest);

  folder.write("secret", "1");
  fs::remove(folder.path("one/a"));
  fs::create_symlink("../secret", folder.path("one/a"));
  const std::string linked = folder.digest("one");
  CHECK(linked != digest);
  folder.write("secret", "2");
  CHECK(folder.digest("one") == linked);
  fs::create_symlink(".", folder.path("one/loop"));
  CHECK(folder.digest("one").size() == 64);
}

TEST_CASE("other bytes behind the same contract are a patch, the same under a new version a note") {
  const Folder folder;
  folder.write("old", "1");
  folder.write("new", "2");
  Report report;
  report.before.version = "1.0.0";
  report.after.version = "1.0.1";
  REQUIRE(compare_artifacts(report, {folder.path("old"), folder.path("new")}, {}));
  CHECK(report.level == Level::patch);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "artifact-changed");
  REQUIRE(check(report, {}));
  CHECK(report.verdict == Verdict::ok);
  REQUIRE(note_same_artifact(report, {folder.path("old"), folder.path("new")}, {}));
  CHECK(report.findings.size() == 1);

  Report same;
  same.before.version = "1.0.0";
  same.after.version = "1.0.1";
  const ArtifactPair pair{folder.path("old"), folder.path("old")};
  REQUIRE(compare_artifacts(same, pair, {}));
  CHECK(same.findings.empty());
  REQUIRE(check(same, {}));
  REQUIRE(note_same_artifact(same, pair, {}));
  REQUIRE(same.findings.size() == 1);
  CHECK(same.findings[0].rule == "artifact-unchanged");
  CHECK(same.level == Level::none);
  CHECK_FALSE(gate_closed(same));
}
