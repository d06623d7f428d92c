#include "model_text.h"

#include <fmt/format.h>

#include <vector>

namespace verdiff::testing {

namespace {

std::string tensor_text(const Tensor& tensor) {
  std::string out = " " + (tensor.datatype.empty() ? "?" : tensor.datatype);
  out += tensor.shape ? fmt::format("[{}]", fmt::join(*tensor.shape, ",")) : "[...]";
  if (!tensor.layout.empty()) out += " " + tensor.layout;
  if (!tensor.content_type.empty()) out += " as " + tensor.content_type;
  if (!tensor.labels.empty()) out += fmt::format(" labels({})", fmt::join(tensor.labels, ", "));
  if (tensor.label_file != nullptr) out += fmt::format(" labels in {}", tensor.label_file->text());
  return out;
}

std::string field_text(std::string_view role, const ModelField& field) {
  std::string out = fmt::format("{} {}", role, field.name.empty() ? "-" : field.name);
  if (field.tensor) out += tensor_text(*field.tensor);
  if (field.column) out += fmt::format(" column {}", word(field.column->type));
  if (field.schema != nullptr) out += " schema " + to_json(*field.schema);
  if (!field.required) out += " optional";
  return out + "\n";
}

std::string head(const Model& model) {
  std::string out = fmt::format("{} \"{}\"", model.format, model.name);
  if (model.version) out += ", version " + *model.version;
  if (model.batch_size) out += fmt::format(", batches of {}", *model.batch_size);
  if (model.streams) out += ", streams";
  if (model.sequence) out += ", sequences";
  if (model.artifact != nullptr) out += ", artifact " + to_json(*model.artifact);
  return out + "\n";
}

}  // namespace

std::string model_text(const Document& main, const Model& model) {
  std::string out = head(model);
  for (const ModelField& field : model.inputs) out += field_text("in", field);
  for (const ModelField& field : model.outputs) out += field_text("out", field);
  std::vector<std::string> served;
  for (const ServedVersion& version : model.served) served.push_back(version.name);
  if (!served.empty()) out += fmt::format("served {}\n", fmt::join(served, ", "));
  for (const Attribute& attribute : model.attributes) {
    out += fmt::format("attribute {}: {}\n", attribute.name, to_json(*attribute.value, 60));
  }
  for (const Unsupported& one : model.unsupported) {
    out += fmt::format("{}: {}\n", to_text(main.locate(*one.place.node)), one.message);
  }
  return out;
}

std::string model_text(const Document& main, const Result<Model>& model) {
  return model ? model_text(main, *model) : to_text(model.error()) + "\n";
}

std::string model_text(const std::string& name, const std::string& source,
                       Result<Model> (*read)(const Document& main)) {
  const Result<Document> document = read_document(name, source);
  return document ? model_text(*document, read(*document)) : to_text(document.error()) + "\n";
}

}  // namespace verdiff::testing
