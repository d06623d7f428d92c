#pragma once

#include <vector>

namespace verdiff::prove {

/// Some members of a set, all different, in the order in which they are preferred.
/// `exhaustive`: there are no others. Fewer than asked for and not exhaustive: not decided.
template <class T>
struct Found {
  std::vector<T> values;
  bool exhaustive = false;

  static Found none() { return {{}, true}; }
  bool empty_set() const { return values.empty() && exhaustive; }
  bool undecided() const { return values.empty() && !exhaustive; }
};

}  // namespace verdiff::prove
