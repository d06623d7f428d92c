#include "document/syntax_error.h"

#include "base/text.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace verdiff {

namespace {

constexpr std::size_t longest_shown = 24;

/// What begins a tag, an alias or an anchor, and is shown with the word behind it.
constexpr std::string_view sigils = "*&!@%$";

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '+' || c == '.';
}

std::string_view word_at(std::string_view source, std::size_t offset) {
  std::size_t end = offset;
  while (end < source.size() && is_word_character(source[end])) ++end;
  return source.substr(offset, end - offset);
}

std::size_t skip_space(std::string_view source, std::size_t offset) {
  return std::min(source.find_first_not_of(" \t\r\n", offset), source.size());
}

SyntaxError syntax(std::size_t offset, std::string message) {
  return {ErrorCode::syntax, std::move(message), offset};
}

/// The value of four hexadecimal digits at `offset`.
std::optional<unsigned> hex4(std::string_view source, std::size_t offset) {
  if (offset + 4 > source.size()) return std::nullopt;
  unsigned out = 0;
  for (const char c : source.substr(offset, 4)) {
    const bool digit = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    out = out * 16 + static_cast<unsigned>(digit ? c - '0' : lower - 'a' + 10);
  }
  return out;
}

bool is_high_surrogate(unsigned unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(unsigned unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

/// Checks the escape at `offset` (a backslash) and moves behind it.
std::optional<SyntaxError> explain_escape(std::string_view source, std::size_t& offset) {
  const std::size_t start = offset;
  offset += 2;
  if (start + 1 >= source.size()) return std::nullopt;  // the string has no end either
  const char kind = source[start + 1];
  if (kind != 'u') {
    if (std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos) return std::nullopt;
    return syntax(start,
                  fmt::format("expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
                              "\\uXXXX, found '\\' before {}; write '\\\\' for a backslash",
                              found_at(source, start + 1)));
  }
  const std::optional<unsigned> unit = hex4(source, start + 2);
  if (!unit) {
    return syntax(start, fmt::format("expected four hexadecimal digits behind '\\u', found '{}'",
                                     source.substr(start + 2, word_at(source, start + 2).size())));
  }
  offset = start + 6;
  const bool paired = is_high_surrogate(*unit) && source.substr(offset, 2) == "\\u" &&
                      is_low_surrogate(hex4(source, offset + 2).value_or(0));
  if (paired) {
    offset += 6;
  } else if (is_high_surrogate(*unit) || is_low_surrogate(*unit)) {
    return SyntaxError{ErrorCode::bad_utf8,
                       fmt::format("expected an escape that names a character, found the lone "
                                   "surrogate '{}'; write the pair, or the character itself",
                                   source.substr(start, 6)),
                       start};
  }
  return std::nullopt;
}

SyntaxError explain_string(std::string_view source, std::size_t start) {
  std::size_t at = start + 1;
  while (at < source.size() && source[at] != '"') {
    if (static_cast<unsigned char>(source[at]) < 0x20) {
      return syntax(at, fmt::format("expected no control character in a string, found {}; write it "
                                    "as an escape",
                                    found_at(source, at)));
    }
    if (source[at] != '\\') {
      ++at;
    } else if (std::optional<SyntaxError> error = explain_escape(source, at)) {
      return *std::move(error);
    }
  }
  return syntax(start, "expected a closing quote for this string, found the end of the file");
}

SyntaxError explain_number(std::string_view source, std::size_t start) {
  const std::string_view text = word_at(source, start);
  if (text == "-Infinity" || text == "-inf") {
    return {ErrorCode::not_a_number,
            fmt::format("expected a number, found '{}', which JSON does not have; write null or "
                        "leave it out",
                        text),
            start};
  }
  return syntax(start, fmt::format("expected a number such as 0, -1.5 or 1e3, found '{}'",
                                   text.substr(0, longest_shown)));
}

/// What to write instead of a bare word that is no JSON value.
std::string advise_word(std::string_view word) {
  constexpr std::array<std::string_view, 3> literals = {"true", "false", "null"};
  if (word == "None" || word == "nil" || word == "undefined") return "; write null";
  std::string out = did_you_mean(word, literals);
  return out.empty() ? "; strings stand in double quotes" : out;
}

SyntaxError explain_value(std::string_view source, std::size_t at) {
  const char first = at < source.size() ? source[at] : '\0';
  if (first == '"') return explain_string(source, at);
  if (first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9')) {
    return explain_number(source, at);
  }
  const std::string_view word = word_at(source, at);
  if (word == "NaN" || word == "Infinity" || word == "nan" || word == "inf") {
    return {ErrorCode::not_a_number,
            fmt::format("expected a number, found '{}', which JSON does not have; write null or "
                        "leave it out",
                        word),
            at};
  }
  std::string advice;
  if (first == '/' || first == '#') {
    advice = "; JSON has no comments";
  } else if (first == '\'' || !word.empty()) {
    advice = advise_word(word);
  }
  return syntax(at, fmt::format("expected a value, found {}{}", found_at(source, at), advice));
}

SyntaxError explain_key(std::string_view source, std::size_t at) {
  if (at < source.size() && source[at] == '"') return explain_string(source, at);
  const bool comment = at < source.size() && (source[at] == '/' || source[at] == '#');
  return syntax(at, fmt::format("expected a key in double quotes, found {}{}", found_at(source, at),
                                comment ? "; JSON has no comments" : ""));
}

/// Behind a value: a comma and what it promises, or the end of the container.
SyntaxError explain_next(std::string_view source, std::size_t at, char close) {
  if (at >= source.size() || source[at] != ',') {
    return syntax(at, fmt::format("expected ',' or '{}', found {}", close, found_at(source, at)));
  }
  const std::size_t next = skip_space(source, at + 1);
  if (next < source.size() && source[next] == close) {
    return syntax(at, fmt::format("expected {} behind ',', found '{}'; remove the comma",
                                  close == ']' ? "a value" : "a key", close));
  }
  return close == ']' ? explain_value(source, next) : explain_key(source, next);
}

}  // namespace

std::string found_at(std::string_view source, std::size_t offset) {
  if (offset >= source.size()) return "the end of the file";
  if (source[offset] == '\n' || source[offset] == '\r') return "a line break";
  if (source[offset] == '\t') return "a tab";
  const bool sigil = sigils.find(source[offset]) != std::string_view::npos;
  const std::string_view word = word_at(source, sigil ? offset + 1 : offset);
  if (!word.empty()) {
    return fmt::format("'{}{}'", sigil ? source.substr(offset, 1) : "",
                       word.substr(0, longest_shown));
  }
  std::string_view rest = source.substr(offset);
  const char32_t character = take_code_point(rest);
  if (character < 0x20 || (character >= 0x7F && character <= 0xA0)) {
    return fmt::format("the character U+{:04X}", static_cast<std::uint32_t>(character));
  }
  std::string out = "'";
  append_utf8(out, character);
  return out + "'";
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  const std::size_t cut = code_point_offset(text, most);
  return fmt::format("{}{}", text.substr(0, cut), cut < text.size() ? "…" : "");
}

std::optional<SyntaxError> explain_utf8(std::string_view source) {
  const std::size_t bad = find_bad_utf8(source);
  if (bad == std::string_view::npos) return std::nullopt;
  return SyntaxError{ErrorCode::bad_utf8,
                     fmt::format("expected UTF-8, found the byte 0x{:02X}; save the file as UTF-8",
                                 static_cast<unsigned char>(source[bad])),
                     bad};
}

SyntaxError explain_json(std::string_view source, std::size_t offset, JsonState state) {
  const std::size_t at = skip_space(source, offset);
  switch (state) {
    case JsonState::value:
    case JsonState::first_item:
      return explain_value(source, at);
    case JsonState::first_key:
      return explain_key(source, at);
    case JsonState::colon:
      if (at >= source.size() || source[at] != ':') {
        return syntax(at, "expected ':' behind a key, found " + found_at(source, at));
      }
      return explain_value(source, skip_space(source, at + 1));
    case JsonState::after_item:
      return explain_next(source, at, ']');
    case JsonState::after_member:
      return explain_next(source, at, '}');
    case JsonState::end:
      break;
  }
  return syntax(at, fmt::format("expected the end of the file behind its value, found {}",
                                found_at(source, at)));
}

}  // namespace verdiff
