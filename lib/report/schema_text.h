#pragma once

#include "contract/contract.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Writes schemas as indented lines for `show`. Each that has parts is written out once.
class SchemaText {
 public:
  explicit SchemaText(const Contract& contract);

  /// The schema and, below it, its parts; at least one line, each with a newline.
  void write(std::string& out, SchemaId id, std::size_t indent);
  /// The same for a component, even though its name would do elsewhere.
  void write_component(std::string& out, const Component& component, std::size_t indent);

 private:
  struct Part {
    std::string label;
    SchemaId schema{};
    std::size_t indent = 0;
    bool named = false;  ///< write it out even if it has a name
  };

  void write_parts(std::string& out, Part first);
  std::string line_of(const Part& part);
  std::string head_of(const Schema& schema) const;
  void push_parts(SchemaId id, std::size_t indent, std::vector<Part>& stack) const;

  const Contract& contract_;
  std::vector<std::string_view> names_;  // by schema: the first component's, or empty
  std::vector<bool> written_;            // by schema
};

}  // namespace verdiff
