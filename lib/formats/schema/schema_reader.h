#pragma once

#include "contract/contract.h"
#include "formats/loading.h"
#include "formats/schema/dynamic_scope.h"
#include "formats/schema/references.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace verdiff {

/// Schemas by where they stand and the dynamic scope they are read in: a flat hash table, since
/// every schema of a contract goes through it.
class SchemaMemo {
 public:
  struct Key {
    Site site;
    ScopeId scope{};
    bool operator==(const Key&) const = default;
  };

  /// nullptr when absent. Valid until the next `add`.
  const SchemaId* find(const Key& key) const;
  void add(const Key& key, SchemaId id);

 private:
  struct Slot {
    Key key;  // node nullptr: free
    SchemaId id{};
  };

  std::size_t slot_of(const Key& key) const;

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

/// Reads schema objects of every dialect into the contract's graph, normalised as schema.h says.
/// One id a schema (and dynamic scope), however many references lead to it. Reading is put off:
/// `read` gives an id at once and `finish` fills in everything that was asked for and all that it
/// refers to, with a work list instead of recursion.
///
///     SchemaId body = schemas.read({media_type.find("schema"), resource});
///     …
///     schemas.finish();
///
/// What the format calls wrong and verdiff can still read past becomes Contract::unsupported; the
/// keyword is kept as Keyword::unknown, so that a change in it is seen.
class SchemaReader {
 public:
  SchemaReader(Loading& loading, References& references)
      : loading_(loading), references_(references), dynamic_(references) {}

  /// The schema that stands there; a `$ref` alone is followed.
  SchemaId read(Site site);
  /// The schema that an OpenAPI 2.0 parameter or header is itself (§Parameter Object: `type`,
  /// `format`, `items`, … beside `name` and `in`).
  SchemaId read_parameter(Site site);
  /// The schema `true`, for something that has a payload but no schema for it.
  SchemaId anything(Site owner);
  void finish();

 private:
  friend class KeywordReader;

  struct Task {
    SchemaId id{};
    Site site;
    ScopeId scope{};
    bool as_parameter = false;
  };

  SchemaId read(Site site, ScopeId scope);
  SchemaId reserve(const Task& task);
  /// The `$ref` (or the like) that the schema is nothing but, or nullptr.
  const Member* sole_reference(Site site, ScopeId scope) const;
  /// What a `$ref`, `$dynamicRef` or `$recursiveRef` leads to; node nullptr after an error.
  Site follow(const Member& reference, ResourceId from, ScopeId scope);
  void note_ignored_siblings(Site site);
  void fill(const Task& task);

  Loading& loading_;
  References& references_;
  DynamicScopes dynamic_;
  SchemaMemo memo_;
  std::vector<Task> pending_;
  std::vector<Entry> entries_;  // of the schema that is being read
};

/// The words of an OpenAPI 2.0 parameter or header that are its schema's; all others are the
/// parameter's own.
bool is_parameter_schema_word(std::string_view key);

}  // namespace verdiff
