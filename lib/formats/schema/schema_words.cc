#include "formats/schema/schema_words.h"

#include <array>
#include <cstddef>

namespace verdiff {

namespace {

using Dialects = std::uint16_t;

constexpr Dialects bit(Dialect dialect) {
  return static_cast<Dialects>(1u << static_cast<unsigned>(dialect));
}
template <class... Rest>
constexpr Dialects only(Rest... dialects) {
  return static_cast<Dialects>((bit(dialects) | ...));
}

constexpr Dialects from_2020_12 = only(Dialect::draft2020_12, Dialect::openapi_3_1);
constexpr Dialects from_2019_09 = from_2020_12 | bit(Dialect::draft2019_09);
constexpr Dialects from_draft7 = from_2019_09 | bit(Dialect::draft7);
constexpr Dialects from_draft6 = from_draft7 | bit(Dialect::draft6);
constexpr Dialects from_draft4 = from_draft6 | bit(Dialect::draft4);
constexpr Dialects from_openapi_3_0 = from_draft4 | bit(Dialect::openapi_3_0);
constexpr Dialects all = from_openapi_3_0 | bit(Dialect::openapi_2_0);
constexpr Dialects openapi = only(Dialect::openapi_2_0, Dialect::openapi_3_0, Dialect::openapi_3_1);

/// The dialects that have a keyword under its normalised spelling. OpenAPI 2.0: §Schema Object;
/// 3.0.3: §4.7.24; the drafts: their "validation" and "core" documents.
constexpr Dialects dialects_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::dynamic_ref:
    case Keyword::prefix_items:
      return from_2020_12;
    case Keyword::min_contains:
    case Keyword::max_contains:
    case Keyword::unevaluated_items:
    case Keyword::unevaluated_properties:
    case Keyword::dependent_required:
    case Keyword::dependent_schemas:
    case Keyword::content_schema:
      return from_2019_09;
    case Keyword::if_:
    case Keyword::then_:
    case Keyword::else_:
      return from_draft7;
    case Keyword::const_:
    case Keyword::contains:
    case Keyword::property_names:
      return from_draft6;
    case Keyword::pattern_properties:
      return from_draft4;
    case Keyword::any_of:
    case Keyword::one_of:
    case Keyword::not_:
      return from_openapi_3_0;
    case Keyword::nullable:
      // Means something in 3.0 alone; kept in 3.1, so that it can be told.
      return only(Dialect::openapi_3_0, Dialect::openapi_3_1);
    default:
      return all;
  }
}

struct Row {
  std::string_view spelling;
  SchemaWord word;
  Dialects dialects = 0;
};

constexpr auto rows = std::to_array<Row>({
#define VERDIFF_KEYWORD(name, spelling, shape, role) \
  {spelling, {SchemaWordUse::keyword, Keyword::name, false}, dialects_of(Keyword::name)},
    VERDIFF_KEYWORDS(VERDIFF_KEYWORD)
#undef VERDIFF_KEYWORD
    // What schema.h normalises away.
    {"id", {SchemaWordUse::identifier, Keyword::unknown, false}, only(Dialect::draft4)},
    {"$id", {SchemaWordUse::identifier, Keyword::unknown, false}, from_draft6},
    {"$schema", {SchemaWordUse::dialect, Keyword::unknown, false}, from_draft4},
    {"$anchor", {SchemaWordUse::anchor, Keyword::unknown, false}, from_2019_09},
    {"$dynamicAnchor", {SchemaWordUse::dynamic_anchor, Keyword::unknown, false}, from_2020_12},
    {"$recursiveAnchor",
     {SchemaWordUse::recursive_anchor, Keyword::unknown, false},
     only(Dialect::draft2019_09)},
    {"$recursiveRef",
     {SchemaWordUse::recursive_ref, Keyword::unknown, false},
     only(Dialect::draft2019_09)},
    {"$vocabulary", {SchemaWordUse::vocabulary, Keyword::unknown, false}, from_2019_09},
    {"$defs", {SchemaWordUse::definitions, Keyword::unknown, false}, from_draft4},
    {"definitions", {SchemaWordUse::definitions, Keyword::unknown, false}, from_draft4},
    {"additionalItems",
     {SchemaWordUse::additional_items, Keyword::unknown, false},
     only(Dialect::draft4, Dialect::draft6, Dialect::draft7, Dialect::draft2019_09)},
    {"dependencies",
     {SchemaWordUse::dependencies, Keyword::unknown, false},
     only(Dialect::draft4, Dialect::draft6, Dialect::draft7)},
    {"example", {SchemaWordUse::example, Keyword::examples, false}, openapi},
    {"x-nullable",
     {SchemaWordUse::x_nullable, Keyword::nullable, false},
     only(Dialect::openapi_2_0)},
    {"collectionFormat",
     {SchemaWordUse::collection_format, Keyword::unknown, false},
     only(Dialect::openapi_2_0)},
});

constexpr std::size_t slots = 256;  // a power of two, well above rows.size()
static_assert(rows.size() * 3 < slots);

constexpr std::size_t slot_of(std::string_view key) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return (hash ^ (hash >> 15)) % slots;
}

/// Open addressing: the key of every member of every schema object is looked up here.
constexpr auto table = [] {
  std::array<std::uint8_t, slots> out{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].spelling.empty()) continue;  // Keyword::unknown
    std::size_t slot = slot_of(rows[i].spelling);
    while (out[slot] != 0) slot = (slot + 1) % slots;
    out[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return out;
}();

const Row* find_row(std::string_view key) {
  for (std::size_t slot = slot_of(key); table[slot] != 0; slot = (slot + 1) % slots) {
    const Row& row = rows[table[slot] - 1u];
    if (row.spelling == key) return &row;
  }
  return nullptr;
}

Position step_from_schema(Dialect dialect, std::string_view key) {
  const SchemaWord word = find_schema_word(key, dialect);
  switch (word.use) {
    case SchemaWordUse::definitions:
      return Position::schema_map;
    case SchemaWordUse::additional_items:
      return Position::schema;
    case SchemaWordUse::dependencies:
      return Position::dependencies;
    case SchemaWordUse::keyword:
      break;
    default:
      return Position::opaque;
  }
  if (word.keyword == Keyword::items) return Position::schema_or_list;
  if (word.keyword == Keyword::ref || word.keyword == Keyword::dynamic_ref) return Position::opaque;
  switch (shape(word.keyword)) {
    case KeywordShape::schema:
      return Position::schema;
    case KeywordShape::schemas:
      return Position::schemas;
    case KeywordShape::schema_map:
      return Position::schema_map;
    default:
      return Position::opaque;
  }
}

/// OpenAPI's own objects, by the names that hold schemas, maps and literal values in them.
Position step_from_openapi(std::string_view key) {
  if (key.starts_with("x-")) return Position::opaque;
  constexpr auto schema_keys = std::to_array<std::string_view>({"schema", "itemSchema"});
  constexpr auto schema_map_keys = std::to_array<std::string_view>({"schemas", "definitions"});
  constexpr auto literal_keys =
      std::to_array<std::string_view>({"example", "examples", "default", "enum", "value"});
  constexpr auto map_keys = std::to_array<std::string_view>(
      {"paths", "webhooks", "parameters", "responses", "headers", "requestBodies", "callbacks",
       "pathItems", "content", "links", "mediaTypes", "encoding", "additionalOperations"});
  const auto is_one_of = [key](const auto& keys) {
    for (const std::string_view known : keys) {
      if (known == key) return true;
    }
    return false;
  };
  if (is_one_of(schema_keys)) return Position::schema;
  if (is_one_of(schema_map_keys)) return Position::schema_map;
  if (is_one_of(literal_keys)) return Position::opaque;
  if (is_one_of(map_keys)) return Position::openapi_map;
  return Position::openapi;
}

}  // namespace

SchemaWord find_schema_word(std::string_view key, Dialect dialect) {
  const Row* const row = find_row(key);
  if (row == nullptr) return {};
  if ((row->dialects & bit(dialect)) != 0) return row->word;
  switch (row->word.use) {
    case SchemaWordUse::keyword:
      if (role(row->word.keyword) == KeywordRole::assertion) break;
      return shape(row->word.keyword) == KeywordShape::schema ? SchemaWord{} : row->word;
    case SchemaWordUse::additional_items:
    case SchemaWordUse::dependencies:
    case SchemaWordUse::recursive_ref:
      break;
    default:
      return {};
  }
  return {SchemaWordUse::unknown, Keyword::unknown, true};
}

bool ignores_ref_siblings(Dialect dialect) {
  return (from_2019_09 & bit(dialect)) == 0;
}
bool has_identifiers(Dialect dialect) {
  return (from_draft4 & bit(dialect)) != 0;
}
bool has_boolean_schemas(Dialect dialect) {
  return (from_draft6 & bit(dialect)) != 0;
}

Position step(Position position, Dialect dialect, std::string_view key) {
  switch (position) {
    case Position::schema:
    case Position::schema_or_list:
      return step_from_schema(dialect, key);
    case Position::schemas:
    case Position::schema_map:
    case Position::dependencies:
      return Position::schema;
    case Position::openapi:
      return step_from_openapi(key);
    case Position::openapi_map:
      return Position::openapi;
    case Position::opaque:
      break;
  }
  return Position::opaque;
}

}  // namespace verdiff
