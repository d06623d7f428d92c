#pragma once

#include "contract/dialect.h"
#include "contract/keyword.h"

#include <cstdint>
#include <string_view>

namespace verdiff {

/// What a word of a schema object does there besides being a plain keyword of the contract.
enum class SchemaWordUse : std::uint8_t {
  keyword,            ///< SchemaWord::keyword, as it is
  identifier,         ///< `$id`, draft 4 `id`: the schema is a resource of its own
  dialect,            ///< `$schema`
  anchor,             ///< `$anchor`
  dynamic_anchor,     ///< `$dynamicAnchor`
  recursive_anchor,   ///< `$recursiveAnchor`
  recursive_ref,      ///< `$recursiveRef`
  vocabulary,         ///< `$vocabulary`: of metaschemas
  definitions,        ///< `$defs`, `definitions`: where schemas stand that others refer to
  additional_items,   ///< the rest of a tuple, up to 2019-09
  dependencies,       ///< up to draft 7
  example,            ///< OpenAPI's single example
  x_nullable,         ///< what Swagger 2.0 tools agreed on for `nullable`
  collection_format,  ///< OpenAPI 2.0 parameters and their items
  unknown,            ///< not a word of this dialect
};

/// What stands at a place of a document, as far as it tells where schemas (and so `$id` and
/// `$anchor`) may stand: an `$id` inside `enum` or under an unknown keyword identifies nothing.
enum class Position : std::uint8_t {
  opaque,          ///< values, or unknown
  schema,          ///< a schema
  schemas,         ///< a list of schemas
  schema_or_list,  ///< `items` before 2020-12
  schema_map,      ///< names with schemas
  dependencies,    ///< names with schemas or lists of names
  openapi,         ///< an object of OpenAPI
  openapi_map,     ///< names or statuses or paths with objects of OpenAPI
};

struct SchemaWord {
  SchemaWordUse use = SchemaWordUse::unknown;
  Keyword keyword = Keyword::unknown;
  bool elsewhere = false;  ///< use unknown: an assertion of another dialect
};

/// The word that a member's key is in a schema object of that dialect. Assertions that the dialect
/// does not have are unknown words (it says that they are ignored); annotations are taken from any
/// dialect, since they assert nothing.
SchemaWord find_schema_word(std::string_view key, Dialect dialect);

/// Draft 7 and older, OpenAPI 2.0 and 3.0: what stands beside a `$ref` is ignored.
/// (draft-handrews-json-schema-01 §8.3, OpenAPI 3.0.3 §4.7.23)
bool ignores_ref_siblings(Dialect dialect);
/// The dialect has words that identify schemas: all but those of OpenAPI 2.0 and 3.0.
bool has_identifiers(Dialect dialect);
/// `true` and `false` are schemas: all but draft 4 and OpenAPI 2.0 and 3.0.
bool has_boolean_schemas(Dialect dialect);

/// Where a step from `position` along a member's key or an array index leads.
Position step(Position position, Dialect dialect, std::string_view key);

}  // namespace verdiff
