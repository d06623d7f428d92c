#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// A URI reference split as RFC 3986 §3 has it. Views into the text it was made from.
struct UriView {
  std::optional<std::string_view> scheme, authority, query, fragment;
  std::string_view path;
};
UriView parse_uri(std::string_view text);

/// RFC 3986 §5.2, with dot segments removed; works for scheme-less bases (plain relative paths)
/// too.
std::string resolve_uri(std::string_view base, std::string_view reference);

/// The part before '#', and the percent-decoded part behind it (empty where there is none).
struct UriParts {
  std::string document;
  std::string fragment;
};
UriParts split_fragment(std::string_view uri);

/// nullopt for a malformed %-escape.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace verdiff
