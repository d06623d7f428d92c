#pragma once

#include "document/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Builds a Document from events in document order; both readers and the code that makes values of
/// its own (witnesses) feed it, so a rule about trees (unique keys, depth, counts, number syntax)
/// is enforced in one place. After the first error every call is a no-op and `finish` returns it.
///
///     DocumentBuilder build("payload", "");
///     build.begin_object(0); build.key("a", 0); build.number("1", 0); build.end_object();
///     Result<Document> document = std::move(build).finish();
class DocumentBuilder {
 public:
  DocumentBuilder(std::string name, std::string source, const Limits& limits = {});

  /// The document's own copy of the source: string views into it may be passed to `string_view_of`.
  std::string_view source() const;

  void null(std::uint32_t offset);
  void boolean(bool value, std::uint32_t offset);
  /// `text` in JSON number syntax. `in_source`: the text lies in source() and needs no copy.
  void number(std::string_view text, std::uint32_t offset, bool in_source = false);
  void string(std::string_view content, std::uint32_t offset, bool in_source = false);
  void begin_array(std::uint32_t offset);
  void end_array();
  void begin_object(std::uint32_t offset);
  void key(std::string_view content, std::uint32_t offset, bool in_source = false);
  void end_object();
  /// An existing tree (of this or of another document that lives as long) as the next value.
  void value(const Node& node, std::uint32_t offset);

  bool failed() const;
  void fail(Error error);
  /// Where in the source an offset lies, for a reader's own errors.
  Location locate(std::uint32_t offset) const;

  Result<Document> finish() &&;

 private:
  // To be chosen by the implementation.
};

}  // namespace verdiff
