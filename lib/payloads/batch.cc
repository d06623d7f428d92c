#include "payloads/batch.h"

#include "base/text.h"
#include "payloads/rows.h"

#include <optional>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

Result<End> end_of(const Node& row, std::string_view member, Direction direction,
                   const LoadSettings& settings) {
  const Node* const stated = row.find(member);
  if (stated != nullptr && stated->is_string()) {
    return load_end(std::string(stated->text()), direction, settings);
  }
  LoadSettings inline_settings = settings;
  inline_settings.as = direction == Direction::none ? Direction::output : direction;
  auto contract = contract_in_row(row, member, inline_settings);
  if (!contract) return contract.error();
  return verdiff::end_of(*std::move(contract), std::string(member), direction);
}

/// Undecided for lack of what lies elsewhere, or for want of any meaning: an answer, no error.
std::optional<UnknownReason> reason_of(const Error& error) {
  if (error.code == ErrorCode::remote_reference) return UnknownReason::remote;
  if (error.code == ErrorCode::reference_loop) return UnknownReason::ill_founded;
  return std::nullopt;
}

void answer_unknown(Value& out, UnknownReason reason, const std::string& detail) {
  out.set("answer", Value::string(word(Answer::unknown)));
  out.set("reason", Value::string(word(reason)));
  out.set("detail", Value::string(as_utf8(detail)));
}

Result<Value> fit_row(const Node& row, Value out, const FitOptions& options) {
  auto producer = end_of(row, "producer", Direction::output, options.load);
  auto consumer = end_of(row, "consumer", Direction::input, options.load);
  for (const Result<End>* const end : {&producer, &consumer}) {
    if (*end) continue;
    const auto reason = reason_of(end->error());
    if (!reason) return end->error();
    answer_unknown(out, *reason, end->error().message);
    out.set("steps", Value::number("0"));
    return out;
  }
  const Outcome outcome = fit(*producer, *consumer, options).outcome;
  if (outcome.answer == Answer::unknown) {
    answer_unknown(out, *outcome.reason, outcome.detail);
  } else {
    out.set("answer", Value::string(word(outcome.answer)));
  }
  if (outcome.witness) out.set("witness", *outcome.witness);
  out.set("steps", Value::number(std::to_string(outcome.steps)));
  return out;
}

Value error_of(const ValidationError& error) {
  return Value::object({{"pointer", Value::string(error.instance_pointer)},
                        {"keyword", Value::string(error.keyword_pointer)},
                        {"message", Value::string(error.message)}});
}

Result<Value> validate_row(const Node& row, Value out, const ValidateOptions& options) {
  const auto end = end_of(row, "contract", Direction::none, options.load);
  if (!end) return end.error();
  const Node* const payload = row.find("payload");
  if (payload == nullptr) return bad_row("the row has no `payload`");
  const Schema& schema = end->contract.schemas[end->the_flow().schema];
  const Validation result = Validator(end->contract)
                                .validate(schema.place, schema.dialect, *payload,
                                          {.exchange = end->the_flow().exchange,
                                           .assert_format = options.assert_format,
                                           .max_errors = options.max_failures});
  out.set("answer", Value::string(word(result.validity)));
  if (result.reason) {
    out.set("reason", Value::string(word(*result.reason)));
    out.set("detail", Value::string(as_utf8(result.detail)));
  }
  if (result.validity == Validity::invalid) {
    std::vector<Value> errors;
    for (const ValidationError& error : result.errors) errors.push_back(error_of(error));
    out.set("errors", Value::array(std::move(errors)));
  }
  return out;
}

bool is_refused(const Value& answer) {
  const std::string& word_of = answer.find("answer")->text;
  return word_of != word(Answer::included) && word_of != word(Validity::valid);
}

}  // namespace

Result<BatchTotals> fit_batch(const std::string& file, const FitOptions& options,
                              const WriteLine& write) {
  const auto answer = [&](const Node& row, Value head) {
    return fit_row(row, std::move(head), options);
  };
  return answer_rows(file, write, {answer, is_refused});
}

Result<BatchTotals> validate_batch(const std::string& file, const ValidateOptions& options,
                                   const WriteLine& write) {
  const auto answer = [&](const Node& row, Value head) {
    return validate_row(row, std::move(head), options);
  };
  return answer_rows(file, write, {answer, is_refused});
}

}  // namespace verdiff
