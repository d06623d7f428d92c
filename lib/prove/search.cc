#include "prove/search.h"

#include "base/hash.h"

#include <algorithm>
#include <limits>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t max_depth = 150;    // values inside values
constexpr std::uint32_t max_frames = 1500;  // of the recursion, branches included
constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

}  // namespace

std::size_t Search::GoalHash::operator()(const Goal& goal) const {
  std::uint64_t out = goal.size();
  for (const Literal& literal : goal) {
    out = combine(out, static_cast<std::uint64_t>(literal.shape) * 4 + (literal.positive ? 2 : 0) +
                           (literal.closed ? 1 : 0));
  }
  return out;
}

Found<ValueId> Search::find(Goal goal, std::size_t count, Budget& budget) {
  budget_ = &budget;
  obstacle_.reset();
  depth_ = 0;
  frames_ = 0;
  low_ = nobody;
  // What the last question left unfinished says nothing about this one.
  for (const Goal& open : provisional_) memo_.erase(open);
  provisional_.clear();
  reduced_.clear();
  closings_.clear();
  return solve(goal_of(std::move(goal)), count);
}

Found<ValueId> Search::undecided(const Obstacle& obstacle) {
  if (!obstacle_) obstacle_ = obstacle;
  return {};
}

void Search::append(Found<ValueId>& into, const Found<ValueId>& more, std::size_t count) const {
  for (const ValueId value : more.values) {
    if (into.values.size() == count) return;
    if (std::find(into.values.begin(), into.values.end(), value) == into.values.end()) {
      into.values.push_back(value);
    }
  }
}

/// Drops what says nothing; false: the goal contradicts itself.
bool Search::normalize(Goal& goal) {
  Goal out;
  for (const Literal& literal : goal) {
    if (literal.shape == (literal.positive ? never : anything)) return false;
    if (literal.shape != (literal.positive ? anything : never)) out.push_back(literal);
  }
  goal = std::move(out);
  const auto closed = std::count_if(goal.begin(), goal.end(),
                                    [](const Literal& literal) { return literal.closed; });
  for (const Literal& one : goal) {
    if (!one.positive) continue;
    for (const Literal& other : goal) {
      if (other.positive) continue;
      if (other.closed) {  // more is asked than the letter: only the very same is plain to see
        if (one.closed && closed == 1 && one.shape == other.shape) return false;
        continue;
      }
      if (engine_.subsumption.holds(one.shape, other.shape, false, *budget_)) return false;
      if (one.closed && closed == 1 &&
          engine_.subsumption.holds(one.shape, other.shape, true, *budget_)) {
        return false;
      }
    }
  }
  return true;
}

Found<ValueId> Search::solve(Goal goal, std::size_t count) {
  if (!budget_->spend(2)) return {};
  if (!normalize(goal)) return Found<ValueId>::none();
  const auto known = memo_.find(goal);
  if (known != memo_.end()) {
    Entry& entry = known->second;
    const bool enough = entry.found.exhaustive || entry.found.values.size() >= count;
    switch (entry.progress) {
      case Entry::Progress::fresh:
        break;
      case Entry::Progress::done:
        if (!enough && entry.asked < count) break;
        if (entry.found.undecided() && entry.obstacle) return undecided(*entry.obstacle);
        return entry.found;
      case Entry::Progress::provisional:
        low_ = std::min(low_, entry.low);
        return Found<ValueId>::none();
      case Entry::Progress::open:
        if (!entry.found.values.empty()) return {entry.found.values, false};
        low_ = std::min(low_, entry.depth);
        return Found<ValueId>::none();
    }
  }
  if (depth_ == max_depth || frames_ >= max_frames) {
    return undecided({UnknownReason::budget, "the schemas nest too deeply"});
  }
  Entry& entry = known != memo_.end() ? known->second : memo_[goal];  // stays in place
  return solve_open(goal, entry, count);
}

Found<ValueId> Search::solve_open(const Goal& goal, Entry& entry, std::size_t count) {
  entry.progress = Entry::Progress::open;
  entry.depth = ++depth_;
  ++frames_;
  const std::uint32_t around = low_;
  const std::size_t mark = provisional_.size();
  low_ = nobody;
  if (entry.found.values.empty()) {
    entry.found = solve_kinds(goal, 1);
    entry.asked = 1;
  }
  if (count > 1 && !entry.found.values.empty() && !entry.found.exhaustive && !budget_->spent()) {
    // A value is known now, so whoever comes back here builds on it instead of taking the goal for
    // empty.
    Found<ValueId> more = solve_kinds(goal, count);
    append(more, entry.found, count);
    entry.found = std::move(more);
    entry.asked = count;
  }
  --depth_;
  --frames_;
  settle_entry(entry, goal, mark);
  low_ = std::min(around, low_);
  return entry.found;
}

/// Decides what of a goal that has been worked on may be remembered.
void Search::settle_entry(Entry& entry, const Goal& goal, std::size_t mark) {
  const bool relied = low_ < entry.depth;  // on the emptiness of a goal further out
  const bool empty = entry.found.empty_set();
  if (!relied) low_ = nobody;
  if (empty && relied) {
    entry.progress = Entry::Progress::provisional;
    entry.low = low_;
    provisional_.push_back(goal);
    return;
  }
  if (relied) entry.found.exhaustive = false;
  for (std::size_t i = mark; i < provisional_.size(); ++i) {
    // Empty: what was concluded from that is true. Else it is not known any more.
    Entry& below = memo_[provisional_[i]];
    below.progress = empty ? Entry::Progress::done : Entry::Progress::fresh;
    if (!empty) below.found = {};
  }
  provisional_.resize(mark);
  entry.progress = Entry::Progress::done;
  if (entry.found.undecided()) entry.obstacle = obstacle_;
  if (budget_->spent() && entry.found.values.empty()) entry.progress = Entry::Progress::fresh;
}

Truth Search::satisfies(const Goal& goal, ValueId value) {
  std::vector<ShapeId> producers;
  std::vector<ShapeId> positive;
  std::vector<ShapeId> negative;
  for (const Literal& literal : goal) {
    (literal.positive ? positive : negative).push_back(literal.shape);
    if (literal.closed && literal.positive) producers.push_back(literal.shape);
  }
  Truth out = Truth::yes;
  for (const Literal& literal : goal) {
    Truth holds = engine_.evaluator.holds(literal.shape, value, *budget_);
    if (literal.closed && !literal.positive) {
      holds = holds & engine_.evaluator.closed({literal.shape}, positive, value, *budget_);
    }
    out = out & (literal.positive ? holds : !holds);
    if (out == Truth::no) return out;
  }
  return out & engine_.evaluator.closed(producers, negative, value, *budget_);
}

/// A literal lists its values: the goal's are among them.
Found<ValueId> Search::solve_list(const Goal& goal, std::vector<ValueId> values,
                                  std::size_t count) {
  std::stable_sort(values.begin(), values.end(), [&](ValueId a, ValueId b) {
    return engine_.values.size(a) < engine_.values.size(b);
  });
  Found<ValueId> out;
  out.exhaustive = true;
  for (const ValueId value : values) {
    if (name_query_ != nullptr && !fits_name(value)) continue;
    const Truth holds = satisfies(goal, value);
    if (holds == Truth::unknown) {
      out.exhaustive = false;
      undecided({UnknownReason::unsupported, "a listed value can't be judged"});
    }
    if (holds != Truth::yes) continue;
    if (out.values.size() == count) {
      out.exhaustive = false;
      break;
    }
    out.values.push_back(value);
  }
  return out;
}

Found<ValueId> Search::solve_kinds(const Goal& goal, std::size_t count) {
  Kinds kinds = Kinds::all();
  for (const Literal& literal : goal) {
    if (!literal.positive) continue;
    const auto& values = engine_.facts.finite(literal.shape);
    if (values) return solve_list(goal, *values, count);
    kinds = kinds & engine_.facts.kinds(literal.shape);
  }
  Found<ValueId> out;
  out.exhaustive = true;
  for (const Kind kind :
       {Kind::null, Kind::boolean, Kind::number, Kind::string, Kind::array, Kind::object}) {
    if (!kinds.has(kind)) continue;
    if (out.values.size() >= count) {
      out.exhaustive = false;
      return out;
    }
    const Found<ValueId> more = solve_kind(goal, kind, count - out.values.size());
    append(out, more, count);
    out.exhaustive = out.exhaustive && more.exhaustive;
    if (budget_->spent()) out.exhaustive = false;
  }
  return out;
}

Found<ValueId> Search::solve_kind(const Goal& goal, Kind kind, std::size_t count) {
  Values& values = engine_.values;
  if (kind == Kind::null) return solve_list(goal, {values.null()}, count);
  if (kind == Kind::boolean) {
    return solve_list(goal, {values.boolean(false), values.boolean(true)}, count);
  }
  State state;
  state.kind = kind;
  if (!start(state, goal)) return Found<ValueId>::none();
  return branch(std::move(state), goal, count);
}

}  // namespace verdiff::prove
