#include "rules/slot_proofs.h"

#include <algorithm>

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
      prover_({.budget = options.budget}),
      before_judge_(before),
      after_judge_(after),
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

bool SlotProofs::includes(const Side& producer, const Side& consumer) {
  return prover_.decide({producer, consumer}).answer == Answer::included;
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
  known = prover_.decide({producer(pair), consumer(pair)});
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
    known = *known && includes(after, before) && includes(before, after);
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
      const bool one_way = output ? includes(before, after) : includes(after, before);
      known = !one_way ? Effect::incomparable : output ? Effect::wider : Effect::narrower;
      break;
    }
  }
  return *known;
}

bool SlotProofs::became_empty(std::uint32_t slot) {
  const SchemaPair& pair = diff_.pairs[slot];
  if (!options_.proofs || pair.direction != Direction::output) return false;
  return prover_.admits_nothing(producer(pair)) &&
         !prover_.admits_nothing(before_side(pair, producer(pair).reading));
}

const Validator& SlotProofs::judge(const Contract& contract) {
  return &contract == &before_ ? before_judge_ : after_judge_;
}

std::optional<SlotProofs::Shown> SlotProofs::in_flow(const SchemaPair& pair,
                                                     const Witness& witness) {
  const FlowPair& flows = diff_.flows[pair.flow];
  SchemaPair root = pair;
  root.before = before_.flows[flows.before].schema;
  root.after = after_.flows[flows.after].schema;
  const auto payload = prover_.example(producer(root), pair.sample, &witness.payload);
  if (!payload) return std::nullopt;
  const Side reader = consumer(root);
  const Schema& schema = reader.contract->schemas[reader.schema];
  const Document document = to_document(*payload);
  const Validation verdict =
      judge(*reader.contract)
          .validate(schema.place, schema.dialect, document.root(), {.exchange = pair.exchange});
  if (verdict.validity != Validity::invalid) return std::nullopt;
  const ValidationError& error = verdict.errors.front();
  return Shown{*payload, pair.sample + witness.pointer,
               witness.why.empty() ? error.why : witness.why, true};
}

SlotProofs::Shown SlotProofs::show(std::uint32_t slot) {
  const Witness& witness = *inclusion(slot).witness;
  const SchemaPair& pair = diff_.pairs[slot];
  if (!pair.sample.empty() && room_ > 0) {
    auto shown = in_flow(pair, witness);
    const std::size_t size = shown ? size_of(shown->payload) : 1;
    room_ -= std::min(room_, size);
    if (shown) return *std::move(shown);
  }
  return {witness.payload, witness.pointer, witness.why, pair.sample.empty()};
}

}  // namespace verdiff
