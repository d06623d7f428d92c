#include "formats/tools/tools.h"

#include "document/derived.h"
#include "formats/loading.h"
#include "formats/schema/json_schema.h"
#include "formats/schema/references.h"
#include "formats/schema/schema_reader.h"
#include "formats/tools/gemini.h"
#include "formats/tools/strict_mode.h"
#include "formats/tools/tool_list.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

/// Gemini's schemas in the words of JSON Schema, as a document of its own over the same source: in
/// the order of the tools, arguments before results.
Result<Document> translate(const Document& main, const std::vector<Tool>& tools) {
  DerivedBuilder build(main);
  build.begin_array(0);
  for (const Tool& tool : tools) {
    if (!tool.gemini) continue;
    for (const Node* const schema : {tool.arguments, tool.result}) {
      if (schema != nullptr) write_gemini_schema(build, *schema);
    }
  }
  build.end_array();
  return std::move(build).finish();
}

class ToolReader {
 public:
  ToolReader(Contract& contract, const Document& main, const Document& translated,
             const LoadOptions& options)
      : main_(main),
        translated_(translated),
        options_(options),
        loading_{contract, {}, {}},
        references_(loading_),
        schemas_(loading_, references_) {}

  std::optional<Error> read(const std::vector<Tool>& tools) {
    for (const Tool& tool : tools) read_tool(tool);
    schemas_.finish();
    if (loading_.error) return loading_.error;
    for (Flow& flow : loading_.contract.flows) {
      flow.examples = examples_of(loading_.contract.schemas[flow.schema]);
    }
    return std::nullopt;
  }

 private:
  void read_tool(const Tool& tool) {
    Operation operation;
    operation.kind = tool.answer ? OperationKind::message : OperationKind::tool;
    operation.name = tool.answer ? "payload" : tool.name;
    operation.place = {&main_, tool.node};
    if (tool.arguments != nullptr) {
      const Direction usual = tool.served ? Direction::input : Direction::output;
      add(operation, "arguments", tool.name + " arguments", {tool.arguments, tool.gemini},
          options_.direction.value_or(usual));
    }
    if (tool.result != nullptr && tool.answer) {
      add(operation, "payload", "payload", {tool.result, tool.gemini},
          options_.direction.value_or(Direction::output));
    } else if (tool.result != nullptr) {
      add(operation, "result", tool.name + " result", {tool.result, tool.gemini},
          Direction::output);
    }
    read_attributes(tool, operation);
    read_strict(tool, operation);
    loading_.contract.operations.push_back(std::move(operation));
  }

  struct Written {
    const Node* schema = nullptr;
    bool gemini = false;
  };

  void add(Operation& operation, std::string_view role, std::string name, Written written,
           Direction direction) {
    const Document& document = written.gemini ? translated_ : main_;
    const Node& schema =
        written.gemini ? translated_.root().items()[next_translated_++] : *written.schema;
    const ResourceId resource =
        references_.open_part(document, schema, {options_.default_dialect, 0});
    Flow flow;
    flow.name = std::move(name);
    flow.direction = direction;
    flow.schema = schemas_.read({&schema, resource});
    flow.place = {&document, &schema};
    add_payload(loading_.contract, operation, role, std::move(flow));
  }

  /// Strict mode is about what the model writes: arguments, or the answer.
  void read_strict(const Tool& tool, Operation& operation) {
    const Node* const strict = tool.node->find("strict");
    const Node* const schema = tool.answer ? tool.result : tool.arguments;
    if (strict == nullptr || !strict->boolean() || schema == nullptr || tool.served) return;
    operation.strict_breaches = find_strict_breaches(main_, *schema);
  }

  /// The rest of a tool: text that the model chooses it by, and hints to whoever runs it.
  void read_attributes(const Tool& tool, Operation& operation) {
    constexpr std::string_view read[] = {"name",           "type",           "inputSchema",
                                         "input_schema",   "outputSchema",   "output_schema",
                                         "parameters",     "response",       "schema",
                                         "responseSchema", "response_schema"};
    for (const Member& member : tool.node->members()) {
      if (std::find(std::begin(read), std::end(read), member.key) != std::end(read)) continue;
      if (member.key == "title") {
        operation.attributes.push_back({"summary", &member.value});
      } else if (member.key == "annotations" && member.value.is_object()) {
        for (const Member& hint : member.value.members()) {
          operation.attributes.push_back({hint.key, &hint.value});
        }
      } else {
        operation.attributes.push_back({member.key, &member.value});
      }
    }
  }

  const Document& main_;
  const Document& translated_;
  const LoadOptions& options_;
  Loading loading_;
  References references_;
  SchemaReader schemas_;
  std::size_t next_translated_ = 0;
};

std::string_view format_of(const std::vector<Tool>& tools) {
  const auto served = [](const Tool& tool) { return tool.served; };
  const auto answer = [](const Tool& tool) { return tool.answer; };
  if (std::all_of(tools.begin(), tools.end(), answer)) return "answer of a language model";
  return std::any_of(tools.begin(), tools.end(), served) ? "MCP tools"
                                                         : "functions of a language model";
}

}  // namespace

int sniff_tools(const Node& root) {
  return holds_tools(root) ? 3 : 0;
}

Result<Contract> load_tools(Workspace workspace, const Document& main, const LoadOptions& options) {
  const auto tools = list_tools(main);
  if (!tools) return tools.error();
  if (tools->empty()) {
    return Error{
        ErrorCode::no_contract,
        "there is no tool here and no form of an answer: expected `tools`, a list of tools, "
        "`response_format` or `generationConfig.responseSchema`",
        main.locate(main.root()),
        {}};
  }
  const Document* translated = &main;
  const auto gemini = [](const Tool& tool) { return tool.gemini; };
  if (std::any_of(tools->begin(), tools->end(), gemini)) {
    auto neutral = translate(main, *tools);
    if (!neutral) return neutral.error();
    const auto kept = workspace.add(*std::move(neutral), main.name() + "?neutral");
    if (!kept) return kept.error();
    translated = *kept;
  }

  Contract contract = start_contract(std::move(workspace));
  if (auto error = ToolReader(contract, main, *translated, options).read(*tools)) {
    return *std::move(error);
  }
  contract.format = std::string(format_of(*tools));
  finish_contract(contract);
  return contract;
}

}  // namespace verdiff
