#pragma once

#include "contract/contract.h"
#include "prove/inclusion.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The blow-ups of testdata/hostile: small files that ask a question which is dear for whoever
/// answers it naively. Its README says how they are written.
namespace verdiff::hostile {

/// A question read and loaded, all but the answer.
struct BlowUp {
  std::string name;               ///< of the file, without its ending
  std::string expected;           ///< "included", "unknown budget", "undecided pattern", …
  std::size_t nodes = 0;          ///< how large its schemas and its payload are
  std::vector<Contract> schemas;  ///< producer and consumer, or the one that judges the payload
  std::optional<Document> payload;
  Reading producer_reading = Reading::letter;
  Reading consumer_reading = Reading::letter;
};

struct Measured {
  std::string answer;
  std::uint64_t steps = 0;
  double milliseconds = 0;  ///< of the processor
};

/// Files of the collection, sorted.
std::vector<std::string> blow_up_files();
Result<BlowUp> read_blow_up(const std::string& file);
/// Asks a prover, or a validator, that has not seen anything before.
Measured answer(const BlowUp& blow_up);

}  // namespace verdiff::hostile
