#pragma once

#include "document/document.h"
#include "document/node.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

/// A JSON value that owns itself: witnesses, and the before/after values in findings.
/// Numbers keep their exact text; object members keep their order. Copying, comparing and
/// destroying recurse as deep as the value nests: Limits::depth bounds what comes out of documents,
/// and whoever makes values of its own has to stop likewise.
struct Value {
  NodeKind kind = NodeKind::null;
  bool boolean = false;
  std::string text;  ///< string content or number text
  std::vector<Value> items;
  std::vector<std::pair<std::string, Value>> members;

  static Value null() { return {}; }
  static Value of(bool value);
  static Value string(std::string_view content);
  static Value number(std::string_view text);
  static Value array(std::vector<Value> items = {});
  static Value object(std::vector<std::pair<std::string, Value>> members = {});
  static Value copy(const Node& node);

  const Value* find(std::string_view key) const;
  Value& set(std::string_view key, Value value);  ///< adds or replaces; the new value

  bool operator==(const Value&) const = default;
};

/// One line of JSON (`{"a": [1, 2]}`), non-ASCII as it is, control characters escaped.
/// `most`: cut to about that many characters with "…" (0: whole).
std::string to_json(const Value& value, std::size_t most = 0);
std::string to_json(const Node& node, std::size_t most = 0);

/// A JSON string literal: in quotes, what has to be escaped escaped.
void append_json_string(std::string& out, std::string_view text);

/// The tree of a value, for the code that works on documents.
Document to_document(const Value& value, std::string name = "value");

}  // namespace verdiff
