#pragma once

#include <string_view>

namespace verdiff {

/// The order of an object's index: by length first, because that settles most comparisons without
/// looking at the characters. Private to this folder.
inline bool key_before(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace verdiff
