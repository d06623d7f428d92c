#include "formats/models/metadata_reader.h"

#include "base/decimal.h"
#include "base/text.h"
#include "document/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace verdiff {

namespace {

// The protocol's table, and BF16, which KServe and Triton have beside it.
constexpr std::array<std::string_view, 14> datatype_words = {
    "BOOL",  "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16",
    "INT32", "INT64", "FP16",   "BF16",   "FP32",   "FP64", "BYTES"};

/// Words of other systems, in lower case.
struct Synonym {
  std::string_view word, datatype;
};
constexpr std::array<Synonym, 15> synonyms = {{{"boolean", "BOOL"},
                                               {"byte", "BYTES"},
                                               {"str", "BYTES"},
                                               {"string", "BYTES"},
                                               {"object", "BYTES"},
                                               {"float16", "FP16"},
                                               {"half", "FP16"},
                                               {"bfloat16", "BF16"},
                                               {"float", "FP32"},
                                               {"float32", "FP32"},
                                               {"double", "FP64"},
                                               {"float64", "FP64"},
                                               {"int", "INT32"},
                                               {"integer", "INT32"},
                                               {"long", "INT64"}}};

std::optional<std::int64_t> to_integer(std::string_view text) {
  constexpr std::int64_t most_zeros = 18;
  const std::optional<Decimal> number = Decimal::parse(text);
  if (!number || !number->is_integer() || number->exponent() > most_zeros) return std::nullopt;
  std::string plain = number->is_negative() ? "-" : "";
  plain += number->is_zero() ? "0" : number->digits();
  plain.append(static_cast<std::size_t>(std::max<std::int64_t>(number->exponent(), 0)), '0');
  std::int64_t out = 0;
  const char* const end = plain.data() + plain.size();
  const auto read = std::from_chars(plain.data(), end, out);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return out;
}

bool says_nothing(const Node& value) {
  return value.is_null() || (value.is_string() && value.text().empty()) ||
         (value.is_array() && value.items().empty());
}

constexpr std::size_t longest_shown = 60;

std::string read_datatype(MetadataReader& reader, const Node& node) {
  const auto known = datatypes();
  const bool fits =
      node.is_string() && std::find(known.begin(), known.end(), node.text()) != known.end();
  if (fits) return std::string(node.text());
  const std::string hint = datatype_hint(node.is_string() ? node.text() : std::string_view());
  reader.fail(node,
              fmt::format("expected a datatype, found {}{}", to_json(node, longest_shown), hint));
  return {};
}

std::string_view read_content_type(MetadataReader& reader, const Node& tensor) {
  const Node* const parameters = reader.field(tensor, "parameters", NodeKind::object);
  if (parameters == nullptr) return {};
  const Node* const written = parameters->find("content_type");
  // A map of InferParameter: one of its fields holds the value.
  if (written != nullptr && written->is_object()) {
    const bool camel = written->find("stringParam") != nullptr;
    return reader.text(*written, camel ? "stringParam" : "string_param");
  }
  return reader.text(*parameters, "content_type");
}

}  // namespace

std::span<const std::string_view> datatypes() {
  return datatype_words;
}

std::string datatype_hint(std::string_view wrong) {
  const std::string lower = ascii_lower(wrong.substr(0, longest_shown));
  const auto synonym = std::find_if(synonyms.begin(), synonyms.end(),
                                    [&](const Synonym& one) { return one.word == lower; });
  std::string upper = lower;
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const std::string meant = synonym != synonyms.end()
                                ? fmt::format("; did you mean `{}`?", synonym->datatype)
                                : did_you_mean(upper, datatypes());
  return fmt::format("{}; known: {}", meant, fmt::join(datatypes(), ", "));
}

void MetadataReader::fail(ErrorCode code, const Node& at, std::string message) {
  if (!error) error = Error{code, std::move(message), main.locate(at), {}};
}

bool MetadataReader::root_is_object(std::string_view what) {
  if (main.root().is_object()) return true;
  fail(main.root(), fmt::format("expected {}, which is an object, found {}", what,
                                with_article(main.root().kind())));
  return false;
}

const Node* MetadataReader::field(const Node& owner, std::string_view key, NodeKind kind) {
  const Node* const value = owner.find(key);
  if (value == nullptr || value->is_null()) return nullptr;
  if (value->kind() == kind) return value;
  fail(*value, fmt::format("expected {} for `{}`, found {}", with_article(kind), key,
                           with_article(value->kind())));
  return nullptr;
}

std::string_view MetadataReader::text(const Node& owner, std::string_view key) {
  const Node* const value = field(owner, key, NodeKind::string);
  return value != nullptr ? value->text() : std::string_view();
}

std::span<const Node> MetadataReader::list(const Node& owner, std::string_view key) {
  const Node* const value = field(owner, key, NodeKind::array);
  return value != nullptr ? value->items() : std::span<const Node>();
}

std::optional<std::int64_t> MetadataReader::integer(const Node& node) {
  if (!node.is_number() && !node.is_string()) return std::nullopt;
  return to_integer(node.text());
}

void MetadataReader::attribute(std::string_view name, const Node& value) {
  if (!says_nothing(value)) model.attributes.push_back({name, &value});
}

void MetadataReader::attributes_but(std::initializer_list<std::string_view> known) {
  for (const Member& member : main.root().members()) {
    if (std::find(known.begin(), known.end(), member.key) == known.end()) {
      attribute(member.key, member.value);
    }
  }
}

void MetadataReader::served(std::span<const Node> versions) {
  for (const Node& version : versions) {
    if (!version.is_string() && !version.is_number()) {
      return fail(version, fmt::format("expected the name of a version, found {}",
                                       with_article(version.kind())));
    }
    if (version.text().empty()) continue;
    model.served.push_back({std::string(version.text()), {&main, &version}});
  }
}

std::vector<std::int64_t> MetadataReader::shape(std::span<const Node> dims) {
  std::vector<std::int64_t> out;
  for (const Node& dim : dims) {
    const std::optional<std::int64_t> size = integer(dim);
    if (!size || *size < -1) {
      fail(dim, fmt::format("expected the size of a dimension, a whole number, or -1 for any size, "
                            "found {}",
                            to_json(dim, longest_shown)));
      return {};
    }
    out.push_back(*size);
  }
  return out;
}

Result<Model> MetadataReader::finish() && {
  if (error) return *std::move(error);
  return std::move(model);
}

ModelField read_tensor(MetadataReader& reader, const Node& node, const TensorDemands& demands) {
  ModelField out;
  out.offset = node.offset();
  if (!node.is_object()) {
    reader.fail(node, fmt::format("expected a tensor, an object with `name`, `datatype` and "
                                  "`shape`, found {}",
                                  with_article(node.kind())));
    return out;
  }
  const auto demand = [&](bool needed, std::string_view key) {
    const Node* const value = node.find(key);
    if (value != nullptr && !value->is_null()) return value;
    if (needed) {
      reader.fail(node, fmt::format("expected a tensor with `name`, `datatype` and `shape`, found "
                                    "one without `{}`",
                                    key));
    }
    return static_cast<const Node*>(nullptr);
  };
  demand(demands.name, "name");
  out.name = reader.text(node, "name");
  Tensor tensor;
  if (const Node* const datatype = demand(demands.datatype, "datatype")) {
    tensor.datatype = read_datatype(reader, *datatype);
  }
  if (demand(demands.shape, "shape") != nullptr) {
    tensor.shape = reader.shape(reader.list(node, "shape"));
  }
  tensor.content_type = read_content_type(reader, node);
  out.tensor = std::move(tensor);
  return out;
}

bool has_tensor_with(const Node& root, std::string_view key) {
  for (const std::string_view side : {"inputs", "outputs"}) {
    const Node* const list = root.find(side);
    if (list == nullptr) continue;
    for (const Node& tensor : list->items()) {
      const Node* const value = tensor.find(key);
      if (value != nullptr && value->is_string()) return true;
    }
  }
  return false;
}

}  // namespace verdiff
