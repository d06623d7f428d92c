#include "document/document.h"
#include "document/pointer.h"
#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace verdiff;

namespace {

std::string content(const Result<Document>& document) {
  return document ? to_json(document->root()) : to_text(document.error());
}

std::string place(const Document& document, std::string_view pointer) {
  const Node* const node = find_pointer(document.root(), pointer);
  if (node == nullptr) return "nowhere";
  const Location where = document.locate(*node);
  return std::to_string(where.line) + ":" + std::to_string(where.column);
}

}  // namespace

TEST_CASE("numbers keep their text, also where a double can't hold them") {
  CHECK(
      content(read_json("a.json", R"([1e400, -1e400, "1e400", 2.50, 12, {"a\"1e999": 1e-400}])")) ==
      R"([1e400, -1e400, "1e400", 2.50, 12, {"a\"1e999": 1e-400}])");
  CHECK(content(read_json("a.json", "[" + std::string(400, '9') + "]")) ==
        "[" + std::string(400, '9') + "]");
  CHECK(content(read_json("a.json", "1e400")) == "1e400");
  CHECK(content(read_json("a.json", "[1e400, 1e4000000]")) ==
        "a.json:1:9: error: expected a number with an exponent up to 1000000, found a larger "
        "exponent "
        "[number-too-large]");
  CHECK(content(read_json("a.json", "[1e400, 1e401, 012]")).find("1:16") != std::string::npos);
  CHECK(content(read_json("a.json", "[1e400, tru]")).find("1:9") != std::string::npos);
}

TEST_CASE("the content decides between JSON and YAML, the name where it does not") {
  using Case = std::pair<const char*, const char*>;
  for (const auto& [name, text] : std::vector<Case>{
           {"a.json", R"({"a": 1})"},
           {"a.yaml", R"({"a": 1})"},
           {"a", R"({"a": 1})"},
           {"a", "a: 1"},
           {"-", "a: 1"},
           {"a.json", "a: 1"},
           {"a.yaml", "{a: 1,}"},
           {"a.yml", "{'a': 1}"},
       }) {
    CAPTURE(name, text);
    CHECK(content(read_document(name, text)) == R"({"a": 1})");
  }
  CHECK(content(read_document("a.json", "{a: 1}")) ==
        "a.json:1:2: error: expected a key in double quotes, found 'a' [syntax]");
  CHECK(content(read_document("a.yaml", "{a: 1")).find("in a mapping in braces") !=
        std::string::npos);
  CHECK(content(read_document("a.yaml", R"({"a": 1, "a": 2})")).find("[duplicate-key]") !=
        std::string::npos);
  CHECK(content(read_document("a.json", "tru")) == "\"tru\"");
  CHECK(content(read_document("a.json", "a: b: c")) ==
        "a.json:1:1: error: expected a value, found 'a'; strings stand in double quotes [syntax]");
}

TEST_CASE("YAML values know where they stand") {
  const Document document = *read_yaml("a.yaml",
                                       "# comment\n"
                                       "info:\n"
                                       "  title: \"é\"   # here\n"
                                       "  empty:\n"
                                       "  null: 1\n"
                                       "list:\n"
                                       "- a\n"
                                       "-\n"
                                       "- {b: [1, ~], c: }\n"
                                       "text: |\n"
                                       "  block\n"
                                       "anchored: &x !!str 5\n"
                                       "alias: *x\n");
  CHECK(place(document, "") == "2:1");
  CHECK(place(document, "/info") == "3:3");
  CHECK(place(document, "/info/title") == "3:10");
  CHECK(place(document, "/info/empty") == "4:3");
  CHECK(place(document, "/info/null") == "5:9");
  CHECK(place(document, "/list") == "7:1");
  CHECK(place(document, "/list/0") == "7:3");
  CHECK(place(document, "/list/1") == "8:1");
  CHECK(place(document, "/list/2/b/1") == "9:11");
  CHECK(place(document, "/list/2/c") == "9:15");
  CHECK(place(document, "/text") == "10:7");
  CHECK(place(document, "/anchored") == "12:11");
  CHECK(place(document, "/alias") == "13:8");
}

TEST_CASE("strings without escapes are views into the source") {
  const auto inside = [](const Document& document, std::string_view text) {
    const std::string_view source = document.source();
    return text.data() >= source.data() &&
           text.data() + text.size() <= source.data() + source.size();
  };
  const Document json = *read_json("a.json", R"({"plain": "text", "esc": "\u0061"})");
  CHECK(inside(json, json.root().members()[0].key));
  CHECK(inside(json, json.root().find("plain")->text()));
  CHECK_FALSE(inside(json, json.root().find("esc")->text()));
  const Document yaml = *read_yaml("a.yaml", "plain: text\n'quoted': \"text\"\nescaped: 'it''s'\n");
  CHECK(inside(yaml, yaml.root().members()[0].key));
  CHECK(inside(yaml, yaml.root().find("plain")->text()));
  CHECK(inside(yaml, yaml.root().find("quoted")->text()));
  CHECK_FALSE(inside(yaml, yaml.root().find("escaped")->text()));
}
