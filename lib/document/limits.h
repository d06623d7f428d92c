#pragma once

#include <cstddef>
#include <cstdint>

namespace verdiff {

/// Caps on hostile input; each has its own error. Contracts arrive in pull requests.
struct Limits {
  std::size_t bytes = std::size_t{64} << 20;         ///< too-large
  std::size_t total_bytes = std::size_t{256} << 20;  ///< too-large (one contract's files together)
  std::uint32_t depth = 256;                         ///< too-deep
  std::uint32_t nodes = 8'000'000;                   ///< too-many-nodes (a document's own values)
  std::uint32_t alias_nodes = 8'000'000;             ///< alias-expansion (values after unfolding)
  std::uint32_t documents = 4096;                    ///< too-many-documents (one contract's files)
};

}  // namespace verdiff
