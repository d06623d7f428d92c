#pragma once

#include "formats/schema/references.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

/// What the dynamic scope decides at a place: for each dynamic anchor's name the outermost resource
/// on the way there that has it (JSON Schema core 2020-12 §8.2.3.2). By number; 0 is empty.
enum class ScopeId : std::uint32_t {};

/// The dynamic scopes of one contract. A `$dynamicRef` depends on how validation came to it; so a
/// schema that is reached in two scopes is read twice, and in each every reference is static.
class DynamicScopes {
 public:
  explicit DynamicScopes(const References& references) : references_(references) {
    scopes_.emplace_back();
  }

  /// The scope after entering a resource: what is bound stays bound.
  ScopeId enter(ScopeId scope, ResourceId resource);
  /// Where the outermost dynamic anchor of that name stands; "" is `$recursiveAnchor`.
  std::optional<Site> find(ScopeId scope, std::string_view name) const;
  /// There were more scopes than are told apart: this one is no longer exact.
  bool inexact(ScopeId scope) const { return static_cast<std::uint32_t>(scope) >= most_scopes; }

 private:
  /// One or two in practice; exponential in the number of resources at worst.
  static constexpr std::uint32_t most_scopes = 64;
  using Bindings = std::vector<References::DynamicAnchor>;  // sorted by name

  const References& references_;
  std::vector<Bindings> scopes_;
  std::map<std::pair<ScopeId, ResourceId>, ScopeId> entered_;
};

}  // namespace verdiff
