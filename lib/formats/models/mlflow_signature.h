#pragma once

#include "document/document.h"
#include "formats/models/model.h"
#include "formats/models/python_json.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Where something stands inside the JSON of a signature, `signature.inputs[2].type`. That JSON is
/// a string of the YAML document, folded over its lines, so a message has to say in words what line
/// and column can't.
struct Inside {
  static constexpr std::size_t no_index = static_cast<std::size_t>(-1);

  const Inside* outer = nullptr;
  std::string_view key;
  std::size_t index = no_index;  ///< instead of the key
};
/// Long keys are cut.
std::string to_text(const Inside& at);

/// The protocol's word for the name of a numpy dtype (`np.dtype(…).name`): FP32 for `float32`,
/// BYTES for `object` and `str320`; what the protocol lacks keeps its name (`complex64`,
/// `datetime64[ns]`). nullopt where numpy has no such type.
std::optional<std::string> datatype_of(std::string_view dtype);
std::string unknown_dtype(std::string_view text);

/// By MLflow's word for a type of a column, `sparkml_vector`.
std::optional<ColumnType> column_type_of(std::string_view text);
/// For a message; `others` are the further words that may stand in the place.
std::string unknown_column_type(std::string_view text,
                                std::initializer_list<std::string_view> others);

/// Reads the signature of an MLmodel, as `mlflow.types.schema` loads it, into a Model. Stops at the
/// first error.
///
/// Members: mlflow_signature.cc; the words of MLflow and numpy: mlflow_words.cc.
class SignatureReader {
 public:
  SignatureReader(const Document& main, Model& model) : main_(main), model_(model) {}

  Result<void> read(const Node& signature);

 private:
  void read_schema(std::string_view part, const Node& scalar, std::vector<ModelField>& into);
  void read_params(const Node& scalar);
  std::optional<PythonJson> parse(const Inside& at, const Node& scalar);
  bool check_entry(const Inside& at, const Node& entry);
  void check_schema(const Inside& at, const std::vector<ModelField>& fields);

  ModelField read_column(const Inside& at, const Node& entry);
  ModelField read_tensor(const Inside& at, const Node& entry);
  ModelField read_param(const Inside& at, const Node& entry, const PythonJson& json);
  std::string read_name(const Inside& at, const Node& entry);
  bool read_required(const Inside& at, const Node& entry, const ModelField& field);
  std::optional<bool> read_flag(const Inside& at, const Node& entry, std::string_view key);
  std::vector<std::int64_t> read_shape(const Inside& at, const Node& shape);
  bool is_one_dimension(const Inside& at, const Node* shape);

  /// The type that `entry[key]` names; its parts stand beside it.
  Column read_type(const Inside& at, const Node& entry, std::string_view key);
  std::vector<ModelField> read_properties(const Inside& at, const Node& entry);
  ModelField read_part(const Inside& at, const Node& entry, ColumnType type);

  void note_unknown(const Inside& at, const Node& object, const Column* column,
                    std::initializer_list<std::string_view> known);
  void flush_unknown(const Node& scalar);

  ModelField start_field(std::string name);
  void fail(const Inside& at, std::string_view message);
  void fail(ErrorCode code, std::string message);

  const Document& main_;
  Model& model_;
  const Node* scalar_ = nullptr;  // the string whose JSON is being read
  std::size_t fields_ = 0;
  std::string first_unknown_;  // keys of this JSON that nothing here knows
  std::size_t unknown_ = 0;
  std::optional<Error> error_;
};

}  // namespace verdiff
