#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace verdiff::corpus {

/// Why our level differs from a pair's label: tests/corpus/reasons.tsv, with the kinds that
/// tests/corpus/README.md explains.
class Reasons {
 public:
  Reasons();

  /// Whether a row gives a reason for this very difference; counts it.
  bool explain(std::string_view id, std::string_view ours, std::string_view label);

  /// Explained differences by kind, one a line.
  std::string table() const;
  /// Rows that explained nothing, that are no rows, or whose kind nobody explains; one a line.
  std::string problems() const;

 private:
  struct Row {
    std::string ours, label, kind;
    bool used = false;
  };
  std::map<std::string, Row, std::less<>> rows_;
  std::set<std::string, std::less<>> kinds_;
  std::string malformed_;
};

}  // namespace verdiff::corpus
