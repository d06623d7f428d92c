#include "formats/models/triton_json.h"

#include "document/derived.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

namespace {

/// Maps of the .proto file: their keys are the user's.
constexpr auto maps = std::to_array<std::string_view>(
    {"cc_model_filenames", "input_map", "inputs", "metric_tags", "output_map", "parameters"});

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_upper(c)) out += '_';
    out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string camel_case(std::string_view name) {
  std::string out;
  bool up = false;
  for (const char c : name) {
    if (c != '_') out += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    up = c == '_';
  }
  return out;
}

bool is_map(std::string_view name) {
  return std::find(maps.begin(), maps.end(), name) != maps.end();
}

/// As deep as the document.
bool has_camel_case(const Node& node, bool map) {
  const auto member = [&](const Member& one) {
    if (!map && std::any_of(one.key.begin(), one.key.end(), is_upper)) return true;
    return has_camel_case(one.value, !map && is_map(one.key));
  };
  const auto item = [](const Node& one) { return has_camel_case(one, false); };
  return std::any_of(node.members().begin(), node.members().end(), member) ||
         std::any_of(node.items().begin(), node.items().end(), item);
}

void write(DerivedBuilder& build, const Node& node, bool map) {
  if (node.is_array()) {
    build.begin_array(node.offset());
    for (const Node& item : node.items()) write(build, item, false);
    return build.end_array();
  }
  if (!node.is_object()) return build.value(node);
  build.begin_object(node.offset());
  for (const Member& member : node.members()) {
    const std::string name = map ? std::string(member.key) : snake_case(member.key);
    build.key(name, member.key_offset);
    write(build, member.value, !map && is_map(name));
  }
  build.end_object();
}

}  // namespace

const Node& triton_config(const Node& root) {
  const Node* const inside = root.find("config");
  const bool wrapped = inside != nullptr && inside->is_object() && root.members().size() == 1;
  return wrapped ? *inside : root;
}

const Node* find_triton_field(const Node& message, std::string_view name) {
  const Node* const found = message.find(name);
  return found != nullptr ? found : message.find(camel_case(name));
}

std::optional<Result<Document>> plain_triton_config(const Document& main) {
  const Node& config = triton_config(main.root());
  if (&config == &main.root() && !has_camel_case(config, false)) return std::nullopt;
  DerivedBuilder build(main);
  write(build, config, false);
  return std::move(build).finish();
}

}  // namespace verdiff
