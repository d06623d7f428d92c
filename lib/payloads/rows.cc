#include "payloads/rows.h"

#include "base/parallel.h"
#include "base/text.h"
#include "document/lines.h"
#include "formats/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace verdiff {

Error bad_row(std::string message) {
  return {ErrorCode::bad_payload, std::move(message), {}, {}};
}

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

Value id_of(const Node& row) {
  const Node* const id = row.is_object() ? row.find("id") : nullptr;
  return Value::object({{"id", id != nullptr ? Value::copy(*id) : Value::null()}});
}

/// One row and where it stands.
struct Row {
  const std::string& path;
  std::string text;
  std::uint32_t number;
};

/// What the threads count together.
struct Counts {
  std::atomic<std::uint64_t> refused = 0, unreadable = 0;
};

Result<Value> answer_of(const Result<Document>& row, const Value& head,
                        const RowQuestion& question) {
  if (!row) return row.error();
  if (row->root().is_object()) return question.answer(row->root(), head);
  return bad_row(
      fmt::format("expected a row to be an object, found {}", to_text(row->root().kind())));
}

std::string line_of(const Row& row, const RowQuestion& question, Counts& counts) {
  const auto document = read_json(row.path, row.text);
  Value head = document ? id_of(document->root()) : Value::object({{"id", Value::null()}});
  auto out = answer_of(document, head, question);
  if (!out) {
    ++counts.unreadable;
    Error error = out.error();
    if (error.where.file.empty() || error.where.file == row.path) {
      error.where = {row.path, row.number, std::max(error.where.column, 1u)};
    }
    head.set("error", Value::string(as_utf8(to_text(error))));
    return to_json(head) + '\n';
  }
  if (question.is_refused(*out)) ++counts.refused;
  return to_json(*out) + '\n';
}

}  // namespace

Result<Contract> contract_in_row(const Node& row, std::string_view member,
                                 const LoadSettings& settings) {
  const Node* const stated = row.find(member);
  if (stated == nullptr) return bad_row(fmt::format("the row has no `{}`", member));
  if (stated->is_string()) {
    const auto operand = parse_operand(stated->text());
    if (!operand) return operand.error();
    return load_operand(*operand, settings);
  }
  if (!stated->is_object() && stated->kind() != NodeKind::boolean) {
    return bad_row(fmt::format("expected `{}` to be an operand (a string) or a schema, found {}",
                               member, to_text(stated->kind())));
  }
  const auto dialect = dialect_of(row);
  if (!dialect) return dialect.error();
  LoadOptions options;
  options.format = "json-schema";
  options.default_dialect = *dialect;
  options.direction = settings.as;
  WorkspaceOptions workspace;
  workspace.remote_map.insert(settings.remote_map.begin(), settings.remote_map.end());
  const std::string name(member);
  return load_contract(to_document(Value::copy(*stated), name), no_files(), name, workspace,
                       options);
}

Result<BatchTotals> answer_rows(const std::string& path, const WriteLine& write,
                                const RowQuestion& question) {
  auto lines = Lines::open(path);
  if (!lines) return lines.error();
  BatchTotals totals;
  Counts counts;
  std::optional<Error> problem;
  {
    // Rows are counted as they are told: nobody asked for those that were read ahead.
    InOrder answers(default_jobs(), [&](const std::string& line) {
      ++totals.rows;
      return write(line);
    });
    while (const auto line = lines->next()) {
      if (!*line) {
        problem = line->error();
        break;
      }
      const bool goes_on =
          answers.add([row = Row{path, std::string(**line), lines->number()}, &question, &counts] {
            return line_of(row, question, counts);
          });
      if (!goes_on) break;
    }
    answers.finish();
  }
  if (problem) return *problem;
  totals.refused = counts.refused;
  totals.unreadable = counts.unreadable;
  return totals;
}

}  // namespace verdiff
