#pragma once

#include "contract/contract.h"
#include "diff/change.h"

#include <cstdint>
#include <string>
#include <vector>

namespace verdiff {

/// A flow of the old contract with its partner in the new one.
struct FlowPair {
  std::uint32_t before = 0;  ///< index into the old Contract::flows
  std::uint32_t after = 0;
};

/// How a pair of schemas hangs below another one.
enum class Step : std::uint8_t {
  slot,     ///< a property, item or map value: inclusion is judged there by itself
  part,     ///< a conjunct, an alternative: same value as above, and more above if more here
  guarded,  ///< an alternative of oneOf, a part beside unevaluated*: more here may be less above,
            ///< so that the enclosing slot has to be proved too
  nested,   ///< below not, if, or a counted contains: only the enclosing slot tells anything
};

/// Two schemas that stand for one another, in one direction. Visited once.
struct SchemaPair {
  SchemaId before{};
  SchemaId after{};
  Direction direction = Direction::none;
  Exchange exchange = Exchange::none;
  bool nested = false;  ///< reached through Step::nested

  struct Child {
    std::uint32_t pair = 0;
    Step step = Step::slot;
    std::string token;   ///< what it adds to the payload path: "/score", "/*", or nothing
    std::string sample;  ///< the same for one value: "/score", "/0"
  };
  std::vector<Child> children = {};
  bool is_slot = false;  ///< some flow or parent reaches it by Step::slot, outside of `nested`

  /// From the shown flow's root: `/items/*/score`. A map's values are `*`, as array items are.
  std::string path = {};
  std::string sample = {};  ///< `path` for one value: `/items/0/score`, a JSON pointer
  std::uint32_t flow = 0;   ///< the flow that `path` starts from (index into Diff::flows)
  std::vector<std::uint32_t> changes = {};  ///< stated here: indexes into Diff::changes, ascending
};

/// Everything that differs between two contracts, as facts.
struct Diff {
  std::vector<FlowPair> flows;
  std::vector<SchemaPair> pairs;
  std::vector<Change> changes;  ///< deterministic order: as the contracts stand, old before new
  /// Slots (indexes into `pairs`) that enclose a Step::guarded or Step::nested. Their own inclusion
  /// has to hold too: where it fails and no change below fails by itself, those changes are to
  /// blame.
  std::vector<std::uint32_t> guards;
};

/// Finds the changes at a pair and anywhere below it. Keeps what marks the pairs it has seen, as
/// many slots are asked about. The diff must outlive it.
class ChangesBelow {
 public:
  explicit ChangesBelow(const Diff& diff) : diff_(diff), seen_(diff.pairs.size()) {}

  /// Ascending, each once.
  std::vector<std::uint32_t> operator()(std::uint32_t pair);

 private:
  const Diff& diff_;
  std::vector<std::uint32_t> seen_;  // by pair: the last question that came to it
  std::uint32_t question_ = 0;
};

/// Pairs old with new once (paths, methods, parameters, media types, statuses, properties,
/// branches; renames too) and states what changed. Each pair of schemas is visited once per
/// direction, equal ones not at all; a changed schema that many flows share is one change with its
/// reach.
Diff diff(const Contract& before, const Contract& after);

}  // namespace verdiff
