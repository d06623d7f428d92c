#include "document/pointer.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace verdiff {

std::string escape_token(std::string_view token) {
  if (token.find('~') == token.npos && token.find('/') == token.npos) return std::string(token);
  std::string out;
  out.reserve(token.size());
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

namespace {

/// nullopt for a '~' that neither 0 nor 1 follows (RFC 6901 §3).
std::optional<std::string> unescape(std::string_view token) {
  if (token.find('~') == std::string_view::npos) return std::string(token);
  std::string out;
  out.reserve(token.size());
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    out += token[i] == '0' ? '~' : '/';
  }
  return out;
}

/// The index that a token is in an array: digits without a leading zero (RFC 6901 §4).
std::optional<std::size_t> array_index(std::string_view token) {
  if (token.empty() || (token.size() > 1 && token[0] == '0')) return std::nullopt;
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), out);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return out;
}

}  // namespace

Result<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> out;
  const auto refuse = [&](std::string_view why) {
    return Error{
        ErrorCode::bad_pointer,
        fmt::format("expected a JSON pointer such as '/info/title', found '{}': {}", pointer, why),
        {},
        {}};
  };
  if (!pointer.empty() && pointer[0] != '/') return refuse("it must be empty or start with '/'");
  std::string_view rest = pointer;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view token = rest.substr(0, rest.find('/'));
    rest.remove_prefix(token.size());
    std::optional<std::string> plain = unescape(token);
    if (!plain) return refuse("write '~0' for '~' and '~1' for '/'");
    out.push_back(*std::move(plain));
  }
  return out;
}

const Node* find_pointer(const Node& root, std::string_view pointer) {
  const Result<std::vector<std::string>> tokens = split_pointer(pointer);
  if (!tokens) return nullptr;
  const Node* at = &root;
  for (const std::string& token : *tokens) {
    if (at->is_array()) {
      const std::optional<std::size_t> index = array_index(token);
      if (!index || *index >= at->items().size()) return nullptr;
      at = &at->items()[*index];
    } else {
      at = at->find(token);
      if (at == nullptr) return nullptr;
    }
  }
  return at;
}

}  // namespace verdiff
