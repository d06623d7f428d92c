#pragma once

#include "diff/diff.h"

#include <cstdint>
#include <vector>

namespace verdiff {

/// A pair that a flow starts from.
struct Root {
  std::uint32_t pair = 0;
  std::uint32_t flow = 0;
  bool as_xml = false;  ///< the payload is written as XML
};

/// Fills what can only be told when every pair is known: paths and flows to show, reach, the slots
/// of each change, the guards, and whether a change of how XML is written touches any XML.
void settle(Diff& diff, const std::vector<Root>& roots);

}  // namespace verdiff
