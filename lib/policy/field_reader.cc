#include "policy/field_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace verdiff {

Error FieldReader::error_at(std::uint32_t offset, std::string message) const {
  return {ErrorCode::bad_config, std::move(message), document_.locate(offset), {}};
}

Result<void> FieldReader::known_fields(const Node& object, std::string_view what,
                                       std::span<const std::string_view> names) const {
  if (!object.is_object()) {
    return error_at(object, fmt::format("expected {} to be a mapping of fields, found {}", what,
                                        with_article(object.kind())));
  }
  for (const Member& member : object.members()) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    std::string hint = did_you_mean(member.key, names);
    if (hint.empty()) hint = fmt::format("; expected one of `{}`", fmt::join(names, "`, `"));
    return error_at(member.key_offset,
                    fmt::format("{} has no field `{}`{}", what, member.key, hint));
  }
  return {};
}

Result<std::string> FieldReader::text(const Node& node, std::string_view name) const {
  if (!node.is_string()) {
    return error_at(
        node, fmt::format("expected `{}` to be text, found {}", name, with_article(node.kind())));
  }
  if (node.text().find_first_not_of(" \n") == std::string_view::npos) {
    return error_at(node, fmt::format("`{}` is empty", name));
  }
  return std::string(node.text());
}

Result<std::vector<std::string>> FieldReader::texts(const Node& node, std::string_view name) const {
  const std::span<const Node> items =
      node.is_array() ? node.items() : std::span<const Node>(&node, 1);
  if (items.empty()) return error_at(node, fmt::format("`{}` is an empty list", name));
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const Node& item : items) {
    auto each = text(item, name);
    if (!each) return each.error();
    if (!seen.insert(item.text()).second) {
      return error_at(item, fmt::format("`{}` names `{}` twice", name, *each));
    }
    out.push_back(*std::move(each));
  }
  return out;
}

Result<std::string> FieldReader::one_of(const Node& node, std::string_view name,
                                        std::span<const std::string> known) const {
  const std::string all = fmt::format("`{}`", fmt::join(known, "`, `"));
  if (!node.is_string()) {
    return error_at(node, fmt::format("expected `{}` to be one of {}, found {}", name, all,
                                      with_article(node.kind())));
  }
  if (std::find(known.begin(), known.end(), node.text()) != known.end()) {
    return std::string(node.text());
  }
  const std::string hint = did_you_mean(node.text(), known);
  return error_at(node, fmt::format("`{}` is not a word of `{}`{}", node.text(), name,
                                    hint.empty() ? "; expected one of " + all : hint));
}

namespace {

bool says_nothing(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t start = line.find_first_not_of(" \t\r");
    if (start != std::string_view::npos && line[start] != '#') return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace

Result<std::string> read_team_text(const std::string& path, std::size_t most) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, error)) {
    return Error{ErrorCode::bad_config,
                 "expected a file that may be read; check its name and its permissions",
                 {path, 0, 0},
                 {}};
  }
  std::string text;
  char buffer[1 << 16];
  while (in && text.size() <= most) {
    in.read(buffer, sizeof buffer);
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() <= most) return text;
  return Error{ErrorCode::bad_config,
               fmt::format("expected at most {} bytes, found more", most),
               {path, 0, 0},
               {}};
}

Result<Document> parse_team_text(const std::string& path, std::string text) {
  auto document =
      says_nothing(text) ? read_json(path, "null") : read_document(path, std::move(text));
  if (document) return document;
  Error error = document.error();
  error.code = ErrorCode::bad_config;
  return error;
}

Result<Document> read_team_file(const std::string& path, std::size_t most) {
  auto text = read_team_text(path, most);
  if (!text) return text.error();
  return parse_team_text(path, *std::move(text));
}

}  // namespace verdiff
