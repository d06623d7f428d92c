#include "report/payload_layout.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

/// The lines with the mark between angle brackets.
std::string laid_out(const Value& payload, const std::string& pointer) {
  const MarkedPayload out = lay_out_payload(payload, pointer);
  return out.before + "<" + out.marked + ">" + out.after;
}

Value numbers(int count) {
  Value array = Value::array();
  for (int i = 0; i < count; ++i) array.items.push_back(Value::number(std::to_string(i)));
  return array;
}

}  // namespace

TEST_CASE("a short payload is one line with its place marked") {
  const Value payload = Value::object({{"a", Value::array({Value::number("1"), Value::null()})}});
  CHECK(laid_out(payload, "/a/1") == R"({"a": [1, <null>]})");
  CHECK(laid_out(payload, "") == R"(<{"a": [1, null]}>)");
  CHECK(laid_out(payload, "/a/7") == R"({"a": <[1, null]>})");
  CHECK(laid_out(payload, "not a pointer") == R"(<{"a": [1, null]}>)");
}

TEST_CASE("a long payload is laid out, and of a container the bracket is marked") {
  const Value payload =
      Value::object({{"name", Value::string(std::string(70, 'n'))},
                     {"inner", Value::object({{"x", Value::number("1")}, {"y", Value::null()}})}});
  const std::string name = "\"" + std::string(70, 'n') + "\"";
  CHECK(laid_out(payload, "/inner/y") ==
        "{\n  \"name\": " + name + ",\n  \"inner\": {\"x\": 1, \"y\": <null>}\n}");
  CHECK(laid_out(payload, "/missing") ==
        "<{>\n  \"name\": " + name + ",\n  \"inner\": {\"x\": 1, \"y\": null}\n}");
}

TEST_CASE("of many lines, those around the mark stay") {
  const MarkedPayload out = lay_out_payload(numbers(200), "/100");
  CHECK(out.marked == "100");
  CHECK(out.before.starts_with("…\n  77,\n"));
  CHECK(out.after.ends_with("  112,\n…"));
}

TEST_CASE("nothing in a payload can steer a terminal") {
  const Value payload = Value::object({{"\x1b\xe2\x80\xae", Value::string("\xe2\x80\xae")}});
  const std::string text = laid_out(payload, "");
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
}
