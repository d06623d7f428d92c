#include "payloads/fit.h"

namespace verdiff {

namespace {

FitSide side_of(const End& end) {
  return {end.operand, end.file, end.contract.format, end.the_flow().name};
}

}  // namespace

FitReport fit(const End& producer, const End& consumer, const FitOptions& options) {
  Prover prover({.budget = options.budget, .assert_format = options.assert_format});
  const Reading sends = options.reader == Reader::strict ? Reading::letter : Reading::closed;
  FitReport out{side_of(producer), side_of(consumer), options.reader, {}, {}, {}};
  const Side reads = consumer.side(Reading::letter);
  out.outcome = prover.decide({producer.side(sends), reads});
  if (out.outcome.witness) {
    out.refusal = prover.refusal(reads, *out.outcome.witness);
    const Place& keyword = out.refusal.keyword_place;
    if (keyword.document != nullptr) out.refused_by = keyword.document->locate(*keyword.node);
    out.refusal.keyword_place = {};
  }
  return out;
}

}  // namespace verdiff
