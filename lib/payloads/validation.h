#pragma once

#include "base/location.h"
#include "payloads/end.h"
#include "prove/validate.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace verdiff {

struct ValidateOptions {
  LoadSettings load;
  bool assert_format = false;
  std::size_t max_failures = 10;  ///< that are told; all are counted
};

/// Why one payload does not keep to the contract.
struct PayloadFailure {
  Location where;               ///< of the offending value, in the file of payloads
  std::string pointer;          ///< and in its payload
  std::string message;          ///< "2 is greater than the maximum 1"
  Location keyword;             ///< the keyword that refuses it; nowhere for malformed payloads
  std::string keyword_pointer;  ///< the same in its document
  bool undecided = false;       ///< nothing is known: `message` says why
};

struct PayloadReport {
  std::string operand, file, format, flow;
  std::uint64_t valid = 0, invalid = 0, undecided = 0;
  std::vector<PayloadFailure> failures;  ///< the first, in the order of the payloads

  std::uint64_t payloads() const { return valid + invalid + undecided; }
};

/// Checks every payload of every file ("-": standard input) against one flow, to the letter. A file
/// whose first line is a JSON text of its own holds one payload a line (JSONL), and is read in
/// memory that does not grow with it; any other file is one payload. What is no JSON is an invalid
/// payload; a file that can't be read ends the whole.
Result<PayloadReport> validate_payloads(const End& end, const std::vector<std::string>& files,
                                        const ValidateOptions& options);

}  // namespace verdiff
