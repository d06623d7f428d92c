#include "formats/schema/dialects.h"

#include "contract/keyword.h"
#include "contract/schema.h"

#include <array>
#include <utility>

namespace verdiff {

namespace {

constexpr auto schema_uris = std::to_array<std::pair<std::string_view, Dialect>>({
    {"json-schema.org/draft-04/schema", Dialect::draft4},
    // Draft 5 is draft 4 with its text clarified (draft-wright-json-schema-00, "Changes").
    {"json-schema.org/draft-05/schema", Dialect::draft4},
    {"json-schema.org/draft-06/schema", Dialect::draft6},
    {"json-schema.org/draft-07/schema", Dialect::draft7},
    {"json-schema.org/draft/2019-09/schema", Dialect::draft2019_09},
    {"json-schema.org/draft/2020-12/schema", Dialect::draft2020_12},
    {"json-schema.org/schema", Dialect::draft2020_12},
    // Iglu's self-describing schemas: draft 4 with `self` (docs.snowplow.io, "Self-describing JSON
    // schemas").
    {"iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0",
     Dialect::draft4},
    {"spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
    {"spec.openapis.org/oas/3.1/dialect/2024-10-25", Dialect::openapi_3_1},
    {"spec.openapis.org/oas/3.1/dialect/2024-11-10", Dialect::openapi_3_1},
    {"spec.openapis.org/oas/3.2/dialect/2025-09-17", Dialect::openapi_3_1},
});

bool is_json_type(const Node& value) {
  return value.is_string() && parse_word<JsonType>(value.text());
}

bool has_kind(const Node& value, KeywordShape wanted) {
  switch (wanted) {
    case KeywordShape::types:
      return is_json_type(value) || (!value.items().empty() && is_json_type(value.items().front()));
    case KeywordShape::schema:
      return value.is_object() || value.is_boolean() || value.is_string();  // $ref: a string
    case KeywordShape::schema_map:
    case KeywordShape::name_map:
      return value.is_object();
    case KeywordShape::values:
    case KeywordShape::names:
    case KeywordShape::schemas:
      return value.is_array();
    case KeywordShape::number:
    case KeywordShape::count:
      return value.is_number();
    case KeywordShape::text:
      return value.is_string();
    case KeywordShape::flag:
      return value.is_boolean();
    case KeywordShape::value:
    case KeywordShape::other:
      return true;
  }
  return false;
}

bool is_text(const Node* node) {
  return node != nullptr && node->is_string();
}

}  // namespace

std::string_view title(Dialect dialect) {
  switch (dialect) {
    case Dialect::draft4:
      return "JSON Schema draft 4";
    case Dialect::draft6:
      return "JSON Schema draft 6";
    case Dialect::draft7:
      return "JSON Schema draft 7";
    case Dialect::draft2019_09:
      return "JSON Schema 2019-09";
    case Dialect::draft2020_12:
      return "JSON Schema 2020-12";
    case Dialect::openapi_2_0:
      return "OpenAPI 2.0";
    case Dialect::openapi_3_0:
      return "OpenAPI 3.0";
    case Dialect::openapi_3_1:
      return "OpenAPI 3.1";
  }
  return "";
}

std::optional<Dialect> find_dialect(std::string_view schema_uri) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (schema_uri.starts_with(scheme)) schema_uri.remove_prefix(scheme.size());
  }
  if (schema_uri.ends_with('#')) schema_uri.remove_suffix(1);
  for (const auto& [uri, dialect] : schema_uris) {
    if (uri == schema_uri) return dialect;
  }
  return std::nullopt;
}

bool is_openapi(const Node& root) {
  return root.find("openapi") != nullptr || root.find("swagger") != nullptr;
}

bool looks_like_schema(const Node& root) {
  if (root.is_boolean()) return true;
  if (!root.is_object()) return false;
  if (is_text(root.find("$schema")) || is_text(root.find("$id"))) return true;
  for (const Member& member : root.members()) {
    if (member.key == "definitions" || member.key == "$defs") return member.value.is_object();
    const auto keyword = find_keyword(member.key);
    if (keyword && role(*keyword) == KeywordRole::assertion &&
        has_kind(member.value, shape(*keyword))) {
      return true;
    }
  }
  return false;
}

}  // namespace verdiff
