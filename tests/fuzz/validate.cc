#include "prove/validate.h"

#include "document/pointer.h"
#include "document/value.h"
#include "fuzz/schemas.h"
#include "prove/inclusion.h"

namespace {

using namespace verdiff;
using fuzz::require;

/// Errors name places that exist, and the first one is enough to be invalid.
Validity sound(const Contract& schema, const Node& payload) {
  ValidationOptions options;
  options.budget = 1'000'000;
  const Validation all = fuzz::validate(schema, payload, options);
  require(all.errors.empty() == (all.validity != Validity::invalid));
  require(!all.reason.has_value() == (all.validity != Validity::undecided));
  for (const ValidationError& error : all.errors) {
    require(find_pointer(payload, error.instance_pointer) != nullptr);
    require(error.keyword_place.node != nullptr && !error.why.empty() && !error.message.empty());
  }
  options.max_errors = 1;
  const Validation first = fuzz::validate(schema, payload, options);
  require(first.validity == all.validity);
  return all.validity;
}

/// {"const": payload} ⊆ schema, by the prover: it shares no code with the validator.
Answer proved(const Contract& schema, const Node& payload) {
  Value singleton = Value::object();
  singleton.set("const", Value::copy(payload));
  const auto constant = fuzz::schema_of(to_json(singleton));
  if (!constant) return Answer::unknown;
  ProverOptions options;
  options.budget = 20'000;
  Prover prover(options);
  return prover
      .decide(
          {{&*constant, constant->flows.front().schema}, {&schema, schema.flows.front().schema}})
      .answer;
}

}  // namespace

// A schema and a payload: the validator's answer is sound, and the prover's about the same payload
// is no other.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [one, other] = fuzz::halves(fuzz::text_of(data, size));
  const auto schema = fuzz::schema_of(one);
  const auto payload = read_document("payload", std::string(other), fuzz::schema_limits());
  if (!schema || !payload) return 0;
  const Validity validity = sound(*schema, payload->root());
  const Answer answer = proved(*schema, payload->root());
  require(answer != Answer::included || validity != Validity::invalid);
  require(answer != Answer::not_included || validity != Validity::valid);
  return 0;
}
