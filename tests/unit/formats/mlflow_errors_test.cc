#include "formats/models/mlflow.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace verdiff;

namespace {

std::string error_of(std::string text) {
  const auto document = read_yaml("MLmodel", std::move(text));
  if (!document) FAIL(to_text(document.error()));
  const auto model = read_mlflow(*document);
  return model ? "no error" : to_text(model.error());
}

/// Of a signature with one part, whose JSON is in single quotes.
std::string error_in(std::string_view part, std::string_view json) {
  return error_of(fmt::format("mlflow_version: 2.19.0\nsignature:\n  {}: '{}'\n", part, json));
}

struct Row {
  std::string json, message;
};

constexpr std::string_view known_types =
    "boolean, integer, long, float, double, string, binary, datetime, sparkml_vector, array, "
    "object, map, any";

}  // namespace

TEST_CASE("a broken column is refused where it is broken", "[formats][mlflow]") {
  const std::string types(known_types);
  const auto row = GENERATE_COPY(
      Row{R"({"type": "long"})", "signature.inputs: expected a JSON list, found an object"},
      Row{"[]",
          "signature.inputs: expected at least one column or tensor, found an empty list; write "
          "null where it is not known what comes"},
      Row{R"([{"type": "long", "name": "a"}, "b"])",
          "signature.inputs[1]: expected an object with `type`, found a string"},
      Row{R"([{"name": "a"}])",
          R"(signature.inputs[0].type: expected the name of a type, such as "double", found nothing)"},
      Row{R"([{"type": 1}])",
          R"(signature.inputs[0].type: expected the name of a type, such as "double", found a number)"},
      Row{R"([{"type": "dubble", "name": "a"}])",
          R"(signature.inputs[0].type: MLflow has no type "dubble"; did you mean `double`?; known: )" +
              types + ", tensor"},
      Row{R"([{"type": "DOUBLE", "name": "a"}])",
          R"(signature.inputs[0].type: MLflow has no type "DOUBLE"; known: )" + types + ", tensor"},
      Row{R"([{"type": "tensr", "name": "a"}])",
          R"(signature.inputs[0].type: MLflow has no type "tensr"; did you mean `tensor`?; known: )" +
              types + ", tensor"},
      Row{R"([{"type": "long", "name": ""}])",
          "signature.inputs[0].name: expected a name, found an empty one"},
      Row{R"([{"type": "long", "name": ["a"]}])",
          "signature.inputs[0].name: expected a name, found an array"},
      Row{R"([{"type": "long", "name": "a", "required": "yes"}])",
          "signature.inputs[0].required: expected true or false, found a string"},
      Row{R"([{"type": "long", "name": "a", "required": true, "optional": false}])",
          "signature.inputs[0]: `required` and `optional` (its older form) exclude each other; "
          "keep `required`"},
      Row{R"([{"type": "array", "name": "a"}])",
          "signature.inputs[0].items: expected an object with the type of what the array holds, "
          "found nothing"},
      Row{R"([{"type": "array", "name": "a", "items": "long"}])",
          "signature.inputs[0].items: expected an object with the type of what the array holds, "
          "found a string"},
      Row{R"([{"type": "map", "name": "a"}])",
          "signature.inputs[0].values: expected an object with the type of what the map holds, "
          "found nothing"},
      Row{R"([{"type": "object", "name": "a"}])",
          "signature.inputs[0].properties: expected an object with the properties, found nothing"},
      Row{R"([{"type": "object", "name": "a", "properties": {}}])",
          "signature.inputs[0].properties: an object has at least one property"},
      Row{R"([{"type": "object", "name": "a", "properties": {"b": "long"}}])",
          "signature.inputs[0].properties.b: expected an object with `type`, found a string"},
      Row{R"([{"type": "object", "name": "a", "properties": {"": {"type": "long"}}}])",
          "signature.inputs[0].properties: a property has an empty name"},
      Row{R"([{"type": "map", "name": "a", "values": {"type": "array", "items": {"type": "object",
        "properties": {"b.c": {"type": "strin"}}}}}])",
          R"(signature.inputs[0].values.items.properties.b.c.type: MLflow has no type "strin"; did you mean `string`?; known: )" +
              types},
      Row{R"([{"type": "array", "name": "a", "items": {"type": "tensor"}}])",
          R"(signature.inputs[0].items.type: MLflow has no type "tensor"; known: )" + types});
  CAPTURE(row.json);
  CHECK(error_in("inputs", row.json) ==
        "MLmodel:3:11: error: " + row.message + " [invalid-contract]");
}

TEST_CASE("a broken tensor is refused where it is broken", "[formats][mlflow]") {
  const auto spec = [](std::string_view text) {
    return fmt::format(R"([{{"type": "tensor", "name": "a", "tensor-spec": {}}}])", text);
  };
  const std::string dtypes =
      "bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, bfloat16, float32, "
      "float64, object, str, bytes, float96, float128, complex64, complex128, complex192, "
      "complex256, datetime64, timedelta64, void";
  const auto row = GENERATE_COPY(
      Row{R"([{"type": "tensor", "name": "a"}])",
          "signature.outputs[0].tensor-spec: expected an object with `dtype` and `shape`, found "
          "nothing"},
      Row{spec("[]"),
          "signature.outputs[0].tensor-spec: expected an object with `dtype` and `shape`, found an "
          "array"},
      Row{spec(R"({"shape": [-1]})"),
          R"(signature.outputs[0].tensor-spec.dtype: expected the name of a numpy dtype, such as "float32", found nothing)"},
      Row{spec(R"({"dtype": 7, "shape": [-1]})"),
          R"(signature.outputs[0].tensor-spec.dtype: expected the name of a numpy dtype, such as "float32", found a number)"},
      Row{spec(R"({"dtype": "flaot32", "shape": [-1]})"),
          R"(signature.outputs[0].tensor-spec.dtype: numpy has no dtype "flaot32"; did you mean `float32`?; known: )" +
              dtypes},
      Row{spec(R"({"dtype": "int8"})"),
          "signature.outputs[0].tensor-spec.shape: expected a list of sizes, such as [-1, 4], "
          "found nothing"},
      Row{spec(R"({"dtype": "int8", "shape": null})"),
          "signature.outputs[0].tensor-spec.shape: expected a list of sizes, such as [-1, 4], "
          "found null"},
      Row{spec(R"({"dtype": "int8", "shape": [-1, -2]})"),
          "signature.outputs[0].tensor-spec.shape[1]: expected a whole number, or -1 for any size, "
          "found -2"},
      Row{spec(R"({"dtype": "int8", "shape": [1.5]})"),
          "signature.outputs[0].tensor-spec.shape[0]: expected a whole number, or -1 for any size, "
          "found 1.5"},
      Row{spec(R"({"dtype": "int8", "shape": [99999999999999999999]})"),
          "signature.outputs[0].tensor-spec.shape[0]: expected a whole number, or -1 for any size, "
          "found 99999999999999999999"},
      Row{spec(R"({"dtype": "int8", "shape": ["1"]})"),
          R"(signature.outputs[0].tensor-spec.shape[0]: expected a whole number, or -1 for any size, found "1")"});
  CAPTURE(row.json);
  CHECK(error_in("outputs", row.json) ==
        "MLmodel:3:12: error: " + row.message + " [invalid-contract]");
}

TEST_CASE("what can't stand together is refused", "[formats][mlflow]") {
  const auto row = GENERATE(
      Row{R"([{"type": "long", "name": "a"},
        {"type": "tensor", "name": "b", "tensor-spec": {"dtype": "int8", "shape": []}}])",
          "signature.inputs[1]: a tensor stands beside columns; MLflow takes columns alone or "
          "tensors alone"},
      Row{R"([{"type": "tensor", "name": "b", "tensor-spec": {"dtype": "int8", "shape": []}},
        {"type": "long", "name": "a"}])",
          "signature.inputs[1]: a column stands beside tensors; MLflow takes columns alone or "
          "tensors alone"},
      Row{R"([{"type": "long", "name": "a"}, {"type": "long", "name": null}])",
          "signature.inputs[1]: this one has no name, the first has; name all or none"},
      Row{R"([{"type": "long"}, {"type": "long"}, {"type": "long", "name": "a"}])",
          "signature.inputs[2]: this one has a name, the first has none; name all or none"},
      Row{R"([{"type": "tensor", "tensor-spec": {"dtype": "int8", "shape": []}},
        {"type": "tensor", "tensor-spec": {"dtype": "int8", "shape": []}}])",
          "signature.inputs[1]: a second tensor without a name; several tensors are told apart by "
          "names"},
      Row{R"([{"type": "long"}, {"type": "long", "required": false}])",
          "signature.inputs[1]: an optional column needs a name: those without are told apart by "
          "position"},
      Row{R"([{"type": "long"}, {"type": "long", "optional": true}])",
          "signature.inputs[1]: an optional column needs a name: those without are told apart by "
          "position"});
  CAPTURE(row.json);
  CHECK(error_in("inputs", row.json) ==
        "MLmodel:3:11: error: " + row.message + " [invalid-contract]");
}

TEST_CASE("a broken parameter is refused where it is broken", "[formats][mlflow]") {
  const std::string types(known_types);
  const auto row = GENERATE_COPY(
      Row{R"({})", "signature.params: expected a JSON list, found an object"},
      Row{R"([1])", "signature.params[0]: expected an object with `type`, found a number"},
      Row{R"([{"type": "long", "default": 1}])",
          "signature.params[0]: expected `name`: parameters are told apart by names"},
      Row{R"([{"name": "a", "default": 1}])",
          R"(signature.params[0].type: expected the name of a type, such as "double", found nothing)"},
      Row{R"([{"name": "a", "dtype": "lon", "default": 1}])",
          R"(signature.params[0].dtype: MLflow has no type "lon"; did you mean `long`?; known: )" +
              types},
      Row{R"([{"name": "a", "type": "long", "dtype": "double", "default": 1}])",
          "signature.params[0]: `type` and `dtype` (its older name) differ; keep `type`"},
      Row{R"([{"name": "a", "type": "long"}])",
          "signature.params[0]: expected `default`: every parameter of MLflow has one, null "
          "included"},
      Row{R"([{"name": "a", "type": "long", "default": 1, "shape": [3]}])",
          "signature.params[0].shape: expected null or [-1], found [3]"},
      Row{R"([{"name": "a", "type": "long", "default": 1, "shape": [-1, -1]}])",
          "signature.params[0].shape: expected null or [-1], found [-1, -1]"},
      Row{R"([{"name": "a", "type": "long", "default": 1, "shape": -1}])",
          "signature.params[0].shape: expected null or [-1], found -1"});
  CAPTURE(row.json);
  CHECK(error_in("params", row.json) ==
        "MLmodel:3:11: error: " + row.message + " [invalid-contract]");
}

TEST_CASE("JSON that is none is refused with the place inside of it", "[formats][mlflow]") {
  const auto row = GENERATE(
      Row{R"([{"type": "long",}])",
          "signature.inputs, line 1, column 17 of its JSON: expected a key behind ',', found '}'; "
          "remove the comma [syntax]"},
      Row{"",
          "signature.inputs, line 1, column 1 of its JSON: expected a value, found the end of the "
          "file [syntax]"},
      Row{"long",
          "signature.inputs, line 1, column 1 of its JSON: expected a value, found 'long'; strings "
          "stand in double quotes [syntax]"},
      Row{R"([{"type": "long", "type": "long"}])",
          R"(signature.inputs, line 1, column 19 of its JSON: expected each key once in an object, found "type" again; remove one of the two [duplicate-key])"},
      Row{R"([{"type": "long", "name": "\ud800"}])",
          R"(signature.inputs, line 1, column 28 of its JSON: expected an escape that names a character, found the lone surrogate '\ud800'; write the pair, or the character itself [bad-utf8])"},
      Row{R"([{"type": "long", "name": nan}])",
          "signature.inputs, line 1, column 27 of its JSON: expected a number, found 'nan', which "
          "JSON does not have; write null or leave it out [not-a-number]"});
  CAPTURE(row.json);
  CHECK(error_in("inputs", row.json) == "MLmodel:3:11: error: " + row.message);
}

TEST_CASE("the place inside JSON counts the lines that the YAML string has", "[formats][mlflow]") {
  CHECK(error_of("signature:\n  params: |\n    [{\"name\": \"a\", \"type\": \"long\",\n"
                 "      \"default\": NaN, \"shape\": null},\n     {\"name\": NaN NaN}]\n") ==
        "MLmodel:2:11: error: signature.params, line 3, column 11 of its JSON: expected a number, "
        "found 'NaN', which JSON does not have; write null or leave it out [not-a-number]");
}

TEST_CASE("JSON that nests too deep is refused", "[formats][mlflow]") {
  const auto nested = [](int depth) {
    std::string type = R"({"type": "long"})";
    for (int i = 0; i < depth; ++i) type = R"({"type": "array", "items": )" + type + "}";
    return "[" + type + "]";
  };
  CHECK(error_in("inputs", nested(250)) == "no error");
  CHECK(error_in("inputs", nested(260)) ==
        "MLmodel:3:11: error: signature.inputs, line 1, column 6887 of its JSON: expected values "
        "nested at most 256 deep, found deeper ones; flatten them [too-deep]");
}

TEST_CASE("a signature of more fields than anybody needs is refused", "[formats][mlflow]") {
  std::string json = "[";
  for (int i = 0; i < 200'001; ++i) json += R"({"type":"any"},)";
  json.back() = ']';
  const Document document = to_document(
      Value::object({{"signature", Value::object({{"inputs", Value::string(json)}})}}), "MLmodel");
  const auto model = read_mlflow(document);
  REQUIRE_FALSE(model);
  CHECK(to_text(model.error()) ==
        "MLmodel:1:1: error: more than 200000 columns, tensors, parameters and types inside them "
        "in one signature [too-many-nodes]");
}

TEST_CASE("a signature that is not what MLflow writes is refused", "[formats][mlflow]") {
  CHECK(error_of("signature: [a]\n") ==
        "MLmodel:1:12: error: signature: expected a mapping of `inputs`, `outputs` and `params`, "
        "found an array [invalid-contract]");
  CHECK(error_of("signature:\n  inputs:\n  - {type: long}\n") ==
        "MLmodel:3:3: error: signature.inputs: expected a string that holds JSON, as MLflow writes "
        "it, found an array [invalid-contract]");
  CHECK(error_of("signature: {inputs: 1}\n") ==
        "MLmodel:1:21: error: signature.inputs: expected a string that holds JSON, as MLflow "
        "writes it, found a number [invalid-contract]");
  CHECK(error_of("- a\n") ==
        "MLmodel:1:1: error: an MLmodel is a mapping with `flavors` and `signature`, found an "
        "array [invalid-contract]");
}

TEST_CASE("a long key is cut in the place of an error", "[formats][mlflow]") {
  const std::string key(1000, 'k');
  CHECK(
      error_in("inputs", R"([{"type": "object", "name": "a", "properties": {")" + key +
                             R"(": {"type": 1}}}])") ==
      R"(MLmodel:3:11: error: signature.inputs[0].properties.kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk….type: expected the name of a type, such as "double", found a number [invalid-contract])");
}
