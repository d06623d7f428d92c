#include "formats/models/triton.h"

#include "base/text.h"
#include "document/value.h"
#include "formats/models/label_file.h"
#include "formats/models/metadata_reader.h"
#include "formats/models/triton_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace verdiff {

namespace {

constexpr std::size_t longest_shown = 60;

/// In the order of the numbers of `enum DataType`; the words of the protocol beside them.
struct DataType {
  std::string_view word, datatype;
};
constexpr std::array<DataType, 15> data_types = {{{"TYPE_INVALID", ""},
                                                  {"TYPE_BOOL", "BOOL"},
                                                  {"TYPE_UINT8", "UINT8"},
                                                  {"TYPE_UINT16", "UINT16"},
                                                  {"TYPE_UINT32", "UINT32"},
                                                  {"TYPE_UINT64", "UINT64"},
                                                  {"TYPE_INT8", "INT8"},
                                                  {"TYPE_INT16", "INT16"},
                                                  {"TYPE_INT32", "INT32"},
                                                  {"TYPE_INT64", "INT64"},
                                                  {"TYPE_FP16", "FP16"},
                                                  {"TYPE_FP32", "FP32"},
                                                  {"TYPE_FP64", "FP64"},
                                                  {"TYPE_STRING", "BYTES"},
                                                  {"TYPE_BF16", "BF16"}}};

/// Likewise of `enum Format`; the second word is the layout.
constexpr std::array<DataType, 3> layouts = {
    {{"FORMAT_NONE", ""}, {"FORMAT_NHWC", "NHWC"}, {"FORMAT_NCHW", "NCHW"}}};

/// The values of a `repeated` field. In text proto one that occurs once is no list.
std::span<const Node> repeated(const Node* node) {
  if (node == nullptr || node->is_null()) return {};
  return node->is_array() ? node->items() : std::span(node, 1);
}

bool has_data_type(const Node& config, std::string_view key) {
  const std::span<const Node> tensors = repeated(config.find(key));
  return std::any_of(tensors.begin(), tensors.end(), [](const Node& tensor) {
    const Node* const type = find_triton_field(tensor, "data_type");
    return type != nullptr && (type->is_number() || type->text().starts_with("TYPE_"));
  });
}

/// What proto3 does not write is the same as its default: also an empty map. An empty message is
/// not: `dynamic_batching {}` turns it on.
bool is_default(const Member& member) {
  const Node& value = member.value;
  const bool map = member.key == "parameters" || member.key == "cc_model_filenames" ||
                   member.key == "metric_tags";
  return (value.is_boolean() && !value.boolean()) || (value.is_number() && value.text() == "0") ||
         (map && value.is_object() && value.members().empty());
}

class Reader {
 public:
  explicit Reader(const Document& main) : read_(main, "Triton config") {}

  Result<Model> run() {
    if (read_.root_is_object("a Triton model configuration")) {
      const Node& root = read_.main.root();
      read_.model.name = read_.text(root, "name");
      batching();
      tensors("input", read_.model.inputs);
      tensors("output", read_.model.outputs);
      transactions();
      versions();
      attributes();
    }
    return std::move(read_).finish();
  }

 private:
  bool flag(const Node& owner, std::string_view key) {
    const Node* const value = owner.find(key);
    if (value == nullptr || value->is_null()) return false;
    if (value->is_boolean()) return value->boolean();
    // The text format also takes 0 and 1.
    if (value->is_number() && value->text() == "0") return false;
    if (value->is_number() && value->text() == "1") return true;
    read_.fail(*value, fmt::format("expected true or false for `{}`, found {}", key,
                                   to_json(*value, longest_shown)));
    return false;
  }

  /// A value of an enum by word or number; the second word of its row.
  template <std::size_t N>
  std::string enumerator(const Node& node, std::string_view key,
                         const std::array<DataType, N>& known, std::size_t first) {
    for (std::size_t i = first; i < N; ++i) {
      const bool by_word = node.is_string() && node.text() == known[i].word;
      const bool by_number = node.is_number() && node.text() == std::to_string(i);
      if (by_word || by_number) return std::string(known[i].datatype);
    }
    std::vector<std::string_view> list;
    for (std::size_t i = first; i < N; ++i) list.push_back(known[i].word);
    // A word of the Open Inference Protocol is most likely meant as Triton's word for it.
    const auto same = std::find_if(known.begin(), known.end(), [&](const DataType& one) {
      return node.is_string() && !one.datatype.empty() && one.datatype == node.text();
    });
    const std::string meant = same != known.end()
                                  ? fmt::format("; did you mean `{}`?", same->word)
                                  : did_you_mean(node.text().substr(0, longest_shown), list);
    read_.fail(node, fmt::format("expected a word for `{}`, found {}{}; known: {}", key,
                                 to_json(node, longest_shown), meant, fmt::join(list, ", ")));
    return {};
  }

  void batching() {
    const Node* const node = read_.main.root().find("max_batch_size");
    if (node == nullptr || node->is_null()) return;
    const std::optional<std::int64_t> size = read_.integer(*node);
    if (!size || *size < 0) {
      return read_.fail(*node, fmt::format("expected a whole number from 0 for `max_batch_size`, "
                                           "found {}",
                                           to_json(*node, longest_shown)));
    }
    if (*size == 0) return;
    read_.model.batch_size = *size;
    read_.model.batch_node = node;
  }

  void tensors(std::string_view key, std::vector<ModelField>& out) {
    const Node& root = read_.main.root();
    const std::span<const Node> nodes = repeated(root.find(key));
    if (nodes.empty()) {
      return read_.fail(
          ErrorCode::no_contract, root,
          fmt::format("expected `input` and `output`, found no `{}`: the server fills in what a "
                      "config leaves out; ask it for the whole, GET v2/models/{}/config",
                      key, read_.model.name.empty() ? "NAME" : read_.model.name));
    }
    for (const Node& node : nodes) out.push_back(tensor(node, key));
  }

  ModelField tensor(const Node& node, std::string_view key) {
    ModelField out;
    out.offset = node.offset();
    const Node* const name = node.find("name");
    const Node* type = node.find("data_type");
    // The default of the enum: the same as nothing.
    if (type != nullptr && (type->text() == data_types[0].word || type->text() == "0")) {
      type = nullptr;
    }
    const std::span<const Node> dims = repeated(node.find("dims"));
    const std::string_view missing = name == nullptr   ? "name"
                                     : type == nullptr ? "data_type"
                                     : dims.empty()    ? "dims"
                                                       : "";
    if (!node.is_object() || !missing.empty()) {
      read_.fail(node, fmt::format("expected `name`, `data_type` and `dims` in `{}`, found {}", key,
                                   node.is_object() ? fmt::format("no `{}`", missing)
                                                    : std::string(with_article(node.kind()))));
      return out;
    }
    out.name = read_.text(node, "name");
    out.required = !flag(node, "optional");
    Tensor tensor;
    tensor.datatype = enumerator(*type, "data_type", data_types, 1);
    const bool holds_shape = flag(node, "is_shape_tensor");
    tensor.shape = full_shape(dims, holds_shape);
    if (const Node* const format = node.find("format")) {
      tensor.layout = enumerator(*format, "format", layouts, 0);
    }
    const Node* const labels = read_.field(node, "label_filename", NodeKind::string);
    if (labels != nullptr && !labels->text().empty()) tensor.label_file = labels;
    out.tensor = std::move(tensor);
    if (holds_shape) {
      read_.unsupported(*node.find("is_shape_tensor"),
                        "the values of a shape tensor are not compared");
    }
    if (flag(node, "allow_ragged_batch")) {
      const std::string attribute = fmt::format("{}.{}.allow_ragged_batch", key, out.name);
      read_.attribute(read_.model.names.copy(attribute), *node.find("allow_ragged_batch"));
    }
    return out;
  }

  /// The client's shape: `reshape` is between the server and the model. The batch comes in front;
  /// to a shape tensor it is one value more (model_configuration.md, "Shape Tensors").
  std::vector<std::int64_t> full_shape(std::span<const Node> dims, bool holds_shape) {
    std::vector<std::int64_t> out = read_.shape(dims);
    if (!read_.model.batch_size || out.empty()) return out;
    if (!holds_shape) {
      out.insert(out.begin(), -1);
    } else if (out.front() != -1 && out.front() != std::numeric_limits<std::int64_t>::max()) {
      ++out.front();
    }
    return out;
  }

  void transactions() {
    const Node& root = read_.main.root();
    const Node* const policy = read_.field(root, "model_transaction_policy", NodeKind::object);
    read_.model.streams = policy != nullptr && flag(*policy, "decoupled");
    const Node* const sequence = read_.field(root, "sequence_batching", NodeKind::object);
    read_.model.sequence = sequence != nullptr;
  }

  void versions() {
    const Node* const policy = read_.field(read_.main.root(), "version_policy", NodeKind::object);
    if (policy == nullptr) return;
    const Node* const specific = read_.field(*policy, "specific", NodeKind::object);
    if (specific != nullptr) return read_.served(repeated(specific->find("versions")));
    read_.attribute("version_policy", *policy);
  }

  void attributes() {
    constexpr std::array<std::string_view, 6> known = {
        "name", "input", "output", "max_batch_size", "model_transaction_policy", "version_policy"};
    for (const Member& member : read_.main.root().members()) {
      const bool read = std::find(known.begin(), known.end(), member.key) != known.end();
      if (!read && !is_default(member)) read_.attribute(member.key, member.value);
    }
  }

  MetadataReader read_;
};

}  // namespace

int sniff_triton(const Node& root) {
  const Node& config = triton_config(root);
  if (has_data_type(config, "input") || has_data_type(config, "output")) return 4;
  // A config that leaves its tensors to the server.
  const bool tensors = config.find("inputs") != nullptr || config.find("outputs") != nullptr;
  const auto has = [&](std::string_view key, NodeKind kind) {
    const Node* const value = find_triton_field(config, key);
    return value != nullptr && value->kind() == kind;
  };
  const bool platform = has("platform", NodeKind::string) &&
                        (has("max_batch_size", NodeKind::number) ||
                         find_triton_field(config, "instance_group") != nullptr ||
                         find_triton_field(config, "version_policy") != nullptr);
  return !tensors && (has("backend", NodeKind::string) || platform) ? 3 : 0;
}

Result<Model> read_triton(const Document& main) {
  return Reader(main).run();
}

Result<Contract> load_triton(Workspace workspace, const Document& main, const LoadOptions&) {
  const Document* config = &main;
  if (auto plain = plain_triton_config(main)) {
    if (!*plain) return std::move(*plain).error();
    const auto kept = workspace.add(*std::move(*plain), main.name() + "?config");
    if (!kept) return kept.error();
    config = *kept;
  }
  Result<Model> model = read_triton(*config);
  if (!model) return std::move(model).error();
  read_label_files(workspace, *config, *model);
  return make_contract(std::move(workspace), *config, *model);
}

}  // namespace verdiff
