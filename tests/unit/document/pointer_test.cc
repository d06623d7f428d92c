#include "document/pointer.h"

#include "document/document.h"
#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {
struct Case {
  const char* pointer;
  const char* value;
};
}  // namespace

TEST_CASE("pointers lead where RFC 6901 §5 says") {
  const Document document = *read_json("rfc6901.json", R"({
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6,
    " ": 7, "m~n": 8
  })");
  const std::vector<Case> cases = {
      {"/foo", R"(["bar", "baz"])"},
      {"/foo/0", "\"bar\""},
      {"/", "0"},
      {"/a~1b", "1"},
      {"/c%d", "2"},
      {"/e^f", "3"},
      {"/g|h", "4"},
      {"/i\\j", "5"},
      {"/k\"l", "6"},
      {"/ ", "7"},
      {"/m~0n", "8"},
  };
  for (const Case& entry : cases) {
    CAPTURE(entry.pointer);
    const Node* const node = find_pointer(document.root(), entry.pointer);
    REQUIRE(node != nullptr);
    CHECK(to_json(*node) == entry.value);
    CHECK(document.pointer_to(*node) == entry.pointer);
  }
  CHECK(find_pointer(document.root(), "") == &document.root());
}

TEST_CASE("pointers that lead nowhere give nothing") {
  const Document document = *read_json("a.json", R"({"a": [1, 2], "b": "text"})");
  for (const char* pointer : {"/c", "/a/2", "/a/-", "/a/01", "/a/+1", "/a/x", "/a/", "/b/0", "a",
                              "/a~2", "/a/99999999999999999999"}) {
    CAPTURE(pointer);
    CHECK(find_pointer(document.root(), pointer) == nullptr);
  }
}

TEST_CASE("a malformed pointer says what is wrong with it") {
  CHECK(to_text(split_pointer("a/b").error()) ==
        "error: expected a JSON pointer such as '/info/title', found 'a/b': it must be empty or "
        "start with '/' [bad-pointer]");
  CHECK(to_text(split_pointer("/a~").error()) ==
        "error: expected a JSON pointer such as '/info/title', found '/a~': write '~0' for '~' and "
        "'~1' for '/' [bad-pointer]");
  CHECK(*split_pointer("/a//~01") == std::vector<std::string>{"a", "", "~1"});
}

namespace {

/// Every node's pointer leads back to it.
void check_round_trip(const Document& document, const Node& node) {
  const std::string pointer = document.pointer_to(node);
  CAPTURE(pointer);
  const Node* const found = find_pointer(document.root(), pointer);
  REQUIRE(found != nullptr);
  CHECK(found->offset() == node.offset());
  CHECK(equal(*found, node));
  for (const Node& item : node.items()) check_round_trip(document, item);
  for (const Member& member : node.members()) check_round_trip(document, member.value);
}

}  // namespace

TEST_CASE("the pointer of every node leads back to it") {
  for (const char* text : {
           R"({"a": [[], {}, [1, {"b": null}]], "c": {"": {"~/": [true]}}, "d": ""})",
           "[[[[]]], [], 0]",
           "a:\n  b:\n  c:\n    -\n    - x\n    - - y\nz: {k: , l: [m, n: o]}\n",
           "base: &b {x: [1, 2]}\nuse: *b\nmerged:\n  <<: *b\n  y: 3\nlist: [*b, *b]\n",
           "a: &s text\nb: *s\n? c\n: - d\n",
       }) {
    CAPTURE(text);
    const Result<Document> document = read_document("x.yaml", text);
    REQUIRE(document);
    check_round_trip(*document, document->root());
  }
}

TEST_CASE("inside of an alias the pointer is that of the anchored value") {
  const Document document =
      *read_yaml("a.yaml", "base: &b {x: [1, 2]}\nuse: *b\nmerged: {<<: *b, y: 3}\n");
  CHECK(document.pointer_to(*find_pointer(document.root(), "/use")) == "/use");
  CHECK(document.pointer_to(*find_pointer(document.root(), "/use/x/1")) == "/base/x/1");
  CHECK(document.pointer_to(*find_pointer(document.root(), "/merged/x")) == "/base/x");
  CHECK(document.pointer_to(*find_pointer(document.root(), "/merged/y")) == "/merged/y");
}
