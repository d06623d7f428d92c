#pragma once

#include "contract/dialect.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace verdiff {

/// What kind of value a keyword has after normalising (see schema.h).
enum class KeywordShape : std::uint8_t {
  types,       ///< Entry::types
  value,       ///< any JSON value: const, default
  values,      ///< a list of JSON values: enum, examples
  number,      ///< a decimal: minimum, multipleOf
  count,       ///< a whole number >= 0: minLength, maxItems
  flag,        ///< true or false: uniqueItems, readOnly
  text,        ///< a string: pattern, format, title
  names,       ///< Entry::names: required
  name_map,    ///< Entry::names, Entry::name_lists: dependentRequired
  schema,      ///< Entry::schemas of one: items, not
  schemas,     ///< Entry::schemas in order: allOf, prefixItems
  schema_map,  ///< Entry::schemas parallel to Entry::names: properties
  other,       ///< kept as written: discriminator, xml, extensions
};

/// What a keyword says: it constrains values, or it only describes them.
enum class KeywordRole : std::uint8_t { assertion, annotation };

/// Every keyword that verdiff knows, in the order in which facts are stated and reports sort.
/// X(enumerator, "spelling", shape, role). Spellings are those of JSON Schema 2020-12 and OpenAPI
/// 3.1; older spellings are normalised into them (schema.h says how).
#define VERDIFF_KEYWORDS(X)                                             \
  X(ref, "$ref", schema, assertion)                                     \
  X(dynamic_ref, "$dynamicRef", schema, assertion)                      \
  X(type, "type", types, assertion)                                     \
  X(nullable, "nullable", flag, assertion)                              \
  X(enum_, "enum", values, assertion)                                   \
  X(const_, "const", value, assertion)                                  \
  X(multiple_of, "multipleOf", number, assertion)                       \
  X(minimum, "minimum", number, assertion)                              \
  X(exclusive_minimum, "exclusiveMinimum", number, assertion)           \
  X(maximum, "maximum", number, assertion)                              \
  X(exclusive_maximum, "exclusiveMaximum", number, assertion)           \
  X(min_length, "minLength", count, assertion)                          \
  X(max_length, "maxLength", count, assertion)                          \
  X(pattern, "pattern", text, assertion)                                \
  X(format, "format", text, annotation)                                 \
  X(content_encoding, "contentEncoding", text, annotation)              \
  X(content_media_type, "contentMediaType", text, annotation)           \
  X(content_schema, "contentSchema", schema, annotation)                \
  X(prefix_items, "prefixItems", schemas, assertion)                    \
  X(items, "items", schema, assertion)                                  \
  X(contains, "contains", schema, assertion)                            \
  X(min_contains, "minContains", count, assertion)                      \
  X(max_contains, "maxContains", count, assertion)                      \
  X(min_items, "minItems", count, assertion)                            \
  X(max_items, "maxItems", count, assertion)                            \
  X(unique_items, "uniqueItems", flag, assertion)                       \
  X(unevaluated_items, "unevaluatedItems", schema, assertion)           \
  X(properties, "properties", schema_map, assertion)                    \
  X(pattern_properties, "patternProperties", schema_map, assertion)     \
  X(additional_properties, "additionalProperties", schema, assertion)   \
  X(property_names, "propertyNames", schema, assertion)                 \
  X(required, "required", names, assertion)                             \
  X(dependent_required, "dependentRequired", name_map, assertion)       \
  X(dependent_schemas, "dependentSchemas", schema_map, assertion)       \
  X(min_properties, "minProperties", count, assertion)                  \
  X(max_properties, "maxProperties", count, assertion)                  \
  X(unevaluated_properties, "unevaluatedProperties", schema, assertion) \
  X(all_of, "allOf", schemas, assertion)                                \
  X(any_of, "anyOf", schemas, assertion)                                \
  X(one_of, "oneOf", schemas, assertion)                                \
  X(not_, "not", schema, assertion)                                     \
  X(if_, "if", schema, assertion)                                       \
  X(then_, "then", schema, assertion)                                   \
  X(else_, "else", schema, assertion)                                   \
  X(discriminator, "discriminator", other, annotation)                  \
  X(read_only, "readOnly", flag, annotation)                            \
  X(write_only, "writeOnly", flag, annotation)                          \
  X(deprecated, "deprecated", flag, annotation)                         \
  X(default_, "default", value, annotation)                             \
  X(examples, "examples", values, annotation)                           \
  X(title, "title", text, annotation)                                   \
  X(description, "description", text, annotation)                       \
  X(comment, "$comment", text, annotation)                              \
  X(xml, "xml", other, annotation)                                      \
  X(external_docs, "externalDocs", other, annotation)                   \
  X(extensible_enum, "x-extensible-enum", other, annotation)            \
  X(unit, "x-unit", text, annotation)                                   \
  X(labels, "x-labels", other, annotation)                              \
  X(tensor, "x-tensor", other, annotation)                              \
  X(column, "x-column", text, annotation)                               \
  X(unknown, "", other, annotation) /* any other keyword; Entry::name says which */

enum class Keyword : std::uint8_t {
#define VERDIFF_KEYWORD(name, spelling, shape, role) name,
  VERDIFF_KEYWORDS(VERDIFF_KEYWORD)
#undef VERDIFF_KEYWORD
};

/// A set of keywords, to know without looking which ones a schema has.
class KeywordSet {
 public:
  bool has(Keyword keyword) const { return bits_.test(static_cast<std::size_t>(keyword)); }
  void add(Keyword keyword) { bits_.set(static_cast<std::size_t>(keyword)); }

 private:
#define VERDIFF_KEYWORD(name, spelling, shape, role) +1
  std::bitset<0 VERDIFF_KEYWORDS(VERDIFF_KEYWORD)> bits_;
#undef VERDIFF_KEYWORD
};

std::string_view spelling(Keyword keyword);
KeywordShape shape(Keyword keyword);
KeywordRole role(Keyword keyword);
/// By normalised spelling; Keyword::unknown has none.
std::optional<Keyword> find_keyword(std::string_view spelling);

}  // namespace verdiff
