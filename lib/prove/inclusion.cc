#include "prove/inclusion.h"

#include "document/pointer.h"
#include "prove/search.h"
#include "prove/validate.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace verdiff {

namespace {

using prove::Budget;
using prove::Found;
using prove::Goal;
using prove::ShapeId;
using prove::ValueId;

/// The place that a token leads to, made where it is missing; nullptr where the value has no such
/// places.
Value* step_into(Value& value, const std::string& token) {
  if (value.kind == NodeKind::object) {
    for (auto& [key, member] : value.members) {
      if (key == token) return &member;
    }
    return &value.set(token, Value::object());
  }
  if (value.kind != NodeKind::array || token != "0") return nullptr;
  if (value.items.empty()) value.items.push_back(Value::object());
  return &value.items.front();
}

/// Puts `inner` at a JSON pointer. What the way there leaves out is made up as empty objects;
/// whether the whole is allowed is the validator's to say.
bool embed(Value& value, const std::string& at, const Value& inner) {
  const auto tokens = split_pointer(at);
  if (!tokens) return false;
  Value* place = &value;
  for (const std::string& token : *tokens) {
    place = step_into(*place, token);
    if (place == nullptr) return false;
  }
  *place = inner;
  return true;
}

}  // namespace

/// What a prover keeps between questions.
class Prover::Implementation {
 public:
  explicit Implementation(ProverOptions options)
      : options_(options), engine_(options.assert_format), search_(engine_) {}

  Outcome decide(const Question& question) {
    Budget budget(options_.budget);
    Outcome out = answer(question, budget);
    out.steps = budget.used();
    return out;
  }

  std::optional<Value> example(const Side& side, Exchange exchange, const std::string& at,
                               const Value* inner) {
    Budget budget(options_.budget);
    const bool closed = side.reading == Reading::closed;
    const auto found = search_.find({{shape(side, exchange), true, closed}}, 1, budget);
    if (found.values.empty()) return std::nullopt;
    Value out = engine_.values.to_value(found.values.front());
    if (inner != nullptr && !embed(out, at, *inner)) return std::nullopt;
    const Document payload = to_document(out, "example");
    if (validate(side, exchange, payload).validity != Validity::valid) return std::nullopt;
    return out;
  }

 private:
  ShapeId shape(const Side& side, Exchange exchange) {
    return engine_.lowering.lower(*side.contract, side.schema, side.reading == Reading::tolerant,
                                  exchange);
  }

  Outcome unknown(UnknownReason reason, std::string detail) const {
    Outcome out;
    out.reason = reason;
    out.detail = std::move(detail);
    return out;
  }
  Outcome undecided(const Budget& budget) const {
    if (budget.spent()) {
      return unknown(UnknownReason::budget,
                     fmt::format("not decided within {} steps", options_.budget));
    }
    if (const auto& obstacle = search_.obstacle())
      return unknown(obstacle->reason, obstacle->detail);
    return unknown(UnknownReason::unsupported, "not decided");
  }

  Outcome answer(const Question& question, Budget& budget) {
    const bool closed = question.producer.reading == Reading::closed;
    const bool consumer_closed = question.consumer.reading == Reading::closed;
    const ShapeId producer = shape(question.producer, question.exchange);
    const ShapeId consumer = shape(question.consumer, question.exchange);
    const Found<ValueId> found =
        search_.find({{producer, true, closed}, {consumer, false, consumer_closed}}, 1, budget);
    if (!found.values.empty()) return confirmed(question, found.values.front());
    if (!found.exhaustive) return undecided(budget);
    if (closed && sends_nothing(producer, budget)) {
      return unknown(UnknownReason::empty_producer,
                     "read closed, the producer or a branch of its oneOf admits no value");
    }
    Outcome out;
    out.answer = Answer::included;
    return out;
  }

  /// An empty producer proves nothing (design §1), nor does one with an empty branch.
  bool sends_nothing(ShapeId producer, Budget& budget) {
    if (search_.find({{producer, true, true}}, 1, budget).empty_set()) return true;
    for (const ShapeId part : engine_.facts.conjuncts(producer)) {
      for (const ShapeId branch : engine_.shapes[part].one) {
        const Goal goal = {{producer, true, true}, {branch, true, true}};
        if (search_.find(goal, 1, budget).empty_set()) return true;
      }
    }
    return false;
  }

  const Validator& validator(const Contract& contract) {
    return validators_.try_emplace(&contract, contract).first->second;
  }
  Validation validate(const Side& side, Exchange exchange, const Document& payload) {
    const Schema& schema = side.contract->schemas[side.schema];
    ValidationOptions options;
    options.exchange = exchange;
    options.assert_format = options_.assert_format;
    options.max_errors = 1;
    return validator(*side.contract)
        .validate(schema.place, schema.dialect, payload.root(), options);
  }

  /// The witness, if the validator finds it valid on one side and invalid on the other.
  Outcome confirmed(const Question& question, ValueId value) {
    Witness witness;
    witness.payload = engine_.values.to_value(value);
    const Document payload = to_document(witness.payload, "witness");
    const Validation sent = validate(question.producer, question.exchange, payload);
    if (question.consumer.reading == Reading::closed && sent.validity == Validity::valid) {
      witness.why = "holds what the other side, read closed, would not send";
      Outcome out;
      out.answer = Answer::not_included;
      out.witness = std::move(witness);
      return out;
    }
    const Validation received = validate(question.consumer, question.exchange, payload);
    if (sent.validity == Validity::valid && received.validity == Validity::invalid) {
      witness.pointer = received.errors.front().instance_pointer;
      witness.keyword_pointer = received.errors.front().keyword_pointer;
      witness.why = received.errors.front().why;
      Outcome out;
      out.answer = Answer::not_included;
      out.witness = std::move(witness);
      return out;
    }
    const bool judged =
        sent.validity != Validity::undecided && received.validity != Validity::undecided;
    return unknown(UnknownReason::internal,
                   fmt::format("{} was found as a witness, but {}", to_json(witness.payload),
                               !judged ? "the validator can't judge it"
                               : sent.validity == Validity::valid
                                   ? "the consumer's schema allows it"
                                   : "the producer's schema does not allow it"));
  }

  const ProverOptions options_;
  prove::Engine engine_;
  prove::Search search_;
  std::map<const Contract*, Validator> validators_;  // looked up only
};

Prover::Prover(ProverOptions options)
    : implementation_(std::make_unique<Implementation>(options)) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;

Outcome Prover::decide(const Question& question) {
  return implementation_->decide(question);
}

std::optional<Value> Prover::example(const Side& side, Exchange exchange, const std::string& at,
                                     const Value* inner) {
  return implementation_->example(side, exchange, at, inner);
}

}  // namespace verdiff
