#include "formats/format.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace verdiff;

namespace {

Result<Contract> load(std::string text, LoadOptions options = {}) {
  auto document = read_document("test", std::move(text));
  REQUIRE(document);
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "there is no file " + path, {}, {}};
  };
  return load_contract(std::move(*document), files, "test", {}, options);
}

Contract read(std::string text, LoadOptions options = {}) {
  auto contract = load(std::move(text), std::move(options));
  if (!contract) FAIL(to_text(contract.error()));
  return std::move(*contract);
}

const Schema& payload(const Contract& contract) {
  return contract.schemas[contract.flows.front().schema];
}

SchemaId property(const Contract& contract, std::string_view name) {
  const Entry* const properties = payload(contract).find(Keyword::properties);
  REQUIRE(properties != nullptr);
  for (std::size_t i = 0; i < properties->names.size(); ++i) {
    if (properties->names[i] == name) return properties->schemas[i];
  }
  FAIL("no property " << name);
  return {};
}

}  // namespace

TEST_CASE("the same payload in other words has the same hash", "[formats][schema]") {
  struct Row {
    std::string name, left, right;
  };
  const auto row = GENERATE(
      Row{"an inlined reference",
          R"({"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"minimum": 1}}})",
          R"({"items": {"minimum": 1.0}})"},
      Row{"a renamed definition",
          R"({"not": {"$ref": "#/$defs/a"}, "$defs": {"a": {"enum": [1]}}})",
          R"({"not": {"$ref": "#/$defs/b"}, "$defs": {"b": {"enum": [1]}}})"},
      Row{"another key order", R"({"type": "object", "required": ["a", "b"]})",
          R"({"required": ["b", "a"], "type": "object"})"},
      Row{"another order of branches", R"({"anyOf": [{"minimum": 1}, {"type": "string"}]})",
          R"({"anyOf": [{"type": "string"}, {"minimum": 1}]})"},
      Row{"YAML", R"({"properties": {"a": {"const": "yes"}}})", "properties:\n  a: {const: yes}\n"},
      Row{"draft 4's exclusive bound",
          R"({"$schema": "http://json-schema.org/draft-04/schema", "minimum": 0, "exclusiveMinimum": true})",
          R"({"exclusiveMinimum": 0})"},
      Row{"draft 7's tuple",
          R"({"$schema": "http://json-schema.org/draft-07/schema", "items": [{"minimum": 1}], "additionalItems": false})",
          R"({"prefixItems": [{"minimum": 1}], "items": false})"},
      Row{"a list unfolded by reference to itself", R"({"properties": {"next": {"$ref": "#"}}})",
          R"({"$ref": "#/$defs/list", "$defs": {"list": {"properties": {"next": {"$ref": "#/$defs/list"}}}}})"});
  CAPTURE(row.name);
  CHECK(payload(read(row.left)).hash == payload(read(row.right)).hash);
}

TEST_CASE("other payloads have other hashes", "[formats][schema]") {
  struct Row {
    std::string name, left, right;
  };
  const auto row = GENERATE(
      Row{"the order of enum values, which a reader is told", R"({"enum": [1, "a"]})",
          R"({"enum": ["a", 1]})"},
      Row{"a bound", R"({"minimum": 1})", R"({"minimum": 2})"},
      Row{"an annotation", R"({"type": "null", "title": "a"})",
          R"({"type": "null", "title": "b"})"},
      Row{"an extension", R"({"type": "null", "x-a": 1})", R"({"type": "null", "x-b": 1})"},
      Row{"the order of a tuple", R"({"prefixItems": [{"minimum": 1}, {"type": "string"}]})",
          R"({"prefixItems": [{"type": "string"}, {"minimum": 1}]})"},
      Row{"integer for number", R"({"type": "integer"})", R"({"type": "number"})"},
      Row{"a property's name", R"({"properties": {"a": true}})", R"({"properties": {"b": true}})"},
      Row{"a pattern's name", R"({"patternProperties": {"a": true}})",
          R"({"properties": {"a": true}})"},
      Row{"what a cycle leads to",
          R"({"properties": {"next": {"$ref": "#"}, "end": {"minimum": 1}}})",
          R"({"properties": {"next": {"$ref": "#"}, "end": {"minimum": 2}}})"});
  CAPTURE(row.name);
  CHECK(payload(read(row.left)).hash != payload(read(row.right)).hash);
}

TEST_CASE("references to one schema are one id, whatever they are called", "[formats][schema]") {
  const Contract contract = read(R"({
    "$id": "https://example.test/root",
    "properties": {
      "pointer": {"$ref": "#/$defs/a"}, "anchor": {"$ref": "#a"},
      "absolute": {"$ref": "https://example.test/root#a"}, "by_way": {"$ref": "#/$defs/alias"},
      "copy": {"$anchor": "b", "minimum": 1}, "root": {"$ref": "#"}},
    "$defs": {"a": {"$anchor": "a", "minimum": 1}, "alias": {"$ref": "#a"}}})");
  const SchemaId a = property(contract, "pointer");
  for (const std::string_view name : {"anchor", "absolute", "by_way"}) {
    CAPTURE(name);
    CHECK(property(contract, name) == a);
  }
  CHECK(property(contract, "copy") != a);
  CHECK(property(contract, "root") == contract.flows.front().schema);
}

TEST_CASE("number is both of its bits and integer one", "[formats][schema]") {
  const auto types = [](std::string text) {
    return payload(read(std::move(text))).entries[0].types;
  };
  const TypeSet integer = TypeSet().with(JsonType::integer);
  CHECK(types(R"({"type": "integer"})") == integer);
  CHECK(types(R"({"type": "number"})") == integer.with(JsonType::number));
  CHECK(types(R"({"type": ["number", "integer"]})") == integer.with(JsonType::number));
  CHECK(types(R"({"type": ["null", "object"]})") ==
        TypeSet().with(JsonType::null).with(JsonType::object));
}

TEST_CASE("a keyword that its dialect does not have asserts nothing", "[formats][schema]") {
  struct Row {
    Dialect dialect;
    std::string_view key, value;
    bool known;
  };
  const auto row = GENERATE(
      Row{Dialect::draft4, "const", "1", false}, Row{Dialect::draft6, "const", "1", true},
      Row{Dialect::draft4, "contains", "{}", false},
      Row{Dialect::draft4, "propertyNames", "{}", false}, Row{Dialect::draft6, "if", "{}", false},
      Row{Dialect::draft7, "if", "{}", true}, Row{Dialect::draft7, "minContains", "1", false},
      Row{Dialect::draft2019_09, "minContains", "1", true},
      Row{Dialect::draft7, "dependentRequired", "{}", false},
      Row{Dialect::draft2019_09, "prefixItems", "[{}]", false},
      Row{Dialect::draft2020_12, "prefixItems", "[{}]", true},
      Row{Dialect::draft7, "unevaluatedItems", "{}", false},
      Row{Dialect::draft7, "nullable", "true", false},
      Row{Dialect::openapi_3_0, "nullable", "true", true},
      Row{Dialect::openapi_3_0, "patternProperties", "{}", false},
      Row{Dialect::openapi_2_0, "anyOf", "[{}]", false},
      Row{Dialect::openapi_3_0, "anyOf", "[{}]", true},
      Row{Dialect::openapi_3_1, "const", "1", true},
      Row{Dialect::draft4, "deprecated", "true", true},
      Row{Dialect::draft4, "x-unit", "\"m\"", true});
  CAPTURE(row.dialect, row.key);
  LoadOptions options;
  options.default_dialect = row.dialect;
  options.format = "json-schema";
  const Contract contract = read(fmt::format(R"({{"{}": {}}})", row.key, row.value), options);
  REQUIRE(payload(contract).entries.size() == 1);
  CHECK((payload(contract).entries[0].keyword != Keyword::unknown) == row.known);
  CHECK(contract.unsupported.empty() == row.known);
}

TEST_CASE("nullable widens the type beside it in OpenAPI 3.0 alone", "[formats][schema]") {
  LoadOptions options;
  options.format = "json-schema";
  const auto has_null = [&](Dialect dialect, std::string text) {
    options.default_dialect = dialect;
    const Contract contract = read(std::move(text), options);
    const Entry* const type = payload(contract).find(Keyword::type);
    return type != nullptr && type->types.has(JsonType::null);
  };
  CHECK(has_null(Dialect::openapi_3_0, R"({"type": "string", "nullable": true})"));
  CHECK_FALSE(has_null(Dialect::openapi_3_0, R"({"type": "string", "nullable": false})"));
  CHECK_FALSE(has_null(Dialect::openapi_3_0, R"({"enum": ["a"], "nullable": true})"));
  CHECK_FALSE(has_null(Dialect::openapi_3_1, R"({"type": "string", "nullable": true})"));
  CHECK(has_null(Dialect::openapi_2_0, R"({"type": "string", "x-nullable": true})"));
}

TEST_CASE("a schema reached in two dynamic scopes is read for each", "[formats][schema]") {
  // JSON Schema core 2020-12, appendix C: a tree, and a tree of strings.
  const Contract contract = read(R"({
    "properties": {"any": {"$ref": "tree"}, "strings": {"$ref": "strings"}},
    "$defs": {
      "tree": {"$id": "tree", "$dynamicAnchor": "leaf",
               "type": "array", "items": {"$dynamicRef": "#leaf"}},
      "strings": {"$id": "strings", "$dynamicAnchor": "leaf", "anyOf": [{"$ref": "tree"}, {"type": "string"}]}
    }})");
  const Schema& any = contract.schemas[property(contract, "any")];
  REQUIRE(any.find(Keyword::items) != nullptr);
  CHECK(any.find(Keyword::items)->schemas[0] == property(contract, "any"));

  const SchemaId strings = property(contract, "strings");
  const Entry* const either = contract.schemas[strings].find(Keyword::any_of);
  REQUIRE(either != nullptr);
  const Schema& tree = contract.schemas[either->schemas[0]];
  CHECK(tree.place == any.place);
  CHECK(tree.find(Keyword::items)->schemas[0] == strings);
  CHECK(contract.unsupported.empty());
}

TEST_CASE("a sole reference that opens a dynamic scope is a place of its own",
          "[formats][schema]") {
  // Validation that started behind the reference would never see the scope's anchor.
  const Contract contract = read(R"({
    "properties": {
      "opens": {"$id": "opens", "$ref": "tree", "$defs": {"leaf": {"$dynamicAnchor": "leaf", "type": "string"}}},
      "plain": {"$ref": "tree"}
    },
    "$defs": {
      "tree": {"$id": "tree", "$dynamicAnchor": "leaf", "type": "array", "items": {"$dynamicRef": "#leaf"}}
    }})");
  const Schema& opens = contract.schemas[property(contract, "opens")];
  CHECK(opens.find(Keyword::items) == nullptr);
  const Entry* const reference = opens.find(Keyword::ref);
  REQUIRE(reference != nullptr);
  const Schema& tree = contract.schemas[reference->schemas[0]];
  REQUIRE(tree.find(Keyword::items) != nullptr);
  CHECK(contract.schemas[tree.find(Keyword::items)->schemas[0]].find(Keyword::type)->types ==
        TypeSet().with(JsonType::string));

  CHECK(contract.schemas[property(contract, "plain")].find(Keyword::items) != nullptr);
}

TEST_CASE("past 64 dynamic scopes the reference stays dynamic and is noted", "[formats][schema]") {
  std::string definitions, properties;
  for (int i = 0; i < 80; ++i) {
    definitions += fmt::format(
        R"(,"r{0}": {{"$id": "r{0}", "$dynamicAnchor": "leaf", "not": {{"$ref": "tree"}}}})", i);
    properties += fmt::format(R"({}"p{}": {{"$ref": "r{}"}})", i == 0 ? "" : ",", i, i);
  }
  const Contract contract = read(fmt::format(
      R"({{"properties": {{{}}}, "$defs": {{"tree": {{"$id": "tree", "$dynamicAnchor": "leaf", "items": {{"$dynamicRef": "#leaf"}}}}{}}}}})",
      properties, definitions));
  std::size_t dynamic = 0;
  for (std::uint32_t i = 0; i < contract.schemas.size(); ++i) {
    if (contract.schemas[SchemaId{i}].find(Keyword::dynamic_ref) != nullptr) ++dynamic;
  }
  CHECK(dynamic > 0);
  CHECK(contract.unsupported.size() == 1);
}

TEST_CASE("long chains and deep nests of references are read without recursion",
          "[formats][schema]") {
  const int length = 50'000;
  std::string text = R"({"$ref": "#/$defs/0", "$defs": {)";
  for (int i = 0; i < length; ++i) {
    text += i % 2 == 0 ? fmt::format(R"("{}": {{"$ref": "#/$defs/{}"}},)", i, i + 1)
                       : fmt::format(R"("{}": {{"items": {{"$ref": "#/$defs/{}"}}}},)", i, i + 1);
  }
  text += fmt::format(R"("{}": {{"type": "string"}}}}}})", length);
  const Contract contract = read(std::move(text));
  CHECK(contract.schemas.size() == length / 2 + 1);
}

TEST_CASE("a flow shows the values that its contract shows", "[formats][flow]") {
  const Contract bare = read(R"({"type": "integer", "examples": [1, 2], "default": 3})");
  CHECK(bare.flows[0].examples.size() == 3);
  const Contract api = read(R"(
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /a:
    get:
      parameters:
        - {name: n, in: query, examples: {one: {value: 1}, two: {value: 2}}, schema: {default: 3, examples: [4]}}
      responses:
        '200': {description: ok, content: {application/json: {example: {a: 1}, schema: {example: 5}}}}
)");
  const auto shown = [&](std::string_view name) {
    std::string out;
    const auto flow = api.find_flow(name);
    REQUIRE(flow);
    for (const Node* example : (*flow)->examples) {
      out += example->is_object() ? "{} " : std::string(example->text()) + " ";
    }
    return out;
  };
  CHECK(shown("GET /a query n") == "1 2 4 3 ");
  CHECK(shown("GET /a 200") == "{} 5 ");
}
