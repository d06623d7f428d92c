#pragma once

#include "base/arena.h"
#include "document/syntax_error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// A scalar of protobuf's text format. `text`: a string's content or a number in JSON syntax.
struct TextProtoScalar {
  enum class Kind : std::uint8_t { string, number, boolean };
  Kind kind = Kind::string;
  bool boolean = false;
  std::string_view text;
};

/// The tokens of protobuf's text format. After the first error it stands still at the end of the
/// text, so that whoever reads on comes to an end. Private to this folder.
class TextProtoScanner {
 public:
  TextProtoScanner(std::string_view source, std::size_t start) : source_(source), at_(start) {}

  const std::optional<SyntaxError>& error() const { return error_; }
  void fail(SyntaxError error);
  void fail(std::size_t offset, std::string message) {
    fail({ErrorCode::syntax, std::move(message), offset});
  }

  /// Past white space and comments: the offset of the next token.
  std::size_t next();
  /// The character of the next token; 0 at the end of the text.
  char peek();
  /// Takes a character that is a token by itself, if it is the next one.
  bool take(char token);
  /// "'}'", "the end of the file": what comes next, for a message.
  std::string found() { return found_at(source_, next()); }

  /// An identifier, or an extension or Any name with its brackets. Views the source or the arena.
  std::string_view field_name();
  TextProtoScalar scalar();

 private:
  std::string_view identifier();
  std::string_view bracketed_name();
  TextProtoScalar string();
  bool take_literal(std::string& out, bool& escaped);
  bool take_escape(std::string& out);
  std::optional<std::uint32_t> digits(unsigned radix, std::size_t least, std::size_t most);
  bool take_code_point_escape(std::string& out, std::size_t start, std::size_t count);
  TextProtoScalar signed_value();
  TextProtoScalar number(bool negative, std::size_t start);
  std::string_view keep(std::string_view text) { return decoded_.copy(text); }

  std::string_view source_;
  std::size_t at_;
  Arena decoded_;
  std::optional<SyntaxError> error_;
};

}  // namespace verdiff
