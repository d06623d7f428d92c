#include "document/value.h"

#include "document/pointer.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {
Value sample() {
  return Value::object({{"class", Value::string("churn\n\"é\"")},
                        {"scores", Value::array({Value::number("0.10"), Value::number("1e400")})},
                        {"ok", Value::of(true)},
                        {"none", Value::null()},
                        {"empty", Value::object()}});
}
}  // namespace

TEST_CASE("a value is written as one line of JSON") {
  CHECK(
      to_json(sample()) ==
      R"({"class": "churn\n\"é\"", "scores": [0.10, 1e400], "ok": true, "none": null, "empty": {}})");
  CHECK(to_json(Value::string(std::string_view("\0\x1f\x7f\t\r\\", 6))) ==
        R"("\u0000\u001f\u007f\t\r\\")");
  CHECK(to_json(Value::array()) == "[]");
}

TEST_CASE("a node is written as the value of it is") {
  const Document document = to_document(sample());
  CHECK(to_json(document.root()) == to_json(sample()));
  CHECK(Value::copy(document.root()) == sample());
  CHECK(document.pointer_to(*find_pointer(document.root(), "/scores/1")) == "/scores/1");
  CHECK(document.name() == "value");
}

TEST_CASE("long texts are cut at a character, with a mark") {
  const Value value = Value::string("éééééééééé");
  CHECK(to_json(value, 5) == "\"ééé…");
  CHECK(to_json(value, 12) == "\"éééééééééé\"");
  CHECK(to_json(value, 1) == "…");
  CHECK(to_json(sample(), 10) == "{\"class\":…");
}

TEST_CASE("members are found, added and replaced") {
  Value value = Value::object();
  value.set("a", Value::number("1"));
  value.set("b", Value::number("2"));
  value.set("a", Value::of(false));
  CHECK(to_json(value) == R"({"a": false, "b": 2})");
  CHECK(value.find("b")->text == "2");
  CHECK(value.find("c") == nullptr);
}

TEST_CASE("what is read and written again is the same value") {
  const std::string text = R"({"a": [1, 2.50, {"b": ["\u0001", "é"]}], "c": -0})";
  const Document first = *read_json("a.json", text);
  const Document second = *read_json("b.json", to_json(first.root()));
  CHECK(equal(first.root(), second.root()));
  CHECK(first.root().hash() == second.root().hash());
}

TEST_CASE("values nest as deep as documents may") {
  Value value;
  for (int i = 0; i < 1000; ++i) value = Value::array({std::move(value)});
  const Document document = to_document(value);
  CHECK(to_json(document.root()) == std::string(1000, '[') + "null" + std::string(1000, ']'));
}
