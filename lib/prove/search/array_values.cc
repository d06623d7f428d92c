// Values for the items of an array of which it is settled what is asked of each.

#include "prove/search/array_search.h"

#include <algorithm>

namespace verdiff::prove {

void ArraySearch::finish(const Draft& draft, std::size_t count, Found<ValueId>& out) {
  const std::size_t wanted = count + excluded_here_.size();
  // Where all differ, the others may take one each.
  const std::size_t each = unique_ ? wanted + draft.items.size() - 1 : wanted;
  Candidates candidates;
  bool enough = true;
  for (const Goal& goal : draft.items) {
    Found<ValueId> found = search_.solve(goal, each);
    if (found.values.empty()) {
      if (!found.exhaustive) out.exhaustive = false;
      return;
    }
    enough = enough && (found.exhaustive || found.values.size() >= each);
    candidates.push_back(std::move(found));
  }
  if (!enough && !(unique_ && wanted == 1 && settles(candidates))) out.exhaustive = false;
  if (unique_) return match(candidates, count, out);
  combine(candidates, count, out);
}

void ArraySearch::keep(std::vector<ValueId> items, Found<ValueId>& out) {
  const ValueId value = engine_.values.array(std::move(items));
  if (std::binary_search(excluded_here_.begin(), excluded_here_.end(), value)) return;
  if (std::find(out.values.begin(), out.values.end(), value) == out.values.end()) {
    out.values.push_back(value);
  }
}

/// All items differ.
void ArraySearch::match(const Candidates& candidates, std::size_t count, Found<ValueId>& out) {
  Budget& budget = *search_.budget_;
  std::optional<std::vector<ValueId>> chosen = different_values(candidates, budget);
  if (!chosen) return;
  if (count + excluded_here_.size() == 1) return keep(std::move(*chosen), out);
  const bool all = each_different(candidates, budget, [&](const std::vector<ValueId>& items) {
    keep(items, out);
    return out.values.size() < count;
  });
  if (!all) out.exhaustive = false;
}

/// Every combination, the first item changing fastest.
void ArraySearch::combine(const Candidates& candidates, std::size_t count, Found<ValueId>& out) {
  std::vector<std::size_t> at(candidates.size(), 0);
  const auto next = [&] {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (equal_ && equal_->second == i) continue;  // a copy
      if (++at[i] < candidates[i].values.size()) return true;
      at[i] = 0;
    }
    return false;
  };
  do {
    if (!search_.budget_->spend()) {
      out.exhaustive = false;
      return;
    }
    std::vector<ValueId> items;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const bool copies = equal_ && equal_->second == i;
      items.push_back(copies ? items[equal_->first] : candidates[i].values[at[i]]);
    }
    keep(std::move(items), out);
    if (out.values.size() >= count) {
      out.exhaustive = false;
      return;
    }
  } while (next());
}

}  // namespace verdiff::prove
