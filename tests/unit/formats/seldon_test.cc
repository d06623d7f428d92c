#include "formats/models/seldon.h"

#include "model_text.h"
#include "support/golden.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

std::string read(const std::string& source) {
  return verdiff::testing::model_text("metadata.yaml", source, read_seldon);
}

struct Row {
  std::string source, expected;
};

}  // namespace

TEST_CASE("Seldon's metadata in the form of messages", "[formats][seldon]") {
  CHECK(read("name: iris\n"
             "versions: [iris/v1, 'iris/dvc:8104914e']\n"
             "platform: sklearn\n"
             "inputs:\n"
             "- messagetype: ndarray\n"
             "  schema: {names: [a, b], shape: [2, 2]}\n"
             "outputs:\n"
             "- messagetype: tensor\n"
             "  schema: {shape: [1]}\n"
             "custom: {author: us}\n") ==
        "Seldon v1 metadata \"iris\"\n"
        "in - ?[2,2] labels(a, b)\n"
        "out - FP64[1]\n"
        "served iris/v1, iris/dvc:8104914e\n"
        "attribute platform: \"sklearn\"\n"
        "attribute custom: {\"author\": \"us\"}\n");
}

TEST_CASE("what an element of Seldon's metadata says", "[formats][seldon]") {
  const auto row = GENERATE(
      Row{"{messagetype: tensor}", "- FP64[...]"}, Row{"{messagetype: tftensor}", "- ?[...]"},
      Row{"{messagetype: ndarray, schema: {names: [a]}}", "- ?[...] labels(a)"},
      Row{"{messagetype: tensor, schema: {shape: []}}", "- FP64[]"},
      Row{"{messagetype: jsonData, schema: {type: object}}", R"(- schema {"type": "object"})"},
      Row{"{messagetype: jsonData, schema: false}", "- schema false"},
      Row{"{messagetype: jsonData}", "-"}, Row{"{messagetype: strData}", "- column string"},
      Row{"{messagetype: binData}", "- column binary"},
      Row{"{name: x, datatype: BYTES, shape: [1, 4]}", "x BYTES[1,4]"},
      Row{"{datatype: FP32}", "- FP32[...]"}, Row{"{shape: [3]}", "- ?[3]"}, Row{"{name: x}", "x"},
      Row{"{}", "-"});
  CAPTURE(row.source);
  CHECK(read("{name: m, inputs: [" + row.source + "]}") ==
        "Seldon v1 metadata \"m\"\nin " + row.expected + "\n");
}

TEST_CASE("the metadata of a graph are those of its two ends", "[formats][seldon]") {
  const std::string graph =
      "name: example\n"
      "models:\n"
      "  scale: {name: scale, inputs: [{messagetype: tensor}], outputs: [{messagetype: tensor}]}\n"
      "  iris: {name: iris, versions: [iris/v1], outputs: [{messagetype: strData}]}\n"
      "graphinputs: [{messagetype: tensor, schema: {names: [a, b], shape: [-1, 2]}}]\n"
      "graphoutputs: [{name: p, datatype: FP32, shape: [3]}]\n";
  CHECK(read(graph) ==
        "Seldon v1 graph metadata \"example\"\n"
        "in - FP64[-1,2] labels(a, b)\n"
        "out p FP32[3]\n"
        "attribute models.scale: {\"name\": \"scale\", \"inputs\": [{\"messagetype\": "
        "\"tensor\"}], \"o…\n"
        "attribute models.iris: {\"name\": \"iris\", \"versions\": [\"iris/v1\"], \"outputs\": "
        "[{\"mes…\n");
  const auto document = read_document("metadata.yaml", graph);
  REQUIRE(document);
  CHECK(sniff_seldon(document->root()) == 4);
  CHECK(read("{name: m, models: {}, graphinputs: []}") ==
        "metadata.yaml:1:1: error: expected `inputs` and `outputs`, found neither; declare them "
        "here, "
        "or in the model's init_metadata() [no-contract]\n");
}

TEST_CASE("a message type of one's own is not compared", "[formats][seldon]") {
  CHECK(read("inputs: [{messagetype: image, schema: {a: 1}}]") ==
        "Seldon v1 metadata \"\"\n"
        "in -\n"
        "metadata.yaml:1:10: messages of the type `image` are not compared\n");
  CHECK(read("inputs: [{messagetype: jsondata}]") ==
        "Seldon v1 metadata \"\"\n"
        "in -\n"
        "metadata.yaml:1:10: messages of the type `jsondata` are not compared; did you mean "
        "`jsonData`?\n");
}

TEST_CASE("Seldon's metadata without elements promise nothing", "[formats][seldon]") {
  CHECK(read("name: m\nversions: ['']\n") ==
        "metadata.yaml:1:1: error: expected `inputs` and `outputs`, found neither; declare them "
        "here, or in the model's init_metadata() [no-contract]\n");
}

TEST_CASE("Seldon's metadata that break its rules are refused", "[formats][seldon]") {
  const auto row = GENERATE(
      Row{"inputs: [1]",
          "1:10: error: expected a tensor, an object with `name`, `datatype` and `shape`, found a "
          "number"},
      Row{"inputs: {}", "1:9: error: expected an array for `inputs`, found an object"},
      Row{"inputs: [{messagetype: 1}]",
          "1:24: error: expected a string for `messagetype`, found a number"},
      Row{"inputs: [{messagetype: ''}]",
          "1:24: error: expected a word for `messagetype`, found none; known: tensor, ndarray, "
          "tftensor, jsonData, strData, binData, or one of your own"},
      Row{"inputs: [{messagetype: null}]",
          "1:24: error: expected a word for `messagetype`, found none; known: tensor, ndarray, "
          "tftensor, jsonData, strData, binData, or one of your own"},
      Row{"inputs: [{messagetype: tensor, schema: []}]",
          "1:40: error: expected an object for `schema`, found an array"},
      Row{"inputs: [{messagetype: tensor, schema: {shape: 4}}]",
          "1:48: error: expected an array for `shape`, found a number"},
      Row{"inputs: [{messagetype: tensor, schema: {shape: [a]}}]",
          "1:49: error: expected the size of a dimension, a whole number, or -1 for any size, "
          "found "
          "\"a\""},
      Row{"inputs: [{messagetype: tensor, schema: {names: a}}]",
          "1:48: error: expected an array for `names`, found a string"},
      Row{"inputs: [{messagetype: tensor, schema: {names: [1]}}]",
          "1:49: error: expected a string in `names`, found a number"},
      Row{"inputs: [{messagetype: jsonData, schema: text}]",
          "1:42: error: expected a JSON Schema for `schema`, found a string"},
      Row{"inputs: [{name: x, datatype: FLOAT, shape: [1]}]",
          "1:30: error: expected a datatype, found \"FLOAT\"; did you mean `FP32`?; known: BOOL, "
          "UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64, "
          "BYTES"},
      Row{"inputs: [{name: x}]\nversions: 1",
          "2:11: error: expected an array for `versions`, found a number"},
      Row{"- name: m",
          "1:1: error: expected metadata of Seldon Core, which is an object, found an array"});
  CAPTURE(row.source);
  CHECK(read(row.source) == "metadata.yaml:" + row.expected + " [invalid-contract]\n");
}

TEST_CASE("our models of Seldon are read as the text beside them says", "[formats][seldon]") {
  for (const std::string version : {"v1", "v2-minor", "v2-major", "v2-patch"}) {
    DYNAMIC_SECTION(version) {
      const std::string path = "models/seldon/" + version + "/metadata.yaml";
      const std::string text = read(verdiff::testing::read_testdata(path));
      CHECK(text == verdiff::testing::golden("formats/models/seldon-" + version + ".txt", text));
    }
  }
}
