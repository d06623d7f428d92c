#pragma once

#include "base/arena.h"
#include "base/location.h"
#include "base/result.h"
#include "document/limits.h"
#include "document/line_index.h"
#include "document/node.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

class FastJson;

/// One file, read: its name, its source text, its tree. Owns everything that its nodes view into.
/// Moves, never copies.
class Document {
 public:
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  /// As the user named it (`v1/api.yaml`, `main:api.yaml`, `-`): what messages show.
  const std::string& name() const { return name_; }
  std::string_view source() const { return *source_; }
  /// Stays where it is when the document is moved, as every other node does.
  const Node& root() const { return *root_; }

  /// Line and column of a byte offset, in a small constant time.
  Location locate(std::size_t offset) const;
  Location locate(const Node& node) const { return locate(node.offset()); }

  /// The JSON pointer (RFC 6901) of a node of this document: `/info/title`, "" for the root.
  /// Inside a YAML alias it is the pointer of the anchored value, and likewise for what a merge key
  /// brought in. O(depth × members).
  std::string pointer_to(const Node& node) const;

 private:
  friend class DocumentBuilder;
  Document() = default;

  std::string name_;
  std::unique_ptr<const std::string> source_;
  LineIndex lines_;
  /// Of a derived document: where in the source the value with an offset comes from (derived.h).
  std::vector<std::uint32_t> origins_;
  Arena arena_;
  const Node* root_ = nullptr;
};

/// Reads JSON (RFC 8259) or YAML 1.2 (core schema) into one tree. The content decides: text that
/// starts with '{' or '[' is JSON, unless the name ends in .yaml or .yml and JSON's rules don't
/// fit; other text is YAML, unless the name ends in .json and JSON's rules fit. Refuses, each with
/// its own code and place: malformed text, bad UTF-8, NaN and infinities, duplicate keys, several
/// YAML documents, and everything past `limits`.
Result<Document> read_document(std::string name, std::string source, const Limits& limits = {});

/// RFC 8259, and a byte order mark is skipped.
Result<Document> read_json(std::string name, std::string source, const Limits& limits = {});

/// The same for many small texts: it keeps its buffers from one to the next. One a thread.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  Result<Document> read(std::string name, std::string source, const Limits& limits = {});

 private:
  std::unique_ptr<FastJson> fast_;
};

/// YAML 1.2.2 with the core schema (§10.3): `no` and `2024-01-01` are strings, `1e3` and `0x1F` are
/// numbers, `True` and `~` are what they look like. What JSON lacks is settled so:
/// - a scalar key is a string with its own text: `200:` is "200"; a collection as key is refused;
/// - an alias shares the anchored value; one inside of its own anchor is refused;
/// - the merge key `<<` (from YAML 1.1, but widely written) takes one mapping or a list of them:
///   the mapping's own keys win, then the earlier mapping; a quoted "<<" is a plain key;
/// - `!!str !!int !!float !!bool !!null !!seq !!map` are honoured where they fit; other tags are
///   refused.
Result<Document> read_yaml(std::string name, std::string source, const Limits& limits = {});

}  // namespace verdiff
