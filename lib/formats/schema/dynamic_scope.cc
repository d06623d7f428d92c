#include "formats/schema/dynamic_scope.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

  const Bindings& outer = scopes_[static_cast<std::uint32_t>(scope)];
  Bindings fresh;
  for (const References::DynamicAnchor& anchor : anchors) {
    if (!find(scope, anchor.name)) fresh.push_back(anchor);
  }
  ScopeId id = scope;
  if (!fresh.empty() && scopes_.size() < most_scopes) {
    const auto by_name = [](const auto& left, const auto& right) { return left.name < right.name; };
    std::stable_sort(fresh.begin(), fresh.end(), by_name);
    Bindings bindings;  // of two in one resource the first counts
    std::merge(outer.begin(), outer.end(), fresh.begin(), fresh.end(), std::back_inserter(bindings),
               by_name);
    const auto same = std::find(scopes_.begin(), scopes_.end(), bindings);
    id = static_cast<ScopeId>(same - scopes_.begin());
    if (same == scopes_.end()) scopes_.push_back(std::move(bindings));
  } else if (!fresh.empty()) {
    id = static_cast<ScopeId>(most_scopes);  // inexact
  }
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
