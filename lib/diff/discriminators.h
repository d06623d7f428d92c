#pragma once

#include "contract/contract.h"
#include "diff/view.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verdiff {

/// What the discriminators of a contract send, said or not (OpenAPI 3.1.1 §4.8.25): a mapping names
/// values; where none selects an alternative, the name of its component is the value.
class Discriminators {
 public:
  explicit Discriminators(const Contract& contract);

  /// The values that stand for alternatives without being written down: names of the components in
  /// `oneOf` or `anyOf`, else of those that hold the schema in an `allOf`; with their schemas.
  std::map<std::string_view, SchemaId> implied(const View& view) const;

  /// The schema that a value of a mapping selects: a reference, or a component's name.
  std::optional<SchemaId> selected(const Node& target) const;

  /// Whether a component's name is sent: implied by a discriminator that some flow comes to, whose
  /// mapping does not select it.
  bool sends(std::string_view component) const;

 private:
  void index_components();
  void index_names(SchemaId id);

  const Contract& contract_;
  std::map<std::string_view, SchemaId> components_;
  /// By a schema that others build on (allOf): the components that do.
  std::unordered_map<std::uint32_t, std::vector<std::string_view>> heirs_;
  std::set<std::string_view> sent_;
};

/// The last part of a reference: `#/components/schemas/Dog` and `Dog` select the same schema.
std::string_view selected_name(std::string_view reference);

/// Which schemas the flows of a contract come to; what lies elsewhere promises nothing.
std::vector<bool> reached_schemas(const Contract& contract);

}  // namespace verdiff
