#pragma once

#include "contract/contract.h"

#include <optional>
#include <span>
#include <vector>

namespace verdiff {

/// An entry together with the schema object that says it.
struct Owned {
  SchemaId owner{};
  const Entry* entry = nullptr;
};

/// A schema that allows null and nothing else.
bool says_only_null(const Schema& schema);

/// What a schema says as a whole: its own keywords and those of everything that must hold with it
/// (allOf members and `$ref` beside siblings, transitively), so that a property that moved into an
/// allOf parent is still the same property. `anyOf: [X, null]` and `oneOf: [X, null]` are seen as X
/// that may be null, as `nullable` and `type: [X, "null"]` are.
///
/// The set of values is that of the schema; only the wording is gone. `allOf` and `ref` themselves
/// are therefore not among the entries.
class View {
 public:
  View(const SchemaGraph& graph, SchemaId id);
  /// The same schema, of whose union only one alternative is looked at (and `null`, where that is
  /// another one of them).
  View through(const SchemaGraph& graph, const Owned& one_of_many, SchemaId alternative) const;

  SchemaId id() const { return id_; }
  /// The schema itself first, then its conjuncts in order; each once.
  std::span<const SchemaId> conjuncts() const { return conjuncts_; }
  /// All that is said with a keyword, in the order of the conjuncts.
  std::span<const Owned> all(Keyword keyword) const {
    return keywords_.has(keyword) ? find(keyword) : std::span<const Owned>();
  }
  /// The first that speaks of a keyword; nullptr when none does.
  const Owned* first(Keyword keyword) const {
    const auto list = all(keyword);
    return list.empty() ? nullptr : &list.front();
  }
  bool has(Keyword keyword) const { return !all(keyword).empty(); }
  /// Every entry, by keyword.
  std::span<const Owned> entries() const { return entries_; }
  /// `null` is an alternative by anyOf/oneOf.
  bool null_branch() const { return null_branch_; }
  /// A `false` among the conjuncts, or nothing but `true`.
  std::optional<bool> boolean() const { return boolean_; }

  /// The types that all conjuncts allow; null apart when `null_branch`.
  TypeSet types() const;
  /// Types other than null; nullopt when none are stated.
  bool states_type() const { return has(Keyword::type); }
  bool allows_null() const;

 private:
  void add(const SchemaGraph& graph, SchemaId id);
  void sort();
  std::span<const Owned> find(Keyword keyword) const;
  std::optional<SchemaId> nullable_branch(const SchemaGraph& graph, const Schema& schema) const;

  SchemaId id_{};
  std::vector<SchemaId> conjuncts_;
  std::vector<Owned> entries_;
  KeywordSet keywords_;  // of the entries, at least: most questions are about one that is not there
  bool null_branch_ = false;
  std::optional<bool> boolean_;
};

}  // namespace verdiff
