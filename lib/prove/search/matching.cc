#include "prove/search/matching.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace verdiff::prove {

namespace {

/// Maximum matching of positions with different values (Kuhn).
class Matching {
 public:
  Matching(const Candidates& candidates, Budget& budget)
      : candidates_(candidates), budget_(budget), chosen_(candidates.size()) {}

  /// The positions from `first` on, with values that none of the others has.
  bool find(std::size_t first, const std::vector<ValueId>& others) {
    taken_.insert(others.begin(), others.end());
    for (std::size_t i = first; i < candidates_.size(); ++i) {
      tried_.clear();
      if (!serve(i)) return false;
    }
    return true;
  }

  std::vector<ValueId> chosen() && { return std::move(chosen_); }

 private:
  bool give(std::size_t position, ValueId value) {
    owners_[value] = position;
    chosen_[position] = value;
    return true;
  }

  bool serve(std::size_t position) {
    const std::vector<ValueId>& values = candidates_[position].values;
    if (!budget_.spend(values.size())) return false;
    for (const ValueId value : values) {
      if (owners_.find(value) == owners_.end() && taken_.count(value) == 0) {
        return give(position, value);
      }
    }
    for (const ValueId value : values) {
      if (taken_.count(value) > 0 || !tried_.insert(value).second) continue;
      if (serve(owners_.at(value))) return give(position, value);
    }
    return false;
  }

  const Candidates& candidates_;
  Budget& budget_;
  std::map<ValueId, std::size_t> owners_;
  std::set<ValueId> tried_, taken_;
  std::vector<ValueId> chosen_;
};

/// Every way, position by position.
class Enumeration {
 public:
  Enumeration(const Candidates& candidates, Budget& budget,
              const std::function<bool(const std::vector<ValueId>&)>& use)
      : candidates_(candidates), budget_(budget), use_(use) {}

  bool run() {
    if (!budget_.spend()) return false;
    const std::size_t at = chosen_.size();
    if (at == candidates_.size()) return use_(chosen_);
    for (const ValueId value : candidates_[at].values) {
      if (std::find(chosen_.begin(), chosen_.end(), value) != chosen_.end()) continue;
      chosen_.push_back(value);
      const bool possible = Matching(candidates_, budget_).find(at + 1, chosen_);
      if (budget_.spent() || (possible && !run())) return false;
      chosen_.pop_back();
    }
    return true;
  }

 private:
  const Candidates& candidates_;
  Budget& budget_;
  const std::function<bool(const std::vector<ValueId>&)>& use_;
  std::vector<ValueId> chosen_;
};

}  // namespace

std::optional<std::vector<ValueId>> different_values(const Candidates& candidates, Budget& budget) {
  Matching matching(candidates, budget);
  if (!matching.find(0, {})) return std::nullopt;
  return std::move(matching).chosen();
}

bool settles(const Candidates& candidates) {
  return std::all_of(candidates.begin(), candidates.end(), [&](const Found<ValueId>& one) {
    return one.exhaustive || one.values.size() >= candidates.size();
  });
}

bool each_different(const Candidates& candidates, Budget& budget,
                    const std::function<bool(const std::vector<ValueId>&)>& use) {
  return Enumeration(candidates, budget, use).run();
}

}  // namespace verdiff::prove
