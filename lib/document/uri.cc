#include "document/uri.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace verdiff {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// RFC 3986 §3.1: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

std::optional<unsigned> hex_digit(char c) {
  const char lower = static_cast<char>(c | 0x20);
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a' + 10);
  return std::nullopt;
}

std::vector<std::string_view> split_segments(std::string_view path) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

/// RFC 3986 §5.2.4; `..` above the start is dropped from an absolute path, as there, and kept in
/// a relative one, where it means something.
std::string remove_dot_segments(std::string_view path) {
  const bool absolute = path.starts_with('/');
  if (absolute) path.remove_prefix(1);
  const std::vector<std::string_view> segments = split_segments(path);
  std::vector<std::string_view> kept;
  for (const std::string_view segment : segments) {
    if (segment == ".") continue;
    if (segment != "..") {
      kept.push_back(segment);
    } else if (!kept.empty() && kept.back() != "..") {
      kept.pop_back();
    } else if (!absolute) {
      kept.push_back(segment);
    }
  }
  const bool folder = segments.back() == "." || segments.back() == "..";
  if (folder && !kept.empty()) kept.emplace_back();
  return fmt::format("{}{}", absolute ? "/" : "", fmt::join(kept, "/"));
}

/// RFC 3986 §5.2.3.
std::string merge_paths(const UriView& base, std::string_view path) {
  if (base.authority && base.path.empty()) return fmt::format("/{}", path);
  const std::size_t slash = base.path.rfind('/');
  const std::string_view folder =
      slash == std::string_view::npos ? std::string_view() : base.path.substr(0, slash + 1);
  return fmt::format("{}{}", folder, path);
}

/// RFC 3986 §4.2: the first segment of a relative path must not look like a scheme.
std::string guard_first_segment(std::string path) {
  const std::size_t end = std::min(path.find('/'), path.size());
  for (std::size_t at = end; at-- > 0;) {
    if (path[at] == ':') path.replace(at, 1, "%3A");
  }
  return path;
}

/// RFC 3986 §5.3.
std::string recompose(const UriView& parts, std::string path) {
  std::string out;
  if (parts.scheme) out += fmt::format("{}:", *parts.scheme);
  if (parts.authority) out += fmt::format("//{}", *parts.authority);
  out += parts.scheme || parts.authority ? std::move(path) : guard_first_segment(std::move(path));
  if (parts.query) out += fmt::format("?{}", *parts.query);
  if (parts.fragment) out += fmt::format("#{}", *parts.fragment);
  return out;
}

}  // namespace

UriView parse_uri(std::string_view text) {
  UriView out;
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    out.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    out.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && is_scheme(text.substr(0, colon))) {
    out.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    out.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  out.path = text;
  return out;
}

// RFC 3986 §5.2.2.
std::string resolve_uri(std::string_view base_text, std::string_view reference_text) {
  const UriView base = parse_uri(base_text);
  const UriView reference = parse_uri(reference_text);
  UriView out = reference;
  if (reference.scheme || reference.authority) {
    if (!reference.scheme) out.scheme = base.scheme;
    return recompose(out, remove_dot_segments(reference.path));
  }
  out.scheme = base.scheme;
  out.authority = base.authority;
  if (reference.path.empty()) {
    if (!reference.query) out.query = base.query;
    return recompose(out, std::string(base.path));
  }
  if (reference.path.starts_with('/')) return recompose(out, remove_dot_segments(reference.path));
  return recompose(out, remove_dot_segments(merge_paths(base, reference.path)));
}

UriParts split_fragment(std::string_view uri) {
  const std::size_t hash = uri.find('#');
  if (hash == std::string_view::npos) return {std::string(uri), {}};
  const std::string_view fragment = uri.substr(hash + 1);
  return {std::string(uri.substr(0, hash)),
          percent_decode(fragment).value_or(std::string(fragment))};
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const std::optional<unsigned> high = hex_digit(text[at + 1]);
    const std::optional<unsigned> low = hex_digit(text[at + 2]);
    if (!high || !low) return std::nullopt;
    out += static_cast<char>(*high << 4 | *low);
    at += 2;
  }
  return out;
}

std::string normal_path(std::string_view path) {
  return remove_dot_segments(path);
}

std::string path_to_uri(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#' || c == ' ') {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return path.starts_with('/') ? out : guard_first_segment(std::move(out));
}

}  // namespace verdiff
