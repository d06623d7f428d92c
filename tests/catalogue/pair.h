#pragma once

#include "contract/contract.h"
#include "document/node.h"
#include "rules/engine.h"
#include "rules/finding.h"
#include "rules/rule.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The example pairs of the rules: testdata/rules/<area>/<id>.yaml.
namespace verdiff::test {

/// Where a rule's pair is, below testdata.
std::string pair_path(const Rule& rule);

/// One half of a pair file: `fires` or `near-miss`.
struct Half {
  const Node& before;  ///< null: that side has no such contract
  const Node& after;
  std::optional<Direction> as = {};  ///< --as
  const Node* artifact = nullptr;    ///< the bytes behind the contract, `{old, new}`
  const Node* files = nullptr;       ///< what lies beside it, `{old: {name: text}, new: …}`
};

Half half_of(const Node& root, std::string_view name);

/// Visits both halves of every built-in rule's pair; what fails meanwhile names the half.
void each_half(const std::function<void(const Half&)>& visit);

/// What the engine and the gate say about it, with the built-in rules.
std::vector<Finding> findings_of(const Half& half, const JudgeOptions& options = {});

}  // namespace verdiff::test
