#pragma once

#include "document/document.h"
#include "document/syntax_error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

/// Builds a Document from events in document order; both readers and the code that makes values of
/// its own (witnesses) feed it, so a rule about trees (unique keys, depth, counts, number syntax)
/// is enforced in one place. After the first error every call is a no-op and `finish` returns it.
///
///     DocumentBuilder build("payload", "");
///     build.begin_object(0); build.key("a", 0); build.number("1", 0); build.end_object();
///     Result<Document> document = std::move(build).finish();
///
/// Events that make no tree (a value in an object without a key, an end without a beginning) are a
/// bug of the caller.
class DocumentBuilder {
 public:
  DocumentBuilder(std::string name, std::string source, const Limits& limits = {});

  /// The document's own copy of the source: views into it may be passed with `in_source`.
  std::string_view source() const { return document_.source(); }

  void null(std::uint32_t offset);
  void boolean(bool value, std::uint32_t offset);
  /// `text` in JSON number syntax. `in_source`: the text lies in source() and needs no copy.
  void number(std::string_view text, std::uint32_t offset, bool in_source = false);
  void string(std::string_view content, std::uint32_t offset, bool in_source = false);
  void begin_array(std::uint32_t offset);
  void end_array();
  void begin_object(std::uint32_t offset);
  void key(std::string_view content, std::uint32_t offset, bool in_source = false);
  /// Instead of a key: the next value, an object or an array of objects, gives its members to this
  /// object when it ends, behind its own and only where the object has no such key itself; the
  /// earlier of several objects wins (YAML's merge key `<<`).
  void merge(std::uint32_t offset);
  void end_object();
  /// An existing tree (of this or of another document that lives as long) as the next value. It is
  /// shared, not copied, but counts in full against Limits::alias_nodes and Limits::depth.
  void value(const Node& node, std::uint32_t offset);

  /// The value that was completed last, and the key that was given last.
  const Node& last_value() const { return last_value_; }
  std::string_view last_key() const { return members_.back().key; }
  /// The innermost array or object that has begun and not ended; nullopt at the top.
  std::optional<NodeKind> open_container() const;

  bool failed() const { return error_.has_value(); }
  void fail(Error error);
  void fail(ErrorCode code, std::string message, std::size_t offset);
  void fail(SyntaxError error) { fail(error.code, std::move(error.message), error.offset); }
  void fail_number_too_large(std::uint32_t offset);
  void fail_too_deep(std::uint32_t offset);
  /// Where in the source an offset lies, for a reader's own errors.
  Location locate(std::size_t offset) const { return document_.locate(offset); }

  /// An offset to give the next value of a derived document (derived.h), which comes from this
  /// offset in the source.
  std::uint32_t come_from(std::uint32_t offset) {
    document_.origins_.push_back(offset);
    return static_cast<std::uint32_t>(document_.origins_.size() - 1);
  }

  Result<Document> finish() &&;

 private:
  struct Frame {
    std::size_t first = 0;  ///< in items_ or members_
    std::uint32_t offset = 0;
    bool object = false;
    bool merges = false;
  };

  bool count_value(std::uint32_t offset);
  void place(const Node& node);
  void begin(bool object, std::uint32_t offset);
  std::string_view keep(std::string_view text, bool in_source);
  void measure_shared(const Node& node, std::uint32_t offset);
  void fold_merged(const Frame& frame);
  void drop_overruled(std::size_t first);
  void fail_too_many(std::uint32_t offset);
  bool check_unique(std::size_t first);
  void fail_duplicate(const Member& earlier, const Member& later);
  void store_object(const Frame& frame);

  Document document_;
  Limits limits_;
  std::vector<Frame> frames_;
  std::vector<Node> items_;      // of all open arrays, inner ones behind outer ones
  std::vector<Member> members_;  // of all open objects, likewise
  std::vector<std::uint32_t> order_;
  Node last_value_;
  std::uint64_t nodes_ = 0;
  std::uint64_t unfolded_ = 0;
  bool has_root_ = false;
  std::optional<Error> error_;
};

}  // namespace verdiff
