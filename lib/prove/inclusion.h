#pragma once

#include "base/vocabulary.h"
#include "contract/contract.h"
#include "document/value.h"
#include "prove/unknown.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace verdiff {

/// How one side of an inclusion is read (docs/concepts.md; design §1, the law of roles).
#define VERDIFF_READINGS(X)                                                                      \
  X(letter, "exactly what the schema says")                                                      \
  X(closed,                                                                                      \
    "a producer: only what it declares, as if unevaluatedProperties were false at every object") \
  X(tolerant, "a consumer of an output: skips properties that it doesn't know")
VERDIFF_VOCABULARY(Reading, VERDIFF_READINGS)

/// What `--reader` says: whether roles count at all.
#define VERDIFF_READERS(X)                                                    \
  X(tolerant, "consumers of outputs skip what they don't know (the default)") \
  X(strict, "both sides to the letter")
VERDIFF_VOCABULARY(Reader, VERDIFF_READERS)

/// One side: a schema of a contract, and how it is read. In a request readOnly properties are
/// absent and not required, in a response writeOnly ones.
struct Side {
  const Contract* contract = nullptr;
  SchemaId schema{};
  Reading reading = Reading::letter;
  Exchange exchange = Exchange::none;
};

/// Is every value that `producer` can send accepted by `consumer`?
struct Question {
  Side producer;
  Side consumer;
};

#define VERDIFF_ANSWERS(X)                                                             \
  X(included, "every value of the producer is a value of the consumer")                \
  X(not_included, "there is a value that the producer sends and the consumer rejects") \
  X(unknown, "not decided: outside what can be decided, or past the step budget")
VERDIFF_VOCABULARY(Answer, VERDIFF_ANSWERS)

/// Why a consumer rejects a value.
struct Refusal {
  std::string pointer;          ///< place in the value that the consumer refuses
  std::string keyword_pointer;  ///< the consumer's keyword that refuses it, as a JSON pointer
  Place keyword_place;          ///< and its place; nowhere if the consumer was read closed
  std::string why;              ///< one clause: "is greater than the maximum 1"
};

struct Outcome {
  Answer answer = Answer::unknown;
  /// With not_included: a value that the producer may send and the consumer rejects, confirmed by
  /// the validator on both sides to the letter.
  std::optional<Value> witness;
  std::optional<UnknownReason> reason;  ///< with unknown
  std::string detail;                   ///< with unknown: what exactly, in words
  std::uint64_t steps = 0;
};

struct ProverOptions {
  /// Steps a question may take: counted, never timed, so that a verdict doesn't depend on the
  /// machine. All questions together may take 200 times as many, so that a contract made to cost
  /// much ends as well.
  std::uint64_t budget = 200'000;
  bool assert_format = false;
};

/// What a witness should show, beyond that the consumer refuses it: the one change out of several
/// that somebody wants to see.
struct Focus {
  std::optional<SchemaId> schema = {};    ///< of the producer's contract: it is a value of this one
  std::vector<std::string> present = {};  ///< members that it has
  std::vector<std::string> absent = {};   ///< members that it lacks
  std::vector<Value> values = {};         ///< it is one of these; none: any value

  bool empty() const { return !schema && present.empty() && absent.empty() && values.empty(); }
};

/// Decides inclusion between schemas. Answers are memoised: asking again costs nothing, and what is
/// shared between questions is decided once.
///
///     Prover prover(ProverOptions{});
///     Outcome outcome = prover.decide(
///         {.producer = {&after, new_schema, Reading::closed, Exchange::response},
///          .consumer = {&before, old_schema, Reading::tolerant, Exchange::response}});
///
/// The contracts must outlive the prover. Deterministic; no recursion without a guard.
class Prover {
 public:
  explicit Prover(ProverOptions options = {});
  ~Prover();
  Prover(Prover&&) noexcept;

  Outcome decide(const Question& question);

  /// A witness that shows the focus, checked as that of `decide` is; nullopt where there is none,
  /// or none was found within a tenth of the budget.
  std::optional<Value> witness(const Question& question, const Focus& focus);

  /// Why the consumer refuses a witness: told apart from `decide`, as few are ever shown.
  Refusal refusal(const Side& consumer, const Value& witness);

  /// Whether it is certain that the consumer refuses the value as a whole.
  bool refuses(const Side& consumer, const Value& value);

  /// Whether it is certain that the side, read as it says, admits no value at all.
  bool admits_nothing(const Side& side);

  /// Some value that the side may send (a closed producer is read closed), the smallest found
  /// within the budget; nullopt when there is none or none was found. Checked by the validator.
  /// With `at` and `inner`: one that holds `inner` at that JSON pointer.
  std::optional<Value> example(const Side& side, const std::string& at = "",
                               const Value* inner = nullptr);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace verdiff
