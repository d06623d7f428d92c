#pragma once

#include "base/error.h"
#include "document/document.h"
#include "formats/models/model.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What the readers of model formats share: the model in the making, and the first error. After an
/// error they go on only as far as it takes to end; nothing that they make counts then.
struct MetadataReader {
  MetadataReader(const Document& document, std::string format) : main(document) {
    model.format = std::move(format);
  }

  const Document& main;
  Model model;
  std::optional<Error> error;

  void fail(ErrorCode code, const Node& at, std::string message);
  void fail(const Node& at, std::string message) {
    fail(ErrorCode::invalid_contract, at, std::move(message));
  }
  /// Something that is read past, shown as a finding where only one side has it.
  void unsupported(const Node& at, std::string message) {
    model.unsupported.push_back({std::move(message), {&main, &at}});
  }

  /// Whether the root is an object; an error says that `what` has to be one.
  bool root_is_object(std::string_view what);
  /// The value under a key; nullptr: absent or null. Of another kind: an error.
  const Node* field(const Node& owner, std::string_view key, NodeKind kind);
  /// The content of a string; empty: absent.
  std::string_view text(const Node& owner, std::string_view key);
  /// The items of a list; none: absent.
  std::span<const Node> list(const Node& owner, std::string_view key);
  /// A whole number, also as a string (ProtoJSON writes an int64 so).
  std::optional<std::int64_t> integer(const Node& node);

  /// Keeps a field that promises nothing, unless it is null, "" or [].
  void attribute(std::string_view name, const Node& value);
  /// Keeps every field of the root but these.
  void attributes_but(std::initializer_list<std::string_view> known);
  /// The versions that can be asked for, names or numbers.
  void served(std::span<const Node> versions);
  std::vector<std::int64_t> shape(std::span<const Node> dims);

  /// The model, or the error.
  Result<Model> finish() &&;
};

/// The fields that a tensor has to have.
struct TensorDemands {
  bool name = true;
  bool datatype = true;
  bool shape = true;
};

/// A tensor as the Open Inference Protocol describes it: name, datatype, shape; and
/// `parameters.content_type` (MLServer; a string, or gRPC's `{"string_param": …}`).
ModelField read_tensor(MetadataReader& reader, const Node& node, const TensorDemands& demands = {});

/// "; did you mean `FP32`?; known: BOOL, …" for a word that is no datatype of the protocol.
std::string datatype_hint(std::string_view wrong);
/// BOOL, UINT8 … BF16, FP64, BYTES.
std::span<const std::string_view> datatypes();

/// Whether `inputs` or `outputs` hold an object that has this key with a string.
bool has_tensor_with(const Node& root, std::string_view key);

}  // namespace verdiff
