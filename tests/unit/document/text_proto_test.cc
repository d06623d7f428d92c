#include "document/text_proto.h"

#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string as_json(const std::string& source, const Limits& limits = {}) {
  const Result<Document> document = read_text_proto("t.pbtxt", source, limits);
  return document ? to_json(document->root()) : to_text(document.error());
}

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

struct Row {
  std::string source, expected;
};

}  // namespace

TEST_CASE("text proto: fields, messages and lists", "[document][text-proto]") {
  const auto row = GENERATE(
      Row{"", "{}"}, Row{"# only a comment", "{}"},
      Row{"\xEF\xBB\xBF"
          "a: 1",
          R"({"a": 1})"},
      Row{"a: 1 b: 2", R"({"a": 1, "b": 2})"}, Row{"a:1,b:2;c:3", R"({"a": 1, "b": 2, "c": 3})"},
      Row{"a # behind a name\n: # behind the colon\n1 # behind the value", R"({"a": 1})"},
      Row{"a { b: 1 }", R"({"a": {"b": 1}})"}, Row{"a: { b: 1 };", R"({"a": {"b": 1}})"},
      Row{"a < b: 1 >", R"({"a": {"b": 1}})"}, Row{"a: < b {} >", R"({"a": {"b": {}}})"},
      Row{"a: [1, 2]", R"({"a": [1, 2]})"}, Row{"a: [1]", R"({"a": [1]})"},
      Row{"a: []", R"({"a": []})"}, Row{"a []", R"({"a": []})"},
      Row{"a [ { b: 1 }, < b: 2 > ] c: 1", R"({"a": [{"b": 1}, {"b": 2}], "c": 1})"},
      Row{"a: [ { b [ { c: 1 } ] } ],", R"({"a": [{"b": [{"c": 1}]}]})"},
      Row{"[acme.field]: 1 [a.com/b.C] { x: 1 }",
          R"({"[acme.field]": 1, "[a.com/b.C]": {"x": 1}})"},
      Row{"[ acme . field ]: 1", R"({"[acme.field]": 1})"});
  CAPTURE(row.source);
  CHECK(as_json(row.source) == row.expected);
}

TEST_CASE("text proto: a field that occurs several times is one array, wherever it stands",
          "[document][text-proto]") {
  const auto row = GENERATE(
      Row{"a: 1 a: 2", R"({"a": [1, 2]})"},
      Row{"a: 1 b: 9 a: [2, 3] a: [] a: 4", R"({"a": [1, 2, 3, 4], "b": 9})"},
      Row{"b { x: 1 } a: 1 b { x: 2 }", R"({"b": [{"x": 1}, {"x": 2}], "a": 1})"},
      Row{"m { b: 1 a: 2 b: 3 } z: 1 y: 2", R"({"m": {"b": [1, 3], "a": 2}, "z": 1, "y": 2})"});
  CAPTURE(row.source);
  CHECK(as_json(row.source) == row.expected);
}

TEST_CASE("text proto: scalars", "[document][text-proto]") {
  const auto row = GENERATE(
      Row{"0", "0"}, Row{"-1", "-1"}, Row{"- # sign\n 1", "-1"}, Row{"0x1F", "31"},
      Row{"0XfF", "255"}, Row{"-0x10", "-16"}, Row{"017", "15"}, Row{"00", "0"}, Row{"1.5", "1.5"},
      Row{"1.", "1"}, Row{".5", "0.5"}, Row{"1.5f", "1.5"}, Row{"2F", "2"}, Row{"1e3", "1e3"},
      Row{"1E+3", "1E+3"}, Row{"-2.5e-3", "-2.5e-3"},
      Row{"9223372036854775807", "9223372036854775807"}, Row{"true", "true"}, Row{"True", "true"},
      Row{"false", "false"}, Row{"False", "false"}, Row{"TYPE_FP32", R"("TYPE_FP32")"},
      Row{"inf", R"("inf")"}, Row{"-inf", R"("-inf")"}, Row{"-Infinity", R"("-Infinity")"},
      Row{"nan", R"("nan")"}, Row{R"("x")", R"("x")"}, Row{"'x'", R"("x")"}, Row{"''", R"("")"},
      Row{R"("it's")", R"("it's")"}, Row{R"('say "x"')", R"("say \"x\"")"},
      Row{"\"a\" 'b'\n # and\n \"c\"", R"("abc")"},
      Row{R"("\a\b\f\n\r\t\v\?\\\'\"")", R"("\u0007\u0008\u000c\n\r\t\u000b?\\'\"")"},
      Row{R"("\x41\101\1018\0")", R"("AAA8\u0000")"}, Row{R"("\303\251\xc3\xA9")", R"("éé")"},
      Row{R"("\u00e9\U0001F600\ud83d\ude00")", R"("é😀😀")"});
  CAPTURE(row.source);
  CHECK(as_json("v: " + row.source) == "{\"v\": " + row.expected + "}");
}

TEST_CASE("text proto: values stand where they are written", "[document][text-proto]") {
  const auto document =
      read_text_proto("t.pbtxt", "x: 1\nin [\n  { dims: [ 3 ] }\n]\nin { b: 'é' }");
  REQUIRE(document);
  const Node& root = document->root();
  const auto place = [&](const Node& node) { return to_text(document->locate(node)); };
  CHECK(place(root) == "t.pbtxt:1:1");
  const Member* const in = root.find_member("in");
  REQUIRE(in != nullptr);
  CHECK(to_text(document->locate(in->key_offset)) == "t.pbtxt:2:1");
  CHECK(place(in->value) == "t.pbtxt:2:4");
  REQUIRE(in->value.items().size() == 2);
  CHECK(place(in->value.items()[0]) == "t.pbtxt:3:3");
  CHECK(place(*in->value.items()[0].find("dims")) == "t.pbtxt:3:11");
  CHECK(place(in->value.items()[0].find("dims")->items()[0]) == "t.pbtxt:3:13");
  CHECK(place(*in->value.items()[1].find("b")) == "t.pbtxt:5:9");
}

TEST_CASE("text proto: a pointer leads to a value between others of its field",
          "[document][text-proto]") {
  const auto document = read_text_proto("t.pbtxt", "b { x: 1 } a { y: 3 } b { x: 2 } c: 1 b {}");
  REQUIRE(document);
  const Node& root = document->root();
  const Node* const b = root.find("b");
  CHECK(document->pointer_to(root) == "");
  CHECK(document->pointer_to(*b) == "/b");
  CHECK(document->pointer_to(b->items()[1]) == "/b/1");
  CHECK(document->pointer_to(*b->items()[1].find("x")) == "/b/1/x");
  CHECK(document->pointer_to(b->items()[2]) == "/b/2");
  CHECK(document->pointer_to(*root.find("a")->find("y")) == "/a/y");
  CHECK(document->pointer_to(*root.find("c")) == "/c");
}

TEST_CASE("text proto: what is no text proto is refused with its place", "[document][text-proto]") {
  const auto row = GENERATE(
      Row{"a",
          "1:2: error: expected ':' or '{' behind the field name `a`, found the end of the "
          "file [syntax]"},
      Row{"a 1", "1:3: error: expected ':' or '{' behind the field name `a`, found '1' [syntax]"},
      Row{"a:\n}", "2:1: error: expected a value, found '}' [syntax]"},
      Row{"a: ${batch}",
          "1:4: error: expected a value, found '$'; this is a template: fill it in first [syntax]"},
      Row{"\"a\": 1",
          "1:1: error: expected a field name such as `input`, found '\"'; write it as "
          "`name: value` [syntax]"},
      Row{"{}", "1:1: error: expected a field name such as `input`, found '{' [syntax]"},
      Row{"a: 1 }", "1:6: error: expected a field name such as `input`, found '}' [syntax]"},
      Row{"a: 1,, b: 2", "1:6: error: expected a field name such as `input`, found ',' [syntax]"},
      Row{"a { b: 1",
          "1:9: error: expected '}', found the end of the file [syntax]\n"
          "t.pbtxt:1:3: note: the message begins here"},
      Row{"a < b: 1 }", "1:10: error: expected a field name or '>', found '}' [syntax]"},
      Row{"a: [1 2]", "1:7: error: expected ',' or ']' in the list of `a`, found '2' [syntax]"},
      Row{"a: [1,", "1:7: error: expected a value, found the end of the file [syntax]"},
      Row{"a: [1,]", "1:7: error: expected a value, found ']' [syntax]"},
      Row{"a: [[1]]", "1:5: error: expected a value, found '[' [syntax]"},
      Row{"a [1]",
          "1:3: error: expected ':' before the list of `a`; only a list of messages goes "
          "without [syntax]"},
      Row{"a [ {}",
          "1:7: error: expected ',' or ']' in the list of `a`, found the end of the file "
          "[syntax]"},
      Row{"[]: 1",
          "1:2: error: expected an extension's name in brackets such as [acme.field], "
          "found ']' [syntax]"},
      Row{"[a",
          "1:3: error: expected an extension's name in brackets such as [acme.field], found "
          "the end of the file [syntax]"},
      Row{"a: 08",
          "1:4: error: expected a number such as 12, -1, 0x1F, 017, 1.5 or 1e3, found "
          "'08' [syntax]"},
      Row{"a: 1x",
          "1:4: error: expected a number such as 12, -1, 0x1F, 017, 1.5 or 1e3, found "
          "'1x' [syntax]"},
      Row{"a: 0x",
          "1:4: error: expected a number such as 12, -1, 0x1F, 017, 1.5 or 1e3, found "
          "'0x' [syntax]"},
      Row{"a: .",
          "1:4: error: expected a number such as 12, -1, 0x1F, 017, 1.5 or 1e3, found '.' "
          "[syntax]"},
      Row{"a: -x", "1:5: error: expected a number behind '-', found 'x' [syntax]"},
      Row{"a: \"b",
          "1:4: error: expected a closing quote for this string, found the end of the "
          "file [syntax]"},
      Row{"a: \"b\n\"",
          "1:6: error: expected a closing quote on the same line, found a line break; "
          "write it as an escape, or the string as several side by side [syntax]"},
      Row{R"(a: "\q")",
          R"(1:5: error: expected one of the escapes \a \b \f \n \r \t \v \? \\ \' \" )"
          R"(\0 to \377 \xXX \uXXXX \UXXXXXXXX, found '\' before 'q' [syntax])"},
      Row{R"(a: "\400")",
          R"(1:5: error: expected one of the escapes \a \b \f \n \r \t \v \? \\ \' \" )"
          R"(\0 to \377 \xXX \uXXXX \UXXXXXXXX, found '\' before '400' [syntax])"},
      Row{R"(a: "\u12")", R"(1:5: error: expected 4 hexadecimal digits behind '\u' [syntax])"},
      Row{R"(a: "\ud800")",
          R"(1:5: error: expected an escape that names a character, found '\ud800' [bad-utf8])"},
      Row{R"(a: "\U00110000")",
          R"(1:5: error: expected an escape that names a character, found '\U00110000' [bad-utf8])"},
      Row{R"(a: "\xff")",
          "1:4: error: expected a string that is UTF-8, found escapes that make "
          "other bytes; JSON has no place for them [bad-utf8]"},
      Row{"a: 1e9999999",
          "1:4: error: expected a number with an exponent up to 1000000, found a "
          "larger exponent [number-too-large]"});
  CAPTURE(row.source);
  CHECK(as_json(row.source) == "t.pbtxt:" + row.expected);
}

TEST_CASE("text proto: long numbers in another base are refused", "[document][text-proto]") {
  CHECK(
      as_json("a: 0x" + std::string(1025, 'F')) ==
      "t.pbtxt:1:4: error: expected a hexadecimal or octal number of at most 1024 digits, found a "
      "longer one [number-too-large]");
}

TEST_CASE("text proto: limits", "[document][text-proto]") {
  Limits limits;
  limits.depth = 4;
  CHECK(as_json("a { a { a { a: 1 } } }", limits) == R"({"a": {"a": {"a": {"a": 1}}}})");
  CHECK(as_json("a { a { a { a {} } } }", limits) ==
        "t.pbtxt:1:15: error: expected values nested at most 4 deep, found deeper ones; flatten "
        "them [too-deep]");
  CHECK(as_json("a { a { a { a: [1] } } }", limits) ==
        "t.pbtxt:1:16: error: expected values nested at most 4 deep, found deeper ones; flatten "
        "them [too-deep]");
  CHECK(as_json(times(100'000, "a{")).find("[too-deep]") != std::string::npos);
  CHECK(as_json(times(100'000, "a[{")).find("[too-deep]") != std::string::npos);
  limits = {};
  limits.nodes = 3;
  CHECK(as_json("a: 1 b: 2", limits) == R"({"a": 1, "b": 2})");
  CHECK(as_json("a: 1 b: 2 c: 3", limits) ==
        "t.pbtxt:1:14: error: expected at most 3 values in a file, found more; split the file "
        "[too-many-nodes]");
  limits = {};
  limits.bytes = 3;
  CHECK(as_json("a: 1", limits) ==
        "t.pbtxt: error: expected at most 3 bytes, found more; split the file [too-large]");
}

TEST_CASE("a name that ends in .pbtxt is read as text proto, also in a revision",
          "[document][text-proto]") {
  for (const std::string name : {"config.pbtxt", "HEAD~1:models/flowers/config.pbtxt"}) {
    const auto document = read_document(name, "a { b: TYPE_FP32 }");
    REQUIRE(document);
    CHECK(to_json(document->root()) == R"({"a": {"b": "TYPE_FP32"}})");
  }
  const auto yaml = read_document("config.yaml", "a { b: TYPE_FP32 }");
  REQUIRE(yaml);
  CHECK(to_json(yaml->root()) == R"({"a { b": "TYPE_FP32 }"})");
}
