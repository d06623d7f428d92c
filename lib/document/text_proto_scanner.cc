#include "document/text_proto_scanner.h"

#include "base/utf8.h"
#include "document/digits.h"
#include "document/yaml_scalar.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_character(char c) {
  return is_letter(c) || is_digit(c);
}
bool is_quote(char c) {
  return c == '"' || c == '\'';
}

/// The escapes that stand for one character; 0: none of them.
char simple_escape(char kind) {
  switch (kind) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    case '?':
    case '\\':
    case '\'':
    case '"':
      return kind;
    default:
      return 0;
  }
}

bool is_high_surrogate(std::uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(std::uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

bool all_octal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '7'; });
}

/// A number as YAML's core schema writes it: `017` is `0o17`, `0X1F` is `0x1F`, `1.5f` is `1.5`.
/// Empty: no number of the text format.
std::string as_yaml_number(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) {
    return "0x" + std::string(text.substr(2));
  }
  const bool octal = text.size() > 1 && text[0] == '0' && is_digit(text[1]);
  if (octal) return all_octal(text) ? "0o" + std::string(text.substr(1)) : std::string();
  if (text.ends_with('f') || text.ends_with('F')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

void TextProtoScanner::fail(SyntaxError error) {
  if (!error_) error_ = std::move(error);
  at_ = source_.size();
}

std::size_t TextProtoScanner::next() {
  while (at_ < source_.size()) {
    at_ = std::min(source_.find_first_not_of(" \t\r\n\v\f", at_), source_.size());
    if (at_ == source_.size() || source_[at_] != '#') break;
    at_ = std::min(source_.find('\n', at_), source_.size());
  }
  return at_;
}

char TextProtoScanner::peek() {
  return next() < source_.size() ? source_[at_] : '\0';
}

bool TextProtoScanner::take(char token) {
  if (next() == source_.size() || source_[at_] != token) return false;
  ++at_;
  return true;
}

std::string_view TextProtoScanner::identifier() {
  std::size_t end = at_;
  if (end < source_.size() && is_letter(source_[end])) {
    while (end < source_.size() && is_name_character(source_[end])) ++end;
  }
  const std::string_view out = source_.substr(at_, end - at_);
  at_ = end;
  return out;
}

std::string_view TextProtoScanner::field_name() {
  const std::size_t start = next();
  if (take('[')) return bracketed_name();
  const std::string_view name = identifier();
  if (!name.empty()) return name;
  const bool value = start < source_.size() && (is_quote(source_[start]) || source_[start] == ':');
  fail(start, fmt::format("expected a field name such as `input`, found {}{}",
                          found_at(source_, start), value ? "; write it as `name: value`" : ""));
  return {};
}

std::string_view TextProtoScanner::bracketed_name() {
  const std::size_t start = at_ - 1;
  std::string name = "[";
  while (next() < source_.size() && source_[at_] != ']') {
    const char c = source_[at_];
    if (!is_name_character(c) && c != '.' && c != '/' && c != '-') break;
    name += c;
    ++at_;
  }
  if (name.size() == 1 || !take(']')) {
    fail(next(), fmt::format("expected an extension's name in brackets such as [acme.field], "
                             "found {}",
                             found()));
    return {};
  }
  name += ']';
  const std::string_view raw = source_.substr(start, at_ - start);
  return raw == name ? raw : keep(name);
}

TextProtoScalar TextProtoScanner::scalar() {
  const std::size_t start = next();
  const char c = peek();
  if (is_quote(c)) return string();
  if (c == '-') return signed_value();
  if (is_digit(c) || c == '.') return number(false, start);
  const std::string_view word = identifier();
  if (word.empty()) {
    const bool placeholder = c == '$';
    fail(start, fmt::format("expected a value, found {}{}", found_at(source_, start),
                            placeholder ? "; this is a template: fill it in first" : ""));
    return {};
  }
  if (word == "true" || word == "True") return {TextProtoScalar::Kind::boolean, true, {}};
  if (word == "false" || word == "False") return {TextProtoScalar::Kind::boolean, false, {}};
  return {TextProtoScalar::Kind::string, false, word};
}

TextProtoScalar TextProtoScanner::signed_value() {
  const std::size_t start = at_;
  take('-');
  const char c = peek();
  if (is_digit(c) || c == '.') return number(true, start);
  const std::size_t place = at_;
  const std::string_view word = identifier();
  std::string lower(word);
  for (char& letter : lower) letter = static_cast<char>(letter | 0x20);
  if (lower == "inf" || lower == "infinity" || lower == "nan") {
    return {TextProtoScalar::Kind::string, false, keep("-" + std::string(word))};
  }
  fail(place, fmt::format("expected a number behind '-', found {}", found_at(source_, place)));
  return {};
}

TextProtoScalar TextProtoScanner::number(bool negative, std::size_t start) {
  const std::size_t first = at_;
  const bool hexadecimal =
      source_.substr(first).starts_with("0x") || source_.substr(first).starts_with("0X");
  while (at_ < source_.size()) {
    const char c = source_[at_];
    const bool behind_e = at_ > first && (source_[at_ - 1] | 0x20) == 'e' && !hexadecimal;
    const bool part = is_name_character(c) || c == '.' || (behind_e && (c == '+' || c == '-'));
    if (!part) break;
    ++at_;
  }
  const std::string_view text = source_.substr(first, at_ - first);
  const YamlScalar value = resolve_plain(as_yaml_number(text));
  switch (value.kind) {
    case YamlScalar::Kind::integer:
    case YamlScalar::Kind::floating: {
      const std::string_view raw = source_.substr(start, at_ - start);
      const std::string json = (negative ? "-" : "") + value.number;
      return {TextProtoScalar::Kind::number, false, raw == json ? raw : keep(json)};
    }
    case YamlScalar::Kind::too_large:
      fail({ErrorCode::number_too_large,
            "expected a hexadecimal or octal number of at most 1024 digits, found a longer one",
            start});
      return {};
    default:
      fail(start, fmt::format("expected a number such as 12, -1, 0x1F, 017, 1.5 or 1e3, found '{}'",
                              shown(text)));
      return {};
  }
}

TextProtoScalar TextProtoScanner::string() {
  const std::size_t start = at_;
  std::string text;
  bool decoded = false;
  if (!take_literal(text, decoded)) return {};
  const std::string_view raw = source_.substr(start + 1, at_ - start - 2);
  // Literals side by side are one string.
  while (!error_ && is_quote(peek())) {
    decoded = true;
    if (!take_literal(text, decoded)) return {};
  }
  if (!decoded) return {TextProtoScalar::Kind::string, false, raw};
  if (find_bad_utf8(text) != std::string_view::npos) {
    fail({ErrorCode::bad_utf8,
          "expected a string that is UTF-8, found escapes that make other bytes; JSON has no "
          "place for them",
          start});
    return {};
  }
  return {TextProtoScalar::Kind::string, false, keep(text)};
}

bool TextProtoScanner::take_literal(std::string& out, bool& escaped) {
  const std::size_t start = at_;
  const char quote = source_[at_++];
  while (at_ < source_.size() && source_[at_] != quote) {
    const char c = source_[at_];
    if (c == '\n' || c == '\0') {
      fail(at_, fmt::format("expected a closing quote on the same line, found {}; write it as an "
                            "escape, or the string as several side by side",
                            found_at(source_, at_)));
      return false;
    }
    if (c == '\\') {
      escaped = true;
      if (!take_escape(out)) return false;
    } else {
      out += c;
      ++at_;
    }
  }
  if (at_ == source_.size()) {
    fail(start, "expected a closing quote for this string, found the end of the file");
    return false;
  }
  ++at_;
  return true;
}

/// Up to `most` digits at the cursor; nullopt for fewer than `least`.
std::optional<std::uint32_t> TextProtoScanner::digits(unsigned radix, std::size_t least,
                                                      std::size_t most) {
  std::uint32_t out = 0;
  std::size_t count = 0;
  for (; count < most && at_ < source_.size(); ++count, ++at_) {
    const std::optional<unsigned> value = digit_value(source_[at_], radix);
    if (!value) break;
    out = out * radix + *value;
  }
  if (count < least) return std::nullopt;
  return out;
}

bool TextProtoScanner::take_escape(std::string& out) {
  const std::size_t start = at_++;
  const char kind = at_ < source_.size() ? source_[at_] : '\0';
  if (const char character = simple_escape(kind)) {
    ++at_;
    out += character;
    return true;
  }
  if (kind == 'u' || kind == 'U') {
    ++at_;
    return take_code_point_escape(out, start, kind == 'u' ? 4 : 8);
  }
  const bool hexadecimal = kind == 'x' || kind == 'X';
  if (hexadecimal) ++at_;
  const std::optional<std::uint32_t> byte = hexadecimal ? digits(16, 1, 2) : digits(8, 1, 3);
  if (!byte || *byte > 0xFF) {
    const std::size_t place = std::min(start + 1, source_.size());
    fail(start, fmt::format("expected one of the escapes \\a \\b \\f \\n \\r \\t \\v \\? \\\\ \\' "
                            "\\\" \\0 to \\377 \\xXX \\uXXXX \\UXXXXXXXX, found '\\' before {}",
                            found_at(source_, place)));
    return false;
  }
  out += static_cast<char>(*byte);
  return true;
}

bool TextProtoScanner::take_code_point_escape(std::string& out, std::size_t start,
                                              std::size_t count) {
  std::optional<std::uint32_t> value = digits(16, count, count);
  if (!value) {
    fail(start,
         fmt::format("expected {} hexadecimal digits behind '\\{}'", count, source_[start + 1]));
    return false;
  }
  if (is_high_surrogate(*value) && source_.substr(at_).starts_with("\\u")) {
    const std::size_t second = at_;
    at_ += 2;
    const std::uint32_t low = digits(16, 4, 4).value_or(0);
    if (is_low_surrogate(low)) {
      value = 0x10000 + ((*value - 0xD800) << 10) + (low - 0xDC00);
    } else {
      at_ = second;
    }
  }
  if (is_high_surrogate(*value) || is_low_surrogate(*value) || *value > 0x10FFFF) {
    fail({ErrorCode::bad_utf8,
          fmt::format("expected an escape that names a character, found '{}'",
                      source_.substr(start, at_ - start)),
          start});
    return false;
  }
  append_utf8(out, static_cast<char32_t>(*value));
  return true;
}

}  // namespace verdiff
