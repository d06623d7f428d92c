#include "document/value.h"

#include "base/utf8.h"
#include "document/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace verdiff {

Value Value::of(bool value) {
  Value out;
  out.kind = NodeKind::boolean;
  out.boolean = value;
  return out;
}

Value Value::string(std::string_view content) {
  Value out;
  out.kind = NodeKind::string;
  out.text = content;
  return out;
}

Value Value::number(std::string_view text) {
  Value out;
  out.kind = NodeKind::number;
  out.text = text;
  return out;
}

Value Value::array(std::vector<Value> items) {
  Value out;
  out.kind = NodeKind::array;
  out.items = std::move(items);
  return out;
}

Value Value::object(std::vector<std::pair<std::string, Value>> members) {
  Value out;
  out.kind = NodeKind::object;
  out.members = std::move(members);
  return out;
}

Value Value::copy(const Node& node) {
  struct Open {
    const Node* from;
    Value* to;
  };
  Value out;
  std::vector<Open> open = {{&node, &out}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    to->kind = from->kind();
    to->boolean = from->boolean();
    to->text = from->text();
    to->items.resize(from->items().size());
    for (std::size_t i = 0; i < to->items.size(); ++i) {
      open.push_back({&from->items()[i], &to->items[i]});
    }
    // Not resize: clang 14 has decided on std::pair before Value was complete.
    to->members.reserve(from->members().size());
    for (const Member& member : from->members()) {
      to->members.emplace_back(member.key, Value());
      open.push_back({&member.value, &to->members.back().second});
    }
  }
  return out;
}

const Value* Value::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first == key; });
  return found == members.end() ? nullptr : &found->second;
}

Value& Value::set(std::string_view key, Value value) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first == key; });
  if (found == members.end()) return members.emplace_back(key, std::move(value)).second;
  return found->second = std::move(value);
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr std::array<bool, 256> plain_characters = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < plain.size(); ++c) plain[c] = c != 0x7F && c != '"' && c != '\\';
    return plain;
  }();
  const auto is_plain = [](char c) { return plain_characters[static_cast<unsigned char>(c)]; };
  out += '"';
  while (!text.empty()) {
    const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    text.remove_prefix(1);
    constexpr std::string_view escaped = "\"\\\n\r\t";
    constexpr std::string_view letters = "\"\\nrt";
    const std::size_t letter = escaped.find(c);
    if (letter == std::string_view::npos) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += '\\';
      out += letters[letter];
    }
  }
  out += '"';
}

namespace {

// One shape for Value and Node, so that what walks them is written once.
NodeKind kind_of(const Value& value) {
  return value.kind;
}
NodeKind kind_of(const Node& node) {
  return node.kind();
}
bool boolean_of(const Value& value) {
  return value.boolean;
}
bool boolean_of(const Node& node) {
  return node.boolean();
}
std::string_view text_of(const Value& value) {
  return value.text;
}
std::string_view text_of(const Node& node) {
  return node.text();
}
std::size_t child_count(const Value& value) {
  return value.kind == NodeKind::object ? value.members.size() : value.items.size();
}
std::size_t child_count(const Node& node) {
  return node.is_object() ? node.members().size() : node.items().size();
}
std::string_view key_of(const Value& object, std::size_t at) {
  return object.members[at].first;
}
std::string_view key_of(const Node& object, std::size_t at) {
  return object.members()[at].key;
}
const Value& child_of(const Value& value, std::size_t at) {
  return value.kind == NodeKind::object ? value.members[at].second : value.items[at];
}
const Node& child_of(const Node& node, std::size_t at) {
  return node.is_object() ? node.members()[at].value : node.items()[at];
}

template <class T>
void append_scalar(std::string& out, const T& value) {
  switch (kind_of(value)) {
    case NodeKind::boolean:
      out += boolean_of(value) ? "true" : "false";
      break;
    case NodeKind::number:
      out += text_of(value);
      break;
    case NodeKind::string:
      append_json_string(out, text_of(value));
      break;
    default:
      out += "null";
      break;
  }
}

template <class T>
struct Open {
  const T* value;
  std::size_t next = 0;
};

template <class T>
bool is_container(const T& value) {
  return kind_of(value) == NodeKind::array || kind_of(value) == NodeKind::object;
}

void cut(std::string& out, std::size_t most) {
  if (most == 0 || count_code_points(out) <= most) return;
  out.resize(code_point_offset(out, most - 1));
  out += "…";
}

template <class T>
std::string write(const T& root, std::size_t most) {
  constexpr std::size_t longest_code_point = 4;
  std::string out;
  std::vector<Open<T>> open;
  const auto begin = [&](const T& value) {
    if (!is_container(value)) return append_scalar(out, value);
    out += kind_of(value) == NodeKind::object ? '{' : '[';
    open.push_back({&value});
  };
  begin(root);
  while (!open.empty() && (most == 0 || out.size() <= most * longest_code_point)) {
    Open<T>& top = open.back();
    const T& value = *top.value;
    const bool object = kind_of(value) == NodeKind::object;
    if (top.next == child_count(value)) {
      out += object ? '}' : ']';
      open.pop_back();
      continue;
    }
    const std::size_t at = top.next++;
    if (at > 0) out += ", ";
    if (object) {
      append_json_string(out, key_of(value, at));
      out += ": ";
    }
    begin(child_of(value, at));
  }
  cut(out, most);
  return out;
}

}  // namespace

std::string to_json(const Value& value, std::size_t most) {
  return write(value, most);
}

std::string to_json(const Node& node, std::size_t most) {
  return write(node, most);
}

Document to_document(const Value& root, std::string name) {
  constexpr std::uint32_t any = std::numeric_limits<std::uint32_t>::max();
  DocumentBuilder build(std::move(name), "", {any, any, any, any, any});
  std::vector<Open<Value>> open;
  std::uint32_t offset = 0;  // there is no source; ascending, so that pointer_to finds its way
  const auto begin = [&](const Value& value) {
    ++offset;
    switch (value.kind) {
      case NodeKind::null:
        return build.null(offset);
      case NodeKind::boolean:
        return build.boolean(value.boolean, offset);
      case NodeKind::number:
        return build.number(value.text, offset);
      case NodeKind::string:
        return build.string(value.text, offset);
      case NodeKind::array:
        build.begin_array(offset);
        break;
      case NodeKind::object:
        build.begin_object(offset);
        break;
    }
    open.push_back({&value});
  };
  begin(root);
  while (!open.empty()) {
    Open<Value>& top = open.back();
    const Value& value = *top.value;
    const bool object = value.kind == NodeKind::object;
    if (top.next == child_count(value)) {
      object ? build.end_object() : build.end_array();
      open.pop_back();
      continue;
    }
    const std::size_t at = top.next++;
    if (object) build.key(value.members[at].first, offset);
    begin(child_of(value, at));
  }
  Result<Document> document = std::move(build).finish();
  assert(document && "a Value holds JSON: unique keys, numbers in JSON syntax");
  return *std::move(document);
}

}  // namespace verdiff
