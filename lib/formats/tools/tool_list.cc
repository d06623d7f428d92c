#include "formats/tools/tool_list.h"

#include <fmt/format.h>

#include <set>

namespace verdiff {

namespace {

std::string_view text_of(const Node& object, std::string_view key) {
  const Node* const found = object.find(key);
  return found != nullptr && found->is_string() ? found->text() : std::string_view();
}

const Node* schema_of(const Node& object, std::string_view key) {
  const Node* const found = object.find(key);
  return found != nullptr && (found->is_object() || found->is_boolean()) ? found : nullptr;
}

const Node* object_of(const Node& object, std::string_view key) {
  const Node* const found = object.find(key);
  return found != nullptr && found->is_object() ? found : nullptr;
}

const Node* first_of(const Node& object, std::string_view key, std::string_view other) {
  const Node* const found = object.find(key);
  return found != nullptr ? found : object.find(other);
}

/// Goes through the containers. None of them holds another one of its kind, so it goes only a few
/// steps deep; whatever it does not know is no tool.
class Unwrap {
 public:
  std::vector<Tool> take(const Node& root) {
    any(root);
    return std::move(tools_);
  }

 private:
  void any(const Node& node) {
    if (node.is_array()) return list(node);
    if (!node.is_object()) return;
    if (const Node* const answer = object_of(node, "result")) {  // JSON-RPC 2.0 §5
      if (answer->find("tools") != nullptr) return request(*answer);
    }
    if (one(node)) return;
    request(node);
  }

  /// A list of tools, or of pages of them.
  void list(const Node& tools) {
    for (const Node& item : tools.items()) {
      if (!item.is_object()) continue;
      const Node* page = object_of(item, "result");
      if (page == nullptr) page = &item;
      const Node* const inside = page->find("tools");
      if (inside != nullptr && inside->is_array()) {
        for (const Node& tool : inside->items()) one(tool);
      } else {
        one(item);
      }
    }
  }

  /// What goes to a model, or what lists tools alone.
  void request(const Node& body) {
    if (const Node* const tools = body.find("tools"); tools != nullptr && tools->is_array()) {
      for (const Node& tool : tools->items()) one(tool);
    }
    if (const Node* const form = object_of(body, "response_format")) one(*form);
    if (const Node* const text = object_of(body, "text")) {
      if (const Node* const form = object_of(*text, "format")) one(*form);
    }
    const Node* const settings = first_of(body, "generationConfig", "generation_config");
    if (settings == nullptr || !settings->is_object()) return;
    const Node* const schema = first_of(*settings, "responseSchema", "response_schema");
    if (schema != nullptr) add({"", settings, nullptr, schema, false, true, true});
    const Node* const json = first_of(*settings, "responseJsonSchema", "response_json_schema");
    if (json != nullptr) add({"", settings, nullptr, json, false, true, false});
  }

  bool one(const Node& tool) {
    if (!tool.is_object()) return false;
    const Node* const declared = first_of(tool, "functionDeclarations", "function_declarations");
    if (declared != nullptr && declared->is_array()) {
      for (const Node& function : declared->items()) declaration(function);
      return true;
    }
    if (const Node* const input = first_of(tool, "inputSchema", "input_schema")) {
      const Node* const output = first_of(tool, "outputSchema", "output_schema");
      add({std::string(text_of(tool, "name")), &tool, input, output, true, false, false});
      return true;
    }
    const std::string_view type = text_of(tool, "type");
    if (type == "function") return function(tool);
    return type == "json_schema" && answer(tool);
  }

  /// OpenAI: Chat Completions wraps it once more, Responses does not.
  bool function(const Node& tool) {
    const Node* const inner = object_of(tool, "function");
    const Node& said = inner == nullptr ? tool : *inner;
    if (said.find("name") == nullptr) return false;
    add({std::string(text_of(said, "name")), &said, schema_of(said, "parameters"),
         schema_of(said, "output_schema"), false, false, false});
    return true;
  }

  bool answer(const Node& form) {
    const Node* const inner = object_of(form, "json_schema");
    const Node& said = inner == nullptr ? form : *inner;
    const Node* const schema = schema_of(said, "schema");
    if (schema == nullptr) return false;
    add({std::string(text_of(said, "name")), &said, nullptr, schema, false, true, false});
    return true;
  }

  void declaration(const Node& function) {
    if (!function.is_object()) return;
    const std::string name(text_of(function, "name"));
    const Node* const json = first_of(function, "parametersJsonSchema", "parameters_json_schema");
    const Node* const arguments = json != nullptr ? json : function.find("parameters");
    add({name, &function, arguments, function.find("response"), false, false, json == nullptr});
  }

  void add(Tool tool) { tools_.push_back(std::move(tool)); }

  std::vector<Tool> tools_;
};

}  // namespace

bool holds_tools(const Node& root) {
  return !Unwrap().take(root).empty();
}

Result<std::vector<Tool>> list_tools(const Document& main) {
  std::vector<Tool> out = Unwrap().take(main.root());
  std::set<std::string_view> names;
  for (const Tool& tool : out) {
    const auto fail = [&](std::string message) {
      return Error{ErrorCode::invalid_contract, std::move(message), main.locate(*tool.node), {}};
    };
    if (tool.answer) {
      if (!names.insert("").second) {
        return fail("a second form of the answer; a request to a model has one");
      }
      continue;
    }
    if (tool.name.empty()) return fail("expected a tool to have a `name`");
    if (!names.insert(tool.name).second) {
      return fail(fmt::format("two tools are called \"{}\"", tool.name));
    }
  }
  return out;
}

}  // namespace verdiff
