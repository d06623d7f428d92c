#pragma once

#include "base/arena.h"
#include "base/result.h"
#include "base/vocabulary.h"
#include "contract/contract.h"
#include "document/document.h"
#include "document/value.h"
#include "document/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What a tensor promises (Open Inference Protocol v2, Triton, MLServer, TensorSpec of MLflow).
struct Tensor {
  /// In the protocol's words, whatever the format calls it: BOOL, UINT8 … UINT64, INT8 … INT64,
  /// FP16, BF16, FP32, FP64, BYTES; else as written (`complex64`). Empty: not said.
  std::string datatype;
  /// -1: any size. Empty: a scalar. nullopt: not even the rank is known.
  std::optional<std::vector<std::int64_t>> shape;
  std::string layout;               ///< `NHWC`, `NCHW`; empty: not said
  std::string content_type;         ///< how bytes are decoded (MLServer); empty: not said
  std::vector<std::string> labels;  ///< what each position of the last dimension means
  /// The name of a file that holds the labels, beside the main document; nullptr: none.
  const Node* label_file = nullptr;
};

#define VERDIFF_COLUMN_TYPES(X)                        \
  X(boolean, "true or false")                          \
  X(integer, "a whole number of 32 bits")              \
  X(long_, "a whole number of 64 bits")                \
  X(float_, "a number of 32 bits")                     \
  X(double_, "a number of 64 bits")                    \
  X(string, "text")                                    \
  X(binary, "bytes, in JSON as base64")                \
  X(datetime, "a point in time")                       \
  X(sparkml_vector, "a vector of Spark ML")            \
  X(array, "a list of one type")                       \
  X(object, "named properties, no others as input")    \
  X(map, "values of one type under names of any kind") \
  X(any, "anything, null too")
VERDIFF_VOCABULARY(ColumnType, VERDIFF_COLUMN_TYPES)

struct ModelField;

/// What a column of a table promises (MLflow's ColSpec and the types inside it).
struct Column {
  ColumnType type = ColumnType::any;
  std::vector<ModelField> parts;  ///< object: its properties; array, map: one, without a name
};

/// One named (or positional) part of what goes in or comes out. One of `tensor`, `column` and
/// `schema` says what it holds; none of them: anything.
struct ModelField {
  std::string name;  ///< empty: by position
  bool required = true;
  std::uint32_t offset = 0;  ///< where it stands in the source of the main document
  std::optional<Tensor> tensor;
  std::optional<Column> column;
  const Node* schema = nullptr;        ///< a JSON Schema (2020-12) in the main document
  std::optional<Value> default_value;  ///< of a parameter
};

/// A contract of a model format before it becomes the neutral one. Readers of model formats fill it
/// in; `make_contract` does what they have in common.
struct Model {
  std::string format;  ///< "MLflow 2.19.0", "Triton config"
  std::string name;
  std::optional<std::string> version;  ///< declared, where the format has a place for it
  const Node* version_node = nullptr;
  /// What identifies the trained artifact and changes with each training: model_uuid, run_id.
  const Node* artifact = nullptr;

  std::vector<ModelField> inputs, outputs;
  /// Settings that a caller may send beside the inputs; nullopt: the format has none.
  std::optional<std::vector<ModelField>> params;

  std::vector<ServedVersion> served;       ///< places in the main document; empty: not said
  std::optional<std::int64_t> batch_size;  ///< most requests in one; nullopt: not said
  const Node* batch_node = nullptr;
  bool streams = false;   ///< an answer may come in many parts or none (Triton's decoupled)
  bool sequence = false;  ///< requests belong to sequences that callers have to name

  /// Further fields that say something about the model and promise nothing about payloads: flavors,
  /// platform, backend. A change in one is a note.
  std::vector<Attribute> attributes;
  /// Holds names of attributes that stand in no document (`flavors.sklearn`).
  Arena names;
  std::vector<Unsupported> unsupported;
  std::vector<UnreadFile> unread;
};

/// The neutral contract: one operation `predict` with the flows `inputs` and `outputs`, and the
/// flow `params`. Fields become properties of an object that ignores those that it does not know
/// (positions of an array where they have no names), tensors and columns schemas with `x-tensor`
/// and `x-column` beside what they look like as JSON. Places are those of the main document;
/// pointers are those of the neutral form.
///
/// invalid-contract: two fields of one name; named beside unnamed ones; a shape of more than 64
/// dimensions.
Result<Contract> make_contract(Workspace workspace, const Document& main, const Model& model);

}  // namespace verdiff
