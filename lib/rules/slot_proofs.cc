#include "rules/slot_proofs.h"

#include "rules/focus.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace verdiff {

namespace {

/// Values in it, itself included.
std::size_t size_of(const Value& value) {
  std::size_t out = 1;
  for (const Value& item : value.items) out += size_of(item);
  for (const auto& [name, member] : value.members) out += size_of(member);
  return out;
}

}  // namespace

SlotProofs::SlotProofs(const Contract& before, const Contract& after, const Diff& diff,
                       const JudgeOptions& options)
    : before_(before),
      after_(after),
      diff_(diff),
      options_(options),
      inputs_({.budget = options.budget}),
      outputs_({.budget = options.budget}),
      sets_({.budget = options.budget}),
      known_(diff.pairs.size()) {}

Side SlotProofs::before_side(const SchemaPair& pair, Reading reading) const {
  return {&before_, pair.before, reading, pair.exchange};
}

Side SlotProofs::after_side(const SchemaPair& pair, Reading reading) const {
  return {&after_, pair.after, reading, pair.exchange};
}

/// Producers say only what they declare (design §1): the new side sends an output, the old clients
/// send an input.
Side SlotProofs::producer(const SchemaPair& pair) const {
  const Reading reading = options_.reader == Reader::strict ? Reading::letter : Reading::closed;
  return pair.direction == Direction::output ? after_side(pair, reading)
                                             : before_side(pair, reading);
}

/// Consumers of outputs ignore what they don't know; the service itself is read to the letter.
Side SlotProofs::consumer(const SchemaPair& pair) const {
  if (pair.direction == Direction::input) return after_side(pair, Reading::letter);
  return before_side(pair, options_.reader == Reader::strict ? Reading::letter : Reading::tolerant);
}

Prover& SlotProofs::under_roles(const SchemaPair& pair) {
  return pair.direction == Direction::output ? outputs_ : inputs_;
}

bool SlotProofs::includes(const SchemaPair& pair, const Side& producer, const Side& consumer) {
  Prover& prover = pair.direction == Direction::output ? sets_ : inputs_;
  return prover.decide({producer, consumer}).answer == Answer::included;
}

void SlotProofs::decide(const std::vector<std::uint32_t>& slots,
                        const std::function<void()>& meanwhile) {
  if (!options_.proofs || slots.empty()) {
    for (const std::uint32_t slot : slots) inclusion(slot);
    return meanwhile();
  }
  std::vector<std::uint32_t> inputs, outputs;
  for (const std::uint32_t slot : slots) {
    (diff_.pairs[slot].direction == Direction::output ? outputs : inputs).push_back(slot);
  }
  const auto find_effect = [&](std::uint32_t slot) {
    if (inclusion(slot).answer == Answer::included) effect(slot);
  };
  std::atomic<std::size_t> decided = 0;
  auto others = std::async(launch_of(options_), [&] {
    for (const std::uint32_t slot : inputs) find_effect(slot);
    meanwhile();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      for (std::size_t done = decided; done <= i; done = decided) decided.wait(done);
      find_effect(outputs[i]);
    }
  });
  for (const std::uint32_t slot : outputs) {
    inclusion(slot);
    ++decided;
    decided.notify_one();
  }
  others.get();
}

const Outcome& SlotProofs::inclusion(std::uint32_t slot) {
  std::optional<Outcome>& known = known_[slot].inclusion;
  if (known) return *known;
  if (!options_.proofs) {
    known = Outcome{};
    known->reason = UnknownReason::budget;
    known->detail = "proofs are switched off";
    return *known;
  }
  const SchemaPair& pair = diff_.pairs[slot];
  known = under_roles(pair).decide({producer(pair), consumer(pair)});
  return *known;
}

bool SlotProofs::same(std::uint32_t slot) {
  std::optional<bool>& known = known_[slot].same;
  if (known) return *known;
  const SchemaPair& pair = diff_.pairs[slot];
  known = true;
  for (const Reading reading : {Reading::letter, Reading::closed}) {
    const Side before = before_side(pair, reading);
    const Side after = after_side(pair, reading);
    known = *known && includes(pair, after, before) && includes(pair, before, after);
  }
  return *known;
}

Effect SlotProofs::effect(std::uint32_t slot) {
  std::optional<Effect>& known = known_[slot].effect;
  if (known) return *known;
  const SchemaPair& pair = diff_.pairs[slot];
  const bool output = pair.direction == Direction::output;
  switch (inclusion(slot).answer) {
    case Answer::unknown:
      known = Effect::unknown;
      break;
    case Answer::included:
      known = same(slot) ? Effect::equivalent : output ? Effect::narrower : Effect::wider;
      break;
    case Answer::not_included: {
      // Is it only more (less), or something else altogether? By the letter, the other way round.
      const Side before = before_side(pair, Reading::letter);
      const Side after = after_side(pair, Reading::letter);
      const bool one_way = output ? includes(pair, before, after) : includes(pair, after, before);
      known = !one_way ? Effect::incomparable : output ? Effect::wider : Effect::narrower;
      break;
    }
  }
  return *known;
}

bool SlotProofs::became_empty(std::uint32_t slot) {
  const SchemaPair& pair = diff_.pairs[slot];
  if (!options_.proofs || pair.direction != Direction::output) return false;
  return outputs_.admits_nothing(producer(pair)) &&
         !outputs_.admits_nothing(before_side(pair, producer(pair).reading));
}

std::optional<SlotProofs::Shown> SlotProofs::in_flow(const SchemaPair& pair, const Value& witness) {
  const FlowPair& flows = diff_.flows[pair.flow];
  SchemaPair root = pair;
  root.before = before_.flows[flows.before].schema;
  root.after = after_.flows[flows.after].schema;
  const auto payload = under_roles(pair).example(producer(root), pair.sample, &witness);
  if (!payload) return std::nullopt;
  if (!under_roles(pair).refuses(consumer(root), *payload)) return std::nullopt;
  const Refusal refusal = under_roles(pair).refusal(consumer(pair), witness);
  return Shown{*payload, pair.sample + refusal.pointer, refusal.why, true};
}

std::optional<SlotProofs::Shown> SlotProofs::of_change(std::uint32_t slot, const Change& change) {
  if (!change.pair || room_ == 0) return std::nullopt;
  const SchemaPair& pair = diff_.pairs[*change.pair];
  const Side consumes = consumer(pair);
  for (const Focus& focus : focuses(change, consumes)) {
    if (focus.empty() && *change.pair == slot) continue;  // the slot's own witness will do
    const auto witness = under_roles(pair).witness({producer(pair), consumes}, focus);
    if (!witness) continue;
    auto shown = in_flow(pair, *witness);  // dear: the most telling one alone is tried
    if (shown) room_ -= std::min(room_, size_of(shown->payload));
    return shown;
  }
  return std::nullopt;
}

SlotProofs::Shown SlotProofs::show(std::uint32_t slot, const Change& change) {
  if (auto shown = of_change(slot, change)) return *std::move(shown);
  const Value& witness = *inclusion(slot).witness;
  const SchemaPair& pair = diff_.pairs[slot];
  if (!pair.sample.empty() && room_ > 0) {
    auto shown = in_flow(pair, witness);
    const std::size_t size = shown ? size_of(shown->payload) : 1;
    room_ -= std::min(room_, size);
    if (shown) return *std::move(shown);
  }
  const Refusal refusal = under_roles(pair).refusal(consumer(pair), witness);
  return {witness, refusal.pointer, refusal.why, pair.sample.empty()};
}

}  // namespace verdiff
