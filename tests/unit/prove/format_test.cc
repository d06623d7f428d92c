#include "prove/validator/format.h"

#include "prove/strings/automaton.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;
using validator::find_format;
using validator::StringFormat;

const std::vector<std::string_view> names = {
    "date",          "date-time",     "duration",     "email", "hostname",
    "idn-email",     "idn-hostname",  "ipv4",         "ipv6",  "iri",
    "iri-reference", "json-pointer",  "regex",        "time",  "relative-json-pointer",
    "uri",           "uri-reference", "uri-template", "uuid"};

/// Texts near the edge of some format.
const std::vector<std::string_view> texts = {"",
                                             "a",
                                             "0",
                                             "2024-02-29",
                                             "2023-02-29",
                                             "1900-02-29",
                                             "2016-12-31T23:59:60Z",
                                             "2016-12-31t15:59:60.5-08:00",
                                             "23:59:60Z",
                                             "23:59:59z",
                                             "P1Y2M3DT4H5M6S",
                                             "P2W",
                                             "PT36H",
                                             "a@[IPv6:::1]",
                                             "\"a b\"@c",
                                             "\xC3\xA9@b",
                                             "255.255.255.255",
                                             "::",
                                             "1:2:3:4:5:6:7:8",
                                             "::ffff:1.2.3.4",
                                             "http://[v1.a]:80/?b#c",
                                             "//\xC3\xA9",
                                             "?a",
                                             "/a~0b~1",
                                             "1#",
                                             "10/a",
                                             "{+a.b:30,c*}",
                                             "%41",
                                             "a--b.c",
                                             "[a-z]+(?<n>.)",
                                             "123e4567-e89b-12d3-A456-426614174000"};

bool matches(std::string_view pattern, std::string_view text) {
  prove::Texts engine;
  prove::Budget budget(1'000'000);
  const prove::Pattern& parsed = engine.pattern(pattern);
  REQUIRE(parsed.term);
  const auto out = engine.matches(*parsed.term, text, budget);
  REQUIRE(out);
  return *out;
}

TEST_CASE("every format knows a text of its own and a stranger") {
  for (const std::string_view name : names) {
    CAPTURE(name);
    const StringFormat* const format = find_format(name);
    REQUIRE(format != nullptr);
    CHECK(format->holds(format->member) == true);
    CHECK(format->holds(format->stranger) == false);
  }
  CHECK(find_format("colour") == nullptr);
  CHECK(find_format("") == nullptr);
}

TEST_CASE("every text of a format matches the format's pattern") {
  for (const std::string_view name : names) {
    const StringFormat& format = *find_format(name);
    if (format.pattern.empty()) continue;
    CHECK(matches(format.pattern, format.member));
    for (const std::string_view text : texts) {
      CAPTURE(name, text);
      if (format.holds(text) == true) CHECK(matches(format.pattern, text));
    }
  }
}

TEST_CASE("a format implies another only where all its texts are of that one, too") {
  for (const std::string_view narrow : names) {
    for (const std::string_view wide : names) {
      if (!implies(*find_format(narrow), *find_format(wide))) continue;
      for (const std::string_view text : texts) {
        CAPTURE(narrow, wide, text);
        if (find_format(narrow)->holds(text) == true) CHECK(find_format(wide)->holds(text) == true);
      }
    }
  }
  CHECK(implies(*find_format("uri"), *find_format("iri-reference")));
  CHECK_FALSE(implies(*find_format("iri-reference"), *find_format("uri")));
}

TEST_CASE("what takes tables that are not built in is not told") {
  CHECK(find_format("hostname")->holds("xn--bcher-kva.example") == std::nullopt);
  CHECK(find_format("idn-hostname")
            ->holds("b\xC3\xBC"
                    "cher.example") == std::nullopt);
  CHECK(find_format("idn-hostname")
            ->holds("-b\xC3\xBC"
                    "cher") == false);
  CHECK(find_format("regex")->holds("a(?=b)") == std::nullopt);
}

}  // namespace
