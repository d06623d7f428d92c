#pragma once

#include "contract/contract.h"
#include "prove/validate.h"

#include <string>
#include <vector>

namespace verdiff::testing {

/// A JSON Schema of docs/, ready to validate with.
///
///     CHECK(SchemaFile("docs/report.schema.json").problem(report.root()) == "");
class SchemaFile {
 public:
  /// `path`: from the root of the source tree.
  explicit SchemaFile(const std::string& path);

  /// What is wrong with a document; empty: nothing.
  std::string problem(const Node& root) const;
  /// The words of a closed list of the schema.
  std::vector<std::string> list(const std::string& pointer) const;

 private:
  Contract contract_;
  Validator validator_;
};

/// A vocabulary, as `SchemaFile::list` should give it.
template <class E>
std::vector<std::string> list_of() {
  const auto list = words<E>();
  return {list.begin(), list.end()};
}

}  // namespace verdiff::testing
