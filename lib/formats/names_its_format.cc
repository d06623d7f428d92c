#include "formats/format.h"
#include "formats/openapi/openapi.h"

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff {

namespace {

constexpr std::string_view drafts = "json-schema.org/";

struct Mark {
  std::string_view key;
  bool (*fits)(std::string_view value);
  bool inside = false;  ///< it may stand inside of something: behind a blank, a brace or a comma
};

bool starts_with_digit(std::string_view value) {
  return !value.empty() && value.front() >= '0' && value.front() <= '9';
}

bool names_draft(std::string_view value) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (value.starts_with(scheme)) return value.substr(scheme.size()).starts_with(drafts);
  }
  return false;
}

bool is_written(std::string_view value) {
  return !value.empty();
}

bool is_data_type(std::string_view value) {
  return value.starts_with("TYPE_");
}

constexpr auto marks = std::to_array<Mark>({{"openapi", starts_with_digit},
                                            {"swagger", starts_with_digit},
                                            {"$schema", names_draft},
                                            {"mlflow_version", starts_with_digit},
                                            {"flavors", is_written},
                                            {"data_type", is_data_type, true},
                                            {"dataType", is_data_type, true},
                                            {"datatype", is_written, true},
                                            {"messagetype", is_written, true}});

/// The format of models that a document is surely of.
bool is_of_model(const Node& root) {
  return std::any_of(formats().begin(), formats().end(), [&](const Format& format) {
    return format.of_models && format.sniff(root) > 0;
  });
}

void skip(std::string_view& text, std::string_view characters) {
  text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
}

/// `key: value` at the beginning of a line, or `"key": "value"` anywhere.
bool is_key(std::string_view text, std::size_t at, const Mark& mark) {
  const char before = at == 0 ? '\n' : text[at - 1];
  const std::string_view openers = mark.inside ? "\n\"' {,-" : "\n\"'";
  if (openers.find(before) == openers.npos) return false;
  std::string_view rest = text.substr(at + mark.key.size());
  skip(rest, "\"'");
  skip(rest, " \t\r\n");
  if (!rest.starts_with(':')) return false;
  rest.remove_prefix(1);
  skip(rest, " \t\r\n");
  skip(rest, "\"'");
  return mark.fits(rest);
}

}  // namespace

bool may_be_contract(std::string_view path) {
  for (const std::string_view ending : {".json", ".yaml", ".yml", ".pbtxt"}) {
    if (path.ends_with(ending)) return true;
  }
  return path == "MLmodel" || path.ends_with("/MLmodel");
}

bool names_its_format(std::string_view text) {
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    for (std::size_t at = text.find(mark.key); at != std::string_view::npos;
         at = text.find(mark.key, at + 1)) {
      if (is_key(text, at, mark)) return true;
    }
    return false;
  });
}

bool names_its_format(const Node& root) {
  if (sniff_openapi(root) > 0 || is_of_model(root)) return true;
  const Node* const dialect = root.find("$schema");
  return dialect != nullptr && dialect->is_string() && names_draft(dialect->text());
}

}  // namespace verdiff
