#pragma once

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// What the parsers of the two libraries leave to us: saying in our words what is wrong with a
/// text. Private to this folder.

struct SyntaxError {
  ErrorCode code = ErrorCode::syntax;
  std::string message;
  std::size_t offset = 0;
};

/// What stands at an offset, for "expected …, found …": `'}'`, `'True'`, `the end of the file`,
/// `the character U+0007`.
std::string found_at(std::string_view source, std::size_t offset);

/// Text out of a document for a message: its beginning.
std::string shown(std::string_view text);

/// nullopt for well-formed UTF-8.
std::optional<SyntaxError> explain_utf8(std::string_view source);

/// White space between the tokens of JSON (RFC 8259 §2).
constexpr bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What a JSON text may hold behind its last good token.
enum class JsonState {
  value,         ///< at the beginning
  first_item,    ///< behind '['
  first_key,     ///< behind '{'
  colon,         ///< behind a key
  after_item,    ///< behind a value in an array
  after_member,  ///< behind a value in an object
  end,           ///< behind the whole value
};

/// Why a text is no JSON (RFC 8259), where `offset` is the end of its last good token.
SyntaxError explain_json(std::string_view source, std::size_t offset, JsonState state);

/// The first control character that YAML does not allow (YAML 1.2.2 §5.1); nullopt without one.
std::optional<SyntaxError> explain_control(std::string_view source);

/// Our words for what yaml-cpp found wrong at `offset`, by the message it gave.
SyntaxError explain_yaml(std::string_view source, std::size_t offset, std::string_view message);

}  // namespace verdiff
