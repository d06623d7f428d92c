#include "document/derived.h"
#include "formats/loading.h"
#include "formats/models/model.h"
#include "formats/schema/json_schema.h"
#include "formats/schema/references.h"
#include "formats/schema/schema_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t most_dimensions = 64;

/// JSON's type for an element of a tensor; empty: the data type does not say.
std::string_view json_type(std::string_view datatype) {
  if (datatype == "BOOL") return "boolean";
  if (datatype == "BYTES") return "string";
  if (datatype.starts_with("INT") || datatype.starts_with("UINT")) return "integer";
  if (datatype.starts_with("FP") || datatype == "BF16") return "number";
  return {};
}

struct JsonForm {
  std::string_view type;  ///< empty: any
  std::string_view keyword, value;
};

JsonForm json_form(ColumnType type) {
  switch (type) {
    case ColumnType::boolean:
      return {"boolean", "", ""};
    case ColumnType::integer:
    case ColumnType::long_:
      return {"integer", "", ""};
    case ColumnType::float_:
    case ColumnType::double_:
      return {"number", "", ""};
    case ColumnType::string:
      return {"string", "", ""};
    case ColumnType::binary:
      return {"string", "contentEncoding", "base64"};
    case ColumnType::datetime:
      return {"string", "format", "date-time"};
    case ColumnType::array:
      return {"array", "", ""};
    case ColumnType::object:
    case ColumnType::map:
      return {"object", "", ""};
    case ColumnType::sparkml_vector:
    case ColumnType::any:
      break;
  }
  return {};
}

/// Writes the neutral form; what it says of a field is located where the field stands.
class NeutralForm {
 public:
  explicit NeutralForm(const Document& main) : main_(main), build_(main) {}

  /// `{inputs: …, outputs: …, params: …}`, one JSON Schema each.
  Result<Document> write(const Model& model) {
    build_.begin_object(0);
    if (!model.inputs.empty()) write_side("inputs", model.inputs, true);
    if (!model.outputs.empty()) write_side("outputs", model.outputs, false);
    if (model.params) write_side("params", *model.params, true);
    build_.end_object();
    if (error_) return *error_;
    return std::move(build_).finish();
  }

 private:
  void write_side(std::string_view role, const std::vector<ModelField>& fields, bool input) {
    input_ = input;
    at_ = fields.empty() ? 0 : fields.front().offset;
    if (!check(role, fields)) return;
    build_.key(role, at_);
    const bool by_position = !fields.empty() && fields.front().name.empty();
    if (!by_position) return write_object(fields, false);
    if (fields.size() == 1 && fields.front().tensor) return write_field(fields.front());
    build_.begin_object(at_);
    text("type", "array");
    build_.key("prefixItems", at_);
    build_.begin_array(at_);
    for (const ModelField& field : fields) write_field(field);
    build_.end_array();
    build_.key("minItems", at_);
    build_.number(std::to_string(fields.size()), at_);
    build_.end_object();
  }

  /// False after an error.
  bool check(std::string_view role, const std::vector<ModelField>& fields) {
    std::set<std::string_view> names;
    for (const ModelField& field : fields) {
      if (field.name.empty() != fields.front().name.empty()) {
        return fail(field, fmt::format("some of the {} have a name and some have none: either all "
                                       "are told apart by name or all by position",
                                       role));
      }
      if (!field.name.empty() && !names.insert(field.name).second) {
        return fail(field, fmt::format("two of the {} are called \"{}\"", role, field.name));
      }
      const auto& tensor = field.tensor;
      if (tensor && tensor->shape && tensor->shape->size() > most_dimensions) {
        return fail(field, fmt::format("a shape of {} dimensions; at most {} are read",
                                       tensor->shape->size(), most_dimensions));
      }
    }
    return true;
  }

  bool fail(const ModelField& field, std::string message) {
    if (!error_) {
      error_ =
          Error{ErrorCode::invalid_contract, std::move(message), main_.locate(field.offset), {}};
    }
    return false;
  }

  /// Nested types are no deeper than the document that they were read from.
  void write_object(const std::vector<ModelField>& fields, bool closed,
                    std::string_view column = {}, const std::optional<Value>& standing_in = {}) {
    const std::uint32_t at = at_;
    build_.begin_object(at);
    text("type", "object");
    if (!column.empty()) text("x-column", column);
    build_.key("properties", at);
    build_.begin_object(at);
    for (const ModelField& field : fields) {
      build_.key(field.name, field.offset);
      write_field(field);
    }
    build_.end_object();
    at_ = at;
    write_required(fields);
    if (closed) {
      build_.key("additionalProperties", at_);
      build_.boolean(false, at_);
    }
    write_default(standing_in);
    build_.end_object();
  }

  void write_required(const std::vector<ModelField>& fields) {
    build_.key("required", at_);
    build_.begin_array(at_);
    for (const ModelField& field : fields) {
      if (field.required) build_.string(field.name, field.offset);
    }
    build_.end_array();
  }

  void write_field(const ModelField& field) {
    at_ = field.offset;
    if (field.schema != nullptr) return build_.value(*field.schema);
    if (field.tensor) return write_tensor(*field.tensor);
    if (field.column) return write_column(*field.column, field.default_value);
    build_.begin_object(at_);
    write_default(field.default_value);
    build_.end_object();
  }

  void write_tensor(const Tensor& tensor) {
    build_.begin_object(at_);
    write_array_type(tensor);
    build_.key("x-tensor", at_);
    build_.begin_object(at_);
    if (!tensor.datatype.empty()) text("datatype", tensor.datatype);
    if (tensor.shape) {
      build_.key("shape", at_);
      build_.begin_array(at_);
      for (const std::int64_t size : *tensor.shape) build_.number(std::to_string(size), at_);
      build_.end_array();
    }
    if (!tensor.layout.empty()) text("layout", tensor.layout);
    if (!tensor.content_type.empty()) text("contentType", tensor.content_type);
    build_.end_object();
    if (!tensor.labels.empty()) {
      build_.key("x-labels", at_);
      build_.begin_array(at_);
      for (const std::string& label : tensor.labels) build_.string(label, at_);
      build_.end_array();
    }
    build_.end_object();
  }

  /// As JSON a tensor is lists in lists, one for each dimension, of any length: how long is for
  /// `x-tensor` to say, which judges it by the tables of the protocol.
  void write_array_type(const Tensor& tensor) {
    if (!tensor.shape) return;
    const std::size_t rank = tensor.shape->size();
    for (std::size_t i = 0; i < rank; ++i) {
      text("type", "array");
      build_.key("items", at_);
      build_.begin_object(at_);
    }
    const std::string_view type = json_type(tensor.datatype);
    if (!type.empty()) text("type", type);
    for (std::size_t i = 0; i < rank; ++i) build_.end_object();
  }

  void write_column(const Column& column, const std::optional<Value>& standing_in = {}) {
    const std::string_view type = word(column.type);
    if (column.type == ColumnType::object) {
      // MLflow refuses unknown properties inside a column, and validates no output.
      return write_object(column.parts, input_, type, standing_in);
    }
    const JsonForm form = json_form(column.type);
    build_.begin_object(at_);
    if (!form.type.empty()) text("type", form.type);
    if (!form.keyword.empty()) text(form.keyword, form.value);
    text("x-column", type);
    if (!column.parts.empty()) {
      build_.key(column.type == ColumnType::map ? "additionalProperties" : "items", at_);
      write_field(column.parts.front());
    }
    write_default(standing_in);
    build_.end_object();
  }

  void write_default(const std::optional<Value>& value) {
    if (!value) return;
    build_.key("default", at_);
    write_value(*value);
  }

  /// No deeper than the document that the value was read from.
  void write_value(const Value& value) {
    switch (value.kind) {
      case NodeKind::null:
        return build_.null(at_);
      case NodeKind::boolean:
        return build_.boolean(value.boolean, at_);
      case NodeKind::number:
        return build_.number(value.text, at_);
      case NodeKind::string:
        return build_.string(value.text, at_);
      case NodeKind::array:
        build_.begin_array(at_);
        for (const Value& item : value.items) write_value(item);
        return build_.end_array();
      case NodeKind::object:
        build_.begin_object(at_);
        for (const auto& [key, member] : value.members) {
          build_.key(key, at_);
          write_value(member);
        }
        return build_.end_object();
    }
  }

  void text(std::string_view key, std::string_view value) {
    build_.key(key, at_);
    build_.string(value, at_);
  }

  const Document& main_;
  DerivedBuilder build_;
  std::optional<Error> error_;
  std::uint32_t at_ = 0;  // of the field that is being written
  bool input_ = false;
};

/// The contract around the neutral form.
class ModelReader {
 public:
  ModelReader(Contract& contract, const Document& main, const Document& neutral)
      : main_(main),
        neutral_(neutral),
        loading_{contract, {}, {}},
        references_(loading_),
        schemas_(loading_, references_) {}

  std::optional<Error> read(const Model& model) {
    Operation operation;
    operation.kind = OperationKind::model;
    operation.name = "predict";
    operation.place = {&main_, &main_.root()};
    for (const Member& side : neutral_.root().members()) {
      const bool sent = side.key == "outputs";
      read_side(side, sent ? Direction::output : Direction::input, operation);
    }
    read_serving(model, operation);
    loading_.contract.operations.push_back(std::move(operation));
    schemas_.finish();
    return loading_.error;
  }

 private:
  void read_side(const Member& side, Direction direction, Operation& operation) {
    const ResourceId resource = references_.open_part(neutral_, side.value, {});
    Flow flow;
    flow.name = side.key;
    flow.direction = direction;
    flow.schema = schemas_.read({&side.value, resource});
    flow.place = {&neutral_, &side.value};
    add_payload(loading_.contract, operation, side.key, std::move(flow));
  }

  void read_serving(const Model& model, Operation& operation) {
    Serving serving;
    serving.versions = model.served;
    serving.batch_size = model.batch_size;
    serving.batch_place = {&main_, model.batch_node ? model.batch_node : &main_.root()};
    serving.streams = model.streams;
    serving.sequence = model.sequence;
    operation.serving = std::move(serving);
  }

  const Document& main_;
  const Document& neutral_;
  Loading loading_;
  References references_;
  SchemaReader schemas_;
};

}  // namespace

Result<Contract> make_contract(Workspace workspace, const Document& main, const Model& model) {
  auto neutral = NeutralForm(main).write(model);
  if (!neutral) return neutral.error();
  const auto kept = workspace.add(*std::move(neutral), main.name() + "?neutral");
  if (!kept) return kept.error();

  Contract contract = start_contract(std::move(workspace));
  if (auto error = ModelReader(contract, main, **kept).read(model)) return *std::move(error);
  contract.format = model.format;
  contract.title = model.name;
  contract.version = model.version;
  if (model.version_node != nullptr) contract.version_place = {&main, model.version_node};
  if (model.artifact != nullptr) contract.artifact = {&main, model.artifact};
  for (const Attribute& one : model.attributes) {
    contract.attributes.push_back({contract.schemas.arena().copy(one.name), one.value});
  }
  contract.unsupported.insert(contract.unsupported.end(), model.unsupported.begin(),
                              model.unsupported.end());
  contract.unread = model.unread;
  finish_contract(contract);
  return contract;
}

}  // namespace verdiff
