#pragma once

#include "diff/change.h"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

namespace verdiff {

/// A change as it is stated, before it is known which flows it touches.
struct Fact {
  Subject subject = Subject::schema;
  Aspect aspect = Aspect::existence;
  Action action = Action::changed;
  Direction direction = Direction::none;
  Effect effect = Effect::none;
  std::uint32_t traits = 0;
  ChangeSide before = {}, after = {};
  std::optional<double> confidence = {};
  std::optional<std::uint32_t> flow = {};  ///< index into Diff::flows
};

/// The same words about the same two places are the same fact, however often it is met.
using FactKey = std::tuple<Subject, Aspect, Action, Direction, const Node*, const Node*,
                           std::string, std::string>;
FactKey key_of(const Fact& fact);

Change to_change(Fact fact);

/// The action of something that is there on one side, on the other, or on both and different.
inline Action presence_action(bool before, bool after) {
  return !before ? Action::added : !after ? Action::removed : Action::changed;
}

}  // namespace verdiff
