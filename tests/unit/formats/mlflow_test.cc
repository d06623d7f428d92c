#include "formats/models/mlflow.h"

#include "formats/format.h"
#include "formats/models/mlflow_signature.h"
#include "support/golden.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace verdiff;

namespace {

/// What views into a document, with it.
struct Reading {
  Document document;
  Model model;
};

Document yaml(std::string text) {
  auto document = read_yaml("MLmodel", std::move(text));
  if (!document) FAIL(to_text(document.error()));
  return *std::move(document);
}

Reading read(std::string text) {
  Document document = yaml(std::move(text));
  auto model = read_mlflow(document);
  if (!model) FAIL(to_text(model.error()));
  return {std::move(document), *std::move(model)};
}

/// A signature with one part, whose JSON is in single quotes.
std::string with(std::string_view part, std::string_view json) {
  return fmt::format("mlflow_version: 2.19.0\nsignature:\n  {}: '{}'\n", part, json);
}

std::string error_of(std::string text) {
  const Document document = yaml(std::move(text));
  const auto model = read_mlflow(document);
  return model ? "no error" : to_text(model.error());
}

std::string written(const std::vector<ModelField>& fields);

std::string written(const Column& column) {
  std::string out(word(column.type));
  if (column.type == ColumnType::object) return out + "{" + written(column.parts) + "}";
  if (!column.parts.empty()) out += "<" + written(column.parts) + ">";
  return out;
}

std::string written(const Tensor& tensor) {
  return fmt::format("{}[{}]", tensor.datatype,
                     fmt::join(tensor.shape.value_or(std::vector<std::int64_t>{-99}), ","));
}

/// `lat: double, zip?: string`; what has no name stands alone.
std::string written(const std::vector<ModelField>& fields) {
  std::string out;
  for (const ModelField& field : fields) {
    if (!out.empty()) out += ", ";
    if (!field.name.empty()) out += field.name + (field.required ? "" : "?") + ": ";
    out += field.tensor ? written(*field.tensor) : written(*field.column);
    if (field.default_value) out += " = " + to_json(*field.default_value);
  }
  return out;
}

std::string inputs(std::string_view json) {
  return written(read(with("inputs", json)).model.inputs);
}

std::string params(std::string_view json) {
  const Reading reading = read(with("params", json));
  REQUIRE(reading.model.params);
  return written(*reading.model.params);
}

std::vector<std::string> attributes(const Model& model) {
  std::vector<std::string> out;
  for (const Attribute& attribute : model.attributes) {
    out.push_back(fmt::format("{} = {}", attribute.name, to_json(*attribute.value)));
  }
  return out;
}

std::vector<std::string> notes(const Reading& reading) {
  std::vector<std::string> out;
  for (const Unsupported& note : reading.model.unsupported) {
    out.push_back(to_text(reading.document.locate(*note.place.node)) + ": " + note.message);
  }
  return out;
}

}  // namespace

TEST_CASE("a whole MLmodel is read", "[formats][mlflow]") {
  const Reading reading = read(verdiff::testing::read_testdata("models/mlflow/v1/MLmodel"));
  const Model& model = reading.model;
  CHECK(sniff_mlflow(reading.document.root()) == 3);
  CHECK(model.format == "MLflow 2.19.0");
  CHECK(model.name == "churn");
  CHECK(model.version == "1.0.0");
  CHECK(reading.document.pointer_to(*model.version_node) == "/metadata/contract_version");
  CHECK(reading.document.pointer_to(*model.artifact) == "/model_uuid");
  CHECK(written(model.inputs) ==
        "tenure_months: long, monthly_charges: double, contract: string, "
        "subscription?: object{plan: string, since?: datetime}, usage_by_month?: array<double>");
  CHECK(written(model.outputs) == "label: string, probability: double");
  REQUIRE(model.params);
  CHECK(written(*model.params) ==
        R"(threshold?: double = 0.5, segments?: array<string> = ["all"])");
  CHECK(model.unsupported.empty());
  CHECK(model.served.empty());
  CHECK(
      attributes(model) ==
      std::vector<std::string>{
          R"(flavors.python_function.env = {"conda": "conda.yaml", "virtualenv": "python_env.yaml"})",
          R"(flavors.python_function.loader_module = "mlflow.sklearn")",
          R"(flavors.python_function.model_path = "model.pkl")",
          R"(flavors.python_function.predict_fn = "predict")",
          R"(flavors.python_function.python_version = "3.11.9")",
          R"(flavors.sklearn = {"code": null, "pickled_model": "model.pkl", )"
          R"("serialization_format": "cloudpickle", "sklearn_version": "1.5.2"})",
          R"(metadata.owner = "retention")",
          R"(mlflow_version = "2.19.0")",
          R"(saved_input_example_info = {"artifact_path": "input_example.json", )"
          R"("pandas_orient": "split", "serving_input_path": "serving_input_example.json", )"
          R"("type": "dataframe"})",
      });
}

TEST_CASE("every field points at the string whose JSON it is in", "[formats][mlflow]") {
  const Reading reading = read(
      "signature:\n"
      "  inputs: '[{\"name\": \"a\", \"type\": \"object\",\n"
      "    \"properties\": {\"b\": {\"type\": \"array\", \"items\": {\"type\": \"any\"}}}}]'\n"
      "  params: '[{\"name\": \"c\", \"type\": \"long\", \"default\": [], \"shape\": [-1]}]'\n");
  const auto place = [&](const ModelField& field) {
    return to_text(reading.document.locate(field.offset));
  };
  const ModelField& object = reading.model.inputs.at(0);
  const ModelField& property = object.column->parts.at(0);
  CHECK(place(object) == "MLmodel:2:11");
  CHECK(place(property) == "MLmodel:2:11");
  CHECK(place(property.column->parts.at(0)) == "MLmodel:2:11");
  const ModelField& param = reading.model.params->at(0);
  CHECK(place(param) == "MLmodel:4:11");
  CHECK(place(param.column->parts.at(0)) == "MLmodel:4:11");
}

TEST_CASE("the next versions of the example model differ as their folders say",
          "[formats][mlflow]") {
  const auto outputs = [](const std::string& folder) {
    return written(read(verdiff::testing::read_testdata("models/mlflow/" + folder + "/MLmodel"))
                       .model.outputs);
  };
  CHECK(outputs("v2-patch") == "label: string, probability: double");
  CHECK(outputs("v2-minor") == "label: string, probability: double, confidence_score?: double");
  CHECK(outputs("v2-major") == "churn_label: string, probability: double");
}

TEST_CASE("columns: every type, nested and not", "[formats][mlflow]") {
  CHECK(inputs(R"([{"type": "boolean", "name": "a"}, {"type": "integer", "name": "b"},
    {"type": "long", "name": "c"}, {"type": "float", "name": "d"}, {"type": "double", "name": "e"},
    {"type": "string", "name": "f"}, {"type": "binary", "name": "g"},
    {"type": "datetime", "name": "h"}])") ==
        "a: boolean, b: integer, c: long, d: float, e: double, f: string, g: binary, h: datetime");
  CHECK(inputs(R"([{"type": "sparkml_vector", "name": "v", "required": true},
    {"type": "any", "name": "w", "required": true},
    {"type": "map", "values": {"type": "array", "items": {"type": "float"}}, "name": "m",
    "required": true}])") == "v: sparkml-vector, w: any, m: map<array<float>>");
  CHECK(inputs(R"([{"type": "array", "items": {"type": "object", "properties": {"role": {"type":
    "string"}, "parts": {"type": "map", "values": {"type": "any"}, "required": false}}},
    "name": "messages", "required": true}])") ==
        "messages: array<object{role: string, parts?: map<any>}>");
}

TEST_CASE("columns: what a missing `required` means depends on the type", "[formats][mlflow]") {
  CHECK(inputs(R"([{"type": "string", "name": "a"},
    {"type": "array", "items": {"type": "long"}, "name": "b"},
    {"type": "object", "properties": {"x": {"type": "array", "items": {"type": "any"}}}, "name": "c"},
    {"type": "map", "values": {"type": "long"}, "name": "d"}, {"type": "any", "name": "e"},
    {"type": "sparkml_vector", "name": "f"}])") ==
        "a: string, b?: array<long>, c?: object{x: array<any>}, d?: map<long>, e?: any, "
        "f?: sparkml-vector");
  CHECK(inputs(R"([{"type": "string", "name": "a", "required": false},
    {"type": "any", "name": "b", "required": true}])") == "a?: string, b: any");
  CHECK(inputs(R"([{"type": "string", "name": "a", "required": null},
    {"type": "any", "name": "b", "required": null}, {"type": "object", "name": "c",
    "properties": {"x": {"type": "long", "required": null}}, "required": null}])") ==
        "a?: string, b?: any, c?: object{x?: long}");
  CHECK(inputs(R"([{"type": "string", "name": "a", "optional": true},
    {"type": "string", "name": "b", "optional": false},
    {"type": "any", "name": "c", "optional": false}])") == "a?: string, b: string, c: any");
}

TEST_CASE("columns without names are told apart by position and all required",
          "[formats][mlflow]") {
  const Reading reading = read(with(
      "inputs",
      R"([{"type": "double"}, {"type": "array", "items": {"type": "double"}, "required": null}])"));
  CHECK(written(reading.model.inputs) == "double, array<double>");
  CHECK(reading.model.inputs.at(0).required);
  CHECK(reading.model.inputs.at(1).required);
}

TEST_CASE("columns: names as Python wrote them", "[formats][mlflow]") {
  CHECK(inputs(R"([{"type": "long", "name": "gr\u00f6\u00dfe"}, {"type": "long", "name": "it''s"},
    {"type": "long", "name": 7}])") == "größe: long, it's: long, 7: long");
}

TEST_CASE("tensors: numpy's names become the protocol's", "[formats][mlflow]") {
  CHECK(
      inputs(
          R"([{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 3, 224]}}])") ==
      "FP32[-1,3,224]");
  CHECK(inputs(R"([{"type": "tensor", "tensor-spec": {"dtype": "uint8", "shape": []}, "name": "a"},
    {"type": "tensor", "tensor-spec": {"dtype": "object", "shape": [0]}, "name": "b"}])") ==
        "a: UINT8[], b: BYTES[0]");
  const std::vector<std::pair<std::string, std::string>> rows{
      {"bool", "BOOL"},
      {"int8", "INT8"},
      {"int64", "INT64"},
      {"uint64", "UINT64"},
      {"float16", "FP16"},
      {"bfloat16", "BF16"},
      {"float64", "FP64"},
      {"str", "BYTES"},
      {"bytes", "BYTES"},
      {"str320", "BYTES"},
      {"bytes80", "BYTES"},
      {"complex64", "complex64"},
      {"float128", "float128"},
      {"datetime64[ns]", "datetime64[ns]"},
      {"datetime64", "datetime64"},
      {"timedelta64[25s]", "timedelta64[25s]"},
      {"void64", "void64"},
  };
  for (const auto& [dtype, datatype] : rows) {
    CAPTURE(dtype);
    CHECK(datatype_of(dtype) == datatype);
  }
  for (const std::string dtype :
       {"", "float", "Float32", "string", "datetime64ns", "strings", "f4"}) {
    CAPTURE(dtype);
    CHECK_FALSE(datatype_of(dtype));
  }
}

TEST_CASE("params: types, shapes and defaults", "[formats][mlflow]") {
  CHECK(params("[]").empty());
  CHECK(params(R"([{"name": "a", "type": "double", "default": 0.50, "shape": null},
    {"name": "b", "dtype": "string", "default": ["x", "y"], "shape": [-1]},
    {"name": "c", "type": "long", "dtype": "long", "default": null},
    {"name": "d", "type": "object", "properties": {"k": {"type": "long", "required": false}},
    "default": {"k": 1}, "shape": null}])") ==
        R"(a?: double = 0.50, b?: array<string> = ["x", "y"], c?: long = null, )"
        R"(d?: object{k?: long} = {"k": 1})");
}

TEST_CASE("params: NaN and the infinities, which JSON lacks, are strings", "[formats][mlflow]") {
  CHECK(
      params(R"([{"name": "a", "type": "double", "default": NaN, "shape": null},
    {"name": "b", "type": "double", "default": [Infinity, 1.5, -Infinity], "shape": [-1]},
    {"name": "c", "type": "string", "default": "NaN"}])") ==
      R"(a?: double = "NaN", b?: array<double> = ["Infinity", 1.5, "-Infinity"], c?: string = "NaN")");
}

TEST_CASE("a part that is null or missing promises nothing", "[formats][mlflow]") {
  const Reading reading = read(
      "mlflow_version: 1.25.1\nsignature:\n  inputs: '[{\"type\": \"long\"}]'\n  outputs: null\n");
  CHECK(written(reading.model.inputs) == "long");
  CHECK(reading.model.outputs.empty());
  CHECK_FALSE(reading.model.params);
}

TEST_CASE("what MLflow doesn't know in a signature is noted once a part", "[formats][mlflow]") {
  const Reading reading = read(
      "signature:\n"
      "  inputs: '[{\"type\": \"long\", \"name\": \"a\", \"unit\": \"EUR\"}]'\n"
      "  outputs: '[{\"type\": \"tensor\", \"labels\": [], \"tensor-spec\": {\"dtype\": \"int8\",\n"
      "    \"shape\": [], \"layout\": 1}}]'\n"
      "  params: '[{\"name\": \"p\", \"type\": \"array\", \"items\": {\"type\": \"long\", \"x\": "
      "1},\n"
      "    \"default\": [], \"properties\": {}, \"y\": 2}]'\n"
      "  headers: '[]'\n"
      "  examples: null\n");
  CHECK(notes(reading) ==
        std::vector<std::string>{
            "MLmodel:2:11: `signature.inputs[0].unit` is not known to MLflow and not compared",
            "MLmodel:3:12: `signature.outputs[0].labels` is not known to MLflow and not compared, "
            "and neither is another key",
            "MLmodel:5:11: `signature.params[0].items.x` is not known to MLflow and not compared, "
            "and neither are 2 other keys",
            "MLmodel:7:12: `signature.headers` is not known to MLflow and not compared",
        });
}

TEST_CASE("version, artifact and name come from what the file has", "[formats][mlflow]") {
  const std::string signature = "signature: {inputs: '[{\"type\": \"long\"}]'}\n";
  struct Row {
    std::string text, version, artifact, name;
  };
  const auto row = GENERATE(
      Row{"", "-", "-", ""},
      Row{"metadata: {version: 2.0.0, contract_version: 1.4.0}\n", "/metadata/contract_version",
          "-", ""},
      Row{"metadata: {model_version: 3.1.0, version: 2.0.0}\n", "/metadata/version", "-", ""},
      Row{"metadata: {model_version: 3.1.0}\n", "/metadata/model_version", "-", ""},
      Row{"metadata: {contract_version: 1.0, version: 2.0.0}\n", "/metadata/version", "-", ""},
      Row{"metadata: {version: 7}\n", "-", "-", ""}, Row{"metadata: none\n", "-", "-", ""},
      Row{"run_id: r\nmodel_uuid: u\nmodel_id: m\n", "-", "/model_uuid", ""},
      Row{"run_id: r\nmodel_id: m-1\nmodel_uuid: null\n", "-", "/model_id", ""},
      Row{"run_id: r\n", "-", "/run_id", ""}, Row{"artifact_path: model\n", "-", "-", "model"},
      Row{"artifact_path: mlflow-artifacts:/1/models/m-1/artifacts\n", "-", "-", ""},
      Row{"name: churn\nartifact_path: model\n", "-", "-", "churn"});
  CAPTURE(row.text);
  const Reading reading = read(row.text + signature);
  const auto pointer = [&](const Node* node) {
    return node != nullptr ? reading.document.pointer_to(*node) : "-";
  };
  CHECK(pointer(reading.model.version_node) == row.version);
  CHECK(reading.model.version.has_value() == (row.version != "-"));
  CHECK(pointer(reading.model.artifact) == row.artifact);
  CHECK(reading.model.name == row.name);
  CHECK(reading.model.format == "MLflow");
}

TEST_CASE("attributes: what says something, null left out", "[formats][mlflow]") {
  const Reading reading = read(
      "artifact_path: model\n"
      "databricks_runtime: null\n"
      "env_vars: [API_KEY]\n"
      "flavors: {python_function: {}, sklearn: null, custom: {a: 1}}\n"
      "is_signature_from_type_hint: true\n"
      "metadata: {version: 1.5, team: null, tier: gold}\n"
      "mlflow_version: 3.1.0\n"
      "model_id: m-1\n"
      "model_size_bytes: 12\n"
      "run_id: r\n"
      "signature: {inputs: '[{\"type\": \"long\"}]'}\n"
      "utc_time_created: now\n");
  CHECK(attributes(reading.model) ==
        std::vector<std::string>{R"(env_vars = ["API_KEY"])", "flavors.python_function = {}",
                                 "flavors.sklearn = null", R"(flavors.custom = {"a": 1})",
                                 "is_signature_from_type_hint = true", "metadata.version = 1.5",
                                 R"(metadata.tier = "gold")", R"(mlflow_version = "3.1.0")"});
}

TEST_CASE("an MLmodel is recognised by what stands in it", "[formats][mlflow]") {
  struct Row {
    std::string text;
    int score;
  };
  const auto row =
      GENERATE(Row{"flavors: {sklearn: {}}\nmlflow_version: 2.1.0\n", 3},
               Row{"flavors: {sklearn: {}}\nutc_time_created: '2021-09-27'\n", 3},
               Row{"signature: {inputs: '[]'}\nmodel_uuid: a\n", 3},
               Row{"signature: {params: null}\nflavors: {}\n", 3},
               Row{"{\"flavors\": {}, \"run_id\": \"a\"}", 3}, Row{"flavors: {vanilla: 1}\n", 1},
               Row{"signature: {inputs: '[]'}\n", 0}, Row{"signature: abc\nrun_id: a\n", 0},
               Row{"flavors: [a]\nrun_id: a\n", 0}, Row{"mlflow_version: 2.1.0\n", 0},
               Row{"type: object\n", 0}, Row{"[]", 0}, Row{"text", 0});
  CAPTURE(row.text);
  CHECK(sniff_mlflow(yaml(row.text).root()) == row.score);
}

TEST_CASE("a model without a signature promises nothing", "[formats][mlflow]") {
  const std::string message =
      "the model has no signature, so it promises nothing about what goes in and comes out; log it "
      "with one: `log_model(…, signature=infer_signature(inputs, outputs))` [no-contract]";
  for (const std::string text : {"flavors: {sklearn: {}}\n", "signature: null\n", "signature: {}\n",
                                 "signature: {inputs: null, outputs: null, params: null}\n"}) {
    CAPTURE(text);
    CHECK(error_of(text) == "MLmodel:1:1: error: " + message);
  }
}

TEST_CASE("the default of a parameter is in the contract, also that of an object",
          "[formats][mlflow]") {
  const auto contract = load_contract(
      yaml(with("params", R"([{"name": "a", "type": "double", "default": NaN, "shape": null},
        {"name": "b", "type": "object", "properties": {"k": {"type": "long"}},
        "default": {"k": 1}, "shape": null}])")),
      {}, "MLmodel", {}, {});
  if (!contract) FAIL(to_text(contract.error()));
  const auto params = contract->find_flow("params");
  REQUIRE(params);
  const Node* const properties = (*params)->place.node->find("properties");
  CHECK(to_json(*properties->find("a")->find("default")) == R"("NaN")");
  REQUIRE(properties->find("b")->find("default") != nullptr);
  CHECK(to_json(*properties->find("b")->find("default")) == R"({"k": 1})");
}
