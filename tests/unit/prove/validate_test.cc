#include "prove/validate.h"

#include "document/value.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using verdiff::Contract;
using verdiff::Dialect;
using verdiff::Document;
using verdiff::Exchange;
using verdiff::Validation;
using verdiff::ValidationOptions;
using verdiff::Validator;
using verdiff::Validity;

namespace {

Document json(std::string_view text) {
  auto out = verdiff::read_json("test", std::string(text));
  REQUIRE(out);
  return *std::move(out);
}

Contract contract_of(std::string_view schema) {
  verdiff::Files files;
  files.read = [](const std::string& path) -> verdiff::Result<std::string> {
    return verdiff::Error{verdiff::ErrorCode::cannot_read, path, {}, {}};
  };
  verdiff::Workspace workspace(std::move(files));
  REQUIRE(workspace.add(json(schema), "schema.json"));
  return {std::move(workspace), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
}

Validation validate(std::string_view schema, std::string_view payload,
                    const ValidationOptions& options = {},
                    Dialect dialect = Dialect::draft2020_12) {
  const Contract contract = contract_of(schema);
  const Validator validator(contract);
  const Document& document = *contract.workspace.documents().front();
  const Document value = json(payload);
  return validator.validate({&document, &document.root()}, dialect, value.root(), options);
}

/// "" for valid, else the first error as "instance-pointer keyword-pointer message".
std::string first_error(std::string_view schema, std::string_view payload,
                        const ValidationOptions& options = {},
                        Dialect dialect = Dialect::draft2020_12) {
  const Validation out = validate(schema, payload, options, dialect);
  if (out.validity == Validity::undecided) return "undecided: " + out.detail;
  if (out.errors.empty()) return out.validity == Validity::valid ? "" : "invalid without an error";
  const verdiff::ValidationError& error = out.errors.front();
  return error.instance_pointer + " " + error.keyword_pointer + " " + error.message;
}

}  // namespace

TEST_CASE("an error names the place in the payload, the keyword and the reason") {
  struct Row {
    const char* schema;
    const char* payload;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {R"({"properties": {"p": {"maximum": 1}}})", R"({"p": 2})",
       "/p /properties/p/maximum 2 is greater than the maximum 1"},
      {R"({"type": ["string", "null"]})", "1", " /type 1 is a number, not null or a string"},
      {R"({"type": "integer"})", "1.5", " /type 1.5 is a number, not an integer"},
      {R"({"required": ["a"]})", "{}", R"( /required {} lacks the required property "a")"},
      {R"({"properties": {"a": true}, "additionalProperties": false})", R"({"x/y": 1})",
       "/x~1y /additionalProperties 1 stands under \"x/y\", a name that the schema does not allow"},
      {R"({"items": {"enum": [1, 2]}})", "[1, 3]", "/1 /items/enum 3 is none of the values [1, 2]"},
      {R"({"$ref": "#/$defs/a", "$defs": {"a": {"minLength": 2}}})", R"("x")",
       R"( /$defs/a/minLength "x" is shorter than 2 characters)"},
      {R"({"multipleOf": 0.01})", "0.075", " /multipleOf 0.075 is not a multiple of 0.01"},
      {R"({"not": {"type": "string"}})", R"("x")",
       R"( /not "x" matches the schema that `not` excludes)"},
      {R"({"oneOf": [{"minimum": 1}, {"minimum": 2}]})", "3",
       " /oneOf 3 matches more than one of the schemas of `oneOf`: the one at index 0 and the one "
       "at "
       "1"},
      {R"({"anyOf": [{"type": "null"}, {"properties": {"a": {"minimum": 5}}}]})", R"({"a": 1})",
       "/a /anyOf/1/properties/a/minimum 1 is less than the minimum 5"},
      {R"({"anyOf": [{"minimum": 5}, {"multipleOf": 2}]})", "1",
       " /anyOf 1 matches none of the 2 schemas of `anyOf`"},
      {R"({"uniqueItems": true})", "[1, 2, 1.0]", " /uniqueItems [1, 2, 1.0] holds an item twice"},
      {R"({"properties": {"a": false}})", R"({"a": 1})",
       "/a /properties/a 1 is not allowed: the schema here is false"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.schema, row.payload);
    CHECK(first_error(row.schema, row.payload) == row.expected);
  }
}

TEST_CASE("what is refused stays refused when the reasons meet what can't be told") {
  CHECK(first_error(R"({"maxLength": 3, "pattern": "^(a)\\1$"})", R"("aaaa")") ==
        R"( /maxLength "aaaa" is longer than 3 characters)");

  const char* const nested = R"({"oneOf": [{"anyOf": [{"type": "null"}, {"properties": {"a":
      {"allOf": [{"type": "string"}]}}}]}]})";
  ValidationOptions options;
  options.max_errors = 0;
  options.budget = validate(nested, R"({"a": 1})", options).steps;
  options.max_errors = 1;
  CHECK(first_error(nested, R"({"a": 1})", options) == R"(  {"a": 1} does not keep to the schema)");
}

TEST_CASE("of a union, the alternative that the value's tag names tells what is wrong") {
  const char* const shapes = R"({"oneOf": [
      {"properties": {"area": {"type": "number"}, "kind": {"const": "circle"}}, "required": ["kind"]},
      {"properties": {"side": {"type": "number"}, "kind": {"const": "square"}}, "required": ["kind"]}]})";
  CHECK(first_error(shapes, R"({"side": "long", "kind": "square"})") ==
        R"(/side /oneOf/1/properties/side/type "long" is a string, not a number)");
  CHECK(first_error(shapes, R"({"kind": "line"})") ==
        R"( /oneOf {"kind": "line"} matches none of the 2 schemas of `oneOf`)");
}

TEST_CASE("nested unions with tags cost no more than they have levels") {
  std::string schema = R"({"type": "integer"})";
  std::string payload = R"("no integer")";
  for (int level = 0; level < 12; ++level) {
    schema = R"({"oneOf": [{"properties": {"a": )" + schema + R"(, "tag": {"const": 1}}},)" +
             R"({"properties": {"a": )" + schema + R"(, "tag": {"const": 2}}}]})";
    payload = R"({"a": )" + payload + R"(, "tag": 2})";
  }
  const Validation told = validate(schema, payload, {.max_errors = 1});
  REQUIRE(told.errors.size() == 1);
  CHECK(told.errors.front().message == R"("no integer" is a string, not an integer)");
  CHECK(told.steps < 2'000);
  CHECK(validate(schema, payload, {.max_errors = 0}).steps < 200);
}

TEST_CASE("all errors are listed, up to the limit") {
  const char* const schema = R"({"required": ["a", "b"], "maxProperties": 0})";
  CHECK(validate(schema, R"({"c": 1})").errors.size() == 3);
  ValidationOptions options;
  options.max_errors = 2;
  CHECK(validate(schema, R"({"c": 1})", options).errors.size() == 2);
}

TEST_CASE("what can't be decided is said, never guessed") {
  CHECK(first_error(R"({"pattern": "(a)\\1"})", R"("aa")") ==
        "undecided: a pattern has a backreference");
  CHECK(first_error(R"({"pattern": "(a)\\1"})", "1").empty());
  CHECK(first_error(R"({"$ref": "#"})", "1") ==
        "undecided: a schema refers to itself without going into the value");
  CHECK(first_error(R"({"$ref": "#/$defs/gone"})", "1") ==
        "undecided: the reference '#/$defs/gone' leads nowhere");
  ValidationOptions options;
  options.budget = 3;
  CHECK(first_error(R"({"items": {"type": "integer"}})", "[1, 2, 3, 4]", options) ==
        "undecided: the step budget is spent");
}

TEST_CASE("readOnly properties are absent from a request, writeOnly ones from a response") {
  const char* const schema = R"({
    "allOf": [
      {"properties": {"id": {"allOf": [{"type": "string"}, {"readOnly": true}]},
                      "secret": {"$ref": "#/$defs/secret"}}},
      {"required": ["id", "secret"]}],
    "$defs": {"secret": {"writeOnly": true}}})";
  ValidationOptions request;
  request.exchange = Exchange::request;
  ValidationOptions response;
  response.exchange = Exchange::response;
  const Dialect dialect = Dialect::openapi_3_1;
  CHECK(first_error(schema, R"({"secret": 1})", request, dialect).empty());
  CHECK(first_error(schema, R"({"id": "x"})", response, dialect).empty());
  CHECK(first_error(schema, R"({"id": "x", "secret": 1})", {}, dialect).empty());
  CHECK(first_error(schema, R"({"id": "x", "secret": 1})", request, dialect) ==
        "/id /allOf/0/properties/id \"x\" is readOnly, so it is not part of a request");
  CHECK(first_error(schema, R"({"id": "x", "secret": 1})", response, dialect) ==
        "/secret /allOf/0/properties/secret 1 is writeOnly, so it is not part of a response");
}

TEST_CASE("OpenAPI 3.0 has nullable beside a type, and keywords of its own age only") {
  const Dialect dialect = Dialect::openapi_3_0;
  CHECK(first_error(R"({"type": "string", "nullable": true})", "null", {}, dialect).empty());
  CHECK(first_error(R"({"type": "string", "nullable": true, "enum": ["a"]})", "null", {},
                    dialect) == R"( /enum null is none of the values ["a"])");
  CHECK(first_error(R"({"minimum": 1, "exclusiveMinimum": true})", "1", {}, dialect) ==
        " /minimum 1 is not greater than the exclusive minimum 1");
  CHECK(first_error(R"({"const": 1, "patternProperties": {"a": false}, "if": {}, "then": false})",
                    R"({"a": 1})", {}, dialect)
            .empty());
}

TEST_CASE("numbers are exact in the validator, whatever their size") {
  CHECK(first_error(R"({"maximum": 9007199254740992})", "9007199254740993") != "");
  CHECK(first_error(R"({"maximum": 9007199254740993})", "9007199254740993").empty());
  CHECK(first_error(R"({"multipleOf": 0.1})", "1e300").empty());
  CHECK(first_error(R"({"multipleOf": 3})", "1e300") != "");
  CHECK(first_error(R"({"multipleOf": 0.00000001})", "12391239123").empty());
  CHECK(first_error(R"({"const": 1.0})", "10e-1").empty());
}

TEST_CASE("patterns are found in linear time") {
  const std::string text = "\"" + std::string(20'000, 'a') + "\"";
  CHECK(first_error(R"({"pattern": "^(a+)+$"})", text).empty());
  CHECK(first_error(R"({"pattern": "^(a|a)*b$"})", text) != "");
}
