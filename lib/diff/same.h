#pragma once

#include "contract/contract.h"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace verdiff {

/// Whether two schemas of two graphs say the same, annotations included, through references and
/// cycles: bisimilar. Hashes are the filter, a walk is the proof, so that content made to collide
/// can't hide a change. What was found the same once is not walked again.
class SameSchemas {
 public:
  SameSchemas(const SchemaGraph& before, const SchemaGraph& after)
      : before_(before), after_(after) {}

  bool operator()(SchemaId before, SchemaId after);

 private:
  using Pairs = std::vector<std::pair<SchemaId, SchemaId>>;
  bool same_locally(const Schema& before, const Schema& after, Pairs& parts) const;

  const SchemaGraph& before_;
  const SchemaGraph& after_;
  std::unordered_set<std::uint64_t> same_;
  Pairs pending_;                       // of one call; kept for the memory that it has
  std::vector<std::uint64_t> assumed_;  // likewise
};

}  // namespace verdiff
