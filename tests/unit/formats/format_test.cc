#include "formats/format.h"

#include "support/places.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace verdiff;

namespace {

Result<Contract> load(std::map<std::string, std::string> texts, const LoadOptions& options = {},
                      const WorkspaceOptions& workspace = {}) {
  Files files;
  files.read = [texts = std::move(texts)](const std::string& path) -> Result<std::string> {
    const auto found = texts.find(path);
    if (found != texts.end()) return found->second;
    return Error{ErrorCode::cannot_read, "there is no file " + path, {}, {}};
  };
  return load_contract(files, "main", workspace, options);
}

const std::string api = R"(
openapi: 3.0.3
info: {title: t, version: 1.0.0}
paths: {}
components:
  schemas:
    Model: {type: string, nullable: true}
    a/b: {type: integer}
)";

std::string failure(const Result<Contract>& contract) {
  return contract ? "read as " + contract->format : to_text(contract.error());
}

}  // namespace

TEST_CASE("the content decides the format", "[formats][sniff]") {
  struct Row {
    std::string text, format;
  };
  const auto row = GENERATE(
      Row{"openapi: 3.0.3", "OpenAPI 3.0.3"}, Row{"openapi: 3.1", "OpenAPI 3.1"},
      Row{"swagger: 2.0", "OpenAPI 2.0"},
      Row{"openapi: 3.2.0\n$schema: https://example.test", "OpenAPI 3.2.0"},
      Row{R"({"$schema": "http://json-schema.org/draft-06/schema#"})", "JSON Schema draft 6"},
      Row{R"({"$schema": "https://json-schema.org/draft/2019-09/schema"})", "JSON Schema 2019-09"},
      Row{R"({"type": "object"})", "JSON Schema 2020-12"},
      Row{R"({"$defs": {"a": {}}})", "JSON Schema 2020-12"}, Row{"false", "JSON Schema 2020-12"});
  CAPTURE(row.text);
  const auto contract = load({{"main", row.text}});
  REQUIRE(contract);
  CHECK(contract->format == row.format);
}

TEST_CASE("the option --input-format overrules the content", "[formats][sniff]") {
  LoadOptions options;
  options.format = "json-schema";
  CHECK(failure(load({{"main", R"({"name": "x"})"}}, options)) == "read as JSON Schema 2020-12");
  CHECK(failure(load({{"main", "name: x"}})).find("[unknown-format]") != std::string::npos);
  options.format = "openapi";
  CHECK(failure(load({{"main", R"({"type": "object"})"}}, options)) ==
        "main:1:1: error: an OpenAPI document has `openapi` or `swagger` at its root, with its "
        "version [invalid-contract]");
  options.format = "jsonschema";
  CHECK(failure(load({{"main", "{}"}}, options)) ==
        "error: --input-format: no format \"jsonschema\"; did you mean `json-schema`?; known: "
        "openapi, mlflow, triton, open-inference, mlserver, seldon, tools, json-schema [usage]");
}

TEST_CASE("a bare schema is an output unless told otherwise", "[formats][flow]") {
  const std::map<std::string, std::string> texts{{"main", R"({"type": "object"})"}};
  const auto output = load(texts);
  REQUIRE(output);
  CHECK(output->flows[0].direction == Direction::output);
  LoadOptions options;
  options.direction = Direction::input;
  const auto input = load(texts, options);
  REQUIRE(input);
  CHECK(input->flows[0].direction == Direction::input);
  CHECK(input->flows[0].exchange == Exchange::none);
}

TEST_CASE("a pointer takes one schema of a file, in the dialect of the file", "[formats][flow]") {
  LoadOptions options;
  options.pointer = "/components/schemas/Model";
  const auto contract = load({{"main", api}}, options);
  REQUIRE(contract);
  REQUIRE(contract->flows.size() == 1);
  const Schema& schema = contract->schemas[contract->flows[0].schema];
  CHECK(schema.dialect == Dialect::openapi_3_0);
  CHECK(schema.find(Keyword::type)->types.has(JsonType::null));

  options.pointer = "/components/schemas/a~1b";
  CHECK(failure(load({{"main", api}}, options)) == "read as OpenAPI 3.0");
  options.pointer = "/components/schemas/Modle";
  CHECK(failure(load({{"main", api}}, options)) ==
        "main:7:5: error: \"#/components/schemas/Modle\" leads nowhere: \"/components/schemas\" "
        "has no "
        "\"Modle\"; did you mean `Model`? [bad-pointer]");
  options.pointer = "A";
  CHECK(failure(load({{"main", api}}, options)) ==
        "main: error: \"#A\" is no JSON pointer: it must be empty or start with '/' [bad-pointer]");
}

TEST_CASE("a remote reference is read from where --remote-map says", "[formats][references]") {
  const std::map<std::string, std::string> texts{
      {"main", R"({"$ref": "https://example.test/address#zip"})"}};
  WorkspaceOptions workspace;
  workspace.remote_map["https://example.test/address"] =
      VERDIFF_TESTDATA "/formats/json-schema/parts/address.yaml";
  const auto contract = load(texts, {}, workspace);
  REQUIRE(contract);
  CHECK(contract->schemas[contract->flows[0].schema].find(Keyword::type) != nullptr);
}

TEST_CASE("a relative reference is looked for beside the file where its $id is remote",
          "[formats][references]") {
  const auto contract =
      load({{"main", R"({"$id": "https://example.test/v1/main.json", "$ref": "b.json"})"},
            {"b.json", R"({"type": "string"})"}});
  REQUIRE(contract);
  CHECK(contract->schemas[contract->flows[0].schema].find(Keyword::type) != nullptr);
}

TEST_CASE("the drafts' metaschemas are at hand", "[formats][references]") {
  for (const std::string draft :
       {"http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"}) {
    CAPTURE(draft);
    const auto contract =
        load({{"main", "{\"$schema\": \"" + draft + "\", \"$ref\": \"" + draft + "\"}"}});
    REQUIRE(contract);
    CHECK(contract->schemas.size() > 10);
    CHECK(contract->unsupported.empty());
  }
}

TEST_CASE("a file says by itself that it is a contract") {
  for (const char* const text :
       {"openapi: 3.1.0\n", "# c\nswagger: '2.0'\n", "{\"openapi\" : \"3.0.0\"}",
        "{\"a\": 1,\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "$schema: https://json-schema.org/draft/2020-12/schema\n", "\"openapi\": 3.1.0",
        "flavors:\n  sklearn: {}\n", "input [ {\n    data_type: TYPE_FP32 } ]",
        "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\"}]}"}) {
    CHECK(names_its_format(std::string_view(text)));
  }
  for (const char* const text :
       {"", "openapi", "openapi:", "see: the openapi: 3 page", "  openapi: 3.1.0", "openapi: yes",
        "{\"$schema\": \"https://json.schemastore.org/package.json\"}", "{\"type\": \"object\"}",
        "$schema: json-schema.org/x"}) {
    CHECK_FALSE(names_its_format(std::string_view(text)));
  }
}
