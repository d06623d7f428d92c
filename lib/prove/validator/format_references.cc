// What refers to something: URIs and their templates, JSON pointers, UUIDs.

#include "base/utf8.h"
#include "prove/validator/format.h"

#include <algorithm>

namespace verdiff::validator {

namespace {

bool is_one_of(char32_t c, std::string_view chars) {
  return c < 128 && chars.find(static_cast<char>(c)) != std::string_view::npos;
}

/// RFC 3987 §2.2: what an IRI may have besides ASCII.
bool is_ucschar(char32_t c) {
  if ((c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF)) {
    return true;
  }
  if (c >= 0xE0000 && c < 0xE1000) return false;
  return c >= 0x10000 && c < 0xF0000 && (c & 0xFFFF) <= 0xFFFD;
}
bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFF) <= 0xFFFD);
}

/// A URI reference (RFC 3986 §4.1) or, with more characters, an IRI reference (RFC 3987 §2.2).
class Reference {
 public:
  Reference(std::string_view text, bool international)
      : rest_(text), international_(international) {}

  bool is_valid(bool needs_scheme) {
    const bool has_scheme = take_scheme();
    if (needs_scheme && !has_scheme) return false;
    if (!is_run(take_from('#'), "/?:@", false) || !is_run(take_from('?'), "/?:@", true)) {
      return false;
    }
    bool first = true;  // segment
    if (rest_.starts_with("//")) {
      rest_.remove_prefix(2);
      const std::size_t end = std::min(rest_.find('/'), rest_.size());
      if (!is_authority(rest_.substr(0, end))) return false;
      rest_.remove_prefix(end);
      first = false;
    }
    if (!is_run(rest_, "/:@", false)) return false;
    // A colon in the first segment would make it a scheme (§4.2).
    return has_scheme || !first || rest_.substr(0, rest_.find('/')).find(':') == npos;
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  bool take_scheme() {
    const std::size_t end = rest_.find_first_of(":/?#");
    if (end == npos || end == 0 || rest_[end] != ':' || !is_letter(rest_[0])) return false;
    const bool named =
        std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
          return is_letter(c) || is_digit(c) || is_one_of(static_cast<unsigned char>(c), "+-.");
        });
    if (named) rest_.remove_prefix(end + 1);
    return named;
  }

  /// Cuts off what follows a character.
  std::string_view take_from(char mark) {
    const std::size_t at = rest_.find(mark);
    if (at == npos) return {};
    const std::string_view out = rest_.substr(at + 1);
    rest_ = rest_.substr(0, at);
    return out;
  }

  /// Unreserved characters, escapes, sub-delims, and `more` (§2).
  bool is_run(std::string_view text, std::string_view more, bool query) const {
    while (!text.empty()) {
      if (text.front() == '%') {
        if (text.size() < 3 || !is_hex(text[1]) || !is_hex(text[2])) return false;
        text.remove_prefix(3);
        continue;
      }
      const char32_t c = take_code_point(text);
      const bool ascii =
          c < 128 && (is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c)) ||
                      is_one_of(c, "-._~!$&'()*+,;=") || is_one_of(c, more));
      const bool wide = international_ && (is_ucschar(c) || (query && is_private(c)));
      if (!ascii && !wide) return false;
    }
    return true;
  }

  bool is_authority(std::string_view text) const {
    if (const std::size_t at = text.find('@'); at != npos) {
      if (!is_run(text.substr(0, at), ":", false)) return false;
      text.remove_prefix(at + 1);
    }
    std::string_view host = text;
    std::size_t port = text.rfind(':');
    if (text.starts_with('[')) {
      const std::size_t end = text.find(']');
      if (end == npos) return false;
      host = text.substr(0, end + 1);
      port = end + 1 < text.size() ? end + 1 : npos;
      if (port != npos && text[port] != ':') return false;
    } else {
      host = text.substr(0, port);
    }
    const std::string_view digits = port == npos ? std::string_view() : text.substr(port + 1);
    return is_host(host) && std::all_of(digits.begin(), digits.end(), is_digit);
  }

  bool is_host(std::string_view host) const {
    if (!host.starts_with('[')) return is_run(host, "", false);
    const std::string_view inner = host.substr(1, host.size() - 2);
    if (!inner.starts_with('v') && !inner.starts_with('V')) return *is_ipv6(inner);
    const std::size_t dot = inner.find('.');  // IPvFuture
    if (dot == npos || dot < 2 || dot + 1 == inner.size()) return false;
    const std::string_view version = inner.substr(1, dot - 1);
    const std::string_view address = inner.substr(dot + 1);
    return std::all_of(version.begin(), version.end(), is_hex) && address.find('%') == npos &&
           Reference("", false).is_run(address, ":", false);
  }

  std::string_view rest_;
  const bool international_;
};

/// `{+name*,other:3}` without the braces (RFC 6570 §2.2-2.4).
bool is_expression(std::string_view text) {
  if (!text.empty() && is_one_of(static_cast<unsigned char>(text[0]), "+#./;?&=,!@|")) {
    text.remove_prefix(1);
  }
  for (;;) {
    const std::size_t comma = text.find(',');
    std::string_view name = text.substr(0, comma);
    if (name.ends_with('*')) {
      name.remove_suffix(1);
    } else if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
      const std::string_view length = name.substr(colon + 1);
      if (length.empty() || length.size() > 4 || length[0] == '0' ||
          !std::all_of(length.begin(), length.end(), is_digit)) {
        return false;
      }
      name = name.substr(0, colon);
    }
    bool dot = true;  // or the start
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (name[i] == '.' && dot) return false;
      dot = name[i] == '.';
      if (dot || is_letter(name[i]) || is_digit(name[i]) || name[i] == '_') continue;
      if (name[i] != '%' || i + 2 >= name.size() || !is_hex(name[i + 1]) || !is_hex(name[i + 2])) {
        return false;
      }
      i += 2;
    }
    if (dot) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

std::optional<bool> is_uri(std::string_view text) {
  return Reference(text, false).is_valid(true);
}
std::optional<bool> is_uri_reference(std::string_view text) {
  return Reference(text, false).is_valid(false);
}
std::optional<bool> is_iri(std::string_view text) {
  return Reference(text, true).is_valid(true);
}
std::optional<bool> is_iri_reference(std::string_view text) {
  return Reference(text, true).is_valid(false);
}

std::optional<bool> is_uri_template(std::string_view text) {
  while (!text.empty()) {
    if (text.front() == '{') {
      const std::size_t end = text.find('}');
      if (end == std::string_view::npos || !is_expression(text.substr(1, end - 1))) return false;
      text.remove_prefix(end + 1);
      continue;
    }
    if (text.front() == '%') {
      if (text.size() < 3 || !is_hex(text[1]) || !is_hex(text[2])) return false;
      text.remove_prefix(3);
      continue;
    }
    // §2.1; the apostrophe stands there by erratum 6937.
    const char32_t c = take_code_point(text);
    const bool ascii = c > 0x20 && c < 0x7F && !is_one_of(c, "\"<>\\^`{|}");
    if (!ascii && !is_ucschar(c) && !is_private(c)) return false;
  }
  return true;
}

std::optional<bool> is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')) return false;
  }
  return true;
}

/// draft-bhutton-relative-json-pointer-00 §3, without the index manipulation that the drafts leave
/// out.
std::optional<bool> is_relative_json_pointer(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto digits = static_cast<std::size_t>(end - text.begin());
  if (digits == 0 || (digits > 1 && text.front() == '0')) return false;
  text.remove_prefix(digits);
  return text == "#" || *is_json_pointer(text);
}

std::optional<bool> is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

}  // namespace verdiff::validator
