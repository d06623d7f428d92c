#pragma once

#include "base/arena.h"
#include "contract/dialect.h"
#include "contract/keyword.h"
#include "document/document.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace verdiff {

/// Where something stands: a node of a document of the contract's workspace.
struct Place {
  const Document* document = nullptr;
  const Node* node = nullptr;

  bool operator==(const Place&) const = default;
};

/// A schema of one SchemaGraph, by number. References are dissolved into ids, so a schema that is
/// used in many places is one id, and recursion is just numbers.
enum class SchemaId : std::uint32_t {};
constexpr std::uint32_t index(SchemaId id) {
  return static_cast<std::uint32_t>(id);
}

/// The types that `type` can name (JSON Schema validation 2020-12 §6.1.1).
#define VERDIFF_JSON_TYPES(X)  \
  X(null, "null")              \
  X(boolean, "true or false")  \
  X(integer, "a whole number") \
  X(number, "any number")      \
  X(string, "text")            \
  X(array, "a list of values") \
  X(object, "named values")
VERDIFF_VOCABULARY(JsonType, VERDIFF_JSON_TYPES)

/// A set of JSON types. `integer` is a number with a zero fraction. Readers give `number` as both
/// bits, {integer, number}, and `integer` alone as one: so sets compare as their bits do.
class TypeSet {
 public:
  constexpr TypeSet() = default;
  static constexpr TypeSet all() { return TypeSet(0x7f); }
  constexpr bool has(JsonType type) const { return (bits_ >> static_cast<int>(type)) & 1; }
  constexpr TypeSet with(JsonType type) const {
    return TypeSet(static_cast<std::uint8_t>(bits_ | 1u << static_cast<int>(type)));
  }
  constexpr TypeSet without(JsonType type) const {
    return TypeSet(static_cast<std::uint8_t>(bits_ & ~(1u << static_cast<int>(type))));
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  constexpr bool operator==(const TypeSet&) const = default;

 private:
  constexpr explicit TypeSet(std::uint8_t bits) : bits_(bits) {}
  std::uint8_t bits_ = 0;
};

/// One keyword of one schema object, normalised. Which members are set follows from
/// `shape(keyword)` (keyword.h); `value` is always the node as written, for its place and for
/// evidence (null when the entry was derived, as `$ref` siblings never are).
struct Entry {
  Keyword keyword = Keyword::unknown;
  TypeSet types;  ///< Keyword::type, `nullable` already in it
  /// Keyword::unknown and Keyword::examples (`example`: one value; `examples`: a list): as written.
  std::string_view name;
  const Node* value = nullptr;
  std::span<const SchemaId> schemas;        ///< applicators
  std::span<const std::string_view> names;  ///< property names or patterns, source order
  std::span<const std::span<const std::string_view>> name_lists;  ///< dependentRequired
};

/// One schema object, or a boolean schema. Entries are sorted by keyword, one an entry, except
/// Keyword::unknown, which may recur (sorted by name).
///
/// Normalised, so that everything above sees one language:
/// - a `$ref` without siblings that count is dissolved: whoever pointed here points at the target;
///   with siblings (2019-09 and later) it stays as Keyword::ref, its schemas (one; several where
///   `$ref` and `$dynamicRef` stand side by side) being conjuncts;
/// - `$recursiveRef` and `$dynamicRef` are resolved too: a schema that is reached in several
/// dynamic
///   scopes is a schema for each of them. Only past 64 scopes Keyword::dynamic_ref is left, with
///   its initial target, and an Unsupported note says so;
/// - draft 4 / OpenAPI 3.0 boolean exclusiveMinimum/-Maximum becomes the numeric keyword (the value
///   is the node of the bound) and the inclusive bound disappears;
/// - `items` as a list + `additionalItems` become prefixItems + items; `items` alone stays;
/// - `dependencies` splits into dependentRequired and dependentSchemas;
/// - OpenAPI 3.0 `nullable: true` next to `type` adds null to Entry::types; the Keyword::nullable
///   entry stays, so that a `nullable` without effect can be told; Swagger's x-nullable likewise;
/// - `example` and `examples` become examples; `definitions`/`$defs` are not entries;
/// - OpenAPI 2.0 `type: file` is a string with format `file`;
/// - `x-extensible-enum` covers Zalando's marker in both its forms;
/// - an assertion that its dialect does not have is Keyword::unknown (it asserts nothing there);
///   annotations are taken from any dialect;
/// - a keyword whose value its dialect does not allow is Keyword::unknown, and an Unsupported note.
struct Schema {
  std::optional<bool> boolean;  ///< true/false schemas; no entries then
  Dialect dialect = Dialect::draft2020_12;
  Place place;
  std::span<const Entry> entries;
  /// Structural hash over everything, annotations included, through references and cycles. Equal
  /// content gives equal hashes: places, key order and the names of components don't count, nor
  /// does the order of `required`, type lists, allOf, anyOf and oneOf, whose meaning does not
  /// depend on it (nor does that of `enum`, but a reader is told). A filter: different content may
  /// meet in one hash.
  std::uint64_t hash = 0;

  KeywordSet keywords;  ///< those of the entries; SchemaGraph::set fills it

  /// nullptr when absent, which is told without looking at the entries; else O(log entries).
  const Entry* find(Keyword keyword) const {
    return keywords.has(keyword) ? find_entry(keyword) : nullptr;
  }

 private:
  const Entry* find_entry(Keyword keyword) const;
};

/// The schemas of one contract.
class SchemaGraph {
 public:
  SchemaGraph() = default;
  SchemaGraph(SchemaGraph&&) = default;
  SchemaGraph& operator=(SchemaGraph&&) = default;

  const Schema& operator[](SchemaId id) const { return schemas_[index(id)]; }
  std::size_t size() const { return schemas_.size(); }

  /// A new id, to be filled by `set` (so that cycles can be built).
  SchemaId reserve();
  void set(SchemaId id, Schema schema);
  Arena& arena() { return arena_; }
  /// Fills every Schema::hash. Call once, when the graph is complete.
  void hash_all();

 private:
  std::vector<Schema> schemas_;
  Arena arena_;
};

}  // namespace verdiff
