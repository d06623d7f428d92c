#include "formats/models/python_json.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string copied(std::string_view text) {
  const auto json = PythonJson::read("json", text);
  if (!json) return to_text(json.error());
  return to_json(json->copy(json->root()));
}

}  // namespace

TEST_CASE("Python's three tokens are read as strings", "[formats][python-json]") {
  CHECK(copied("NaN") == R"("NaN")");
  CHECK(copied(" -Infinity ") == R"("-Infinity")");
  CHECK(copied(R"([NaN, Infinity, -Infinity,NaN])") ==
        R"(["NaN", "Infinity", "-Infinity", "NaN"])");
  CHECK(copied(R"({"a": NaN, "b":Infinity, "c": {"d": [-Infinity
 ]}})") == R"({"a": "NaN", "b": "Infinity", "c": {"d": ["-Infinity"]}})");
}

TEST_CASE("what looks like a token inside a string stays as it is", "[formats][python-json]") {
  for (const std::string text :
       {R"(["NaN", "N", "Infini", "-Infini"])", R"({"NaN": "a \", NaN, \\", "b": ["[NaN]"]})",
        R"([1, -1.5e3, true, false, null, {}, []])"}) {
    CAPTURE(text);
    CHECK(copied(text) == text);
  }
}

TEST_CASE("other texts are refused where they are wrong", "[formats][python-json]") {
  CHECK(copied("[NaN, nan]") ==
        "json:1:7: error: expected a number, found 'nan', which JSON does not have; write null or "
        "leave it out [not-a-number]");
  CHECK(copied("[1NaN]") == "json:1:3: error: expected ',' or ']', found 'NaN' [syntax]");
  CHECK(copied("{NaN: 1}") ==
        "json:1:2: error: expected a key in double quotes, found 'NaN' [syntax]");
  CHECK(copied("[Infinit]") ==
        "json:1:2: error: expected a value, found 'Infinit'; strings stand in double quotes "
        "[syntax]");
  CHECK(copied("[\"\\") ==
        "json:1:2: error: expected a closing quote for this string, found the end of the file "
        "[syntax]");
  CHECK(copied("") == "json:1:1: error: expected a value, found the end of the file [syntax]");
}
