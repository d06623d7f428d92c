#include "formats/models/open_inference.h"

#include "formats/models/metadata_reader.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

bool has(const Node& root, std::string_view key, NodeKind kind) {
  const Node* const value = root.find(key);
  return value != nullptr && value->kind() == kind;
}

/// An inference request or response: its tensors hold data.
bool is_inference(const Node& root) {
  for (const std::string_view side : {"inputs", "outputs"}) {
    const Node* const list = root.find(side);
    if (list == nullptr) continue;
    for (const Node& tensor : list->items()) {
      if (tensor.find("data") != nullptr) return true;
    }
  }
  return root.find("model_name") != nullptr;
}

void read_tensors(MetadataReader& reader, std::string_view key, std::vector<ModelField>& out) {
  for (const Node& node : reader.list(reader.main.root(), key)) {
    out.push_back(read_tensor(reader, node));
  }
}

/// `where_else`: what to ask for a contract.
void read_both(MetadataReader& reader, std::string_view where_else) {
  read_tensors(reader, "inputs", reader.model.inputs);
  read_tensors(reader, "outputs", reader.model.outputs);
  if (reader.model.inputs.empty() && reader.model.outputs.empty()) {
    reader.fail(ErrorCode::no_contract, reader.main.root(),
                fmt::format("expected `inputs` and `outputs`, found neither; {}", where_else));
  }
}

/// The settings of one model; its own extra ones are allowed too.
void read_parameters(MetadataReader& reader) {
  const Node* const parameters = reader.field(reader.main.root(), "parameters", NodeKind::object);
  if (parameters == nullptr) return;
  if (const Node* const version = reader.field(*parameters, "version", NodeKind::string)) {
    reader.model.version = std::string(version->text());
    reader.model.version_node = version;
  }
  reader.model.artifact = reader.field(*parameters, "uri", NodeKind::string);
  for (const Member& member : parameters->members()) {
    if (member.key == "version" || member.key == "uri") continue;
    const std::string name = fmt::format("parameters.{}", member.key);
    reader.attribute(reader.model.names.copy(name), member.value);
  }
}

}  // namespace

int sniff_open_inference(const Node& root) {
  if (root.find("implementation") != nullptr || is_inference(root)) return 0;
  if (has_tensor_with(root, "datatype")) return 3;
  // What KServe answers for a model that declares nothing.
  const bool lists = has(root, "inputs", NodeKind::array) && has(root, "outputs", NodeKind::array);
  return lists && has(root, "name", NodeKind::string) && has(root, "platform", NodeKind::string)
             ? 3
             : 0;
}

int sniff_mlserver(const Node& root) {
  return has(root, "implementation", NodeKind::string) ? 4 : 0;
}

Result<Model> read_open_inference(const Document& main) {
  MetadataReader reader(main, "Open Inference Protocol v2");
  if (reader.root_is_object("model metadata of the Open Inference Protocol")) {
    const Node& root = main.root();
    reader.model.name = reader.text(root, "name");
    read_both(reader,
              "what a model doesn't declare, its metadata can't promise: take its Triton config or "
              "MLServer settings");
    reader.served(reader.list(root, "versions"));
    reader.attributes_but({"name", "inputs", "outputs", "versions"});
  }
  return std::move(reader).finish();
}

Result<Model> read_mlserver(const Document& main) {
  MetadataReader reader(main, "MLServer settings");
  if (reader.root_is_object("MLServer's model settings")) {
    const Node& root = main.root();
    reader.model.name = reader.text(root, "name");
    read_both(reader,
              fmt::format("declare them, or take what the server answers where the runtime knows "
                          "them: GET v2/models/{}",
                          reader.model.name.empty() ? "NAME" : reader.model.name));
    read_parameters(reader);
    // MLServer ignores a `version` out here (settings.py); so it declares nothing.
    reader.attributes_but({"name", "inputs", "outputs", "parameters"});
  }
  return std::move(reader).finish();
}

}  // namespace verdiff
