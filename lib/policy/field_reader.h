#pragma once

#include "base/result.h"
#include "base/text.h"
#include "document/document.h"

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Reads the fields of the files that a team writes for verdiff (verdiff.yaml, accepted findings).
/// Every error is a bad-config with its place. Private to this folder.
class FieldReader {
 public:
  explicit FieldReader(const Document& document) : document_(document) {}

  const Document& document() const { return document_; }

  Error error_at(std::uint32_t offset, std::string message) const;
  Error error_at(const Node& node, std::string message) const {
    return error_at(node.offset(), std::move(message));
  }

  /// A mapping that has none but these fields.
  Result<void> known_fields(const Node& object, std::string_view what,
                            std::span<const std::string_view> names) const;
  /// Text that is not empty.
  Result<std::string> text(const Node& node, std::string_view name) const;
  /// One text, or a list of them without repetition.
  Result<std::vector<std::string>> texts(const Node& node, std::string_view name) const;

  template <class E>
  Result<E> one_word(const Node& node, std::string_view name) const {
    const auto found = one_of(node, name, words<E>());
    if (!found) return found.error();
    return *parse_word<E>(*found);
  }
  /// A text of a closed list.
  Result<std::string> one_of(const Node& node, std::string_view name,
                             std::span<const std::string> known) const;

 private:
  const Document& document_;
};

/// A file that a team wrote for verdiff; whatever is wrong with it is a bad-config. A text of
/// nothing but comments is null.
Result<std::string> read_team_text(const std::string& path,
                                   std::size_t most = std::size_t{4} << 20);
Result<Document> parse_team_text(const std::string& path, std::string text);
Result<Document> read_team_file(const std::string& path, std::size_t most = std::size_t{4} << 20);

}  // namespace verdiff
