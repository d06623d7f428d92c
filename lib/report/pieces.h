#pragma once

#include <functional>
#include <string_view>

namespace verdiff {

/// Where a text goes, piece by piece, so that nobody has to hold all of it. The pieces say nothing
/// by themselves: only what they are together does.
using TakeText = std::function<void(std::string_view piece)>;

}  // namespace verdiff
