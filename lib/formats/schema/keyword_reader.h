#pragma once

#include "formats/schema/schema_reader.h"
#include "formats/schema/schema_words.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Reads the members of one schema object as entries. Used by SchemaReader alone.
class KeywordReader {
 public:
  KeywordReader(SchemaReader& schemas, Site site, ScopeId scope, bool as_parameter);

  /// Sorted by keyword, in the graph's arena.
  std::span<const Entry> read();

 private:
  void read_member(const Member& member);
  void read_keyword(const Member& member, Keyword keyword);
  void read_by_shape(const Member& member, Keyword keyword);
  void read_type(const Member& member);
  void read_minimum_or_maximum(const Member& member, Keyword keyword);
  void read_exclusive(const Member& member, Keyword keyword);
  void read_number(const Member& member, Keyword keyword);
  void read_count(const Member& member, Keyword keyword);
  void read_required(const Member& member);
  void read_dependent_required(const Member& member);
  void read_dependencies(const Member& member);
  void read_items(const Member& member);
  void read_schema(const Member& member, Keyword keyword);
  void read_schemas(const Member& member, Keyword keyword);
  void read_schema_map(const Member& member, Keyword keyword);
  void read_reference(const Member& member);
  void read_examples(const Member& member);
  void read_zalando_marker();
  void sort_entries();
  void finish_references();

  bool is_nullable() const;
  std::optional<SchemaId> read_child(const Node& node, std::string_view what, bool boolean_allowed);
  std::optional<std::span<const std::string_view>> read_names(const Node& list);

  Entry& add(Keyword keyword, const Node& value);
  void add_schemas(Keyword keyword, const Node& value, std::span<const SchemaId> ids);
  /// A keyword kept as written, without its meaning.
  void add_unknown(const Member& member);
  /// The same where the keyword would have had a meaning, said aloud.
  void read_past(const Member& member, std::string why);
  /// What the format's rules don't allow, and nothing sensible can be made of.
  void refuse(const Member& member, std::string_view expected);
  /// The first item of the list that is no string.
  void refuse_name_in(const Node& list);
  Place place(const Node& node) const { return {document_, &node}; }

  SchemaReader& schemas_;
  Loading& loading_;
  Arena& arena_;
  Site site_;
  ScopeId scope_;
  bool as_parameter_;
  Dialect dialect_;
  const Document* document_;
  std::vector<Entry>& entries_;  // of the schema reader, which keeps its memory
  std::vector<SchemaId> references_;
  const Node* reference_ = nullptr;
};

}  // namespace verdiff
