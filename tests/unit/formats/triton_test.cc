#include "formats/models/triton.h"

#include "formats/models/triton_json.h"
#include "model_text.h"
#include "support/golden.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string read_text(const std::string& source) {
  return verdiff::testing::model_text("config.pbtxt", source, read_triton);
}

std::string read_json_config(const std::string& source) {
  return verdiff::testing::model_text("config.json", source, read_triton);
}

const std::string in = "input { name: 'x' data_type: TYPE_FP32 dims: 4 }\n";
const std::string out = "output { name: 'y' data_type: TYPE_FP32 dims: [ 10 ] }\n";

int sniff(const std::string& name, const std::string& source) {
  const auto document = read_document(name, source);
  REQUIRE(document);
  return sniff_triton(document->root());
}

struct Row {
  std::string source, expected;
};

}  // namespace

TEST_CASE("a Triton config without batches: dims are the whole shape", "[formats][triton]") {
  CHECK(read_text("name: 'm'\nmax_batch_size: 0\n" + in + out) ==
        "Triton config \"m\"\n"
        "in x FP32[4]\n"
        "out y FP32[10]\n");
  CHECK(read_text(in + out) ==
        "Triton config \"\"\n"
        "in x FP32[4]\n"
        "out y FP32[10]\n");
}

TEST_CASE("a Triton config with batches: one dimension more in front", "[formats][triton]") {
  CHECK(read_text("max_batch_size: 8\n" + in + out) ==
        "Triton config \"\", batches of 8\n"
        "in x FP32[-1,4]\n"
        "out y FP32[-1,10]\n");
}

TEST_CASE("what a tensor of a Triton config says", "[formats][triton]") {
  const auto row = GENERATE(
      Row{"data_type: TYPE_BF16 dims: [ -1, 3 ]", "BF16[-1,3]"},
      Row{"data_type: TYPE_STRING dims: [ 1 ]", "BYTES[1]"},
      Row{"data_type: 11 dims: [ 1 ]", "FP32[1]"},
      Row{"data_type: TYPE_BOOL dims: 2 dims: 3", "BOOL[2,3]"},
      Row{"data_type: TYPE_INT8 dims: [ 1 ] optional: true", "INT8[1] optional"},
      Row{"data_type: TYPE_INT8 dims: [ 1 ] optional: 1", "INT8[1] optional"},
      Row{"data_type: TYPE_INT8 dims: [ 1 ] optional: False", "INT8[1]"},
      Row{"data_type: TYPE_FP32 dims: [ 3, 8, 8 ] format: FORMAT_NCHW", "FP32[3,8,8] NCHW"},
      Row{"data_type: TYPE_FP32 dims: [ 8, 8, 3 ] format: 1", "FP32[8,8,3] NHWC"},
      Row{"data_type: TYPE_FP32 dims: [ 3 ] format: FORMAT_NONE", "FP32[3]"},
      Row{"data_type: TYPE_FP32 dims: [ 1 ] reshape { shape: [ ] }", "FP32[1]"},
      Row{"data_type: TYPE_FP32 dims: [ 10 ] label_filename: 'a.txt'", "FP32[10] labels in a.txt"},
      Row{"data_type: TYPE_FP32 dims: [ 10 ] label_filename: ''", "FP32[10]"});
  CAPTURE(row.source);
  CHECK(read_text("input [ { name: 'x' " + row.source + " } ]\n" + out) ==
        "Triton config \"\"\nin x " + row.expected + "\nout y FP32[10]\n");
}

TEST_CASE("every word of Triton's DataType has its word of the protocol", "[formats][triton]") {
  int number = 0;
  for (const std::string datatype : {"BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16",
                                     "INT32", "INT64", "FP16", "FP32", "FP64", "BYTES", "BF16"}) {
    ++number;
    const std::string own = datatype == "BYTES" ? "STRING" : datatype;
    for (const std::string& written : {"TYPE_" + own, std::to_string(number)}) {
      CHECK(read_text("input { name: 'x' data_type: " + written + " dims: 1 }" + out) ==
            "Triton config \"\"\nin x " + datatype + "[1]\nout y FP32[10]\n");
    }
  }
}

TEST_CASE("a shape tensor has one value more in a batch, not one dimension", "[formats][triton]") {
  const std::string shape =
      "input { name: 'x' data_type: TYPE_INT32 dims: 2 is_shape_tensor: true }\n" + out;
  CHECK(read_text(shape) ==
        "Triton config \"\"\n"
        "in x INT32[2]\n"
        "out y FP32[10]\n"
        "config.pbtxt:1:66: the values of a shape tensor are not compared\n");
  CHECK(read_text("max_batch_size: 4\n" + shape) ==
        "Triton config \"\", batches of 4\n"
        "in x INT32[3]\n"
        "out y FP32[-1,10]\n"
        "config.pbtxt:2:66: the values of a shape tensor are not compared\n");
}

TEST_CASE("how a Triton model is served", "[formats][triton]") {
  const std::string tensors = "in x FP32[4]\nout y FP32[10]\n";
  const auto row = GENERATE(
      Row{"version_policy: { specific: { versions: [ 1, 3 ] } }", "\n<tensors>served 1, 3\n"},
      Row{"version_policy { specific { versions: 7 } }", "\n<tensors>served 7\n"},
      Row{"version_policy: { latest { num_versions: 2 } }",
          "\n<tensors>attribute version_policy: {\"latest\": {\"num_versions\": 2}}\n"},
      Row{"version_policy: { all {} }", "\n<tensors>attribute version_policy: {\"all\": {}}\n"},
      Row{"model_transaction_policy { decoupled: True }", ", streams\n<tensors>"},
      Row{"model_transaction_policy { decoupled: false }", "\n<tensors>"},
      Row{"sequence_batching { }", ", sequences\n<tensors>attribute sequence_batching: {}\n"},
      Row{"dynamic_batching { }", "\n<tensors>attribute dynamic_batching: {}\n"},
      Row{"backend: 'python' platform: ''", "\n<tensors>attribute backend: \"python\"\n"});
  CAPTURE(row.source);
  std::string expected = row.expected;
  expected.replace(expected.find("<tensors>"), 9, tensors);
  CHECK(read_text(in + out + row.source) == "Triton config \"\"" + expected);
}

TEST_CASE("that an input's batches may be ragged is an attribute", "[formats][triton]") {
  const std::string ragged =
      "input { name: 'a' data_type: TYPE_FP32 dims: -1 allow_ragged_batch: true }\n"
      "input { name: 'b' data_type: TYPE_FP32 dims: -1 allow_ragged_batch: true }\n";
  CHECK(read_text(ragged + out) ==
        "Triton config \"\"\n"
        "in a FP32[-1]\n"
        "in b FP32[-1]\n"
        "out y FP32[10]\n"
        "attribute input.a.allow_ragged_batch: true\n"
        "attribute input.b.allow_ragged_batch: true\n");
}

TEST_CASE("the JSON form of a Triton config is read as the text form is", "[formats][triton]") {
  const std::string json = R"({
    "name": "flowers", "platform": "onnxruntime_onnx", "backend": "onnxruntime", "runtime": "",
    "version_policy": {"specific": {"versions": ["1", "3"]}}, "max_batch_size": 8,
    "input": [{"name": "image", "data_type": "TYPE_FP32", "format": "FORMAT_NCHW",
               "dims": ["3", "224", "224"], "is_shape_tensor": false, "allow_ragged_batch": false,
               "optional": false}],
    "output": [{"name": "scores", "data_type": 11, "dims": [10], "label_filename": "",
                "is_shape_tensor": false}],
    "batch_input": [], "optimization": {"priority": "PRIORITY_DEFAULT"}, "cc_model_filenames": {},
    "metric_tags": {}, "parameters": {}, "model_warmup": [],
    "model_transaction_policy": {"decoupled": false}, "response_cache": null
  })";
  CHECK(read_json_config(json) ==
        "Triton config \"flowers\", batches of 8\n"
        "in image FP32[-1,3,224,224] NCHW\n"
        "out scores FP32[-1,10]\n"
        "served 1, 3\n"
        "attribute platform: \"onnxruntime_onnx\"\n"
        "attribute backend: \"onnxruntime\"\n"
        "attribute optimization: {\"priority\": \"PRIORITY_DEFAULT\"}\n");
}

TEST_CASE("a Triton config that leaves its tensors to the server promises nothing",
          "[formats][triton]") {
  CHECK(
      read_text("name: 'm' backend: 'python'") ==
      "config.pbtxt:1:1: error: expected `input` and `output`, found no `input`: the server fills "
      "in what a config leaves out; ask it for the whole, GET v2/models/m/config "
      "[no-contract]\n");
  CHECK(read_text(in) ==
        "config.pbtxt:1:1: error: expected `input` and `output`, found no `output`: the server "
        "fills in what a config leaves out; ask it for the whole, GET v2/models/NAME/config "
        "[no-contract]\n");
  CHECK(read_text("").find("[no-contract]") != std::string::npos);
}

TEST_CASE("a Triton config that breaks its own rules is refused", "[formats][triton]") {
  const std::string types =
      "known: TYPE_BOOL, TYPE_UINT8, TYPE_UINT16, TYPE_UINT32, TYPE_UINT64, TYPE_INT8, TYPE_INT16, "
      "TYPE_INT32, TYPE_INT64, TYPE_FP16, TYPE_FP32, TYPE_FP64, TYPE_STRING, TYPE_BF16";
  const auto row = GENERATE_COPY(
      Row{"max_batch_size: -1",
          "1:17: error: expected a whole number from 0 for `max_batch_size`, found -1"},
      Row{"max_batch_size: many",
          "1:17: error: expected a whole number from 0 for `max_batch_size`, found \"many\""},
      Row{"name: 5", "1:7: error: expected a string for `name`, found a number"},
      Row{"name: 'a' name: 'b'", "1:7: error: expected a string for `name`, found an array"},
      Row{"input: 5",
          "1:8: error: expected `name`, `data_type` and `dims` in `input`, found a number"},
      Row{"input {}",
          "1:7: error: expected `name`, `data_type` and `dims` in `input`, found no `name`"},
      Row{"input { name: 'x' }",
          "1:7: error: expected `name`, `data_type` and `dims` in `input`, found no `data_type`"},
      Row{"input { name: 'x' data_type: TYPE_FP32 }",
          "1:7: error: expected `name`, `data_type` and `dims` in `input`, found no `dims`"},
      Row{"input { name: 'x' data_type: TYPE_FP23 dims: 1 }",
          "1:30: error: expected a word for `data_type`, found \"TYPE_FP23\"; did you mean "
          "`TYPE_FP32`?; " +
              types},
      Row{"input { name: 'x' data_type: BYTES dims: 1 }",
          "1:30: error: expected a word for `data_type`, found \"BYTES\"; did you mean "
          "`TYPE_STRING`?; " +
              types},
      Row{"input { name: 'x' data_type: TYPE_INVALID dims: 1 }",
          "1:7: error: expected `name`, `data_type` and `dims` in `input`, found no `data_type`"},
      Row{"input { name: 'x' data_type: 15 dims: 1 }",
          "1:30: error: expected a word for `data_type`, found 15; " + types},
      Row{"input { name: 'x' data_type: TYPE_FP32 dims: -2 }",
          "1:46: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "-2"},
      Row{"input { name: 'x' data_type: TYPE_FP32 dims: [ 1, 1.5 ] }",
          "1:51: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "1.5"},
      Row{"input { name: 'x' data_type: TYPE_FP32 dims: 9223372036854775808 }",
          "1:46: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "9223372036854775808"},
      Row{"input { name: 'x' data_type: TYPE_FP32 dims: 1 format: NHWC }",
          "1:56: error: expected a word for `format`, found \"NHWC\"; did you mean `FORMAT_NHWC`?; "
          "known: FORMAT_NONE, FORMAT_NHWC, FORMAT_NCHW"},
      Row{"input { name: 'x' data_type: TYPE_FP32 dims: 1 optional: yes }",
          "1:58: error: expected true or false for `optional`, found \"yes\""});
  CAPTURE(row.source);
  CHECK(read_text(row.source + "\n" + in + out) ==
        "config.pbtxt:" + row.expected + " [invalid-contract]\n");
}

TEST_CASE("what holds the rest of a Triton config has its kind", "[formats][triton]") {
  const auto row = GENERATE(
      Row{"version_policy: all", "expected an object for `version_policy`, found a string"},
      Row{"version_policy { specific: 1 }", "expected an object for `specific`, found a number"},
      Row{"version_policy { specific { versions: true } }",
          "expected the name of a version, found a boolean"},
      Row{"model_transaction_policy: 1",
          "expected an object for `model_transaction_policy`, found a number"},
      Row{"sequence_batching: 1", "expected an object for `sequence_batching`, found a number"});
  CAPTURE(row.source);
  const std::string text = read_text(in + out + row.source);
  CHECK(text.find(": error: " + row.expected + " [invalid-contract]\n") != std::string::npos);
}

TEST_CASE("what a server answers is the config of its file, in other words", "[formats][triton]") {
  const std::string snake = R"({
    "name": "flowers", "max_batch_size": 8, "backend": "onnxruntime",
    "input": [{"name": "x", "data_type": "TYPE_FP32", "format": "FORMAT_NCHW", "dims": ["3", "4"],
               "allow_ragged_batch": true, "optional": true}],
    "output": [{"name": "y", "data_type": "TYPE_FP32", "dims": ["10"], "label_filename": "l.txt",
                "reshape": {"shape": ["10", "1"]}, "is_shape_tensor": true}],
    "version_policy": {"specific": {"versions": ["1", "3"]}},
    "model_transaction_policy": {"decoupled": true}, "sequence_batching": {},
    "instance_group": [{"name": "flowers", "kind": "KIND_GPU", "secondary_devices": []}],
    "parameters": {"ownName": {"string_value": "aB"}, "own_name": {"string_value": "cD"}}})";
  const std::string camel = R"({
    "name": "flowers", "maxBatchSize": 8, "backend": "onnxruntime",
    "input": [{"name": "x", "dataType": "TYPE_FP32", "format": "FORMAT_NCHW", "dims": ["3", "4"],
               "allowRaggedBatch": true, "optional": true}],
    "output": [{"name": "y", "dataType": "TYPE_FP32", "dims": ["10"], "labelFilename": "l.txt",
                "reshape": {"shape": ["10", "1"]}, "isShapeTensor": true}],
    "versionPolicy": {"specific": {"versions": ["1", "3"]}},
    "modelTransactionPolicy": {"decoupled": true}, "sequenceBatching": {},
    "instanceGroup": [{"name": "flowers", "kind": "KIND_GPU", "secondaryDevices": []}],
    "parameters": {"ownName": {"stringValue": "aB"}, "own_name": {"stringValue": "cD"}}})";
  const auto plain = [](const std::string& source) {
    const auto document = read_document("config.json", source);
    REQUIRE(document);
    CHECK(sniff_triton(document->root()) == 4);
    const auto rewritten = plain_triton_config(*document);
    if (!rewritten) return to_json(document->root());
    REQUIRE(*rewritten);
    return to_json((*rewritten)->root());
  };
  const std::string expected = plain(snake);
  CHECK(plain(camel) == expected);
  CHECK(plain(R"({"config": )" + camel + "}") == expected);
  CHECK(plain(R"({"config": )" + snake + "}") == expected);
}

TEST_CASE("an error in what a server answers stands where the answer has it", "[formats][triton]") {
  const std::string camel = R"({"config": {"maxBatchSize": 8,
 "input": [{"name": "x", "dataType": "TYPE_FP32", "dims": ["3"]}],
 "output": [{"name": "y", "dataType": "FP32", "dims": ["3"]}]}})";
  const auto document = read_document("config.json", camel);
  REQUIRE(document);
  const auto plain = plain_triton_config(*document);
  REQUIRE(plain);
  REQUIRE(*plain);
  CHECK(
      verdiff::testing::model_text(**plain, read_triton(**plain))
          .starts_with("config.json:3:39: error: expected a word for `data_type`, found \"FP32\""));
  // Both spellings of one field are the same key twice.
  const auto twice = read_document("c.json", R"({"maxBatchSize": 8, "max_batch_size": 4})");
  REQUIRE(twice);
  const auto both = plain_triton_config(*twice);
  REQUIRE(both);
  REQUIRE_FALSE(*both);
  CHECK(both->error().code == ErrorCode::duplicate_key);
}

TEST_CASE("what is no answer of a Triton server is not taken for one", "[formats][triton]") {
  CHECK(sniff("c.json", R"({"config": {"name": "m", "value": 3}})") == 0);
  CHECK(sniff("c.json", R"({"config": [{"backend": "python"}]})") == 0);
  CHECK(sniff("c.json", R"({"config": {"backend": "python"}, "version": 1})") == 0);
  CHECK(sniff("c.json", R"({"config": {"backend": "python"}})") == 3);
  CHECK(sniff("c.json", R"({"input": [{"name": "x", "dataType": "FP32"}]})") == 0);
}

TEST_CASE("a list is no Triton config", "[formats][triton]") {
  CHECK(read_json_config("[]") ==
        "config.json:1:1: error: expected a Triton model configuration, which is an object, found "
        "an array [invalid-contract]\n");
}

TEST_CASE("a Triton config is recognised by its content", "[formats][triton]") {
  CHECK(sniff("config.pbtxt", in) == 4);
  CHECK(sniff("config.pbtxt", out) == 4);
  CHECK(sniff("c.json", R"({"output": [{"name": "y", "data_type": 11, "dims": [1]}]})") == 4);
  CHECK(sniff("config.pbtxt", "name: 'm' backend: 'python'") == 3);
  CHECK(sniff("config.pbtxt", "platform: 'onnxruntime_onnx' max_batch_size: 1") == 3);
  CHECK(sniff("config.pbtxt", "platform: 'onnxruntime_onnx'") == 0);
  CHECK(sniff("c.json", R"({"type": "object"})") == 0);
  CHECK(sniff("c.json", R"({"input": [{"name": "y", "data_type": "float"}]})") == 0);
  CHECK(sniff("c.json", R"({"name": "m", "platform": "p", "backend": "b", "inputs": []})") == 0);
  CHECK(sniff("c.json", "[1]") == 0);
}

TEST_CASE("our models of Triton are read as the text beside them says", "[formats][triton]") {
  for (const std::string version : {"v1", "v2-minor", "v2-major", "v2-major-rename", "v2-patch"}) {
    DYNAMIC_SECTION(version) {
      const std::string path = "models/triton/" + version + "/config.pbtxt";
      const std::string text = read_text(verdiff::testing::read_testdata(path));
      CHECK(text == verdiff::testing::golden("formats/models/triton-" + version + ".txt", text));
    }
  }
}
