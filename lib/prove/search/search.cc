#include "prove/search/search.h"

#include "base/hash.h"

#include <algorithm>
#include <limits>
#include <set>

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

/// A value can't be judged by what a goal says. The reason is the first obstacle in it, however
/// deep.
void Search::unjudged(const Goal& goal) {
  if (obstacle_) return;
  std::vector<ShapeId> shapes;
  std::set<ShapeId> seen;
  const auto add = [&](ShapeId shape) {
    if (seen.insert(shape).second) shapes.push_back(shape);
  };
  for (const Literal& literal : goal) add(literal.shape);
  for (std::size_t i = 0; i < shapes.size() && budget_->spend(); ++i) {
    const Shape& shape = engine_.shapes[shapes[i]];
    if (shape.obstacle) return void(undecided(*shape.obstacle));
    if (shape.text && !shape.text->opaque.empty()) return void(undecided(unclear_format()));
    each_part(shape, add);
  }
  undecided({UnknownReason::unsupported, "a listed value can't be judged"});
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
    const Entry& entry = known->second;
    const bool worked_out =
        entry.found.exhaustive || entry.found.values.size() >= count || entry.asked >= count;
    switch (entry.progress) {
      case Entry::Progress::fresh:
        break;
      case Entry::Progress::provisional:
        if (!worked_out) break;
        low_ = std::min(low_, entry.low);
        return answered(entry);
      case Entry::Progress::done:
        if (!worked_out) break;
        return answered(entry);
      case Entry::Progress::open:
        known->second.used = true;
        low_ = std::min(low_, entry.depth);
        return {entry.found.values, true};
    }
  }
  if (depth_ == max_depth || frames_ >= max_frames) {
    return undecided({UnknownReason::budget, "the schemas nest too deeply"});
  }
  Entry& entry = known != memo_.end() ? known->second : memo_[goal];  // stays in place
  return solve_open(goal, entry, count);
}

Found<ValueId> Search::answered(const Entry& entry) {
  if (entry.found.undecided() && entry.obstacle) return undecided(*entry.obstacle);
  return entry.found;
}

/// Works on a goal until enough values are known, or all. Whoever comes back here below builds on
/// those known so far: first none, which is all that it takes to find one. Each value that a round
/// adds may be part of more. A round that adds none has found all that there are: a smallest value
/// beyond them would be made of them.
Found<ValueId> Search::solve_open(const Goal& goal, Entry& entry, std::size_t count) {
  entry.progress = Entry::Progress::open;
  entry.depth = ++depth_;
  ++frames_;
  const std::uint32_t around = low_;
  const std::size_t mark = provisional_.size();
  low_ = nobody;
  for (;;) {
    const std::size_t known = entry.found.values.size();
    const std::size_t asked = known == 0 ? 1 : count;
    entry.used = false;
    Found<ValueId> more = solve_kinds(goal, asked);
    append(more, entry.found, asked);
    entry.found = std::move(more);
    entry.asked = asked;
    const bool grew = entry.found.values.size() > known;
    if (entry.used && grew) entry.found.exhaustive = false;
    if (budget_->spent() || !grew || entry.found.exhaustive || entry.found.values.size() >= count ||
        (asked == count && !entry.used)) {
      break;
    }
    forget(mark);
  }
  --depth_;
  --frames_;
  settle_entry(entry, goal, mark);
  low_ = std::min(around, low_);
  return entry.found;
}

/// Decides what of a goal that has been worked on may be remembered.
void Search::settle_entry(Entry& entry, const Goal& goal, std::size_t mark) {
  const bool relied = low_ < entry.depth;  // on what was known of a goal further out
  if (entry.found.undecided()) entry.obstacle = obstacle_;
  // One value is one, whatever the goals further out come to.
  if (relied && entry.asked == 1 && !entry.found.values.empty()) entry.found.exhaustive = false;
  const bool all = entry.found.exhaustive;
  if (relied && (all || entry.found.values.size() < entry.asked)) {
    entry.progress = Entry::Progress::provisional;
    entry.low = low_;
    provisional_.push_back(goal);
    // What relies on this goal relies on what this one does.
    for (std::size_t i = mark; i < provisional_.size(); ++i) {
      Entry& below = memo_[provisional_[i]];
      below.low = std::min(below.low, low_);
    }
    return;
  }
  if (!relied) low_ = nobody;
  entry.progress = Entry::Progress::done;
  // All values were known in the end: what was concluded from them is true.
  if (all) {
    for (std::size_t i = mark; i < provisional_.size(); ++i) {
      memo_[provisional_[i]].progress = Entry::Progress::done;
    }
    provisional_.resize(mark);
  } else {
    forget(mark);
  }
  if (budget_->spent() && entry.found.values.empty()) entry.progress = Entry::Progress::fresh;
}

/// More is known now than what these goals relied on: their values remain, that there are no others
/// does not.
void Search::forget(std::size_t mark) {
  for (std::size_t i = mark; i < provisional_.size(); ++i) {
    Entry& below = memo_[provisional_[i]];
    below.found.exhaustive = false;
    below.asked = below.found.values.size();
    below.progress = below.asked == 0 ? Entry::Progress::fresh : Entry::Progress::done;
  }
  provisional_.resize(mark);
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
      unjudged(goal);
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
