#pragma once

#include "payloads/fit.h"
#include "payloads/validation.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace verdiff {

/// What became of the rows of a batch.
struct BatchTotals {
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;     ///< not included or unknown; an invalid payload
  std::uint64_t unreadable = 0;  ///< rows with an error of their own
};

/// Takes one line of JSON with its newline; false: nobody reads on.
using WriteLine = std::function<bool(std::string_view line)>;

/// Answers the rows of a JSONL file ("-": standard input) one by one, each by one line:
///
///     {"id": 1, "producer": {"type": "integer"}, "consumer": {"type": "number"}}
///     {"id": 1, "answer": "included", "steps": 4}
///
/// In a row, a string is an operand, and an object or boolean an inline schema, whose dialect is
/// its own `$schema`, the row's `dialect` (draft4, draft6, draft7, draft2019-09, draft2020-12) or
/// 2020-12. `answer` is included, not-included (with the `witness`) or unknown (with a `reason`, a
/// word of UnknownReason). A row that can't be read has an `error` instead, and the batch goes on;
/// only a file that can't be read ends it.
Result<BatchTotals> fit_batch(const std::string& file, const FitOptions& options,
                              const WriteLine& write);

/// The same with rows {id, contract, payload, dialect?}; `answer` is valid, invalid (with the
/// `errors`: pointer, keyword, message) or undecided (with a `reason`, as
/// above).
Result<BatchTotals> validate_batch(const std::string& file, const ValidateOptions& options,
                                   const WriteLine& write);

}  // namespace verdiff
