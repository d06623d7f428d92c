#include "prove/splice.h"

#include <algorithm>

namespace verdiff::prove {

std::optional<std::size_t> index_of(std::string_view token) {
  constexpr std::size_t max_digits = 3;
  if (token.empty() || token.size() > max_digits || (token[0] == '0' && token.size() > 1)) {
    return std::nullopt;
  }
  std::size_t out = 0;
  for (const char c : token) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + static_cast<std::size_t>(c - '0');
  }
  return out;
}

bool splice(Value& value, const std::vector<std::string>& tokens, const Value& inner) {
  Value* at = &value;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::optional<std::size_t> index = index_of(tokens[i]);
    const bool container = at->kind == NodeKind::array || at->kind == NodeKind::object;
    if (!container) *at = index == 0 ? Value::array() : Value::object();
    if (at->kind == NodeKind::array) {
      if (!index || *index > at->items.size()) return false;
      if (*index == at->items.size()) at->items.push_back(Value::null());
      at = &at->items[*index];
      continue;
    }
    const auto member = std::find_if(at->members.begin(), at->members.end(),
                                     [&](const auto& one) { return one.first == tokens[i]; });
    at = member != at->members.end() ? &member->second : &at->set(tokens[i], Value::null());
  }
  *at = inner;
  return true;
}

}  // namespace verdiff::prove
