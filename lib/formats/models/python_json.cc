#include "formats/models/python_json.h"

#include <array>
#include <cstddef>

namespace verdiff {

namespace {

/// A stand-in is a JSON string of the same length, so that offsets stay what they are.
struct Token {
  std::string_view written, stand_in;
};
constexpr std::array<Token, 3> tokens{
    Token{"NaN", R"("N")"}, {"Infinity", R"("Infini")"}, {"-Infinity", R"("-Infini")"}};

constexpr std::string_view space = " \t\n\r";

const Token* token_at(std::string_view text, std::size_t at) {
  for (const Token& token : tokens) {
    if (!text.substr(at).starts_with(token.written)) continue;
    const std::size_t next = text.find_first_not_of(space, at + token.written.size());
    if (next == std::string_view::npos || text[next] == ',' || text[next] == ']' ||
        text[next] == '}') {
      return &token;
    }
  }
  return nullptr;
}

/// Behind the string that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

std::string with_stand_ins(std::string_view text) {
  std::string out(text);
  char before = ':';  // the last character that is no space
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      at = end_of_string(text, at);
      before = '"';
      continue;
    }
    const bool may_begin = before == '[' || before == ',' || before == ':';
    const Token* const token = may_begin ? token_at(text, at) : nullptr;
    if (token != nullptr) out.replace(at, token->stand_in.size(), token->stand_in);
    const std::size_t size = token != nullptr ? token->written.size() : 1;
    if (space.find(text[at]) == std::string_view::npos) before = text[at];
    at += size;
  }
  return out;
}

}  // namespace

Result<PythonJson> PythonJson::read(std::string name, std::string_view text) {
  auto document = read_json(std::move(name), with_stand_ins(text));
  if (!document) return document.error();
  return PythonJson(*std::move(document), std::string(text));
}

Value PythonJson::copy(const Node& node) const {
  if (node.is_string() && written_[node.offset()] != '"') {
    for (const Token& token : tokens) {
      if (std::string_view(written_).substr(node.offset()).starts_with(token.written)) {
        return Value::string(token.written);
      }
    }
  }
  if (node.is_array()) {
    Value out = Value::array();
    for (const Node& item : node.items()) out.items.push_back(copy(item));
    return out;
  }
  if (node.is_object()) {
    Value out = Value::object();
    for (const Member& member : node.members()) {
      out.members.emplace_back(member.key, copy(member.value));
    }
    return out;
  }
  return Value::copy(node);
}

}  // namespace verdiff
