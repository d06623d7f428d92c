#include "semver/version.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using verdiff::declared_level;
using verdiff::Level;
using verdiff::next_version;
using verdiff::precedence;
using verdiff::Version;
using verdiff::ZeroRule;

namespace {

Version version(const std::string& text) {
  auto parsed = Version::parse(text);
  if (!parsed) FAIL(to_text(parsed.error()));
  return *parsed;
}

/// Every version with numbers 0..2 and the given tails.
std::vector<Version> small_versions(const std::vector<std::string>& tails) {
  std::vector<Version> out;
  for (const char* major : {"0", "1", "2"}) {
    for (const char* minor : {"0", "1", "2"}) {
      for (const char* patch : {"0", "1", "2"}) {
        for (const std::string& tail : tails) {
          out.push_back(version(std::string(major) + "." + minor + "." + patch + tail));
        }
      }
    }
  }
  return out;
}

constexpr auto all_levels = std::array{Level::none, Level::patch, Level::minor, Level::major};
constexpr auto all_zero_rules = std::array{ZeroRule::cargo, ZeroRule::strict, ZeroRule::any};

}  // namespace

TEST_CASE("versions that SemVer 2.0.0 allows are read and printed back") {
  for (const char* text :
       {"0.0.0", "0.0.4", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta",
        "1.1.2+meta-valid", "1.0.0-alpha", "1.0.0-alpha.beta.1", "1.0.0-alpha0.valid",
        "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788", "1.0.0-0A.is.legal", "1.0.0+001",
        "2.0.0+build.1848", "1.2.3-SNAPSHOT-123", "1.0.0-rc.1+0.build.1-rc.10000aaa-kk-0.1",
        "99999999999999999999999.999999999999999999.99999999999999999"}) {
    CHECK(version(text).to_text() == text);
  }
}

TEST_CASE("what is no SemVer 2.0.0 version is refused") {
  for (const char* text : {"",
                           "1",
                           "1.2",
                           "1.2.3.4",
                           "v1.2.3",
                           "=1.2.3",
                           " 1.2.3",
                           "1.2.3 ",
                           "01.1.1",
                           "1.01.1",
                           "1.1.01",
                           "1.2.-3",
                           "-1.2.3",
                           "+1.2.3",
                           "1.2.3-",
                           "1.2.3+",
                           "1.2.3-+build",
                           "1.2.3-a..b",
                           "1.2.3-.a",
                           "1.2.3-a.",
                           "1.2.3+a..b",
                           "1.2.3-01",
                           "1.2.3-a.01",
                           "1.2.3-a_b",
                           "1.2.3+a+b",
                           "1.2.3-\xC3\xA9",
                           "1.2.3+a/b",
                           "alpha",
                           "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788"}) {
    CAPTURE(text);
    const auto parsed = Version::parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == verdiff::ErrorCode::bad_version);
  }
}

TEST_CASE("a refusal says what was expected, what was found and what to do") {
  const auto message = [](const char* text) { return Version::parse(text).error().message; };
  const std::string expected =
      "expected a SemVer 2.0.0 version such as 1.4.0 or 1.4.0-rc.1, found ";
  CHECK(message("v1.2.3") == expected + "`v1.2.3`: drop the leading `v`");
  CHECK(message("1.2") == expected + "`1.2`: it needs exactly three numbers, MAJOR.MINOR.PATCH");
  CHECK(message("1.02.0") == expected + "`1.02.0`: number 02 has a leading zero");
  CHECK(message("1.2.3-a.01") ==
        expected + "`1.2.3-a.01`: number 01 of the prerelease has a leading zero");
  CHECK(message("1.2.3+") == expected + "`1.2.3+`: the build metadata has an empty identifier");
}

TEST_CASE("precedence follows SemVer §11") {
  const std::vector<const char*> ascending = {"0.0.0",
                                              "0.0.1",
                                              "0.9.0",
                                              "1.0.0-0",
                                              "1.0.0-2",
                                              "1.0.0-11",
                                              "1.0.0-1a",
                                              "1.0.0-A",
                                              "1.0.0-alpha",
                                              "1.0.0-alpha.1",
                                              "1.0.0-alpha.beta",
                                              "1.0.0-beta",
                                              "1.0.0-beta.2",
                                              "1.0.0-beta.11",
                                              "1.0.0-rc.1",
                                              "1.0.0",
                                              "1.0.1-a",
                                              "1.0.1",
                                              "1.2.0",
                                              "1.10.0",
                                              "2.0.0",
                                              "18446744073709551615.0.0",
                                              "18446744073709551616.0.0"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(ascending[i], ascending[j]);
      CHECK((precedence(version(ascending[i]), version(ascending[j])) == (i <=> j)));
    }
  }
}

TEST_CASE("build metadata counts for identity but not for precedence") {
  CHECK(version("1.0.0+a") != version("1.0.0+b"));
  CHECK((precedence(version("1.0.0+a"), version("1.0.0+b")) == 0));
  CHECK((precedence(version("1.0.0-rc.1+a"), version("1.0.0-rc.1")) == 0));
}

TEST_CASE("the step between two versions declares a level") {
  struct Case {
    const char* from;
    const char* to;
    Level cargo, strict, any;
  };
  constexpr Level none = Level::none, patch = Level::patch, minor = Level::minor,
                  major = Level::major;
  const std::vector<Case> cases = {
      // no step forward
      {"1.2.3", "1.2.3", none, none, none},
      {"1.2.3", "1.2.2", none, none, none},
      {"2.0.0", "1.9.9", none, none, none},
      {"1.2.3+a", "1.2.3+b", none, none, none},
      {"1.2.3", "1.2.3-rc.1", none, none, none},
      {"0.2.0", "0.1.9", none, none, none},
      // releases from 1.0.0 on: the zero rule has no say
      {"1.2.3", "1.2.4", patch, patch, patch},
      {"1.2.3", "1.2.9", patch, patch, patch},
      {"1.2.3", "1.3.0", minor, minor, minor},
      {"1.2.3", "1.4.7", minor, minor, minor},
      {"1.2.3", "2.0.0", major, major, major},
      {"1.2.3", "3.1.4", major, major, major},
      {"1.2.3+a", "1.2.4+a", patch, patch, patch},
      // 0.y.z
      {"0.3.1", "0.3.2", minor, patch, major},
      {"0.3.1", "0.4.0", major, minor, major},
      {"0.3.1", "1.0.0", major, major, major},
      {"0.1.0", "0.1.1", minor, patch, major},
      // 0.0.z
      {"0.0.1", "0.0.2", major, patch, major},
      {"0.0.0", "0.0.1", major, patch, major},
      {"0.0.3", "0.1.0", major, minor, major},
      {"0.0.3", "1.0.0", major, major, major},
      // into a prerelease: as into the release that it announces
      {"1.2.3", "1.2.4-rc.1", patch, patch, patch},
      {"1.2.3", "1.3.0-rc.1", minor, minor, minor},
      {"1.2.3", "2.0.0-rc.1", major, major, major},
      {"0.3.1", "0.3.2-rc.1", minor, patch, major},
      {"0.3.1", "0.4.0-rc.1", major, minor, major},
      {"0.0.1", "0.0.2-rc.1", major, patch, major},
      // out of a prerelease: also what it announces
      {"1.2.4-rc.1", "1.2.4-rc.2", patch, patch, patch},
      {"1.2.4-rc.1", "1.2.4", patch, patch, patch},
      {"1.2.4-rc.1", "1.2.5", patch, patch, patch},
      {"1.2.4-rc.1", "1.3.0", minor, minor, minor},
      {"1.3.0-rc.1", "1.3.0", minor, minor, minor},
      {"1.3.0-rc.1", "1.3.1", minor, minor, minor},
      {"2.0.0-rc.1", "2.0.0-rc.2", major, major, major},
      {"2.0.0-rc.1", "2.0.0", major, major, major},
      {"2.0.0-rc.1", "2.0.1", major, major, major},
      {"2.0.0-rc.1", "2.1.0-rc.1", major, major, major},
      {"0.3.2-rc.1", "0.3.2", minor, patch, major},
      {"0.3.2-rc.1", "0.3.3", minor, patch, major},
      {"0.4.0-rc.1", "0.4.0", major, minor, major},
      {"0.4.0-rc.1", "0.4.1", major, minor, major},
      {"0.0.2-rc.1", "0.0.2", major, patch, major},
      {"0.0.0-rc.1", "0.0.0", major, major, major},
      {"1.0.0-rc.1", "1.0.0", major, major, major},
      {"0.9.0", "1.0.0-rc.1", major, major, major},
  };
  for (const Case& test : cases) {
    CAPTURE(test.from, test.to);
    const Version from = version(test.from);
    const Version to = version(test.to);
    CHECK(word(declared_level(from, to)) == word(test.cargo));
    CHECK(word(declared_level(from, to, ZeroRule::strict)) == word(test.strict));
    CHECK(word(declared_level(from, to, ZeroRule::any)) == word(test.any));
  }
}

TEST_CASE("the next version is the smallest release that may carry the level") {
  struct Case {
    const char* from;
    ZeroRule zero;
    const char *patch, *minor, *major;
  };
  const std::vector<Case> cases = {
      {"1.2.3", ZeroRule::cargo, "1.2.4", "1.3.0", "2.0.0"},
      {"1.2.3+b", ZeroRule::cargo, "1.2.4", "1.3.0", "2.0.0"},
      {"1.9.9", ZeroRule::cargo, "1.9.10", "1.10.0", "2.0.0"},
      {"99.99.99", ZeroRule::cargo, "99.99.100", "99.100.0", "100.0.0"},
      {"1.0.18446744073709551615", ZeroRule::cargo, "1.0.18446744073709551616", "1.1.0", "2.0.0"},
      {"0.3.1", ZeroRule::cargo, "0.3.2", "0.3.2", "0.4.0"},
      {"0.3.1", ZeroRule::strict, "0.3.2", "0.4.0", "1.0.0"},
      {"0.3.1", ZeroRule::any, "0.3.2", "0.3.2", "0.3.2"},
      {"0.0.3", ZeroRule::cargo, "0.0.4", "0.0.4", "0.0.4"},
      {"0.0.3", ZeroRule::strict, "0.0.4", "0.1.0", "1.0.0"},
      {"0.0.3", ZeroRule::any, "0.0.4", "0.0.4", "0.0.4"},
      {"0.0.0", ZeroRule::cargo, "0.0.1", "0.0.1", "0.0.1"},
      {"1.2.4-rc.1", ZeroRule::cargo, "1.2.4", "1.3.0", "2.0.0"},
      {"1.3.0-rc.1", ZeroRule::cargo, "1.3.0", "1.3.0", "2.0.0"},
      {"2.0.0-rc.1", ZeroRule::cargo, "2.0.0", "2.0.0", "2.0.0"},
      {"0.3.2-rc.1", ZeroRule::cargo, "0.3.2", "0.3.2", "0.4.0"},
      {"0.4.0-rc.1", ZeroRule::cargo, "0.4.0", "0.4.0", "0.4.0"},
      {"0.4.0-rc.1", ZeroRule::strict, "0.4.0", "0.4.0", "1.0.0"},
      {"0.0.2-rc.1", ZeroRule::cargo, "0.0.2", "0.0.2", "0.0.2"},
      {"0.3.2-rc.1", ZeroRule::any, "0.3.2", "0.3.2", "0.3.2"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.from, word(test.zero));
    const Version from = version(test.from);
    CHECK(next_version(from, Level::patch, test.zero).to_text() == test.patch);
    CHECK(next_version(from, Level::minor, test.zero).to_text() == test.minor);
    CHECK(next_version(from, Level::major, test.zero).to_text() == test.major);
  }
}

TEST_CASE("no change needs no release") {
  for (const char* text : {"1.2.3", "0.0.1", "1.3.0-rc.1+build.5"}) {
    CHECK(next_version(version(text), Level::none).to_text() == text);
  }
}

TEST_CASE("no release below the next version declares as much") {
  const std::vector<Version> releases = small_versions({""});
  for (const Version& from : small_versions({"", "-rc.1"})) {
    for (const ZeroRule zero : all_zero_rules) {
      for (const Level level : all_levels) {
        if (level == Level::none) continue;
        const Version next = next_version(from, level, zero);
        CAPTURE(from.to_text(), word(zero), word(level), next.to_text());
        REQUIRE((precedence(next, from) > 0));
        REQUIRE(declared_level(from, next, zero) >= level);
        for (const Version& release : releases) {
          if (precedence(release, next) < 0) CHECK(declared_level(from, release, zero) < level);
        }
      }
    }
  }
}

TEST_CASE("a longer way never declares less than one of its steps") {
  const std::vector<Version> versions = small_versions({"", "-rc.1", "-rc.2"});
  for (const ZeroRule zero : all_zero_rules) {
    for (const Version& from : versions) {
      for (const Version& over : versions) {
        for (const Version& to : versions) {
          if (precedence(from, over) >= 0 || precedence(over, to) >= 0) continue;
          const Level whole = declared_level(from, to, zero);
          if (whole >= declared_level(from, over, zero) &&
              whole >= declared_level(over, to, zero)) {
            continue;
          }
          FAIL(from.to_text() << " -> " << over.to_text() << " -> " << to.to_text());
        }
      }
    }
  }
  SUCCEED();
}
