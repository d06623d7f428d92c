#include "payloads/batch.h"

#include "base/text.h"
#include "document/lines.h"
#include "formats/format.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

/// JSON Schema's dialects as rows name them: the enumerator's word, then what suites write.
std::optional<Dialect> dialect_of(std::string_view name) {
  constexpr std::pair<std::string_view, Dialect> names[] = {
      {"draft4", Dialect::draft4},
      {"draft6", Dialect::draft6},
      {"draft7", Dialect::draft7},
      {"draft2019-09", Dialect::draft2019_09},
      {"draft2020-12", Dialect::draft2020_12},
      {"draft-04", Dialect::draft4},
      {"draft-06", Dialect::draft6},
      {"draft-07", Dialect::draft7},
      {"2019-09", Dialect::draft2019_09},
      {"2020-12", Dialect::draft2020_12},
  };
  for (const auto& [known, dialect] : names) {
    if (known == name) return dialect;
  }
  return std::nullopt;
}

Error bad_row(std::string message) {
  return {ErrorCode::bad_payload, std::move(message), {}, {}};
}

Result<Dialect> dialect_of(const Node& row) {
  const Node* const stated = row.find("dialect");
  if (stated == nullptr) return Dialect::draft2020_12;
  const auto dialect = stated->is_string() ? dialect_of(stated->text()) : std::nullopt;
  if (dialect) return *dialect;
  return bad_row(fmt::format(
      "expected `dialect` to be draft4, draft6, draft7, draft2019-09 or draft2020-12, found {}",
      to_json(*stated, 40)));
}

/// A reference from an inline schema leads nowhere but into itself and the drafts' metaschemas.
Files no_files() {
  Files out;
  out.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read,
                 fmt::format("an inline schema can't refer to the file '{}'", path),
                 {},
                 {}};
  };
  return out;
}

Result<End> end_of(const Node& row, std::string_view member, Direction direction,
                   const LoadSettings& settings) {
  const Node* const stated = row.find(member);
  if (stated == nullptr) return bad_row(fmt::format("the row has no `{}`", member));
  if (stated->is_string()) return load_end(std::string(stated->text()), direction, settings);
  if (!stated->is_object() && stated->kind() != NodeKind::boolean) {
    return bad_row(fmt::format("expected `{}` to be an operand (a string) or a schema, found {}",
                               member, to_text(stated->kind())));
  }
  const auto dialect = dialect_of(row);
  if (!dialect) return dialect.error();
  LoadOptions options;
  options.format = "json-schema";
  options.default_dialect = *dialect;
  options.direction = direction == Direction::none ? Direction::output : direction;
  WorkspaceOptions workspace;
  workspace.remote_map.insert(settings.remote_map.begin(), settings.remote_map.end());
  const std::string name(member);
  auto contract =
      load_contract(to_document(Value::copy(*stated), name), no_files(), name, workspace, options);
  if (!contract) return contract.error();
  return verdiff::end_of(*std::move(contract), name, direction);
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

Value id_of(const Node& row) {
  const Node* const id = row.is_object() ? row.find("id") : nullptr;
  return Value::object({{"id", id != nullptr ? Value::copy(*id) : Value::null()}});
}

bool is_refused(const Value& answer) {
  const std::string& word_of = answer.find("answer")->text;
  return word_of != word(Answer::included) && word_of != word(Validity::valid);
}

/// `answer(row, Value with the id)` gives the row's line.
template <class AnswerRow>
Result<BatchTotals> answer_rows(const std::string& path, const WriteLine& write, AnswerRow answer) {
  auto lines = Lines::open(path);
  if (!lines) return lines.error();
  BatchTotals totals;
  while (const auto line = lines->next()) {
    if (!*line) return line->error();
    ++totals.rows;
    const auto row = read_json(path, std::string(**line));
    Value head = Value::object({{"id", Value::null()}});
    Result<Value> out = bad_row("");
    if (!row) {
      out = row.error();
    } else if (!row->root().is_object()) {
      out = bad_row(
          fmt::format("expected a row to be an object, found {}", to_text(row->root().kind())));
    } else {
      head = id_of(row->root());
      out = answer(row->root(), head);
    }
    if (!out) {
      ++totals.unreadable;
      Error error = out.error();
      if (error.where.file.empty() || error.where.file == path) {
        error.where = {path, lines->number(), std::max(error.where.column, 1u)};
      }
      head.set("error", Value::string(as_utf8(to_text(error))));
      out = std::move(head);
    } else if (is_refused(*out)) {
      ++totals.refused;
    }
    if (!write(to_json(*out) + '\n')) break;
  }
  return totals;
}

}  // namespace

Result<BatchTotals> fit_batch(const std::string& file, const FitOptions& options,
                              const WriteLine& write) {
  return answer_rows(file, write, [&](const Node& row, Value head) {
    return fit_row(row, std::move(head), options);
  });
}

Result<BatchTotals> validate_batch(const std::string& file, const ValidateOptions& options,
                                   const WriteLine& write) {
  return answer_rows(file, write, [&](const Node& row, Value head) {
    return validate_row(row, std::move(head), options);
  });
}

}  // namespace verdiff
