#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "document/node.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// One reason why a payload is not valid.
struct ValidationError {
  std::string instance_pointer;  ///< where in the payload
  std::string keyword_pointer;   ///< which keyword, by JSON pointer in its document
  Place keyword_place;
  std::string message;  ///< "2 is greater than the maximum 1"
};

struct ValidationOptions {
  Exchange exchange = Exchange::none;  ///< readOnly / writeOnly, as in inclusion.h
  bool assert_format = false;
  std::uint64_t budget = 10'000'000;  ///< steps
  std::size_t max_errors = 20;
};

enum class Validity : std::uint8_t { valid, invalid, undecided };

struct Validation {
  Validity validity = Validity::undecided;
  std::vector<ValidationError> errors;  ///< invalid: at least one
  std::string reason;                   ///< undecided: why (a pattern, the budget)
};

/// Validates payloads against a schema as its own dialect's specification says, to the letter. It
/// reads the documents themselves, not the normalised graph, and shares no code with the prover: it
/// is the judge of the prover's witnesses.
class Validator {
 public:
  /// The schema object at `place`; relative references are resolved inside the contract's
  /// documents.
  Validator(const Contract& contract, Place place, Dialect dialect);
  ~Validator();
  Validator(Validator&&) noexcept;

  Validation validate(const Node& payload, const ValidationOptions& options = {}) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace verdiff
