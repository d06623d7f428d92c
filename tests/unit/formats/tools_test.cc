#include "formats/tools/tools.h"

#include "formats/format.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace verdiff;

namespace {

Result<Contract> load(const std::string& text, std::optional<Direction> direction = {}) {
  auto document = read_json("tools.json", text);
  REQUIRE(document);
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "there is no file " + path, {}, {}};
  };
  LoadOptions options;
  options.direction = direction;
  return load_contract(*std::move(document), files, "tools.json", {}, options);
}

/// `score arguments input`, a line each, or the error.
std::string flows(const std::string& text, std::optional<Direction> direction = {}) {
  const auto contract = load(text, direction);
  if (!contract) return to_text(contract.error());
  std::string out;
  for (const Flow& flow : contract->flows) {
    out += fmt::format("{} {}\n", flow.name, word(flow.direction));
  }
  return out;
}

}  // namespace

TEST_CASE("tools are taken out of whatever wraps them", "[formats][tools]") {
  const std::string mcp = R"({"name": "score", "inputSchema": true, "outputSchema": {}})";
  const std::string expected = "score arguments input\nscore result output\n";
  CHECK(flows(R"({"jsonrpc": "2.0", "id": 1, "result": {"tools": [)" + mcp + "]}}") == expected);
  CHECK(flows(R"({"tools": [)" + mcp + "]}") == expected);
  CHECK(flows("[" + mcp + "]") == expected);
  CHECK(flows(mcp) == expected);
  CHECK(flows(R"([{"result": {"tools": [)" + mcp +
              R"(]}}, {"tools": [{"name": "b", "inputSchema": {}}]}])") ==
        expected + "b arguments input\n");
  CHECK(flows(R"({"type": "function", "function": {"name": "f", "parameters": {}}})") ==
        "f arguments output\n");
  CHECK(flows(R"({"type": "function", "name": "f", "parameters": {}, "output_schema": {}})") ==
        "f arguments output\nf result output\n");
  CHECK(flows(R"({"type": "json_schema", "json_schema": {"name": "a", "schema": {}}})") ==
        "payload output\n");
  CHECK(flows(R"({"text": {"format": {"type": "json_schema", "name": "a", "schema": {}}}})") ==
        "payload output\n");
  CHECK(flows(R"({"generationConfig": {"responseSchema": {"type": "OBJECT"}}})") ==
        "payload output\n");
}

TEST_CASE("a direction that is asked for counts for arguments alone", "[formats][tools]") {
  CHECK(flows(R"({"name": "f", "inputSchema": {}, "outputSchema": {}})", Direction::output) ==
        "f arguments output\nf result output\n");
  CHECK(flows(R"({"type": "function", "name": "f", "parameters": {}})", Direction::input) ==
        "f arguments input\n");
}

TEST_CASE("a reference in a tool starts at the tool's schema", "[formats][tools]") {
  const auto contract = load(
      R"({"tools": [
        {"name": "a", "inputSchema": {"$ref": "#/$defs/A", "$defs": {"A": {"type": "string"}}}},
        {"name": "b", "inputSchema": {"$ref": "#/$defs/A", "$defs": {"A": {"type": "number"}}}}]})");
  REQUIRE(contract);
  const auto types = [&](std::size_t flow) {
    return contract->schemas[contract->flows[flow].schema].hash;
  };
  CHECK(types(0) != types(1));
}

TEST_CASE("tools that can't be told apart are refused", "[formats][tools]") {
  CHECK(
      flows(R"({"tools": [{"name": "a", "inputSchema": {}}, {"name": "a", "inputSchema": {}}]})") ==
      R"(tools.json:1:46: error: two tools are called "a" [invalid-contract])");
  CHECK(flows(R"({"tools": [{"inputSchema": {}}]})") ==
        "tools.json:1:12: error: expected a tool to have a `name` [invalid-contract]");
}

TEST_CASE("what only lists other things is no list of tools", "[formats][tools]") {
  for (const char* const text :
       {R"({"tools": [{"name": "hammer"}]})", R"({"type": "function"})", "[]", R"({"result": {}})",
        R"({"type": "object", "properties": {"tools": {}}})"}) {
    const auto document = read_json("x.json", text);
    REQUIRE(document);
    CHECK(sniff_tools(document->root()) == 0);
  }
}

TEST_CASE("only who asks for strict mode is held to it", "[formats][tools]") {
  const auto breaches = [](const std::string& text) {
    const auto contract = load(text);
    REQUIRE(contract);
    return contract->operations.front().strict_breaches.size();
  };
  const std::string open = R"({"type": "object"})";
  CHECK(breaches(R"({"type": "function", "name": "f", "strict": true, "parameters": )" + open +
                 "}") == 1);
  CHECK(
      breaches(R"({"type": "function", "function": {"name": "f", "strict": true, "parameters": )" +
               open + "}}") == 1);
  CHECK(breaches(
            R"({"type": "json_schema", "json_schema": {"name": "a", "strict": true, "schema": )" +
            open + "}}") == 1);
  CHECK(breaches(R"({"type": "function", "name": "f", "strict": false, "parameters": )" + open +
                 "}") == 0);
  CHECK(breaches(R"({"type": "function", "name": "f", "parameters": )" + open + "}") == 0);
  // What a function answers is not written by the model.
  CHECK(breaches(R"({"type": "function", "name": "f", "strict": true, "output_schema": )" + open +
                 "}") == 0);
  CHECK(breaches(R"({"name": "f", "strict": true, "inputSchema": )" + open + "}") == 0);
}

TEST_CASE("what x-tensor says is compared only where it says something", "[formats][tensor]") {
  const auto notes = [](const std::string& value) {
    const auto contract = load(R"({"type": "array", "x-tensor": )" + value + "}");
    REQUIRE(contract);
    return contract->unsupported.size();
  };
  CHECK(notes(R"({"datatype": "FP32", "shape": [-1, 4]})") == 0);
  CHECK(notes(R"({"datatype": "FP32"})") == 0);
  CHECK(notes(R"({"shape": []})") == 0);
  for (const char* const value : {"5", "{}", R"({"datatype": 3})", R"({"shape": "4"})",
                                  R"({"shape": [1.5]})", R"({"shape": [{}]})"}) {
    INFO(value);
    CHECK(notes(value) == 1);
  }
}
