#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace verdiff {

enum class NodeKind : std::uint8_t { null, boolean, number, string, array, object };

/// "null", "boolean", "number", "string", "array", "object".
std::string_view to_text(NodeKind kind);
/// "null", "a boolean", "an object": for messages.
std::string_view with_article(NodeKind kind);

struct Member;

/// One value of a document, with the place where it stands. Nodes are plain views into their
/// Document: trivially copyable, never owning, valid as long as the Document lives (also after it
/// has been moved). JSON and YAML give the same tree for the same content.
///
///     const Node* title = document.root().find("info")->find("title");
///     if (title != nullptr && title->is_string()) use(title->text());
class Node {
 public:
  Node() = default;  // null at offset 0

  NodeKind kind() const { return kind_; }
  bool is_null() const { return kind_ == NodeKind::null; }
  bool is_boolean() const { return kind_ == NodeKind::boolean; }
  bool is_number() const { return kind_ == NodeKind::number; }
  bool is_string() const { return kind_ == NodeKind::string; }
  bool is_array() const { return kind_ == NodeKind::array; }
  bool is_object() const { return kind_ == NodeKind::object; }

  /// The value of a boolean; false for every other kind.
  bool boolean() const { return flag_; }
  /// A string's content (decoded UTF-8), or a number's exact text in JSON syntax (YAML spellings
  /// such as `+1`, `0x1F`, `.5` arrive rewritten to it); empty for every other kind.
  std::string_view text() const {
    if (!is_string() && !is_number()) return {};
    return {static_cast<const char*>(data_), size_};
  }
  /// An array's values in order; empty for every other kind.
  std::span<const Node> items() const;
  /// An object's members in source order, keys unique; empty for every other kind.
  std::span<const Member> members() const;
  /// The value under `key`; nullptr when absent or when this is no object. O(log members).
  const Node* find(std::string_view key) const;
  const Member* find_member(std::string_view key) const;

  /// Byte offset of the value's first character in its Document's source.
  std::uint32_t offset() const { return offset_; }
  /// Equal content has equal hashes (member order and number spelling don't matter). A filter, not
  /// a proof: hostile input can make two hashes meet, so confirm with `equal`.
  std::uint64_t hash() const { return hash_; }
  /// The very same characters, items or members in memory: a YAML anchor and its aliases share.
  bool same_content(const Node& other) const {
    return kind_ == other.kind_ && data_ == other.data_ && size_ == other.size_ &&
           flag_ == other.flag_;
  }

 private:
  friend class DocumentBuilder;

  const void* data_ = nullptr;  // characters, items, or members followed by their sorted index
  std::uint32_t size_ = 0;      // bytes of text, or count of items or members
  std::uint32_t offset_ = 0;
  std::uint64_t hash_ = 0;
  NodeKind kind_ = NodeKind::null;
  bool flag_ = false;

  /// Objects with more members than this carry an index; fewer are faster to search one by one.
  static constexpr std::uint32_t unindexed_members = 8;
  /// Positions of the members in key order (key_order.h); empty in a small object.
  std::span<const std::uint32_t> index() const;
};

struct Member {
  std::string_view key;
  std::uint32_t key_offset = 0;
  std::uint32_t key_hash = 0;  ///< equal keys have equal ones; for lookups
  Node value;
};

inline std::span<const Node> Node::items() const {
  if (!is_array()) return {};
  return {static_cast<const Node*>(data_), size_};
}

inline std::span<const Member> Node::members() const {
  if (!is_object()) return {};
  return {static_cast<const Member*>(data_), size_};
}

inline const Node* Node::find(std::string_view key) const {
  const Member* const member = find_member(key);
  return member == nullptr ? nullptr : &member->value;
}

/// Same JSON value (RFC 6901-free, JSON Schema core §4.2.2): numbers by value, objects without
/// order. Linear in the smaller of the two; not recursive.
bool equal(const Node& left, const Node& right);

}  // namespace verdiff
