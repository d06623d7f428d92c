#include "formats/models/mlflow_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace verdiff {

namespace {

/// A field takes many times the memory of its JSON.
constexpr std::size_t most_fields = 200'000;

constexpr std::string_view tensor_type = "tensor";

std::string found(const Node* node) {
  return node != nullptr ? fmt::format("found {}", with_article(node->kind())) : "found nothing";
}

bool is_scalar(ColumnType type) {
  return type != ColumnType::array && type != ColumnType::object && type != ColumnType::map &&
         type != ColumnType::any && type != ColumnType::sparkml_vector;
}

bool is_tensor(const Node& entry) {
  const Node* const type = entry.find("type");
  return type != nullptr && type->text() == tensor_type;
}

std::optional<std::int64_t> whole_number(const Node& node) {
  std::int64_t out = 0;
  const std::string_view text = node.text();
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (!node.is_number() || failed != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return out;
}

}  // namespace

Result<void> SignatureReader::read(const Node& signature) {
  scalar_ = &signature;
  const Inside at{nullptr, "signature"};
  if (!signature.is_object()) {
    fail(at, "expected a mapping of `inputs`, `outputs` and `params`, " + found(&signature));
    return *error_;
  }
  for (const Member& member : signature.members()) {
    if (error_) break;
    if (member.value.is_null()) continue;
    if (member.key == "inputs") {
      read_schema(member.key, member.value, model_.inputs);
    } else if (member.key == "outputs") {
      read_schema(member.key, member.value, model_.outputs);
    } else if (member.key == "params") {
      read_params(member.value);
    } else {
      first_unknown_ = to_text({&at, member.key});
      unknown_ = 1;
      flush_unknown(member.value);
    }
  }
  if (error_) return *error_;
  return {};
}

void SignatureReader::read_schema(std::string_view part, const Node& scalar,
                                  std::vector<ModelField>& into) {
  const Inside signature{nullptr, "signature"};
  const Inside at{&signature, part};
  const std::optional<PythonJson> json = parse(at, scalar);
  if (!json) return;
  const std::span<const Node> entries = json->root().items();
  if (entries.empty()) {
    return fail(at,
                "expected at least one column or tensor, found an empty list; write null where "
                "it is not known what comes");
  }
  for (std::size_t i = 0; i < entries.size() && !error_; ++i) {
    const Inside entry{&at, {}, i};
    if (!check_entry(entry, entries[i])) return;
    into.push_back(is_tensor(entries[i]) ? read_tensor(entry, entries[i])
                                         : read_column(entry, entries[i]));
  }
  if (!error_) check_schema(at, into);
  flush_unknown(scalar);
}

void SignatureReader::read_params(const Node& scalar) {
  const Inside signature{nullptr, "signature"};
  const Inside at{&signature, "params"};
  const std::optional<PythonJson> json = parse(at, scalar);
  if (!json) return;
  model_.params.emplace();
  const std::span<const Node> entries = json->root().items();
  for (std::size_t i = 0; i < entries.size() && !error_; ++i) {
    const Inside entry{&at, {}, i};
    if (!check_entry(entry, entries[i])) return;
    model_.params->push_back(read_param(entry, entries[i], *json));
  }
  flush_unknown(scalar);
}

std::optional<PythonJson> SignatureReader::parse(const Inside& at, const Node& scalar) {
  scalar_ = &scalar;
  if (!scalar.is_string()) {
    fail(at, "expected a string that holds JSON, as MLflow writes it, " + found(&scalar));
    return std::nullopt;
  }
  auto json = PythonJson::read(to_text(at), scalar.text());
  if (!json) {
    const Error& error = json.error();
    fail(error.code, fmt::format("{}, line {}, column {} of its JSON: {}", to_text(at),
                                 error.where.line, error.where.column, error.message));
    return std::nullopt;
  }
  if (!json->root().is_array()) {
    fail(at, "expected a JSON list, " + found(&json->root()));
    return std::nullopt;
  }
  return *std::move(json);
}

bool SignatureReader::check_entry(const Inside& at, const Node& entry) {
  if (!entry.is_object()) fail(at, "expected an object with `type`, " + found(&entry));
  return !error_;
}

/// What holds for all of one schema together (`mlflow.types.schema.Schema`).
void SignatureReader::check_schema(const Inside& at, const std::vector<ModelField>& fields) {
  const ModelField& first = fields.front();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const ModelField& field = fields[i];
    const Inside here{&at, {}, i};
    if (field.tensor.has_value() != first.tensor.has_value()) {
      return fail(here, field.tensor ? "a tensor stands beside columns; MLflow takes columns alone "
                                       "or tensors alone"
                                     : "a column stands beside tensors; MLflow takes columns alone "
                                       "or tensors alone");
    }
    if (field.name.empty() != first.name.empty()) {
      return fail(here, field.name.empty() ? "this one has no name, the first has; name all or none"
                                           : "this one has a name, the first has none; name all or "
                                             "none");
    }
    if (field.name.empty() && field.tensor && i > 0) {
      return fail(here, "a second tensor without a name; several tensors are told apart by names");
    }
    if (field.name.empty() && !field.required) {
      return fail(here,
                  "an optional column needs a name: those without are told apart by position");
    }
  }
}

ModelField SignatureReader::start_field(std::string name) {
  if (++fields_ > most_fields) {
    fail(ErrorCode::too_many_nodes,
         fmt::format("more than {} columns, tensors, parameters and types inside them in one "
                     "signature",
                     most_fields));
  }
  ModelField out;
  out.name = std::move(name);
  out.offset = scalar_->offset();
  return out;
}

ModelField SignatureReader::read_column(const Inside& at, const Node& entry) {
  ModelField out = start_field(read_name(at, entry));
  const Node* const type = entry.find("type");
  if (type != nullptr && type->is_string() && !column_type_of(type->text())) {
    fail({&at, "type"}, unknown_column_type(type->text(), {tensor_type}));
    return out;
  }
  out.column = read_type(at, entry, "type");
  out.required = read_required(at, entry, out);
  note_unknown(at, entry, &*out.column, {"type", "name", "required", "optional"});
  return out;
}

/// A tensor is always required (`TensorSpec.required`).
ModelField SignatureReader::read_tensor(const Inside& at, const Node& entry) {
  ModelField out = start_field(read_name(at, entry));
  out.tensor.emplace();
  note_unknown(at, entry, nullptr, {"type", "name", "tensor-spec"});
  const Inside inside{&at, "tensor-spec"};
  const Node* const spec = entry.find("tensor-spec");
  if (spec == nullptr || !spec->is_object()) {
    fail(inside, "expected an object with `dtype` and `shape`, " + found(spec));
    return out;
  }
  note_unknown(inside, *spec, nullptr, {"dtype", "shape"});
  const Node* const dtype = spec->find("dtype");
  const Inside dtype_at{&inside, "dtype"};
  if (dtype == nullptr || !dtype->is_string()) {
    fail(dtype_at, "expected the name of a numpy dtype, such as \"float32\", " + found(dtype));
    return out;
  }
  if (std::optional<std::string> datatype = datatype_of(dtype->text())) {
    out.tensor->datatype = *std::move(datatype);
  } else {
    fail(dtype_at, unknown_dtype(dtype->text()));
  }
  const Node* const shape = spec->find("shape");
  const Inside shape_at{&inside, "shape"};
  if (shape == nullptr || !shape->is_array()) {
    fail(shape_at, "expected a list of sizes, such as [-1, 4], " + found(shape));
    return out;
  }
  out.tensor->shape = read_shape(shape_at, *shape);
  return out;
}

std::vector<std::int64_t> SignatureReader::read_shape(const Inside& at, const Node& shape) {
  std::vector<std::int64_t> out;
  for (const Node& size : shape.items()) {
    const std::optional<std::int64_t> number = whole_number(size);
    if (!number || *number < -1) {
      fail({&at, {}, out.size()},
           fmt::format("expected a whole number, or -1 for any size, found {}", to_json(size, 40)));
      return out;
    }
    out.push_back(*number);
  }
  return out;
}

/// Parameters always have a default, so a caller may leave out any of them.
ModelField SignatureReader::read_param(const Inside& at, const Node& entry,
                                       const PythonJson& json) {
  ModelField out = start_field(read_name(at, entry));
  out.required = false;
  if (out.name.empty()) fail(at, "expected `name`: parameters are told apart by names");
  // `dtype` is what MLflow called `type` at first.
  const Node* const type = entry.find("type");
  const Node* const dtype = entry.find("dtype");
  if (type != nullptr && dtype != nullptr && !equal(*type, *dtype)) {
    fail(at, "`type` and `dtype` (its older name) differ; keep `type`");
    return out;
  }
  out.column = read_type(at, entry, type == nullptr && dtype != nullptr ? "dtype" : "type");
  note_unknown(at, entry, &*out.column, {"type", "dtype", "name", "default", "shape"});
  const Node* const value = entry.find("default");
  if (value == nullptr) {
    fail(at, "expected `default`: every parameter of MLflow has one, null included");
    return out;
  }
  out.default_value = json.copy(*value);
  if (is_one_dimension({&at, "shape"}, entry.find("shape"))) {
    ModelField part = start_field({});
    part.column = std::move(out.column);
    out.column = Column{ColumnType::array, {}};
    out.column->parts.push_back(std::move(part));
  }
  return out;
}

/// `shape` of a parameter: null for a single value, [-1] for a list of any length.
bool SignatureReader::is_one_dimension(const Inside& at, const Node* shape) {
  if (shape == nullptr || shape->is_null()) return false;
  const bool is_list = shape->is_array() && shape->items().size() == 1 &&
                       whole_number(shape->items()[0]) == std::int64_t{-1};
  if (!is_list) fail(at, "expected null or [-1], found " + to_json(*shape, 40));
  return is_list;
}

/// A number is a name, too: pandas names the columns of a bare table 0, 1, 2, and MLflow has
/// written them down like that.
std::string SignatureReader::read_name(const Inside& at, const Node& entry) {
  const Node* const name = entry.find("name");
  if (name == nullptr || name->is_null()) return {};
  if (name->text().empty()) {
    fail({&at, "name"},
         fmt::format("expected a name, found {}",
                     name->is_string() ? "an empty one" : with_article(name->kind())));
  }
  return std::string(name->text());
}

/// What a missing `required` means differs by type, as in MLflow's own reader (`ColSpec`): a scalar
/// is required then, the others are not. It loads those with None, and writes them back with null,
/// which counts as false. Columns without names are counted, so each is required.
bool SignatureReader::read_required(const Inside& at, const Node& entry, const ModelField& field) {
  const std::optional<bool> required = read_flag(at, entry, "required");
  const std::optional<bool> optional = read_flag(at, entry, "optional");
  if (required && optional) {
    fail(at, "`required` and `optional` (its older form) exclude each other; keep `required`");
  }
  if (required) return *required;
  if (optional) return !*optional;
  const bool is_absent = entry.find("required") == nullptr;
  return field.name.empty() || (is_absent && is_scalar(field.column->type));
}

std::optional<bool> SignatureReader::read_flag(const Inside& at, const Node& entry,
                                               std::string_view key) {
  const Node* const flag = entry.find(key);
  if (flag == nullptr || flag->is_null()) return std::nullopt;
  if (!flag->is_boolean()) fail({&at, key}, "expected true or false, " + found(flag));
  return flag->boolean();
}

Column SignatureReader::read_type(const Inside& at, const Node& entry, std::string_view key) {
  Column out;
  if (error_) return out;
  const Node* const word = entry.find(key);
  if (word == nullptr || !word->is_string()) {
    fail({&at, key}, "expected the name of a type, such as \"double\", " + found(word));
    return out;
  }
  const std::optional<ColumnType> type = column_type_of(word->text());
  if (!type) {
    fail({&at, key}, unknown_column_type(word->text(), {}));
    return out;
  }
  out.type = *type;
  if (*type == ColumnType::object) out.parts = read_properties(at, entry);
  if (*type == ColumnType::array || *type == ColumnType::map) {
    out.parts.push_back(read_part(at, entry, *type));
  }
  return out;
}

std::vector<ModelField> SignatureReader::read_properties(const Inside& at, const Node& entry) {
  std::vector<ModelField> out;
  const Inside inside{&at, "properties"};
  const Node* const properties = entry.find("properties");
  if (properties == nullptr || !properties->is_object()) {
    fail(inside, "expected an object with the properties, " + found(properties));
    return out;
  }
  if (properties->members().empty()) fail(inside, "an object has at least one property");
  for (const Member& member : properties->members()) {
    const Inside here{&inside, member.key};
    if (member.key.empty()) fail(inside, "a property has an empty name");
    if (error_ || !check_entry(here, member.value)) break;
    ModelField field = start_field(std::string(member.key));
    field.column = read_type(here, member.value, "type");
    // Absent is true whatever the type, unlike in a column (`Property.from_json_dict`).
    const bool is_absent = member.value.find("required") == nullptr;
    field.required = read_flag(here, member.value, "required").value_or(is_absent);
    note_unknown(here, member.value, &*field.column, {"type", "required"});
    out.push_back(std::move(field));
  }
  return out;
}

/// What an array or a map holds.
ModelField SignatureReader::read_part(const Inside& at, const Node& entry, ColumnType type) {
  ModelField out = start_field({});
  out.column.emplace();
  const Inside inside{&at, type == ColumnType::array ? "items" : "values"};
  const Node* const part = entry.find(inside.key);
  if (part == nullptr || !part->is_object()) {
    fail(inside, fmt::format("expected an object with the type of what the {} holds, {}",
                             word(type), found(part)));
    return out;
  }
  out.column = read_type(inside, *part, "type");
  note_unknown(inside, *part, &*out.column, {"type"});
  return out;
}

/// Counted, and the first one named: as many notes as keys would let a small file make a large
/// report.
void SignatureReader::note_unknown(const Inside& at, const Node& object, const Column* column,
                                   std::initializer_list<std::string_view> known) {
  std::string_view parts;
  if (column != nullptr && column->type == ColumnType::object) parts = "properties";
  if (column != nullptr && column->type == ColumnType::array) parts = "items";
  if (column != nullptr && column->type == ColumnType::map) parts = "values";
  for (const Member& member : object.members()) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    if (member.key == parts) continue;
    if (unknown_++ == 0) first_unknown_ = to_text(Inside{&at, member.key});
  }
}

void SignatureReader::flush_unknown(const Node& scalar) {
  if (unknown_ == 0) return;
  std::string more;
  if (unknown_ == 2) more = ", and neither is another key";
  if (unknown_ > 2) more = fmt::format(", and neither are {} other keys", unknown_ - 1);
  model_.unsupported.push_back(
      {fmt::format("`{}` is not known to MLflow and not compared{}", first_unknown_, more),
       {&main_, &scalar}});
  unknown_ = 0;
}

void SignatureReader::fail(const Inside& at, std::string_view message) {
  fail(ErrorCode::invalid_contract, fmt::format("{}: {}", to_text(at), message));
}

void SignatureReader::fail(ErrorCode code, std::string message) {
  if (!error_) error_ = Error{code, std::move(message), main_.locate(*scalar_), {}};
}

}  // namespace verdiff
