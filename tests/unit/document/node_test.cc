#include "document/node.h"

#include "document/document.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {

Document json(const std::string& text) {
  Result<Document> document = read_json("a.json", text);
  if (!document) FAIL(to_text(document.error()));
  return *std::move(document);
}

}  // namespace

TEST_CASE("a node answers for its own kind and is empty for the others") {
  const Document document = json(R"([null, true, 1.50, "text", [1], {"a": 1}])");
  const std::vector<NodeKind> kinds = {NodeKind::null,   NodeKind::boolean, NodeKind::number,
                                       NodeKind::string, NodeKind::array,   NodeKind::object};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Node& node = document.root().items()[i];
    CAPTURE(i);
    CHECK(node.kind() == kinds[i]);
    CHECK(node.boolean() == (i == 1));
    CHECK(node.text() == (i == 2 ? "1.50" : i == 3 ? "text" : ""));
    CHECK(node.items().size() == (i == 4 ? 1 : 0));
    CHECK(node.members().size() == (i == 5 ? 1 : 0));
    CHECK((node.find("a") != nullptr) == (i == 5));
  }
}

TEST_CASE("members are found in small and in large objects") {
  for (const std::size_t count : {0u, 1u, 8u, 9u, 1000u}) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) {
      text += (i > 0 ? "," : "") + ("\"key" + std::to_string(i)) + "\":" + std::to_string(i);
    }
    const Document document = json(text + "}");
    CAPTURE(count);
    for (std::size_t i = 0; i < count; ++i) {
      const Node* const found = document.root().find("key" + std::to_string(i));
      REQUIRE(found != nullptr);
      CHECK(found->text() == std::to_string(i));
      CHECK(document.root().members()[i].key == "key" + std::to_string(i));
    }
    CHECK(document.root().find("key") == nullptr);
    CHECK(document.root().find("") == nullptr);
    CHECK(document.root().find("key" + std::to_string(count)) == nullptr);
  }
}

TEST_CASE("equality is that of JSON values") {
  struct Pair {
    const char* left;
    const char* right;
    bool equal;
  };
  const std::vector<Pair> pairs = {
      {"1", "1.0", true},
      {"100", "1e2", true},
      {"9007199254740993", "9007199254740992", false},
      {"0", "-0.0", true},
      {"0", "false", false},
      {"null", "false", false},
      {"\"1\"", "1", false},
      {"\"é\"", R"("\u00e9")", true},
      {"[1, 2]", "[2, 1]", false},
      {"[]", "{}", false},
      {"[[], 1]", "[1, []]", false},
      {R"({"a": 1, "b": [2]})", R"({"b": [2.0], "a": 1})", true},
      {R"({"a": 1})", R"({"a": 1, "b": 1})", false},
      {R"({"a": 1, "b": 2})", R"({"a": 2, "b": 1})", false},
      {R"({"a": {"b": 1}})", R"({"a": {"c": 1}})", false},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.left, pair.right);
    const Document left = json(pair.left);
    const Document right = json(pair.right);
    CHECK(equal(left.root(), right.root()) == pair.equal);
    CHECK((left.root().hash() == right.root().hash()) == pair.equal);
  }
}

TEST_CASE("nodes stay where they are when their document moves") {
  Document first = json(R"({"a": "x", "b": [1]})");
  const Node* const root = &first.root();
  const Node* const inner = first.root().find("b");
  const Document second = std::move(first);
  CHECK(&second.root() == root);
  CHECK(second.root().find("b") == inner);
  CHECK(root->find("a")->text() == "x");
}

TEST_CASE("every value knows where it starts") {
  const std::string text = "{\n  \"a\" : [ 1,\t-2.5e3 ,\"é\", true ],\r\n  \"b\":{\"c\":null}\n}";
  const Document document = json(text);
  const auto at = [&](const Node& node) {
    const Location where = document.locate(node);
    return std::to_string(where.line) + ":" + std::to_string(where.column);
  };
  const Node& list = *document.root().find("a");
  CHECK(at(document.root()) == "1:1");
  CHECK(at(list) == "2:9");
  CHECK(at(list.items()[0]) == "2:11");
  CHECK(at(list.items()[1]) == "2:14");
  CHECK(at(list.items()[2]) == "2:22");
  CHECK(at(list.items()[3]) == "2:27");
  CHECK(at(*document.root().find("b")) == "3:7");
  CHECK(at(*document.root().find("b")->find("c")) == "3:12");
  CHECK(document.locate(document.root().members()[1].key_offset).column == 3);
}
