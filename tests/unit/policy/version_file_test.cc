#include "policy/version_file.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

/// The text with 2.0.0 in place of the version, or what is wrong with it.
std::string bumped(const std::string& name, const std::string& text,
                   const std::string& field = {}) {
  const auto found = find_version(name, text, field);
  return found ? with_version(text, *found, "2.0.0") : to_text(found.error());
}

}  // namespace

TEST_CASE("only the characters of the version are replaced") {
  CHECK(bumped("VERSION", "1.2.3\n") == "2.0.0\n");
  CHECK(bumped("VERSION", "\n  1.2.3-rc.1\r\n") == "\n  2.0.0\r\n");
  CHECK(bumped("a.json", R"({ "version" : "1.2.3" , "x":1})") ==
        R"({ "version" : "2.0.0" , "x":1})");
  CHECK(bumped("a.yaml", "info:\n  version:   1.2.3   # keep\n", "/info/version") ==
        "info:\n  version:   2.0.0   # keep\n");
  CHECK(bumped("a.yaml", "info: {version: '1.2.3'}\n") == "info: {version: '2.0.0'}\n");
  CHECK(bumped("a.yaml", "version: &v \"1.2.3\"\nother: *v\n") ==
        "version: &v \"2.0.0\"\nother: *v\n");
  CHECK(bumped("model", "{\"a/b\": [{\"v\": \"1.2.3\"}]}", "/a~1b/0/v") ==
        "{\"a/b\": [{\"v\": \"2.0.0\"}]}");
}

TEST_CASE("what holds no version says so, with its place") {
  CHECK(bumped("VERSION", "") ==
        "VERSION:1:1: error: expected a SemVer 2.0.0 version such as 1.4.0 or 1.4.0-rc.1, found "
        "``: it needs exactly three numbers, MAJOR.MINOR.PATCH [bad-version]");
  CHECK(bumped("VERSION", "\nv1.2.3").find("VERSION:2:1: error: ") == 0);
  CHECK(bumped("a.json", "{}").find("[no-version]") != std::string::npos);
  CHECK(bumped("a.json", R"({"version": 1.2})")
            .find("a.json:1:13: error: expected a version as a "
                  "string, found a number") == 0);
  CHECK(bumped("a.json", R"({"version": "1.2\u002e3"})").find("with escapes") != std::string::npos);
  CHECK(bumped("a.yaml", "version: !!str 1.2.3\n") == "version: !!str 2.0.0\n");
  CHECK(bumped("a.json", "{").find("[syntax]") != std::string::npos);
}

TEST_CASE("a version file is named with its field") {
  CHECK(parse_version_file("VERSION")->path == "VERSION");
  CHECK(parse_version_file("package.json:/version")->field == "/version");
  CHECK(parse_version_file("package.json:version")->field == "version");
  CHECK_FALSE(parse_version_file(""));
  CHECK_FALSE(parse_version_file(":version"));
  CHECK_FALSE(parse_version_file("package.json:"));
}
