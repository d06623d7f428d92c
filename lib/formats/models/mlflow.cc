#include "formats/models/mlflow.h"

#include "formats/models/mlflow_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verdiff {

namespace {

/// Fields that say which training made the model, when, and where it was put: they differ from one
/// logged model to the next whatever it promises.
constexpr auto not_listed = std::to_array<std::string_view>({
    "artifact_path",
    "flavors",
    "metadata",
    "model_id",
    "model_size_bytes",
    "model_uuid",
    "name",
    "run_id",
    "signature",
    "utc_time_created",
});

/// A value that is there and not null: MLflow writes null for what is not set.
const Node* find_set(const Node& object, std::string_view key) {
  const Node* const value = object.find(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

const Node* first_set(const Node& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (const Node* const value = find_set(object, key)) return value;
  }
  return nullptr;
}

/// `name` of MLflow 3, else `artifact_path` where it is a plain name: since MLflow 3 it may be a
/// place in a store, which has the model's id in it.
std::string name_of(const Node& root) {
  if (const Node* const name = find_set(root, "name")) return std::string(name->text());
  const Node* const path = find_set(root, "artifact_path");
  if (path == nullptr || path->text().find_first_of("/:\\") != std::string_view::npos) return {};
  return std::string(path->text());
}

/// MLflow has no field for a version; a team's own fields are in `metadata`. The word that can only
/// mean the contract comes first. A number (`version: 1.0`) is no version in SemVer's sense.
const Node* version_of(const Node& root) {
  const Node* const metadata = root.find("metadata");
  if (metadata == nullptr) return nullptr;
  for (const std::string_view key : {"contract_version", "version", "model_version"}) {
    const Node* const value = metadata->find(key);
    if (value != nullptr && value->is_string()) return value;
  }
  return nullptr;
}

void add_members(Model& model, std::string_view prefix, const Node& object) {
  for (const Member& member : object.members()) {
    if (member.value.is_null() || &member.value == model.version_node) continue;
    model.attributes.push_back(
        {model.names.copy(fmt::format("{}.{}", prefix, member.key)), &member.value});
  }
}

/// A flavor is one attribute, but python_function, which is in nearly every model and serves it, is
/// one a field: of it, the Python version matters by itself.
void add_flavors(Model& model, const Node& flavors) {
  for (const Member& flavor : flavors.members()) {
    const std::string name = fmt::format("flavors.{}", flavor.key);
    if (flavor.key == "python_function" && !flavor.value.members().empty()) {
      add_members(model, name, flavor.value);
    } else {
      model.attributes.push_back({model.names.copy(name), &flavor.value});
    }
  }
}

void add_attributes(Model& model, const Node& root) {
  for (const Member& member : root.members()) {
    if (member.value.is_null()) continue;
    if (member.key == "flavors" && member.value.is_object()) {
      add_flavors(model, member.value);
    } else if (member.key == "metadata" && member.value.is_object()) {
      add_members(model, member.key, member.value);
    } else if (std::find(not_listed.begin(), not_listed.end(), member.key) == not_listed.end()) {
      model.attributes.push_back({member.key, &member.value});
    }
  }
}

Error no_signature(const Document& main) {
  return {
      ErrorCode::no_contract,
      "the model has no signature, so it promises nothing about what goes in and comes out; log "
      "it with one: `log_model(…, signature=infer_signature(inputs, outputs))`",
      main.locate(main.root()),
      {}};
}

}  // namespace

int sniff_mlflow(const Node& root) {
  const Node* const flavors = root.find("flavors");
  const Node* const signature = root.find("signature");
  const bool has_flavors = flavors != nullptr && flavors->is_object();
  const bool has_signature =
      signature != nullptr && signature->is_object() &&
      (signature->find("inputs") != nullptr || signature->find("outputs") != nullptr ||
       signature->find("params") != nullptr);
  const bool is_logged = first_set(root, {"mlflow_version", "model_uuid", "model_id", "run_id",
                                          "artifact_path", "utc_time_created"}) != nullptr;
  if ((has_flavors || has_signature) && (is_logged || (has_flavors && has_signature))) return 3;
  return has_flavors ? 1 : 0;
}

Result<Model> read_mlflow(const Document& main) {
  const Node& root = main.root();
  if (!root.is_object()) {
    return Error{ErrorCode::invalid_contract,
                 fmt::format("an MLmodel is a mapping with `flavors` and `signature`, found {}",
                             with_article(root.kind())),
                 main.locate(root),
                 {}};
  }
  const Node* const signature = find_set(root, "signature");
  if (signature == nullptr) return no_signature(main);

  Model model;
  const Node* const version = find_set(root, "mlflow_version");
  model.format = version != nullptr && !version->text().empty()
                     ? fmt::format("MLflow {}", version->text())
                     : "MLflow";
  model.name = name_of(root);
  model.artifact = first_set(root, {"model_uuid", "model_id", "run_id"});
  model.version_node = version_of(root);
  if (model.version_node != nullptr) model.version = std::string(model.version_node->text());
  add_attributes(model, root);

  const Result<void> read = SignatureReader(main, model).read(*signature);
  if (!read) return read.error();
  if (model.inputs.empty() && model.outputs.empty() && !model.params) return no_signature(main);
  return model;
}

}  // namespace verdiff
