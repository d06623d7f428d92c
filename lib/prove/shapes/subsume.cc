#include "prove/shapes/subsume.h"

#include <algorithm>
#include <limits>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t max_depth = 300;
constexpr std::size_t max_finite = 64;
constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

std::uint64_t key_of(ShapeId narrow, ShapeId wide) {
  return static_cast<std::uint64_t>(narrow) << 32 | static_cast<std::uint64_t>(wide);
}

}  // namespace

bool Subsumption::holds(ShapeId narrow, ShapeId wide, bool closed, Budget& budget) {
  begin();
  return compare({narrow, wide, closed}, budget);
}

void Subsumption::begin() {
  if (depth_ != 0) return;
  consumed_ = 0;
  relied_on_ = nobody;
  assumed_.clear();
}

Subsumption::Separation Subsumption::separation(ShapeId one, ShapeId other, Budget& budget) {
  const std::uint64_t key = key_of(std::min(one, other), std::max(one, other));
  if (const auto known = separations_.find(key); known != separations_.end()) return known->second;
  begin();
  Separation out = Separation::none;
  if (differ(one, other, budget) || differ(other, one, budget)) {
    out = Separation::apart;
  } else if (excludes(one, other, budget) || excludes(other, one, budget)) {
    out = Separation::stated;
  }
  if (!budget.spent()) separations_.emplace(key, out);
  return out;
}

bool Subsumption::compare(const Pair& pair, Budget& budget) {
  if (pair.narrow == pair.wide || pair.wide == anything || pair.narrow == never) return true;
  if (!budget.spend()) return false;
  const auto known = entries_[pair.closed].find(key_of(pair.narrow, pair.wide));
  if (known == entries_[pair.closed].end()) {
    return depth_ < max_depth && prove(pair, budget);
  }
  const Entry& entry = known->second;
  if (entry.state == State::open && entry.consumed == consumed_) return false;  // ill-founded
  if (entry.state == State::open || entry.state == State::assumed) {
    relied_on_ = std::min(relied_on_, entry.depth);
  }
  return entry.state != State::no;
}

bool Subsumption::prove(const Pair& pair, Budget& budget) {
  const auto entry_of = [this](const Pair& p) -> Entry& {
    return entries_[p.closed][key_of(p.narrow, p.wide)];
  };
  const std::uint32_t depth = ++depth_;
  entry_of(pair) = {State::open, depth, consumed_};
  const std::uint32_t around = relied_on_;
  relied_on_ = nobody;
  const std::size_t mark = assumed_.size();

  const std::optional<std::vector<ValueId>>& values = facts_.finite(pair.narrow);
  const bool listed = values && values->size() <= max_finite;
  // What lies apart is included only if it is empty: nothing that is seen here.
  const bool out = listed ? finite_within(*values, pair, budget)
                          : !tagged_apart(pair.narrow, pair.wide) &&
                                (keywords(pair, budget) || branches(pair, budget));
  --depth_;
  const std::uint32_t lowest = relied_on_;
  relied_on_ = around;
  const bool closes = lowest >= depth;  // relied on nobody further out
  if (!out) {
    for (std::size_t i = mark; i < assumed_.size(); ++i) {
      entries_[assumed_[i].closed].erase(key_of(assumed_[i].narrow, assumed_[i].wide));
    }
    assumed_.resize(mark);
    entry_of(pair).state = State::no;
    if (budget.spent()) entries_[pair.closed].erase(key_of(pair.narrow, pair.wide));
    return false;
  }
  if (closes) {
    for (std::size_t i = mark; i < assumed_.size(); ++i) entry_of(assumed_[i]).state = State::yes;
    assumed_.resize(mark);
    entry_of(pair).state = State::yes;
    return true;
  }
  entry_of(pair) = {State::assumed, lowest, 0};
  assumed_.push_back(pair);
  relied_on_ = std::min(relied_on_, lowest);
  return true;
}

/// One step into the value.
bool Subsumption::inside(ShapeId narrow, ShapeId wide, bool closed, Budget& budget) {
  ++consumed_;
  const bool out = compare({narrow, wide, closed}, budget);
  --consumed_;
  return out;
}

bool Subsumption::finite_within(const std::vector<ValueId>& values, const Pair& pair,
                                Budget& budget) {
  return std::all_of(values.begin(), values.end(), [&](ValueId value) {
    return evaluator_.holds(pair.narrow, value, budget) == Truth::no ||
           evaluator_.holds(pair.wide, value, budget) == Truth::yes;
  });
}

bool Subsumption::keywords(const Pair& pair, Budget& budget) {
  const Shape& wide = shapes_[pair.wide];
  const Kinds kinds = facts_.kinds(pair.narrow);
  if (!kinds.within(wide.kinds) || wide.values || !(kinds & wide.obscured).empty()) return false;
  if (kinds.has(Kind::number) && (wide.number || wide.integer) && !numbers(pair)) return false;
  if (kinds.has(Kind::string) && wide.text && !texts(pair, budget)) return false;
  if (kinds.has(Kind::array) && wide.array && !arrays(pair, budget)) return false;
  if (kinds.has(Kind::object) && wide.object && !objects(pair, budget)) return false;
  return logic(pair, budget);
}

/// The narrow side is a union: each of its branches is within the wide side.
bool Subsumption::branches(const Pair& pair, Budget& budget) {
  const auto all_within = [&](const std::vector<ShapeId>& group) {
    return !group.empty() && std::all_of(group.begin(), group.end(), [&](ShapeId branch) {
      // Read to the letter: closed, a branch declares what its surroundings do, too.
      return compare({branch, pair.wide, false}, budget);
    });
  };
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const Shape& shape = shapes_[part];
    if (std::any_of(shape.any.begin(), shape.any.end(), all_within)) return true;
    if (all_within(shape.one)) return true;
    if (shape.conditional && shape.conditional->then != anything &&
        all_within({shape.conditional->then, shape.conditional->otherwise})) {
      return true;
    }
  }
  return false;
}

bool Subsumption::logic(const Pair& pair, Budget& budget) {
  const Shape& wide = shapes_[pair.wide];
  for (const ShapeId part : wide.all) {
    if (!compare({pair.narrow, part, pair.closed}, budget)) return false;
  }
  for (const auto& group : wide.any) {
    if (!some_branch(pair, group, budget)) return false;
  }
  if (!wide.one.empty() && !one_branch(pair, budget)) return false;
  for (const ShapeId excluded : wide.excluded) {
    if (!excludes(pair.narrow, excluded, budget)) return false;
  }
  return !wide.conditional || conditional(pair, budget);
}

bool Subsumption::some_branch(const Pair& pair, const std::vector<ShapeId>& group, Budget& budget) {
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    const auto& groups = shapes_[part].any;
    if (std::find(groups.begin(), groups.end(), group) != groups.end()) return true;
  }
  return std::any_of(group.begin(), group.end(), [&](ShapeId branch) {
    return compare({pair.narrow, branch, pair.closed}, budget);
  });
}

bool Subsumption::one_branch(const Pair& pair, Budget& budget) {
  const std::vector<ShapeId>& group = shapes_[pair.wide].one;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    if (shapes_[part].one == group) return true;
  }
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (!compare({pair.narrow, group[i], pair.closed}, budget)) continue;
    for (std::size_t j = 0; j < group.size(); ++j) {
      if (j != i && !excludes(pair.narrow, group[j], budget)) return false;
    }
    return true;
  }
  return false;
}

bool Subsumption::conditional(const Pair& pair, Budget& budget) {
  const Conditional& wide = *shapes_[pair.wide].conditional;
  for (const ShapeId part : facts_.conjuncts(pair.narrow)) {
    if (shapes_[part].conditional == wide) return true;
  }
  const auto holds = [&](ShapeId shape) {
    return compare({pair.narrow, shape, pair.closed}, budget);
  };
  if (holds(wide.then) && (holds(wide.test) || holds(wide.otherwise))) return true;
  return excludes(pair.narrow, wide.test, budget) && holds(wide.otherwise);
}

/// No value of `narrow` is one of `excluded`.
bool Subsumption::excludes(ShapeId narrow, ShapeId excluded, Budget& budget) {
  if (differ(narrow, excluded, budget)) return true;
  for (const ShapeId part : facts_.conjuncts(narrow)) {
    for (const ShapeId ruled_out : shapes_[part].excluded) {
      if (compare({excluded, ruled_out, false}, budget)) return true;
    }
  }
  const auto none_of_both = [&](ShapeId listed, ShapeId other) {
    const auto& values = facts_.finite(listed);
    return values && values->size() <= max_finite &&
           std::all_of(values->begin(), values->end(), [&](ValueId value) {
             return evaluator_.holds(other, value, budget) == Truth::no ||
                    evaluator_.holds(listed, value, budget) == Truth::no;
           });
  };
  return none_of_both(narrow, excluded) || none_of_both(excluded, narrow);
}

/// By their kinds, or by the values of a property.
bool Subsumption::differ(ShapeId narrow, ShapeId excluded, Budget& budget) {
  if (!budget.spend()) return false;
  return (facts_.kinds(narrow) & facts_.kinds(excluded)).empty() ||
         tagged_apart(narrow, excluded) || discriminated(narrow, excluded, budget);
}

bool Subsumption::requires_name(ShapeId shape, TextId name) {
  const std::vector<ShapeId>& parts = facts_.conjuncts(shape);
  return std::any_of(parts.begin(), parts.end(), [&](ShapeId part) {
    const auto& object = shapes_[part].object;
    return object && std::binary_search(object->required.begin(), object->required.end(), name);
  });
}

/// Objects whose tags rule each other out: they list different values for a property that one of
/// them requires.
bool Subsumption::tagged_apart(ShapeId one, ShapeId other) {
  if (!facts_.kinds(one).within(Kind::object) && !facts_.kinds(other).within(Kind::object)) {
    return false;
  }
  const std::vector<Tag>& ours = facts_.tags(one);
  const std::vector<Tag>& theirs = facts_.tags(other);
  auto a = ours.begin();
  auto b = theirs.begin();
  while (a != ours.end() && b != theirs.end()) {
    if (a->name != b->name) {
      ++(a->name < b->name ? a : b);
      continue;
    }
    const auto listed = [&](ValueId value) {
      return std::binary_search(b->values.begin(), b->values.end(), value);
    };
    if ((a->required || b->required) && std::none_of(a->values.begin(), a->values.end(), listed)) {
      return true;
    }
    ++a;
    ++b;
  }
  return false;
}

/// Both are objects that name a property whose values differ, and one of them requires it.
bool Subsumption::discriminated(ShapeId narrow, ShapeId excluded, Budget& budget) {
  if (!facts_.kinds(narrow).within(Kind::object) && !facts_.kinds(excluded).within(Kind::object)) {
    return false;
  }
  for (const ShapeId part : facts_.conjuncts(narrow)) {
    if (!shapes_[part].object) continue;
    for (const NamedShape& property : shapes_[part].object->properties) {
      const auto& values = facts_.finite(property.shape);
      if (!values || values->size() > max_finite) continue;
      for (const ShapeId other : facts_.conjuncts(excluded)) {
        if (!shapes_[other].object) continue;
        const NamedShape* const theirs = find_property(*shapes_[other].object, property.name);
        if (theirs == nullptr) continue;
        const bool differ = std::all_of(values->begin(), values->end(), [&](ValueId value) {
          return evaluator_.holds(theirs->shape, value, budget) == Truth::no ||
                 evaluator_.holds(property.shape, value, budget) == Truth::no;
        });
        if (differ &&
            (requires_name(narrow, property.name) || requires_name(excluded, property.name))) {
          return true;
        }
      }
    }
  }
  return false;
}

}  // namespace verdiff::prove
