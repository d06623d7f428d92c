#include "base/utf8.h"
#include "document/document.h"
#include "document/text_proto.h"

#include <utility>

namespace verdiff {

namespace {

bool starts_like_json(std::string_view source) {
  if (source.starts_with(byte_order_mark)) source.remove_prefix(byte_order_mark.size());
  const std::size_t first = source.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (source[first] == '{' || source[first] == '[');
}

/// Errors by which a text shows that it is written by the other syntax's rules.
bool is_misfit(const Error& error) {
  return error.code == ErrorCode::syntax || error.code == ErrorCode::not_a_number;
}

}  // namespace

Result<Document> read_document(std::string name, std::string source, const Limits& limits) {
  if (name.ends_with(".pbtxt")) {
    return read_text_proto(std::move(name), std::move(source), limits);
  }
  const bool named_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  const bool named_json = name.ends_with(".json");
  if (starts_like_json(source)) {
    if (!named_yaml) return read_json(std::move(name), std::move(source), limits);
    Result<Document> json = read_json(name, source, limits);
    if (json || !is_misfit(json.error())) return json;
    return read_yaml(std::move(name), std::move(source), limits);
  }
  if (!named_json) return read_yaml(std::move(name), std::move(source), limits);
  Result<Document> json = read_json(name, source, limits);
  if (json || !is_misfit(json.error())) return json;
  Result<Document> yaml = read_yaml(std::move(name), std::move(source), limits);
  return yaml ? std::move(yaml) : std::move(json);
}

}  // namespace verdiff
