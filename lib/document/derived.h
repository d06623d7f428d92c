#pragma once

#include "document/builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

/// Builds a document that says in other words what another one says: the neutral form of a format.
/// What it is asked to place at an offset of the other document's source is located there, however
/// many values come from one place; pointers are those of the new tree.
///
///     DerivedBuilder build(main);
///     build.begin_object(at); build.key("type", at); build.string("number", at);
///     build.end_object(); Result<Document> document = std::move(build).finish();
class DerivedBuilder {
 public:
  /// Copies the source of `from`, so that it need not live as long.
  explicit DerivedBuilder(const Document& from) : build_(from.name(), std::string(from.source())) {}

  void null(std::uint32_t offset) { build_.null(next(offset)); }
  void boolean(bool value, std::uint32_t offset) { build_.boolean(value, next(offset)); }
  void number(std::string_view text, std::uint32_t offset) { build_.number(text, next(offset)); }
  void string(std::string_view text, std::uint32_t offset) { build_.string(text, next(offset)); }
  void begin_array(std::uint32_t offset) { build_.begin_array(next(offset)); }
  void end_array() { build_.end_array(); }
  void begin_object(std::uint32_t offset) { build_.begin_object(next(offset)); }
  void key(std::string_view text, std::uint32_t offset) { build_.key(text, next(offset)); }
  void end_object() { build_.end_object(); }
  /// A copy of a tree of the other document, each value in its own place. As deep as that document.
  void value(const Node& node);

  Result<Document> finish() && { return std::move(build_).finish(); }

 private:
  /// Values of a tree are told apart, and found again, by offsets that grow.
  std::uint32_t next(std::uint32_t offset) { return build_.come_from(offset); }

  DocumentBuilder build_;
};

}  // namespace verdiff
