#include "document/fast_json.h"

#include "document/document.h"
#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using verdiff::read_json;

namespace {

/// Whether simdjson alone says yes.
bool is_taken(std::string text) {
  verdiff::FastJson::pad(text);
  verdiff::DocumentBuilder build("test", std::move(text));
  return verdiff::FastJson().feed(build, 0);
}

}  // namespace

TEST_CASE("what the fast reader takes is what JSON is") {
  if (!is_taken("{}")) {
    WARN("skipped: built without simdjson");
    return;
  }
  const std::vector<std::string> taken = {
      "{}",
      "[]",
      " \t\r\n[ 1 , -0.5e+10 , true , false , null , \"\" ] \n",
      R"({"a": {"b": [[], [{}], "]"]}, "c": "}"})",
      R"(["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00", "é", "a\\"])",
      R"({"\u0061\"": 1, "": 2})",
      "[123456789012345678901234567890.10, 1e400, -0]",
  };
  for (const std::string& text : taken) {
    CAPTURE(text);
    CHECK(is_taken(text));
    CHECK(read_json("test", text));
  }
}

TEST_CASE("what JSON is not, no reader takes") {
  const std::vector<std::string> refused = {
      "",
      "[",
      "{",
      "]",
      "[}",
      "{]",
      "[1,]",
      "[,1]",
      "[1 2]",
      "[1]]",
      "[1] 2",
      "[01]",
      "[1.]",
      "[.5]",
      "[+1]",
      "[1e]",
      "[-]",
      "[0x1]",
      "[NaN]",
      "[nul]",
      "[nulls]",
      "[truex]",
      "[\"a]",
      "[\"a\"b]",
      "[a]",
      "['a']",
      "[\"\\x\"]",
      "[\"\\u12\"]",
      "[\"\\ud800\"]",
      "[\"\\udc00\"]",
      "[\"\t\"]",
      "[\"\x80\"]",
      "{\"a\"}",
      "{\"a\":}",
      "{\"a\" 1}",
      "{\"a\":1,}",
      "{1:2}",
      "{a:1}",
      "{\"a\":1 \"b\":2}",
      "[1]//",
      "[1 \"a\"]",
      "[\"a\" 1]",
      "[\"a\": 1]",
      "{\"a\": \"a\": [1, x]}",
      "[1: 2]",
      "{\"a\": 1: 2}",
      std::string("[1]\0", 4),
      std::string("[\0]", 3),
  };
  for (const std::string& text : refused) {
    CAPTURE(text);
    CHECK_FALSE(is_taken(text));
    CHECK_FALSE(read_json("test", text));
  }
}

TEST_CASE("what breaks a limit or a rule of documents is explained by the other reader") {
  const auto error_of = [](const std::string& text, const verdiff::Limits& limits) {
    const auto document = read_json("test", text, limits);
    return document ? std::string() : to_text(document.error());
  };
  CHECK(error_of(R"({"a": 1, "a": 2})", {}).find("[duplicate-key]") != std::string::npos);
  verdiff::Limits shallow;
  shallow.depth = 2;
  CHECK(error_of("[[[]]]", shallow).find("test:1:3: error:") == 0);
}

TEST_CASE("a reader of many texts keeps nothing of one for the next") {
  verdiff::JsonReader reader;
  const auto first = reader.read("one", R"({"a": "x\ny", "b": [1, 2, 3]})");
  const auto broken = reader.read("two", R"({"a": [)");
  const auto third = reader.read("three", R"(["z\tz"])");
  REQUIRE(first);
  CHECK_FALSE(broken);
  REQUIRE(third);
  CHECK(to_json(first->root()) == R"({"a": "x\ny", "b": [1, 2, 3]})");
  CHECK(to_json(third->root()) == R"(["z\tz"])");
}
