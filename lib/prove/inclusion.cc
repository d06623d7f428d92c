#include "prove/inclusion.h"

namespace verdiff {

/// Decides nothing yet but that a schema includes itself: an honest `unknown` for all else.
class Prover::Implementation {};

Prover::Prover(ProverOptions) : implementation_(std::make_unique<Implementation>()) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;

Outcome Prover::decide(const Question& question) {
  Outcome out;
  const Side &producer = question.producer, &consumer = question.consumer;
  if (producer.contract == consumer.contract && producer.schema == consumer.schema) {
    out.answer = Answer::included;
    return out;
  }
  out.reason = UnknownReason::unsupported;
  out.detail = "inclusion is not decided yet";
  return out;
}

std::optional<Value> Prover::example(const Side&, Exchange, const std::string&, const Value*) {
  return std::nullopt;
}

}  // namespace verdiff
