#include "formats/schema/languages.h"

#include "document/uri.h"
#include "formats/schema/dialects.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

namespace verdiff {

namespace {

/// The last part of a vocabulary's URI (`…/draft/2020-12/vocab/validation`), and what it brings.
constexpr auto vocabulary_names = std::to_array<std::pair<std::string_view, KeywordGroup>>({
    {"core", KeywordGroup::core},
    {"applicator", KeywordGroup::applicator},
    {"unevaluated", KeywordGroup::unevaluated},
    {"validation", KeywordGroup::validation},
    {"meta-data", KeywordGroup::metadata},
    {"format", KeywordGroup::format},
    {"format-annotation", KeywordGroup::format},
    {"format-assertion", KeywordGroup::format},
    {"content", KeywordGroup::content},
});

std::optional<KeywordGroup> find_vocabulary(std::string_view uri) {
  const std::string_view name = uri.substr(uri.rfind('/') + 1);
  if (uri.find("json-schema.org/draft/") == std::string_view::npos) return std::nullopt;
  for (const auto& [known, vocabulary] : vocabulary_names) {
    if (known == name) return vocabulary;
  }
  return std::nullopt;
}

/// OpenAPI's base vocabulary: annotations, which are taken in any dialect.
bool is_openapi_vocabulary(std::string_view uri) {
  return uri.find("spec.openapis.org/oas/") != std::string_view::npos;
}

constexpr std::uint8_t bit(KeywordGroup vocabulary) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(vocabulary));
}

bool is_old_draft(std::string_view uri) {
  for (const std::string_view draft : {"/draft-00/", "/draft-01/", "/draft-02/", "/draft-03/"}) {
    if (uri.find("json-schema.org") != std::string_view::npos &&
        uri.find(draft) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

KeywordGroup group_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::ref:
    case Keyword::dynamic_ref:
      return KeywordGroup::core;
    case Keyword::unevaluated_items:
    case Keyword::unevaluated_properties:
      return KeywordGroup::unevaluated;
    case Keyword::format:
      return KeywordGroup::format;
    case Keyword::content_encoding:
    case Keyword::content_media_type:
    case Keyword::content_schema:
      return KeywordGroup::content;
    default:
      break;
  }
  if (role(keyword) == KeywordRole::annotation) return KeywordGroup::metadata;
  switch (shape(keyword)) {
    case KeywordShape::schema:
    case KeywordShape::schemas:
    case KeywordShape::schema_map:
      return KeywordGroup::applicator;
    default:
      return KeywordGroup::validation;
  }
}

Language Languages::find(Place schema_uri, const std::string& base_uri, Language otherwise) {
  const std::string_view text = schema_uri.node->text();
  if (const auto dialect = find_dialect(text)) return {*dialect, 0};
  const auto known = found_.find(text);
  if (known != found_.end()) return known->second;
  if (is_old_draft(text)) {
    loading_.fail(
        ErrorCode::unsupported_version, schema_uri,
        fmt::format("expected JSON Schema draft 4, 6, 7, 2019-09 or 2020-12, found \"{}\"", text));
    return otherwise;
  }
  const std::string uri = split_fragment(resolve_uri(base_uri, text)).document;
  const auto metaschema = loading_.contract.workspace.load(uri);
  Language language = otherwise;
  if (metaschema) {
    language = read_metaschema(**metaschema, schema_uri, otherwise);
  } else {
    loading_.unsupported(schema_uri, fmt::format("the metaschema is not at hand: schemas are read "
                                                 "as {}",
                                                 title(otherwise.dialect)));
  }
  found_.emplace(text, language);
  return language;
}

Language Languages::read_metaschema(const Document& metaschema, Place schema_uri,
                                    Language otherwise) {
  const Node* const stated = metaschema.root().find("$schema");
  const auto dialect = stated != nullptr ? find_dialect(stated->text()) : std::nullopt;
  Language language{dialect.value_or(otherwise.dialect), 0};
  const Node* const list = metaschema.root().find("$vocabulary");
  if (list == nullptr || !list->is_object()) return language;

  std::uint8_t present = bit(KeywordGroup::core);
  for (const Member& member : list->members()) {
    const auto vocabulary = find_vocabulary(member.key);
    if (vocabulary) {
      present = static_cast<std::uint8_t>(present | bit(*vocabulary));
    } else if (member.value.boolean() && !is_openapi_vocabulary(member.key)) {
      loading_.unsupported(schema_uri, fmt::format("the metaschema requires the vocabulary \"{}\", "
                                                   "which is not known",
                                                   member.key));
    }
  }
  // In 2019-09 unevaluated* belong to the applicator vocabulary.
  if (language.dialect == Dialect::draft2019_09 && (present & bit(KeywordGroup::applicator)) != 0) {
    present = static_cast<std::uint8_t>(present | bit(KeywordGroup::unevaluated));
  }
  constexpr unsigned all = 0x7f;
  language.left_out = static_cast<std::uint8_t>(all & ~static_cast<unsigned>(present));
  return language;
}

Language Languages::of(const Document& document, const std::string& base_uri, Language otherwise) {
  const Node& root = document.root();
  if (root.find("swagger") != nullptr) return {Dialect::openapi_2_0, 0};
  const Node* stated = root.find("$schema");
  if (const Node* version = root.find("openapi")) {
    if (version->text().starts_with("3.0")) return {Dialect::openapi_3_0, 0};
    // OpenAPI 3.1.1 §4.8.1: `jsonSchemaDialect` is the default for schemas without `$schema`.
    otherwise = {Dialect::openapi_3_1, 0};
    stated = root.find("jsonSchemaDialect");
  }
  if (stated == nullptr || !stated->is_string()) return otherwise;
  return find({&document, stated}, base_uri, otherwise);
}

}  // namespace verdiff
