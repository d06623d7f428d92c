#include "prove/inclusion.h"

#include "document/pointer.h"
#include "prove/search/search.h"
#include "prove/splice.h"
#include "prove/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace verdiff {

namespace {

using prove::Budget;
using prove::Found;
using prove::Goal;
using prove::ShapeId;
using prove::ValueId;

/// Values that the contract itself shows for the schema: its own examples and default, and those of
/// the flows that it is the schema of.
std::vector<const Node*> shown_values(const Side& side) {
  std::vector<const Node*> out;
  for (const Flow& flow : side.contract->flows) {
    if (flow.schema != side.schema) continue;
    out.insert(out.end(), flow.examples.begin(), flow.examples.end());
  }
  const Schema& schema = side.contract->schemas[side.schema];
  if (const Entry* const examples = schema.find(Keyword::examples)) {
    if (examples->name == "example") out.push_back(examples->value);
    if (examples->name == "examples") {
      for (const Node& value : examples->value->items()) out.push_back(&value);
    }
  }
  if (const Entry* const value = schema.find(Keyword::default_)) out.push_back(value->value);
  return out;
}

}  // namespace

/// What a prover keeps between questions.
class Prover::Implementation {
 public:
  explicit Implementation(ProverOptions options)
      : options_(options), engine_(options.assert_format), search_(engine_) {}

  std::optional<Value> example(const Side& side, const std::string& at, const Value* inner) {
    const auto tokens = split_pointer(at);
    if (!tokens || embedding_.spent()) return std::nullopt;
    Budget budget(options_.budget);
    if (inner != nullptr && tokens->empty()) {
      return may_send(side, *inner, budget) ? std::optional(*inner) : std::nullopt;
    }
    for (const Node* const shown : shown_values(side)) {
      Value payload = Value::copy(*shown);
      if (inner != nullptr && !prove::splice(payload, *tokens, *inner)) continue;
      if (may_send(side, payload, budget)) return payload;
    }
    if (inner == nullptr) return least(side, {}, budget);
    // The least value of the side with `inner` put into it is the least that holds it, if the side
    // may send it. Looking for one from scratch is dear where a contract has thousands of places.
    std::optional<Value> payload = least(side, {}, budget);
    if (payload && prove::splice(*payload, *tokens, *inner) && may_send(side, *payload, budget)) {
      return payload;
    }
    const std::optional<ValueId> value = engine_.values.read(to_document(*inner).root());
    if (!value || embedding_.spent()) return std::nullopt;
    payload = least(side, {{holding(*tokens, *value), true, false}}, budget);
    embedding_.spend(budget.used());
    return payload;
  }

  std::optional<Value> witness(const Question& question, const Focus& focus) {
    Budget budget(std::min(options_.budget / 10, embedding_.left()));
    const std::optional<Goal> shown = goal_of(question, focus);
    if (!shown) return std::nullopt;
    const Found<ValueId> found = search_.find(*shown, 1, budget);
    const bool affordable = !found.values.empty() && affords(found.values.front(), budget);
    embedding_.spend(budget.used());
    if (!affordable) return std::nullopt;
    return confirmed(question, found.values.front()).witness;
  }

  bool admits_nothing(const Side& side) {
    const ShapeId id = shape(side);
    if (engine_.facts.plainly_inhabited(id)) return false;
    Budget budget(options_.budget);
    return search_.find({{id, true, side.reading == Reading::closed}}, 1, budget).empty_set();
  }

  Refusal refusal(const Side& consumer, const Value& witness) {
    const Document payload = to_document(witness, "witness");
    const Validation received = validate(consumer, payload, embedding_, 1);
    if (received.validity != Validity::invalid) {
      return {"", "", {}, "holds what the other side, read closed, would not send"};
    }
    const ValidationError& error = received.errors.front();
    return {error.instance_pointer, error.keyword_pointer, error.keyword_place, error.why};
  }

  bool refuses(const Side& consumer, const Value& value) {
    return validate(consumer, to_document(value), embedding_).validity == Validity::invalid;
  }

  Outcome decide(const Question& question) {
    Budget budget(std::min(options_.budget, all_.left()));
    Outcome out = answer(question, budget);
    out.steps = budget.used();
    all_.spend(out.steps);
    return out;
  }

 private:
  ShapeId shape(const Side& side) {
    return engine_.lowering.lower(*side.contract, side.schema, side.reading == Reading::tolerant,
                                  side.exchange);
  }

  static Goal goal_of(const Question& question, ShapeId producer, ShapeId consumer) {
    return {{producer, true, question.producer.reading == Reading::closed},
            {consumer, false, question.consumer.reading == Reading::closed}};
  }

  /// The question's goal and what the focus asks for; nullopt where that can't be read.
  std::optional<Goal> goal_of(const Question& question, const Focus& focus) {
    Goal goal = goal_of(question, shape(question.producer), shape(question.consumer));
    if (focus.schema) {
      Side part = question.producer;
      part.schema = *focus.schema;
      goal.push_back({shape(part), true, false});
    }
    if (!focus.present.empty() || !focus.absent.empty()) {
      goal.push_back({engine_.shapes.intern(members(focus)), true, false});
    }
    if (focus.values.empty()) return goal;
    prove::Shape listed;
    listed.values.emplace();
    for (const Value& value : focus.values) {
      const std::optional<ValueId> id = engine_.values.read(to_document(value).root());
      if (!id) return std::nullopt;
      listed.values->push_back(*id);
    }
    std::sort(listed.values->begin(), listed.values->end());
    goal.push_back({engine_.shapes.intern(std::move(listed)), true, false});
    return goal;
  }

  /// Objects with some members, and without others.
  prove::Shape members(const Focus& focus) {
    prove::Shape out;
    out.kinds = prove::Kind::object;
    prove::ObjectShape& object = out.object.emplace();
    for (const std::string& name : focus.present) {
      object.required.push_back(engine_.values.text(name));
    }
    std::sort(object.required.begin(), object.required.end());
    for (const std::string& name : focus.absent) {
      object.properties.push_back({engine_.values.text(name), prove::never});
    }
    std::sort(object.properties.begin(), object.properties.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return out;
  }

  Outcome unknown(UnknownReason reason, std::string detail) const {
    Outcome out;
    out.reason = reason;
    out.detail = std::move(detail);
    return out;
  }
  Outcome undecided(const Budget& budget) const {
    if (budget.spent() && budget.used() <= options_.budget) {
      return unknown(UnknownReason::budget, "the steps of all questions together are spent");
    }
    if (budget.spent()) {
      return unknown(UnknownReason::budget,
                     fmt::format("not decided within {} steps", options_.budget));
    }
    if (const auto& obstacle = search_.obstacle())
      return unknown(obstacle->reason, obstacle->detail);
    return unknown(UnknownReason::unsupported, "not decided");
  }

  /// Writing a value out and judging it takes as long as it is large: values that share their
  /// parts may be far larger than the search for them was long.
  bool affords(ValueId value, Budget& budget) const {
    return budget.spend(std::min(engine_.values.size(value), options_.budget));
  }

  Outcome answer(const Question& question, Budget& budget) {
    const bool closed = question.producer.reading == Reading::closed;
    const ShapeId producer = shape(question.producer);
    const ShapeId consumer = shape(question.consumer);
    const Found<ValueId> found = search_.find(goal_of(question, producer, consumer), 1, budget);
    if (!found.values.empty() && !affords(found.values.front(), budget)) {
      return unknown(UnknownReason::budget,
                     fmt::format("a witness was found, but it holds more values than there are "
                                 "steps left of {}",
                                 options_.budget));
    }
    if (!found.values.empty()) return confirmed(question, found.values.front());
    if (!found.exhaustive) return undecided(budget);
    if (closed) {
      if (auto empty = sends_nothing(producer, budget)) {
        return unknown(UnknownReason::empty_producer, *std::move(empty));
      }
    }
    Outcome out;
    out.answer = Answer::included;
    return out;
  }

  /// An empty producer proves nothing (design §1), nor does one with an empty branch: which it is.
  std::optional<std::string> sends_nothing(ShapeId producer, Budget& budget) {
    if (!engine_.facts.plainly_inhabited(producer) &&
        search_.find({{producer, true, true}}, 1, budget).empty_set()) {
      return "read closed, the producer admits no value";
    }
    for (const ShapeId part : engine_.facts.conjuncts(producer)) {
      const std::vector<ShapeId>& branches = engine_.shapes[part].one;
      for (std::size_t i = 0; i < branches.size(); ++i) {
        const Goal goal = {{producer, true, true}, {branches[i], true, true}};
        if (!search_.find(goal, 1, budget).empty_set()) continue;
        return fmt::format(
            "read closed, the producer's oneOf admits no value by its schema at index {}: each "
            "that it allows, another one allows as well",
            i);
      }
    }
    return std::nullopt;
  }

  /// The least value found that the side may send and that satisfies `more`.
  std::optional<Value> least(const Side& side, Goal more, Budget& budget) {
    more.push_back({shape(side), true, side.reading == Reading::closed});
    const Found<ValueId> found = search_.find(std::move(more), 1, budget);
    if (found.values.empty() || !affords(found.values.front(), budget)) return std::nullopt;
    Value payload = engine_.values.to_value(found.values.front());
    if (!is_valid(side, to_document(payload))) return std::nullopt;
    return payload;
  }

  bool may_send(const Side& side, const Value& payload, Budget& budget) {
    const Document document = to_document(payload);
    if (!is_valid(side, document)) return false;
    const std::optional<ValueId> value = engine_.values.read(document.root());
    const Goal goal = {{shape(side), true, side.reading == Reading::closed}};
    return value && search_.allows(goal, *value, budget);
  }

  /// A shape of all values that hold `inner` under a pointer.
  ShapeId holding(const std::vector<std::string>& tokens, ValueId inner) {
    prove::Shape last;
    last.values = {inner};
    ShapeId out = engine_.shapes.intern(std::move(last));
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
      const prove::TextId name = engine_.values.text(*token);
      prove::Shape object;
      object.kinds = prove::Kind::object;
      object.object.emplace();
      object.object->required = {name};
      object.object->properties = {{name, out}};
      const ShapeId as_member = engine_.shapes.intern(std::move(object));
      const std::optional<std::size_t> index = prove::index_of(*token);
      if (!index) {
        out = as_member;
        continue;
      }
      prove::Shape array;
      array.kinds = prove::Kind::array;
      array.array.emplace();
      array.array->prefix.assign(*index, prove::anything);
      array.array->prefix.push_back(out);
      array.array->min_items = *index + 1;
      prove::Shape either;  // the pointer does not say which it is
      either.any = {{engine_.shapes.intern(std::move(array)), as_member}};
      out = engine_.shapes.intern(std::move(either));
    }
    return out;
  }

  bool is_valid(const Side& side, const Document& payload) {
    return validate(side, payload, embedding_).validity == Validity::valid;
  }

  const Validator& validator(const Contract& contract) {
    return validators_.try_emplace(&contract, contract).first->second;
  }
  /// Going through a payload is cheaper than searching for one: it may take ten times the steps.
  Validation validate(const Side& side, const Document& payload, Budget& budget,
                      std::size_t max_errors = 0) {
    const Schema& schema = side.contract->schemas[side.schema];
    ValidationOptions options;
    options.exchange = side.exchange;
    options.assert_format = options_.assert_format;
    options.max_errors = max_errors;
    options.budget = 10 * options_.budget;
    Validation out =
        validator(*side.contract).validate(schema.place, schema.dialect, payload.root(), options);
    budget.spend(out.steps / 10);
    return out;
  }

  /// The witness, if the validator finds it valid on one side and invalid on the other.
  Outcome confirmed(const Question& question, ValueId value) {
    Value witness = engine_.values.to_value(value);
    const Document payload = to_document(witness, "witness");
    const Validation sent = validate(question.producer, payload, all_);
    const bool closed = question.consumer.reading == Reading::closed;
    const bool asks = sent.validity == Validity::valid && !closed;
    const Validation received = asks ? validate(question.consumer, payload, all_) : Validation();
    if (sent.validity == Validity::valid && (closed || received.validity == Validity::invalid)) {
      Outcome out;
      out.answer = Answer::not_included;
      out.witness = std::move(witness);
      return out;
    }
    for (const Validation* const judged : {&sent, &received}) {
      if (judged->reason) return unknown(*judged->reason, judged->detail);
    }
    return unknown(
        UnknownReason::internal,
        fmt::format("{} was found as a witness, but {}", to_json(witness),
                    sent.validity == Validity::valid ? "the consumer's schema allows it"
                                                     : "the producer's schema does not allow it"));
  }

  const ProverOptions options_;
  prove::Engine engine_;
  prove::Search search_;
  std::map<const Contract*, Validator> validators_;  // looked up only
  Budget all_{200 * options_.budget};
  /// For searches for a payload around a given value: what they find is shown, and proves nothing.
  Budget embedding_{10 * options_.budget};
};

Prover::Prover(ProverOptions options)
    : implementation_(std::make_unique<Implementation>(options)) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;

Outcome Prover::decide(const Question& question) {
  return implementation_->decide(question);
}

std::optional<Value> Prover::witness(const Question& question, const Focus& focus) {
  return implementation_->witness(question, focus);
}

Refusal Prover::refusal(const Side& consumer, const Value& witness) {
  return implementation_->refusal(consumer, witness);
}

bool Prover::refuses(const Side& consumer, const Value& value) {
  return implementation_->refuses(consumer, value);
}

bool Prover::admits_nothing(const Side& side) {
  return implementation_->admits_nothing(side);
}

std::optional<Value> Prover::example(const Side& side, const std::string& at, const Value* inner) {
  return implementation_->example(side, at, inner);
}

}  // namespace verdiff
