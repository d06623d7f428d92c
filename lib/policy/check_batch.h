#pragma once

#include "payloads/batch.h"
#include "policy/gate.h"

#include <string>

namespace verdiff {

/// `check --batch`: answers the rows {id, old, new, from?, to?, dialect?} of a JSONL file ("-":
/// standard input), each by one line, in their order:
///
///     {"id": 1, "old": {"type": "integer"}, "new": {"type": "number"}, "from": "1.0.0", "to":
///     "1.0.1"}
///     {"id": 1, "gate": "closed", "verdict": "insufficient", "level": "major", "next": "2.0.0", …}
///
/// A string is an operand, an object or boolean an inline schema. `from` and `to` are the versions,
/// in place of those that the contracts declare. What holds for a row is what the options say of
/// its new contract's path, or of all contracts where it has none. A row that can't be read has an
/// `error` instead.
Result<BatchTotals> check_batch(const std::string& file, const GateOptions& options,
                                const WriteLine& write);

}  // namespace verdiff
