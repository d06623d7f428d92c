#pragma once

#include "base/location.h"
#include "payloads/end.h"

#include <cstdint>
#include <optional>
#include <string>

namespace verdiff {

struct FitOptions {
  LoadSettings load;
  /// tolerant: the producer says only what it declares (design §1). strict: both sides to the
  /// letter, which is plain inclusion of sets. The consumer is read to the letter either way.
  Reader reader = Reader::tolerant;
  std::uint64_t budget = ProverOptions{}.budget;
  bool assert_format = false;
};

struct FitSide {
  std::string operand, file, format, flow;
};

/// Whether everything that the producer may send is taken by the consumer. Owns all of it.
struct FitReport {
  FitSide producer, consumer;
  Reader reader = Reader::tolerant;
  Outcome outcome;
  Refusal refusal;      ///< with a witness; its place is nowhere, for that of `refused_by`
  Location refused_by;  ///< with a witness: the consumer's keyword
};

/// An empty producer is `unknown`: what is never sent proves nothing.
FitReport fit(const End& producer, const End& consumer, const FitOptions& options);

}  // namespace verdiff
