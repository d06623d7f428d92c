#include "document/value.h"
#include "fuzz/schemas.h"
#include "prove/inclusion.h"

namespace {

using namespace verdiff;
using fuzz::require;

struct Pair {
  const Contract& producer;
  const Contract& consumer;
};

Side side(const Contract& contract, Reading reading, Exchange exchange) {
  return {&contract, contract.flows.front().schema, reading, exchange};
}

Validity judged(const Contract& contract, const Value& payload, Exchange exchange) {
  ValidationOptions options;
  options.exchange = exchange;
  return fuzz::validate(contract, to_document(payload).root(), options).validity;
}

/// Asks, and holds the answer to its own word: a witness is one to the letter, whatever the roles.
Answer decided(Prover& prover, const Pair& pair, Reading sent, Reading read, Exchange exchange) {
  const Outcome out =
      prover.decide({side(pair.producer, sent, exchange), side(pair.consumer, read, exchange)});
  require(out.witness.has_value() == (out.answer == Answer::not_included));
  require(out.reason.has_value() == (out.answer == Answer::unknown));
  require(out.reason != UnknownReason::internal);
  if (out.witness) {
    require(judged(pair.producer, *out.witness, exchange) == Validity::valid);
    require(judged(pair.consumer, *out.witness, exchange) == Validity::invalid);
  }
  return out.answer;
}

ProverOptions few_steps() {
  ProverOptions out;
  out.budget = 5'000;
  return out;
}

/// A role takes payloads from the producer or gives some to the consumer, so what holds to the
/// letter is never refuted under it.
void ask(const Pair& pair, Reading read, Exchange exchange) {
  Prover prover(few_steps());
  const Answer letter = decided(prover, pair, Reading::letter, Reading::letter, exchange);
  const Answer roles = decided(prover, pair, Reading::closed, read, exchange);
  require(letter != Answer::included || roles != Answer::not_included);

  for (const Reading reading : {Reading::letter, Reading::closed}) {
    const auto payload = prover.example(side(pair.producer, reading, exchange));
    if (!payload) continue;
    require(judged(pair.producer, *payload, exchange) == Validity::valid);
    if (letter != Answer::included) continue;
    require(judged(pair.consumer, *payload, exchange) != Validity::invalid);
  }
}

}  // namespace

// Two schemas, each as producer and as consumer, in every reading: answers keep their word and
// don't contradict each other.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [one, other] = fuzz::halves(fuzz::text_of(data, size));
  const auto before = fuzz::schema_of(one);
  const auto after = fuzz::schema_of(other);
  if (!before || !after) return 0;
  for (const Pair& pair : {Pair{*before, *after}, Pair{*after, *before}, Pair{*before, *before}}) {
    ask(pair, Reading::tolerant, Exchange::response);
    ask(pair, Reading::letter, Exchange::request);
  }
  Prover prover(few_steps());
  require(decided(prover, {*before, *before}, Reading::letter, Reading::letter, Exchange::none) !=
          Answer::not_included);
  return 0;
}
