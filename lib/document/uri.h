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
/// too, where it keeps the leading `..` parts that go above them. The fragment is the reference's.
///
///     resolve_uri("https://a/b/c.json", "../d.json#/x")  // "https://a/d.json#/x"
///     resolve_uri("v1/api.yaml", "../common.yaml")       // "common.yaml"
///     resolve_uri("api.yaml", "../common.yaml")          // "../common.yaml"
std::string resolve_uri(std::string_view base, std::string_view reference);

/// The part before '#', and the percent-decoded part behind it (empty where there is none; as
/// written where its escapes are malformed).
struct UriParts {
  std::string document;
  std::string fragment;
};
UriParts split_fragment(std::string_view uri);

/// nullopt for a malformed %-escape.
std::optional<std::string> percent_decode(std::string_view text);

/// A path without `.` parts and with `..` parts resolved where something stands before them.
std::string normal_path(std::string_view path);

/// A path as a scheme-less URI reference: `%`, `?`, `#`, spaces and a ':' that would look like a
/// scheme's are escaped, so that `percent_decode` of the URI's path gives the path again.
std::string path_to_uri(std::string_view path);

}  // namespace verdiff
