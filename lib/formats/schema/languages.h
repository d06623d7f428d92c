#pragma once

#include "contract/keyword.h"
#include "document/document.h"
#include "formats/loading.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace verdiff {

/// The groups of keywords that vocabularies bring; a metaschema can leave out all but the core
/// (JSON Schema core 2020-12 §8.1.2).
enum class KeywordGroup : std::uint8_t {
  core,
  applicator,
  unevaluated,
  validation,
  metadata,
  format,
  content
};
KeywordGroup group_of(Keyword keyword);

/// What a schema is written in: a dialect, and the vocabularies that its metaschema leaves out.
struct Language {
  Dialect dialect = Dialect::draft2020_12;
  std::uint8_t left_out = 0;  ///< bits by KeywordGroup

  bool has(Keyword keyword) const {
    return left_out == 0 || ((left_out >> static_cast<unsigned>(group_of(keyword))) & 1u) == 0;
  }
};

/// Finds the language that a `$schema` names, also by a metaschema of one's own: it is read for its
/// own `$schema` and `$vocabulary`.
class Languages {
 public:
  explicit Languages(Loading& loading) : loading_(loading) {}

  /// `schema_uri`: the value of `$schema` or `jsonSchemaDialect`, in a document with that base URI.
  /// What can't be found is noted and read as `otherwise`; an old draft is refused.
  Language find(Place schema_uri, const std::string& base_uri, Language otherwise);
  /// The language that the document's root states.
  Language of(const Document& document, const std::string& base_uri, Language otherwise);

 private:
  Language read_metaschema(const Document& metaschema, Place schema_uri, Language otherwise);

  Loading& loading_;
  std::map<std::string, Language, std::less<>> found_;  // by URI
};

}  // namespace verdiff
