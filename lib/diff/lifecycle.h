#pragma once

#include "contract/contract.h"
#include "diff/change.h"

#include <span>
#include <string_view>
#include <vector>

namespace verdiff {

/// An announcement that changed: `x-sunset` (RFC 8594's Sunset as a date) or `x-stability-level`.
struct LifecycleChange {
  Aspect aspect{};
  Action action{};
  const Node* before = nullptr;
  const Node* after = nullptr;
};

/// What two sides' extension fields announce of the future of an operation, a parameter or a
/// schema. A stability that isn't stated counts as stable.
std::vector<LifecycleChange> compare_lifecycle(std::span<const Attribute> before,
                                               std::span<const Attribute> after);

/// Whether a field announces something that is understood (a date, a known level); one that doesn't
/// is a plain extension.
bool is_lifecycle(std::string_view name, const Node& value);

}  // namespace verdiff
