#include "formats/dynamic_scope.h"

#include <algorithm>

namespace verdiff {

namespace {

bool before(const References::DynamicAnchor& anchor, std::string_view name) {
  return anchor.name < name;
}

}  // namespace

ScopeId DynamicScopes::enter(ScopeId scope, ResourceId resource) {
  const auto& anchors = references_.dynamic_anchors(resource);
  if (anchors.empty() || inexact(scope)) return scope;
  const auto known = entered_.find({scope, resource});
  if (known != entered_.end()) return known->second;

  Bindings bindings = scopes_[static_cast<std::uint32_t>(scope)];
  for (const References::DynamicAnchor& anchor : anchors) {
    const auto at = std::lower_bound(bindings.begin(), bindings.end(), anchor.name, before);
    if (at == bindings.end() || at->name != anchor.name) bindings.insert(at, anchor);
  }
  const auto same = std::find(scopes_.begin(), scopes_.end(), bindings);
  const auto id = static_cast<ScopeId>(same - scopes_.begin());  // at most most_scopes: inexact
  if (same == scopes_.end() && scopes_.size() < most_scopes) scopes_.push_back(bindings);
  return entered_[{scope, resource}] = id;
}

std::optional<Site> DynamicScopes::find(ScopeId scope, std::string_view name) const {
  if (inexact(scope)) return std::nullopt;
  const Bindings& bindings = scopes_[static_cast<std::uint32_t>(scope)];
  const auto at = std::lower_bound(bindings.begin(), bindings.end(), name, before);
  if (at == bindings.end() || at->name != name) return std::nullopt;
  return at->site;
}

}  // namespace verdiff
