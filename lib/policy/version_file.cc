#include "policy/version_file.h"

#include "document/disk.h"
#include "document/document.h"
#include "document/operand.h"
#include "document/pointer.h"
#include "formats/models/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace verdiff {

namespace {

bool is_document(const std::string& name) {
  return name.ends_with(".json") || name.ends_with(".yaml") || name.ends_with(".yml");
}

/// The field and the pointer that was looked for.
struct Found {
  const Node* node = nullptr;
  std::string pointer;
};

Found find_field(const Node& root, const std::string& field) {
  if (field.starts_with('/')) return {find_pointer(root, field), field};
  if (!field.empty()) return {root.find(field), "/" + escape_token(field)};
  for (const char* const pointer : {"/version", "/info/version"}) {
    if (const Node* const node = find_pointer(root, pointer)) return {node, pointer};
  }
  if (const ModelEvidence* const evidence = find_evidence(root)) {
    const std::string pointer(evidence->version);
    const Node* const node = pointer.empty() ? nullptr : find_pointer(root, pointer);
    if (node != nullptr) return {node, pointer};
  }
  return {nullptr, "/version"};
}

Error no_field(const std::string& name, const std::string& pointer) {
  return {ErrorCode::no_version,
          fmt::format("expected a version at {}, found none; name its field, FILE:FIELD", pointer),
          {name, 0, 0},
          {}};
}

Result<VersionField> checked(VersionField field) {
  const auto version = Version::parse(field.version);
  if (version) return field;
  Error error = version.error();
  error.where = field.where;
  return error;
}

/// YAML 1.2.2 §6.9: an anchor and a tag may stand before a value.
std::size_t past_properties(const std::string& text, std::size_t offset) {
  constexpr std::string_view space = " \t\r\n";
  while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
    offset = text.find_first_of(space, offset);
    offset = std::min(text.find_first_not_of(space, offset), text.size());
  }
  return offset;
}

Result<VersionField> in_document(const std::string& name, const std::string& text,
                                 const std::string& field) {
  const auto document = read_document(name, text);
  if (!document) return document.error();
  const Found found = find_field(document->root(), field);
  if (found.node == nullptr) return no_field(name, found.pointer);
  VersionField out;
  out.where = document->locate(*found.node);
  if (!found.node->is_string()) {
    return Error{
        ErrorCode::bad_version,
        fmt::format("expected a version as a string, found {}", with_article(found.node->kind())),
        out.where,
        {}};
  }
  out.version = found.node->text();
  out.offset = past_properties(text, found.node->offset());
  const char quote = out.offset < text.size() ? text[out.offset] : '\0';
  if (quote == '"' || quote == '\'') ++out.offset;
  if (text.compare(out.offset, out.version.size(), out.version) != 0) {
    return Error{ErrorCode::bad_version,
                 "expected the version as it is, found one with escapes",
                 out.where,
                 {}};
  }
  return checked(std::move(out));
}

/// A file that holds nothing else; white space around it does no harm.
Result<VersionField> in_plain_text(const std::string& name, const std::string& text) {
  constexpr std::string_view space = " \t\r\n";
  VersionField out;
  out.offset = std::min(text.find_first_not_of(space), text.size());
  const std::size_t end = text.find_last_not_of(space);
  out.version = end == std::string::npos ? "" : text.substr(out.offset, end + 1 - out.offset);
  out.where = {name,
               1 + static_cast<std::uint32_t>(std::count(
                       text.begin(), text.begin() + static_cast<std::ptrdiff_t>(out.offset), '\n')),
               1};
  return checked(std::move(out));
}

}  // namespace

Result<VersionFile> parse_version_file(std::string_view text) {
  const std::string given(text);
  const std::size_t colon = given.rfind(':');
  VersionFile out{given, ""};
  if (!is_file(given) && colon != std::string::npos) {
    out = {given.substr(0, colon), given.substr(colon + 1)};
  }
  const bool is_broken = out.path.empty() || (colon != std::string::npos && given.back() == ':');
  if (!is_broken) return out;
  return Error{ErrorCode::usage,
               fmt::format("--version-file: expected FILE or FILE:FIELD, found '{}'", given),
               {},
               {}};
}

Result<VersionField> find_version(const std::string& name, const std::string& text,
                                  const std::string& field) {
  return field.empty() && !is_document(name) ? in_plain_text(name, text)
                                             : in_document(name, text, field);
}

std::string with_version(const std::string& text, const VersionField& field,
                         std::string_view version) {
  std::string out = text;
  out.replace(field.offset, field.version.size(), version);
  return out;
}

Result<std::string> write_version(const std::string& contract, const VersionFile& version_file,
                                  const std::string& version) {
  VersionFile file = version_file;
  if (file.path.empty()) {
    const auto operand = parse_operand(contract);
    if (!operand) return operand.error();
    if (operand->revision || operand->path == "-") {
      return Error{
          ErrorCode::usage,
          fmt::format("--write: expected a file, found '{}'; give --version-file", contract),
          {},
          {}};
    }
    file = {operand->path, "/info/version"};
  }
  const auto text = read_file(file.path, Limits{}.bytes);
  if (!text) return text.error();
  const auto field = find_version(file.path, *text, file.field);
  if (!field) return field.error();
  const auto present = Version::parse(field->version);
  const auto wanted = Version::parse(version);
  if (!present || !wanted) return version;
  if (precedence(*present, *wanted) >= 0) return field->version;
  const auto written = replace_file(file.path, with_version(*text, *field, version));
  if (!written) return written.error();
  return version;
}

}  // namespace verdiff
