#pragma once

#include "document/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// A file that holds no contract, and says which version or which bytes of a model are meant: DVC,
/// W&B, TorchServe, KServe, Seldon Core v2. One row a format, in evidence.cc.
struct ModelEvidence {
  std::string_view title;    ///< "a DVC lock file"
  std::string_view mark;     ///< the member that it is known by: a pointer
  std::string_view version;  ///< where a declared version stands; empty: nowhere
  std::string_view digests;  ///< where digests or places of bytes stand, `*` for every member
};

/// nullptr: none of these.
const ModelEvidence* find_evidence(const Node& root);

/// The digests that the file states, a line each: where it stands, and what it is. Sorted; empty:
/// none.
std::string stated_digests(const Node& root, const ModelEvidence& evidence);

}  // namespace verdiff
