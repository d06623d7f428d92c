#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "document/node.h"
#include "prove/unknown.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// One reason why a payload is not valid.
struct ValidationError {
  std::string instance_pointer;  ///< where in the payload
  std::string keyword_pointer;   ///< which keyword, by JSON pointer in its document
  Place keyword_place;
  std::string why;      ///< one clause: "is greater than the maximum 1"
  std::string message;  ///< "2 is greater than the maximum 1"
};

struct ValidationOptions {
  Exchange exchange = Exchange::none;  ///< readOnly / writeOnly, as in inclusion.h
  bool assert_format = false;
  std::uint64_t budget = 10'000'000;  ///< steps
  std::size_t max_errors = 20;        ///< 0: only whether it is valid, which is cheaper
};

#define VERDIFF_VALIDITIES(X)                       \
  X(valid, "the payload keeps to the schema")       \
  X(invalid, "it does not, and the errors say why") \
  X(undecided, "it can't be told, for the reason said")
VERDIFF_VOCABULARY(Validity, VERDIFF_VALIDITIES)

struct Validation {
  Validity validity = Validity::undecided;
  std::vector<ValidationError> errors;  ///< invalid: at least one, where max_errors allows it
  std::optional<UnknownReason> reason;  ///< undecided: why
  std::string detail;                   ///< and the same in words
  std::uint64_t steps = 0;
};

/// Validates payloads against schemas as each schema's own dialect says, to the letter. It reads
/// the documents themselves, not the normalised graph, and shares no code with the prover: it is
/// the judge of the prover's witnesses. Schemas are made ready to run when they are first needed,
/// once.
///
///     Validator validator(contract);
///     validator.validate(flow.place, dialect, payload.root()).validity == Validity::valid
class Validator {
 public:
  /// The contract must outlive the validator; references are resolved inside its documents.
  explicit Validator(const Contract& contract);
  ~Validator();
  Validator(Validator&&) noexcept;

  /// `schema`: the schema object at that place, `dialect` what it is written in where neither it
  /// nor its document says so.
  Validation validate(Place schema, Dialect dialect, const Node& payload,
                      const ValidationOptions& options = {}) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace verdiff
