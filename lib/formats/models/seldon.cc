#include "formats/models/seldon.h"

#include "base/text.h"
#include "formats/models/metadata_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verdiff {

namespace {

constexpr std::array<std::string_view, 6> message_types = {"tensor",   "ndarray", "tftensor",
                                                           "jsonData", "strData", "binData"};

/// What /api/v1.0/metadata/ answers of a whole graph: what goes in at its head and comes out at its
/// end, and the metadata of each node.
bool is_graph(const Node& root) {
  const Node* const models = root.find("models");
  return models != nullptr && models->is_object() &&
         (root.find("graphinputs") != nullptr || root.find("graphoutputs") != nullptr);
}

class Reader {
 public:
  explicit Reader(const Document& main)
      : read_(main, is_graph(main.root()) ? "Seldon v1 graph metadata" : "Seldon v1 metadata") {}

  Result<Model> run() {
    if (read_.root_is_object("metadata of Seldon Core")) {
      const Node& root = read_.main.root();
      read_.model.name = read_.text(root, "name");
      const bool graph = is_graph(root);
      fields(graph ? "graphinputs" : "inputs", read_.model.inputs);
      fields(graph ? "graphoutputs" : "outputs", read_.model.outputs);
      if (read_.model.inputs.empty() && read_.model.outputs.empty()) {
        read_.fail(ErrorCode::no_contract, root,
                   "expected `inputs` and `outputs`, found neither; declare them here, or in the "
                   "model's init_metadata()");
      }
      if (graph) {
        nodes(*root.find("models"));
        read_.attributes_but({"name", "models", "graphinputs", "graphoutputs"});
      } else {
        read_.served(read_.list(root, "versions"));
        read_.attributes_but({"name", "inputs", "outputs", "versions"});
      }
    }
    return std::move(read_).finish();
  }

 private:
  void fields(std::string_view key, std::vector<ModelField>& out) {
    for (const Node& node : read_.list(read_.main.root(), key)) {
      if (node.find("messagetype") != nullptr) {
        out.push_back(message(node));
        continue;
      }
      // In the second form every field may be left out (python/seldon_core/metadata.py).
      out.push_back(read_tensor(read_, node, {false, false, false}));
      as_anything_if_empty(out.back());
    }
  }

  /// Nobody outside of the graph sees what its nodes send each other.
  void nodes(const Node& models) {
    for (const Member& one : models.members()) {
      read_.attribute(read_.model.names.copy(fmt::format("models.{}", one.key)), one.value);
    }
  }

  /// A tensor of which only the name is said, if that.
  static void as_anything_if_empty(ModelField& field) {
    if (field.tensor && field.tensor->datatype.empty() && !field.tensor->shape) {
      field.tensor.reset();
    }
  }

  ModelField message(const Node& node) {
    ModelField out;
    out.offset = node.offset();
    const std::string_view type = read_.text(node, "messagetype");
    if (type == "tensor" || type == "ndarray" || type == "tftensor") {
      out.tensor = tensor(node, type);
    } else if (type == "jsonData") {
      out.schema = json_schema(node);
    } else if (type == "strData" || type == "binData") {
      Column column;
      column.type = type == "strData" ? ColumnType::string : ColumnType::binary;
      out.column = column;
    } else {
      own_type(node, type);
    }
    return out;
  }

  /// `names` say what the columns are; a tensor has the numbers of Seldon's protocol, doubles
  /// (prediction.proto), the others any.
  Tensor tensor(const Node& node, std::string_view type) {
    Tensor out;
    if (type == "tensor") out.datatype = "FP64";
    const Node* const schema = read_.field(node, "schema", NodeKind::object);
    if (schema == nullptr) return out;
    if (read_.field(*schema, "shape", NodeKind::array) != nullptr) {
      out.shape = read_.shape(read_.list(*schema, "shape"));
    }
    for (const Node& name : read_.list(*schema, "names")) {
      if (!name.is_string()) {
        read_.fail(
            name, fmt::format("expected a string in `names`, found {}", with_article(name.kind())));
        return out;
      }
      out.labels.emplace_back(name.text());
    }
    return out;
  }

  const Node* json_schema(const Node& node) {
    const Node* const schema = node.find("schema");
    if (schema == nullptr || schema->is_null()) return nullptr;
    if (schema->is_object() || schema->is_boolean()) return schema;
    read_.fail(*schema, fmt::format("expected a JSON Schema for `schema`, found {}",
                                    with_article(schema->kind())));
    return nullptr;
  }

  void own_type(const Node& node, std::string_view type) {
    if (read_.error) return;
    const Node& written = *node.find("messagetype");
    if (type.empty()) {
      return read_.fail(written,
                        fmt::format("expected a word for `messagetype`, found none; known: "
                                    "{}, or one of your own",
                                    fmt::join(message_types, ", ")));
    }
    read_.unsupported(node, fmt::format("messages of the type `{}` are not compared{}", type,
                                        did_you_mean(type.substr(0, 60), message_types)));
  }

  MetadataReader read_;
};

}  // namespace

int sniff_seldon(const Node& root) {
  return is_graph(root) || has_tensor_with(root, "messagetype") ? 4 : 0;
}

Result<Model> read_seldon(const Document& main) {
  return Reader(main).run();
}

}  // namespace verdiff
