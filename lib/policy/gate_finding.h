#pragma once

#include "policy/settings.h"
#include "rules/finding.h"
#include "rules/rule.h"

#include <string_view>
#include <vector>

namespace verdiff {

/// What only the gate states, since `diff` compares contracts and sees no other thing: a contract
/// that one side does not have, the artifact behind one. As the rule `id` of the catalogue tells
/// it, weighed by verdiff.yaml; without places and fingerprint. `rules`: those of `rules_of`.
Finding gate_finding(std::string_view id, const std::vector<Rule>& rules,
                     const std::vector<SeverityLayer>& severities);

}  // namespace verdiff
