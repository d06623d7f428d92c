#include "diff/reach.h"

#include <algorithm>
#include <bit>
#include <deque>
#include <limits>
#include <unordered_set>
#include <utility>

namespace verdiff {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

using Pairs = std::vector<std::uint32_t>;

struct Above {
  std::uint32_t pair;
  Step step;
};

/// Breadth first from all flows in order: every pair gets the shortest path from the first flow
/// that comes to it.
void find_paths(Diff& diff, const std::vector<Root>& roots) {
  std::vector<bool> seen(diff.pairs.size());
  std::deque<std::uint32_t> pending;
  for (const Root& root : roots) {
    SchemaPair& pair = diff.pairs[root.pair];
    if (!pair.nested) pair.is_slot = true;
    if (seen[root.pair]) continue;
    seen[root.pair] = true;
    pair.flow = root.flow;
    pending.push_back(root.pair);
  }
  while (!pending.empty()) {
    const SchemaPair& pair = diff.pairs[pending.front()];
    pending.pop_front();
    for (const SchemaPair::Child& child : pair.children) {
      SchemaPair& below = diff.pairs[child.pair];
      if (child.step == Step::slot && !below.nested) below.is_slot = true;
      if (seen[child.pair]) continue;
      seen[child.pair] = true;
      below.flow = pair.flow;
      below.path = pair.path + child.token;
      below.sample = pair.sample + child.sample;
      pending.push_back(child.pair);
    }
  }
}

/// Pairs in an order in which every pair comes before those below it, cycles as one group.
/// Tarjan's algorithm with an explicit stack; groups come out bottom up.
class Components {
 public:
  explicit Components(const Diff& diff)
      : diff_(diff),
        order_(diff.pairs.size(), none),
        low_(diff.pairs.size(), none),
        component_(diff.pairs.size(), none) {
    for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
      if (order_[pair] == none) search(pair);
    }
  }

  /// Bottom up.
  const std::vector<Pairs>& groups() const { return groups_; }
  std::uint32_t group_of(std::uint32_t pair) const { return component_[pair]; }

 private:
  struct Frame {
    std::uint32_t pair;
    std::size_t next = 0;
  };

  void enter(std::uint32_t pair, std::vector<Frame>& frames) {
    order_[pair] = low_[pair] = counter_++;
    open_.push_back(pair);
    frames.push_back({pair});
  }

  void search(std::uint32_t start) {
    std::vector<Frame> frames;
    enter(start, frames);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::uint32_t pair = frame.pair;
      if (frame.next < diff_.pairs[pair].children.size()) {
        const std::uint32_t below = diff_.pairs[pair].children[frame.next++].pair;
        if (order_[below] == none) {
          enter(below, frames);
        } else if (component_[below] == none) {
          low_[pair] = std::min(low_[pair], order_[below]);
        }
        continue;
      }
      frames.pop_back();
      if (!frames.empty()) {
        low_[frames.back().pair] = std::min(low_[frames.back().pair], low_[pair]);
      }
      if (low_[pair] == order_[pair]) close(pair);
    }
  }

  void close(std::uint32_t pair) {
    Pairs group;
    std::uint32_t member = none;
    while (member != pair) {
      member = open_.back();
      open_.pop_back();
      component_[member] = static_cast<std::uint32_t>(groups_.size());
      group.push_back(member);
    }
    groups_.push_back(std::move(group));
  }

  const Diff& diff_;
  Pairs order_, low_, component_, open_;
  std::vector<Pairs> groups_;
  std::uint32_t counter_ = 0;
};

/// How a value is written as XML says nothing where it is written as JSON (OpenAPI 3.1.1 §4.8.26).
void settle_xml(Diff& diff, const std::vector<bool>& in_xml) {
  for (std::size_t i = 0; i < diff.changes.size(); ++i) {
    Change& change = diff.changes[i];
    if (change.aspect == Aspect::xml && !in_xml[i]) change.effect = Effect::annotation;
  }
}

/// Flows that each change touches: 64 flows at a time as bits, handed down group by group.
void count_reach(Diff& diff, const std::vector<Root>& roots, const std::vector<Pairs>& pairs_of) {
  const Components components(diff);
  const auto& groups = components.groups();
  std::vector<std::uint64_t> bits(groups.size());
  std::vector<bool> in_xml(diff.changes.size());
  for (std::size_t first = 0; first < roots.size(); first += 64) {
    std::fill(bits.begin(), bits.end(), 0);
    std::uint64_t as_xml = 0;
    for (std::size_t i = first; i < std::min(roots.size(), first + 64); ++i) {
      const std::uint64_t flow = std::uint64_t{1} << (i - first);
      bits[components.group_of(roots[i].pair)] |= flow;
      if (roots[i].as_xml) as_xml |= flow;
    }
    for (std::size_t group = groups.size(); group-- > 0;) {
      if (bits[group] == 0) continue;
      for (const std::uint32_t pair : groups[group]) {
        for (const SchemaPair::Child& child : diff.pairs[pair].children) {
          bits[components.group_of(child.pair)] |= bits[group];
        }
      }
    }
    for (std::size_t i = 0; i < diff.changes.size(); ++i) {
      std::uint64_t touched = 0;
      for (const std::uint32_t pair : pairs_of[i]) touched |= bits[components.group_of(pair)];
      diff.changes[i].reach += static_cast<std::uint32_t>(std::popcount(touched));
      if ((touched & as_xml) != 0) in_xml[i] = true;
    }
  }
  settle_xml(diff, in_xml);
}

/// The nearest slots above (or at) a pair: every way up ends at the first slot.
class Slots {
 public:
  explicit Slots(const Diff& diff) : diff_(diff), above_(diff.pairs.size()) {
    for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
      for (const SchemaPair::Child& child : diff.pairs[pair].children) {
        above_[child.pair].push_back({pair, child.step});
      }
    }
  }

  Pairs of(std::uint32_t start) const {
    Pairs out;
    std::unordered_set<std::uint32_t> seen{start};
    Pairs pending{start};
    while (!pending.empty()) {
      const std::uint32_t pair = pending.back();
      pending.pop_back();
      if (diff_.pairs[pair].is_slot) {
        out.push_back(pair);
        // It is a slot where a property or flow leads to it, and a part of others where a
        // conjunct or an alternative does.
        if (!reached_in_place(pair)) continue;
      }
      for (const Above& above : above_[pair]) {
        const bool crosses_slot = above.step == Step::slot && !diff_.pairs[pair].nested;
        if (!crosses_slot && seen.insert(above.pair).second) pending.push_back(above.pair);
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  bool reached_in_place(std::uint32_t pair) const {
    return std::any_of(above_[pair].begin(), above_[pair].end(),
                       [](const Above& above) { return above.step != Step::slot; });
  }

  const Diff& diff_;
  std::vector<std::vector<Above>> above_;
};

void place_changes(Diff& diff, const std::vector<Pairs>& pairs_of, const Slots& slots) {
  std::vector<std::optional<Pairs>> known(diff.pairs.size());
  for (std::size_t i = 0; i < diff.changes.size(); ++i) {
    Change& change = diff.changes[i];
    if (pairs_of[i].empty()) continue;
    for (const std::uint32_t pair : pairs_of[i]) {
      if (!known[pair]) known[pair] = slots.of(pair);
      change.slots.insert(change.slots.end(), known[pair]->begin(), known[pair]->end());
    }
    std::sort(change.slots.begin(), change.slots.end());
    change.slots.erase(std::unique(change.slots.begin(), change.slots.end()), change.slots.end());
    change.pair = pairs_of[i].front();
    change.flow = diff.pairs[pairs_of[i].front()].flow;
    change.payload_path = diff.pairs[pairs_of[i].front()].path;
  }
}

bool is_guard(const SchemaPair& pair) {
  return !pair.nested &&
         std::any_of(pair.children.begin(), pair.children.end(), [](const auto& child) {
           return child.step == Step::guarded || child.step == Step::nested;
         });
}

void find_guards(Diff& diff, const Slots& slots) {
  for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
    if (!is_guard(diff.pairs[pair])) continue;
    const Pairs at = slots.of(pair);
    diff.guards.insert(diff.guards.end(), at.begin(), at.end());
  }
  std::sort(diff.guards.begin(), diff.guards.end());
  diff.guards.erase(std::unique(diff.guards.begin(), diff.guards.end()), diff.guards.end());
}

}  // namespace

std::vector<std::uint32_t> ChangesBelow::operator()(std::uint32_t pair) {
  std::vector<std::uint32_t> out;
  ++question_;
  seen_[pair] = question_;
  Pairs pending{pair};
  while (!pending.empty()) {
    const SchemaPair& here = diff_.pairs[pending.back()];
    pending.pop_back();
    out.insert(out.end(), here.changes.begin(), here.changes.end());
    for (const SchemaPair::Child& child : here.children) {
      if (std::exchange(seen_[child.pair], question_) != question_) pending.push_back(child.pair);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void settle(Diff& diff, const std::vector<Root>& roots) {
  std::vector<Pairs> pairs_of(diff.changes.size());
  for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
    for (const std::uint32_t change : diff.pairs[pair].changes) pairs_of[change].push_back(pair);
  }
  find_paths(diff, roots);
  count_reach(diff, roots, pairs_of);
  const Slots slots(diff);
  place_changes(diff, pairs_of, slots);
  find_guards(diff, slots);
}

}  // namespace verdiff
