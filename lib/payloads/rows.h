#pragma once

#include "document/value.h"
#include "formats/load_operand.h"
#include "payloads/batch.h"

#include <functional>
#include <string>
#include <string_view>

/// The rows of a batch, whatever is asked of them: `fit`, `validate`, `check`.
namespace verdiff {

struct RowQuestion {
  /// The row's line, given its beginning with the id in it. Called by several threads.
  std::function<Result<Value>(const Node& row, Value head)> answer;
  std::function<bool(const Value& line)> is_refused;
};

/// Answers every row, on all cores; the lines come in the order of the rows.
Result<BatchTotals> answer_rows(const std::string& path, const WriteLine& write,
                                const RowQuestion& question);

Error bad_row(std::string message);

/// The contract that a member of a row is or names: a string is an operand, an object or boolean a
/// schema, whose messages go in the direction of `settings.as`.
Result<Contract> contract_in_row(const Node& row, std::string_view member,
                                 const LoadSettings& settings);

}  // namespace verdiff
