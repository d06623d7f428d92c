// Objects that satisfy everything that is left to satisfy: members by name, demands for some member
// of a kind, counts.

#include "prove/search.h"

#include <algorithm>
#include <limits>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_cells = 64;

bool has_name(const std::vector<TextId>& names, TextId name) {
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace

/// The search for the members of one object.
///
/// Names that somebody mentions are members to be judged one by one. All other names are told apart
/// only by which patterns they match: a cell is one such combination, and its names are all alike.
class ObjectSearch {
 public:
  ObjectSearch(Search& search, const Search::State& state, const Goal& goal)
      : search_(search),
        engine_(search.engine_),
        state_(state),
        goal_(goal),
        closing_(state.closing) {}

  Found<ValueId> find(std::size_t count) {
    read_items();
    read_unevaluated();
    if (contradiction_) return Found<ValueId>::none();
    collect_names();
    collect_patterns();
    excluded_ = search_.excluded_values(state_);
    Draft draft;
    for (const TextId name : state_.present) draft.members.push_back({name, {}});
    Found<ValueId> out;
    out.exhaustive = true;
    place(0, std::move(draft), count, out);
    // What was found first ends the search: there may be more.
    if (unsure_ || out.values.size() >= count) out.exhaustive = false;
    return out;
  }

 private:
  /// Some member must be there: under a name that matches `in` and nothing of `out`.
  struct Demand {
    std::optional<Term> in;
    std::vector<Term> out;
    std::vector<TextId> out_names;
    Goal value;
    Goal name;
    std::optional<NameCover> among;  // one of these names
    /// The value is not what these, read closed, allow under that name.
    std::vector<ShapeId> closed_parts;
  };
  struct Part {
    ShapeId shape;
    bool closed;
  };
  struct Unevaluated {
    NameCover evaluated;
    Literal literal;  // for what is not
  };
  /// Which of `patterns_` a name matches, by index.
  using Cell = std::vector<bool>;
  struct Named {
    TextId name;
    Goal extra;
  };
  struct Fresh {
    Cell cell;
    Goal extra;
    Goal names;
  };
  struct Draft {
    std::vector<Named> members;
    std::vector<Fresh> fresh;
  };
  /// A member that may or must be there, with all that its value must satisfy.
  struct Slot {
    TextId name;
    Goal goal;
  };

  const ObjectShape& object(ShapeId shape) const { return *engine_.shapes[shape].object; }
  Budget& budget() { return *search_.budget_; }

  void read_items() {
    for (const Item& item : state_.items) {
      const ShapeId shape = item.literal.shape;
      switch (item.kind) {
        case Item::Kind::object:
          parts_.push_back({shape, item.literal.closed});
          least_ = std::max(least_, object(shape).min_properties);
          most_ = std::min(most_, object(shape).max_properties.value_or(most_));
          if (object(shape).names) names_.push_back({*object(shape).names, true, false});
          break;
        case Item::Kind::member:
          extra_.push_back({item.name, item.literal});
          break;
        case Item::Kind::too_few_members:
          most_ = std::min(most_, object(shape).min_properties - 1);
          break;
        case Item::Kind::too_many_members:
          least_ = std::max(least_, *object(shape).max_properties + 1);
          break;
        default:
          read_demand(item);
          break;
      }
    }
    names_ = goal_of(std::move(names_));
  }

  void read_demand(const Item& item) {
    const ShapeId shape = item.literal.shape;
    Demand demand;
    switch (item.kind) {
      case Item::Kind::pattern_outside:
        demand.in = object(shape).patterns[item.index].pattern;
        demand.value = {{object(shape).patterns[item.index].shape, false, false}};
        break;
      case Item::Kind::additional_outside:
        for (const PatternShape& pattern : object(shape).patterns) {
          demand.out.push_back(pattern.pattern);
        }
        for (const NamedShape& property : object(shape).properties) {
          demand.out_names.push_back(property.name);
        }
        demand.value = {{*object(shape).additional, false, false}};
        break;
      case Item::Kind::name_outside:
        demand.name = {{*object(shape).names, false, false}};
        break;
      case Item::Kind::unevaluated_member: {
        const NameCover cover = evaluated_by(shape, Search::Counting::more);
        if (cover.all) contradiction_ = true;
        demand.out = cover.patterns;
        demand.out_names = cover.names;
        demand.value = {{*object(shape).unevaluated, false, false}};
        break;
      }
      case Item::Kind::undeclared_member:
        demand = undeclared(shape);
        break;
      case Item::Kind::inner_not_closed:
        demand.closed_parts = search_.coverage(state_, shape, Search::Counting::exact).parts;
        break;
      default:
        return;
    }
    demands_.push_back(std::move(demand));
  }

  /// A name that a shape, read closed, does not allow.
  Demand undeclared(ShapeId root) {
    Demand out;
    NameCover declared;
    bool opens = false;
    for (const ShapeId part : search_.coverage(state_, root, Search::Counting::exact).parts) {
      declared.add(engine_.facts.declared(part));
      opens = opens || engine_.facts.opens(part);
    }
    if (declared.all || search_.free_form(state_, root)) contradiction_ = true;
    out.out = std::move(declared.patterns);
    out.out_names = std::move(declared.names);
    if (opens) out.among = search_.names_of(goal_, true);
    return out;
  }

  /// The names that are evaluated beside a shape's own unevaluatedProperties.
  NameCover evaluated_by(ShapeId root, Search::Counting counting) {
    NameCover out;
    for (const ShapeId part : search_.coverage(state_, root, counting).parts) {
      out.add(engine_.facts.evaluated(part));
      const auto& here = engine_.shapes[part].object;
      if (part != root && here && here->unevaluated) out.all = true;
    }
    return out;
  }

  void read_unevaluated() {
    for (const Literal& literal : state_.positive) {
      const auto& here = engine_.shapes[literal.shape].object;
      if (!here || !here->unevaluated) continue;
      unevaluated_.push_back({evaluated_by(literal.shape, Search::Counting::less),
                              {*here->unevaluated, true, literal.closed}});
    }
  }

  void collect_names() {
    const auto add = [&](const std::vector<TextId>& names) {
      universe_.insert(universe_.end(), names.begin(), names.end());
    };
    add(state_.present);
    add(state_.absent);
    if (closing_ != nullptr) {
      add(closing_->declared.names);
      add(closing_->known_to_others.names);
    }
    for (const Part& part : parts_) {
      for (const NamedShape& property : object(part.shape).properties) {
        universe_.push_back(property.name);
      }
    }
    for (const auto& [name, literal] : extra_) universe_.push_back(name);
    for (const Unevaluated& one : unevaluated_) add(one.evaluated.names);
    for (const Demand& demand : demands_) {
      add(demand.out_names);
      if (demand.among) add(demand.among->names);
      for (const ShapeId part : demand.closed_parts) {
        const auto& here = engine_.shapes[part].object;
        if (!here) continue;
        for (const NamedShape& property : here->properties) universe_.push_back(property.name);
      }
    }
    // In the order of the names themselves: nothing may depend on how they were numbered.
    std::sort(universe_.begin(), universe_.end(),
              [&](TextId a, TextId b) { return engine_.values.text(a) < engine_.values.text(b); });
    universe_.erase(std::unique(universe_.begin(), universe_.end()), universe_.end());
  }

  void collect_patterns() {
    const auto add = [&](Term pattern) {
      if (std::find(patterns_.begin(), patterns_.end(), pattern) == patterns_.end()) {
        patterns_.push_back(pattern);
      }
    };
    const auto add_all = [&](const std::vector<Term>& patterns) {
      std::for_each(patterns.begin(), patterns.end(), add);
    };
    for (const Part& part : parts_) {
      for (const PatternShape& pattern : object(part.shape).patterns) add(pattern.pattern);
    }
    for (const Demand& demand : demands_) {
      if (demand.in) add(*demand.in);
      add_all(demand.out);
      if (demand.among) add_all(demand.among->patterns);
      for (const ShapeId part : demand.closed_parts) {
        if (engine_.shapes[part].object) add_all(engine_.facts.evaluated(part).patterns);
      }
    }
    for (const Unevaluated& one : unevaluated_) add_all(one.evaluated.patterns);
    if (closing_ == nullptr) return;
    add_all(closing_->declared.patterns);
    add_all(closing_->known_to_others.patterns);
  }

  // Below, `matches(pattern)` says whether the name or cell in question matches a pattern.

  template <class Matches>
  static bool covered(const NameCover& cover, bool listed, Matches matches) {
    return cover.all || listed ||
           std::any_of(cover.patterns.begin(), cover.patterns.end(), matches);
  }

  /// May a closed producer send the name?
  template <class Matches, class Listed>
  bool allowed(Matches matches, Listed listed) {
    if (closing_ == nullptr) return true;
    const auto covers = [&](const NameCover& cover) {
      return covered(cover, listed(cover), matches);
    };
    return covers(closing_->declared) || (closing_->opens && !covers(closing_->known_to_others));
  }

  /// Everything that is said about the value of a member, by all but demands.
  template <class Matches>
  Goal value_goal(std::optional<TextId> name, Matches matches) {
    std::vector<Literal> out;
    for (const Part& part : parts_) {
      bool found = false;
      const ObjectShape& shape = object(part.shape);
      if (name) {
        if (const NamedShape* const property = find_property(shape, *name)) {
          out.push_back({property->shape, true, part.closed});
          found = true;
        }
      }
      for (const PatternShape& pattern : shape.patterns) {
        if (!matches(pattern.pattern)) continue;
        out.push_back({pattern.shape, true, part.closed});
        found = true;
      }
      if (!found && shape.additional) out.push_back({*shape.additional, true, part.closed});
    }
    for (const Unevaluated& one : unevaluated_) {
      const bool listed = name && has_name(one.evaluated.names, *name);
      if (!covered(one.evaluated, listed, matches)) out.push_back(one.literal);
    }
    for (const auto& [extra_name, literal] : extra_) {
      if (name == extra_name) out.push_back(literal);
    }
    return goal_of(std::move(out));
  }

  bool name_matches(TextId name, Term pattern) {
    const std::optional<bool> out =
        engine_.texts.matches(pattern, engine_.values.text(name), budget());
    if (!out) unsure_ = true;
    return out.value_or(false);
  }

  Truth name_satisfies(TextId name, const Goal& goal) {
    Truth out = Truth::yes;
    for (const Literal& literal : goal) {
      const Truth holds =
          engine_.evaluator.holds(literal.shape, engine_.values.string(name), budget());
      out = out & (literal.positive ? holds : !holds);
    }
    return out;
  }

  /// nullopt: the name can't be there.
  std::optional<Goal> named_goal(TextId name) {
    if (has_name(state_.absent, name)) return std::nullopt;
    const auto matches = [&](Term pattern) { return name_matches(name, pattern); };
    const auto listed = [&](const NameCover& cover) { return has_name(cover.names, name); };
    if (!allowed(matches, listed)) return std::nullopt;
    const Truth fits = name_satisfies(name, names_);
    if (fits == Truth::unknown) unsure_ = true;
    if (fits != Truth::yes) return std::nullopt;
    return value_goal(name, matches);
  }

  auto cell_matches(const Cell& cell) const {
    return [this, &cell](Term pattern) {
      const auto at = std::find(patterns_.begin(), patterns_.end(), pattern) - patterns_.begin();
      return cell[static_cast<std::size_t>(at)];
    };
  }

  TextQuery query_of(const Cell& cell) const {
    TextQuery out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      (cell[i] ? out.in : out.out).push_back(patterns_[i]);
    }
    return out;
  }

  /// Names of a cell that nobody mentions and that satisfy `names` as well.
  Found<ValueId> cell_names(const Cell& cell, const Goal& names, std::size_t count,
                            std::vector<TextId> excluded = {}) {
    std::vector<Literal> all = names_;
    all.insert(all.end(), names.begin(), names.end());
    const Goal goal = goal_of(std::move(all));
    excluded.insert(excluded.end(), universe_.begin(), universe_.end());
    TextQuery query = query_of(cell);
    query.min_length = 1;  // a name that can be seen, if there is one
    Found<ValueId> out = search_.find_names(goal, query, excluded, count);
    if (out.values.size() >= count) return out;
    query.min_length = 0;
    return search_.find_names(goal, query, excluded, count);
  }

  /// All cells that have a name, may be there, and match `in` and not `out`.
  const std::vector<Cell>& cells() {
    if (cells_) return *cells_;
    cells_.emplace();
    std::vector<Cell> open = {{}};
    while (!open.empty()) {
      Cell cell = std::move(open.back());
      open.pop_back();
      if (!budget().spend() || cells_->size() > max_cells) {
        unsure_ = true;
        break;
      }
      const Found<ValueId> some = partial_names(cell);
      if (some.empty_set()) continue;
      if (cell.size() == patterns_.size()) {
        const auto matches = cell_matches(cell);
        const auto listed = [](const NameCover&) { return false; };
        if (allowed(matches, listed)) cells_->push_back(std::move(cell));
        continue;
      }
      for (const bool matched : {true, false}) {  // unmatched first: it comes off the end
        Cell next = cell;
        next.push_back(matched);
        open.push_back(std::move(next));
      }
    }
    return *cells_;
  }

  Found<ValueId> partial_names(const Cell& cell) {
    return search_.find_names(names_, query_of(cell), universe_, 1);
  }

  bool meets(const Demand& demand, const Cell& cell) const {
    const auto matches = cell_matches(cell);
    return (!demand.in || matches(*demand.in)) &&
           std::none_of(demand.out.begin(), demand.out.end(), matches) &&
           (!demand.among || covered(*demand.among, false, matches));
  }

  bool meets(const Demand& demand, TextId name) {
    const auto matches = [&](Term pattern) { return name_matches(name, pattern); };
    if (std::find(demand.out_names.begin(), demand.out_names.end(), name) !=
        demand.out_names.end()) {
      return false;
    }
    if ((demand.in && !matches(*demand.in)) ||
        std::any_of(demand.out.begin(), demand.out.end(), matches)) {
      return false;
    }
    if (demand.among && !covered(*demand.among, has_name(demand.among->names, name), matches)) {
      return false;
    }
    const Truth fits = name_satisfies(name, demand.name);
    if (fits == Truth::unknown) unsure_ = true;
    return fits == Truth::yes;
  }

  /// What a demand asks of the value under a name (nullopt: of the cell); nullopt: nothing could be
  /// wrong there.
  template <class Matches>
  std::optional<Goal> demanded(const Demand& demand, std::optional<TextId> name, Matches matches) {
    if (demand.closed_parts.empty()) return demand.value;
    Shape inner;
    for (const ShapeId part : demand.closed_parts) {
      if (!engine_.shapes[part].object) continue;
      const ObjectShape& shape = object(part);
      bool found = false;
      const NamedShape* const property = name ? find_property(shape, *name) : nullptr;
      if (property != nullptr) {
        inner.all.push_back(property->shape);
        found = true;
      }
      for (const PatternShape& pattern : shape.patterns) {
        if (!matches(pattern.pattern)) continue;
        inner.all.push_back(pattern.shape);
        found = true;
      }
      if (!found && shape.additional) inner.all.push_back(*shape.additional);
    }
    if (inner.all.empty()) return std::nullopt;
    const ShapeId all =
        inner.all.size() == 1 ? inner.all.front() : engine_.shapes.intern(std::move(inner));
    return Goal{{all, false, true}};
  }

  static void add_to(Goal& goal, const Goal& more) {
    goal.insert(goal.end(), more.begin(), more.end());
    goal = goal_of(std::move(goal));
  }

  /// Gives every demand a member: one that is there, one that may be, or a new one.
  void place(std::size_t at, Draft draft, std::size_t count, Found<ValueId>& out) {
    if (out.values.size() >= count || !budget().spend()) {
      out.exhaustive = false;
      return;
    }
    if (at == demands_.size()) return finish(draft, count, out);
    const Demand& demand = demands_[at];
    for (const bool there : {true, false}) {
      for (const TextId name : universe_) {
        const auto member = std::find_if(draft.members.begin(), draft.members.end(),
                                         [&](const Named& one) { return one.name == name; });
        const bool present = member != draft.members.end();
        if (present != there || has_name(state_.absent, name) || !meets(demand, name)) continue;
        const std::optional<Goal> value =
            demanded(demand, name, [&](Term pattern) { return name_matches(name, pattern); });
        if (!value) continue;
        Draft next = draft;
        if (present) {
          const auto index = static_cast<std::size_t>(member - draft.members.begin());
          add_to(next.members[index].extra, *value);
        } else {
          next.members.push_back({name, *value});
        }
        place(at + 1, std::move(next), count, out);
      }
    }
    for (std::size_t i = 0; i < draft.fresh.size(); ++i) {
      if (!meets(demand, draft.fresh[i].cell)) continue;
      const std::optional<Goal> value =
          demanded(demand, std::nullopt, cell_matches(draft.fresh[i].cell));
      if (!value) continue;
      Draft next = draft;
      add_to(next.fresh[i].extra, *value);
      add_to(next.fresh[i].names, demand.name);
      place(at + 1, std::move(next), count, out);
    }
    for (const Cell& cell : cells()) {
      if (!meets(demand, cell)) continue;
      const std::optional<Goal> value = demanded(demand, std::nullopt, cell_matches(cell));
      if (!value) continue;
      Draft next = draft;
      next.fresh.push_back({cell, *value, demand.name});
      place(at + 1, std::move(next), count, out);
    }
  }

  /// Turns a draft into slots: names for the fresh ones, goals for all.
  void finish(const Draft& draft, std::size_t count, Found<ValueId>& out) {
    std::vector<Slot> slots;
    for (const Named& member : draft.members) {
      std::optional<Goal> goal = named_goal(member.name);
      if (!goal) return;
      add_to(*goal, member.extra);
      slots.push_back({member.name, std::move(*goal)});
    }
    if (slots.size() + draft.fresh.size() > most_) return;
    // Impossible members first: names are dearer.
    for (const Slot& slot : slots) {
      const Found<ValueId> value = search_.solve(slot.goal, 1);
      if (value.empty_set()) return;
      if (value.undecided()) {
        out.exhaustive = false;
        return;
      }
    }
    std::vector<TextId> taken;
    for (const Fresh& fresh : draft.fresh) {
      Goal goal = value_goal(std::nullopt, cell_matches(fresh.cell));
      add_to(goal, fresh.extra);
      const Found<ValueId> value = search_.solve(goal, 1);
      if (value.empty_set()) return;
      const Found<ValueId> name = cell_names(fresh.cell, fresh.names, 1, taken);
      if (value.undecided() || name.values.empty()) {
        // Taking one name may have left none for another: only without that is it a proof.
        if (!(name.empty_set() && taken.empty())) out.exhaustive = false;
        return;
      }
      taken.push_back(engine_.values.text(name.values.front()));
      slots.push_back({taken.back(), std::move(goal)});
    }
    if (!draft.fresh.empty() && count + excluded_.size() > 1) out.exhaustive = false;
    produce(std::move(slots), count, out);
  }

  /// Slots for members that may be added, as many as can matter.
  std::vector<Slot> optional_slots(const std::vector<Slot>& sure, std::size_t wanted,
                                   Found<ValueId>& out) {
    std::vector<Slot> optional;
    const auto taken = [&](TextId name) {
      return std::any_of(sure.begin(), sure.end(),
                         [&](const Slot& slot) { return slot.name == name; });
    };
    const auto add = [&](TextId name, Goal goal) {
      const Found<ValueId> value = search_.solve(goal, 1);
      if (value.undecided()) out.exhaustive = false;
      if (!value.values.empty()) optional.push_back({name, std::move(goal)});
    };
    for (const TextId name : universe_) {
      if (taken(name) || optional.size() >= wanted) continue;
      if (std::optional<Goal> goal = named_goal(name)) add(name, std::move(*goal));
    }
    for (const Cell& cell : cells()) {
      if (optional.size() >= wanted) break;
      const Goal goal = value_goal(std::nullopt, cell_matches(cell));
      const Found<ValueId> value = search_.solve(goal, 1);
      if (value.undecided()) out.exhaustive = false;
      if (value.values.empty()) continue;
      std::vector<TextId> fresh;
      for (const Slot& slot : sure) fresh.push_back(slot.name);
      const Found<ValueId> names = cell_names(cell, {}, wanted - optional.size(), fresh);
      if (!names.exhaustive) out.exhaustive = false;
      for (const ValueId name : names.values) add(engine_.values.text(name), goal);
    }
    if (optional.size() >= wanted) out.exhaustive = false;
    return optional;
  }

  /// Objects with the sure slots, enough optional ones, and as few members as possible.
  void produce(std::vector<Slot> sure, std::size_t count, Found<ValueId>& out) {
    const std::size_t missing = least_ > sure.size() ? least_ - sure.size() : 0;
    const std::size_t room = most_ > sure.size() ? most_ - sure.size() : 0;
    const std::size_t needed = count + excluded_.size();
    if (missing > room) return;
    if (missing > max_members) {
      unsure_ = true;
      search_.undecided({UnknownReason::unsupported, "an object needs too many properties"});
      return;
    }
    std::vector<Slot> optional;
    const bool several = needed > 1;
    if (missing > 0 || several) {
      Found<ValueId> complete;
      complete.exhaustive = true;
      optional = optional_slots(sure, several ? missing + needed : missing, complete);
      if (optional.size() < missing && complete.exhaustive) return;
      if (!complete.exhaustive) out.exhaustive = false;
      if (optional.size() < missing) return;
    }
    for (std::size_t extra = missing; extra <= std::min(room, optional.size()); ++extra) {
      choose(sure, optional, 0, extra, count, out);
      if (out.values.size() >= count) {
        out.exhaustive = false;
        return;
      }
      if (!several) break;
    }
  }

  /// Every way to add `extra` of the optional slots from `from` on.
  void choose(std::vector<Slot>& slots, const std::vector<Slot>& optional, std::size_t from,
              std::size_t extra, std::size_t count, Found<ValueId>& out) {
    if (out.values.size() >= count || !budget().spend()) {
      out.exhaustive = false;
      return;
    }
    if (extra == 0) return fill(slots, count, out);
    for (std::size_t i = from; i + extra <= optional.size(); ++i) {
      slots.push_back(optional[i]);
      choose(slots, optional, i + 1, extra - 1, count, out);
      slots.pop_back();
    }
  }

  /// Every combination of values for the slots.
  void fill(const std::vector<Slot>& slots, std::size_t count, Found<ValueId>& out) {
    const std::size_t needed = count + excluded_.size();
    std::vector<std::vector<ValueId>> values;
    for (const Slot& slot : slots) {
      Found<ValueId> found = search_.solve(slot.goal, needed);
      if (!found.exhaustive) out.exhaustive = false;
      if (found.values.empty()) return;
      values.push_back(std::move(found.values));
    }
    std::vector<std::size_t> at(slots.size(), 0);
    for (;;) {
      if (!budget().spend()) {
        out.exhaustive = false;
        return;
      }
      MemberIds members;
      for (std::size_t i = 0; i < slots.size(); ++i) {
        members.emplace_back(slots[i].name, values[i][at[i]]);
      }
      const ValueId value = engine_.values.object(std::move(members));
      if (!std::binary_search(excluded_.begin(), excluded_.end(), value) &&
          std::find(out.values.begin(), out.values.end(), value) == out.values.end()) {
        out.values.push_back(value);
      }
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == values[i].size()) at[i++] = 0;
      if (i == at.size()) return;
      if (out.values.size() >= count) {
        out.exhaustive = false;
        return;
      }
    }
  }

  static constexpr std::size_t max_members = 1000;

  Search& search_;
  Engine& engine_;
  const Search::State& state_;
  const Goal& goal_;
  const Search::Closing* const closing_;  // nullptr: every name may be there

  std::vector<Part> parts_;
  std::vector<std::pair<TextId, Literal>> extra_;
  Goal names_;
  std::vector<Demand> demands_;
  std::vector<Unevaluated> unevaluated_;
  std::uint64_t least_ = 0;
  std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();
  std::vector<TextId> universe_;
  std::vector<Term> patterns_;
  std::vector<ValueId> excluded_;
  std::optional<std::vector<Cell>> cells_;
  bool contradiction_ = false;
  bool unsure_ = false;
};

Found<ValueId> Search::object_leaf(const State& state, const Goal& goal, std::size_t count) {
  return ObjectSearch(*this, state, goal).find(count);
}

}  // namespace verdiff::prove
