#include "formats/models/open_inference.h"

#include "formats/models/seldon.h"
#include "formats/models/triton.h"
#include "model_text.h"
#include "support/golden.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string read_metadata(const std::string& source) {
  return verdiff::testing::model_text("m.json", source, read_open_inference);
}

std::string read_settings(const std::string& source) {
  return verdiff::testing::model_text("model-settings.json", source, read_mlserver);
}

/// Metadata with one input, of which this is the text behind its name.
std::string with_input(const std::string& rest) {
  return R"({"name": "m", "inputs": [{"name": "x", )" + rest + "}]}";
}

const std::string tensors = R"("inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 4]}], )"
                            R"("outputs": [{"name": "y", "datatype": "INT64", "shape": [-1]}])";
const std::string tensor_lines = "in x FP32[-1,4]\nout y INT64[-1]\n";

struct Row {
  std::string source, expected;
};

struct Scores {
  int open_inference, mlserver, triton, seldon;
  bool operator==(const Scores&) const = default;
};

Scores sniff(const std::string& source) {
  const auto document = read_document("m.yaml", source);
  REQUIRE(document);
  const Node& root = document->root();
  return {sniff_open_inference(root), sniff_mlserver(root), sniff_triton(root), sniff_seldon(root)};
}

}  // namespace

TEST_CASE("Open Inference Protocol metadata", "[formats][open-inference]") {
  CHECK(read_metadata(R"({"name": "m", "versions": ["1", "2"], "platform": "onnx_onnxv1", )" +
                      tensors + R"(, "properties": {"owner": "us"}})") ==
        "Open Inference Protocol v2 \"m\"\n" + tensor_lines +
            "served 1, 2\n"
            "attribute platform: \"onnx_onnxv1\"\n"
            "attribute properties: {\"owner\": \"us\"}\n");
}

TEST_CASE("metadata as KServe answers them: no versions, no platform",
          "[formats][open-inference]") {
  CHECK(read_metadata(R"({"name": "m", "versions": null, "platform": "", )" + tensors + "}") ==
        "Open Inference Protocol v2 \"m\"\n" + tensor_lines);
}

TEST_CASE("metadata as gRPC tools print them: sizes are strings", "[formats][open-inference]") {
  CHECK(read_metadata(R"({"name": "m", "outputs": [{"name": "y", "datatype": "BF16",
          "shape": ["-1", "10"], "parameters": {"content_type": {"stringParam": "np"}}}]})") ==
        "Open Inference Protocol v2 \"m\"\n"
        "out y BF16[-1,10] as np\n");
}

TEST_CASE("what a tensor of the protocol says", "[formats][open-inference]") {
  const auto row =
      GENERATE(Row{R"("datatype": "BYTES", "shape": [])", "BYTES[]"},
               Row{R"("datatype": "FP16", "shape": [4.0, 1e2, "0"])", "FP16[4,100,0]"},
               Row{R"("datatype": "BYTES", "shape": [1], "parameters": {"content_type": "str"})",
                   "BYTES[1] as str"},
               Row{R"("datatype": "BYTES", "shape": [1], "parameters": {"content_type":
             {"string_param": "pd"}})",
                   "BYTES[1] as pd"},
               Row{R"("datatype": "BYTES", "shape": [1], "parameters": null)", "BYTES[1]"},
               Row{R"("datatype": "BYTES", "shape": [1], "parameters": {"other": 1})", "BYTES[1]"});
  CAPTURE(row.source);
  CHECK(read_metadata(with_input(row.source)) ==
        "Open Inference Protocol v2 \"m\"\nin x " + row.expected + "\n");
}

TEST_CASE("every datatype of the protocol is read", "[formats][open-inference]") {
  for (const std::string datatype : {"BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16",
                                     "INT32", "INT64", "FP16", "BF16", "FP32", "FP64", "BYTES"}) {
    CHECK(read_metadata(with_input("\"datatype\": \"" + datatype + "\", \"shape\": [1]")) ==
          "Open Inference Protocol v2 \"m\"\nin x " + datatype + "[1]\n");
  }
}

TEST_CASE("metadata without tensors promise nothing", "[formats][open-inference]") {
  for (const std::string source :
       {R"({"name": "m", "platform": ""})",
        R"({"name": "m", "platform": "", "inputs": [], "outputs": []})"}) {
    CHECK(read_metadata(source) ==
          "m.json:1:1: error: expected `inputs` and `outputs`, found neither; what a model doesn't "
          "declare, its metadata can't promise: take its Triton config or MLServer settings "
          "[no-contract]\n");
  }
}

TEST_CASE("metadata that break the protocol are refused", "[formats][open-inference]") {
  const std::string known =
      "known: BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, BF16, FP32, "
      "FP64, BYTES";
  const auto row = GENERATE_COPY(
      Row{R"({"inputs": {}})", "1:12: error: expected an array for `inputs`, found an object"},
      Row{R"({"inputs": [5]})",
          "1:13: error: expected a tensor, an object with `name`, `datatype` and `shape`, found a "
          "number"},
      Row{R"({"inputs": [{"datatype": "FP32", "shape": [1]}]})",
          "1:13: error: expected a tensor with `name`, `datatype` and `shape`, found one without "
          "`name`"},
      Row{R"({"inputs": [{"name": "x", "shape": [1]}]})",
          "1:13: error: expected a tensor with `name`, `datatype` and `shape`, found one without "
          "`datatype`"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": null}]})",
          "1:13: error: expected a tensor with `name`, `datatype` and `shape`, found one without "
          "`shape`"},
      Row{R"({"inputs": [{"name": 1, "datatype": "FP32", "shape": [1]}]})",
          "1:22: error: expected a string for `name`, found a number"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP23", "shape": [1]}]})",
          "1:39: error: expected a datatype, found \"FP23\"; did you mean `FP32`?; " + known},
      Row{R"({"inputs": [{"name": "x", "datatype": "fp64", "shape": [1]}]})",
          "1:39: error: expected a datatype, found \"fp64\"; did you mean `FP64`?; " + known},
      Row{R"({"inputs": [{"name": "x", "datatype": "String", "shape": [1]}]})",
          "1:39: error: expected a datatype, found \"String\"; did you mean `BYTES`?; " + known},
      Row{R"({"inputs": [{"name": "x", "datatype": "complex64", "shape": [1]}]})",
          "1:39: error: expected a datatype, found \"complex64\"; " + known},
      Row{R"({"inputs": [{"name": "x", "datatype": 11, "shape": [1]}]})",
          "1:39: error: expected a datatype, found 11; " + known},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": 4}]})",
          "1:56: error: expected an array for `shape`, found a number"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": [-2]}]})",
          "1:57: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "-2"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": ["batch"]}]})",
          "1:57: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "\"batch\""},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": [1e18, 1e19]}]})",
          "1:63: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "1e19"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": [1], "parameters": 1}]})",
          "1:75: error: expected an object for `parameters`, found a number"},
      Row{R"({"inputs": [{"name": "x", "datatype": "FP32", "shape": [1],
"parameters": {"content_type": 1}}]})",
          "2:32: error: expected a string for `content_type`, found a number"},
      Row{"{" + tensors + R"(, "versions": "1"})",
          "1:143: error: expected an array for `versions`, found a string"},
      Row{"{" + tensors + R"(, "versions": [true]})",
          "1:144: error: expected the name of a version, found a boolean"},
      Row{"[]",
          "1:1: error: expected model metadata of the Open Inference Protocol, which is an object, "
          "found an array"});
  CAPTURE(row.source);
  CHECK(read_metadata(row.source) == "m.json:" + row.expected + " [invalid-contract]\n");
}

TEST_CASE("MLServer's model settings", "[formats][mlserver]") {
  CHECK(read_settings(R"({"name": "m", "implementation": "mlserver_sklearn.SKLearnModel",
          "versions": ["sklearn/1.5"], "max_batch_size": 5, )" +
                      tensors + R"(,
          "parameters": {"uri": "./m.joblib", "version": "v1.2.0", "content_type": "pd",
                         "extra": {"a": 1}}})") ==
        "MLServer settings \"m\", version v1.2.0, artifact \"./m.joblib\"\n" + tensor_lines +
            "attribute parameters.content_type: \"pd\"\n"
            "attribute parameters.extra: {\"a\": 1}\n"
            "attribute implementation: \"mlserver_sklearn.SKLearnModel\"\n"
            "attribute versions: [\"sklearn/1.5\"]\n"
            "attribute max_batch_size: 5\n");
}

TEST_CASE("MLServer ignores a version at the top level, and so it declares nothing",
          "[formats][mlserver]") {
  CHECK(read_settings(R"({"implementation": "a.B", "version": "v2.0.0", )" + tensors + "}") ==
        "MLServer settings \"\"\n" + tensor_lines +
            "attribute implementation: \"a.B\"\n"
            "attribute version: \"v2.0.0\"\n");
}

TEST_CASE("MLServer's settings without tensors promise nothing", "[formats][mlserver]") {
  const std::string wanted =
      "model-settings.json:1:1: error: expected `inputs` and `outputs`, found neither; declare "
      "them, or take what the server answers where the runtime knows them: GET v2/models/";
  CHECK(read_settings(R"({"name": "m", "implementation": "a.B"})") == wanted + "m [no-contract]\n");
  CHECK(read_settings(R"({"implementation": "a.B", "inputs": []})") ==
        wanted + "NAME [no-contract]\n");
}

TEST_CASE("MLServer's settings of another kind are refused", "[formats][mlserver]") {
  const auto row = GENERATE(Row{R"({"parameters": "x")",
                                "1:16: error: expected an object for `parameters`, found a string"},
                            Row{R"({"parameters": {"version": 1})",
                                "1:28: error: expected a string for `version`, found a number"},
                            Row{R"({"parameters": {"uri": []})",
                                "1:24: error: expected a string for `uri`, found an array"});
  CAPTURE(row.source);
  CHECK(read_settings(row.source + ", " + tensors + "}") ==
        "model-settings.json:" + row.expected + " [invalid-contract]\n");
  CHECK(read_settings("1").find("expected MLServer's model settings, which is an object, found a "
                                "number [invalid-contract]") != std::string::npos);
}

TEST_CASE("formats of tensors are told apart by their content", "[formats][sniff]") {
  CHECK(sniff("{name: m, platform: p, " + tensors + "}") == Scores{3, 0, 0, 0});
  CHECK(sniff("{name: m, platform: '', inputs: [], outputs: []}") == Scores{3, 0, 0, 0});
  CHECK(sniff("{name: m, inputs: [], outputs: []}") == Scores{0, 0, 0, 0});
  CHECK(sniff("{implementation: a.B, " + tensors + "}") == Scores{0, 4, 0, 0});
  CHECK(sniff("{name: m, implementation: a.B}") == Scores{0, 4, 0, 0});
  CHECK(sniff("{inputs: [{messagetype: strData}]}") == Scores{0, 0, 0, 4});
  CHECK(sniff("{inputs: [{messagetype: strData}, {datatype: FP32}]}").seldon == 4);
  CHECK(sniff("{input: [{data_type: TYPE_FP32}]}") == Scores{0, 0, 4, 0});
  // A request and a response of the protocol are payloads.
  CHECK(sniff("{inputs: [{name: x, datatype: FP32, shape: [1], data: [1]}]}") ==
        Scores{0, 0, 0, 0});
  CHECK(sniff("{model_name: m, outputs: [{name: x, datatype: FP32, shape: [1]}]}") ==
        Scores{0, 0, 0, 0});
  CHECK(sniff("{type: object}") == Scores{0, 0, 0, 0});
  CHECK(sniff("[]") == Scores{0, 0, 0, 0});
}

TEST_CASE("our models of the protocol are read as the text beside them says",
          "[formats][open-inference]") {
  for (const std::string version : {"v1", "v2-minor", "v2-major", "v2-major-rename", "v2-patch"}) {
    DYNAMIC_SECTION(version) {
      const std::string path = "models/open-inference/" + version + ".json";
      const std::string text = read_metadata(verdiff::testing::read_testdata(path));
      CHECK(text ==
            verdiff::testing::golden("formats/models/open-inference-" + version + ".txt", text));
    }
  }
}

TEST_CASE("our models of MLServer are read as the text beside them says", "[formats][mlserver]") {
  for (const std::string version : {"v1", "v2-minor", "v2-major", "v2-patch"}) {
    DYNAMIC_SECTION(version) {
      const std::string path = "models/mlserver/" + version + "/model-settings.json";
      const std::string text = read_settings(verdiff::testing::read_testdata(path));
      CHECK(text == verdiff::testing::golden("formats/models/mlserver-" + version + ".txt", text));
    }
  }
}
