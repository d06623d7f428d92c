#pragma once

#include "diff/diff.h"
#include "prove/inclusion.h"
#include "rules/engine.h"

#include <cstdint>
#include <functional>
#include <future>
#include <optional>
#include <vector>

namespace verdiff {

/// Where a second thread's share of the work is done: there, or where it is waited for.
inline std::launch launch_of(const JudgeOptions& options) {
  return options.one_thread ? std::launch::deferred : std::launch::async;
}

/// What is proved about one slot: each question asked once, and only when somebody wants to know.
class SlotProofs {
 public:
  SlotProofs(const Contract& before, const Contract& after, const Diff& diff,
             const JudgeOptions& options);

  /// Decides the inclusion of all of these, and the effect of those that hold, on two threads: what
  /// outputs have to hold on one, the rest on the other, which also does what needs no proof in the
  /// meantime. No prover is shared among the threads, so that no answer depends on which is faster.
  void decide(const std::vector<std::uint32_t>& slots, const std::function<void()>& meanwhile);

  /// Inclusion under roles: can what is produced still be consumed?
  const Outcome& inclusion(std::uint32_t slot);
  /// The same set by the letter, and with both sides closed (design §2, 3).
  bool same(std::uint32_t slot);
  /// What the change does to the set of values, seen from the old side. Once its inclusion is
  /// decided, it asks other provers than `became_empty`: the two may be asked on two threads.
  Effect effect(std::uint32_t slot);

  /// Whether the new side of an output admits no payload any more, which the old one did.
  bool became_empty(std::uint32_t slot);

  /// The witness of a failed inclusion in a whole payload of its flow, where one can be built that
  /// the consumer refuses as a whole too and there is room for it; else that of the slot alone.
  struct Shown {
    Value payload;
    std::string pointer;
    std::string refused_by;
    bool whole_flow = false;
  };
  /// Of several changes to blame each shows a payload of its own, where there is one: of the new
  /// alternative, without the field that is optional now.
  Shown show(std::uint32_t slot, const Change& change);

 private:
  struct Known {
    std::optional<Outcome> inclusion;
    std::optional<bool> same;
    std::optional<Effect> effect;
  };

  Side before_side(const SchemaPair& pair, Reading reading) const;
  Side after_side(const SchemaPair& pair, Reading reading) const;
  Side producer(const SchemaPair& pair) const;
  Side consumer(const SchemaPair& pair) const;
  Prover& under_roles(const SchemaPair& pair);
  bool includes(const SchemaPair& pair, const Side& producer, const Side& consumer);
  std::optional<Shown> of_change(std::uint32_t slot, const Change& change);
  std::optional<Shown> in_flow(const SchemaPair& pair, const Value& witness);

  const Contract& before_;
  const Contract& after_;
  const Diff& diff_;
  const JudgeOptions& options_;
  Prover inputs_, outputs_;
  Prover sets_;  ///< for what a change does to the set of an output's values
  std::vector<Known> known_;
  /// Values that whole payloads may still have: with many findings, deep or wide payloads would be
  /// repeated for each of them. Past it the slot's payload is shown alone.
  std::size_t room_ = 50'000;
};

}  // namespace verdiff
