#include "diff/compare.h"
#include "diff/likeness.h"
#include "document/document.h"
#include "document/pointer.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>

namespace verdiff {

namespace {

/// One anyOf or oneOf of a side.
struct Union {
  Owned owned;
  std::span<const SchemaId> branches() const { return owned.entry->schemas; }
  Keyword keyword() const { return owned.entry->keyword; }
};

std::vector<Union> unions_of(const View& view) {
  std::vector<Union> out;
  for (const Keyword keyword : {Keyword::any_of, Keyword::one_of}) {
    for (const Owned& owned : view.all(keyword)) out.push_back({owned});
  }
  return out;
}

Aspect aspect_of(const Union& one) {
  return one.keyword() == Keyword::one_of ? Aspect::one_of : Aspect::any_of;
}

const Entry* constant(const SchemaGraph& graph, SchemaId schema) {
  const Entry* const entry = graph[schema].find(Keyword::const_);
  if (entry != nullptr) return entry;
  const Entry* const list = graph[schema].find(Keyword::enum_);
  return list != nullptr && list->value->items().size() == 1 ? list : nullptr;
}

const Node& constant_value(const Entry& entry) {
  return entry.keyword == Keyword::const_ ? *entry.value : entry.value->items().front();
}

/// A property that both branches fix to one value tells them apart, whatever else they share.
std::optional<bool> same_tag(Walk& walk, SchemaId before, SchemaId after) {
  const Entry* const left = walk.before().schemas[before].find(Keyword::properties);
  const Entry* const right = walk.after().schemas[after].find(Keyword::properties);
  if (left == nullptr || right == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < left->names.size(); ++i) {
    const Entry* const tag = constant(walk.before().schemas, left->schemas[i]);
    if (tag == nullptr) continue;
    const auto name = std::find(right->names.begin(), right->names.end(), left->names[i]);
    if (name == right->names.end()) continue;
    const Entry* const other =
        constant(walk.after().schemas,
                 right->schemas[static_cast<std::size_t>(name - right->names.begin())]);
    if (other != nullptr) return equal(constant_value(*tag), constant_value(*other));
  }
  return std::nullopt;
}

/// What likeness goes by: of each alternative once, as each is compared with many.
struct Outline {
  bool states_type = false;
  TypeSet types;  // null apart
  std::vector<std::string_view> properties;
};

Outline outline_of(const SchemaGraph& graph, SchemaId schema) {
  const View view(graph, schema);
  Outline out{view.states_type(), view.types().without(JsonType::null), {}};
  for (const Owned& owned : view.all(Keyword::properties)) {
    const auto& names = owned.entry->names;
    out.properties.insert(out.properties.end(), names.begin(), names.end());
  }
  std::sort(out.properties.begin(), out.properties.end());
  out.properties.erase(std::unique(out.properties.begin(), out.properties.end()),
                       out.properties.end());
  return out;
}

std::vector<Outline> outlines_of(const SchemaGraph& graph, const std::vector<SchemaId>& schemas) {
  std::vector<Outline> out;
  for (const SchemaId schema : schemas) out.push_back(outline_of(graph, schema));
  return out;
}

double overlap(const std::vector<std::string_view>& left,
               const std::vector<std::string_view>& right) {
  std::vector<std::string_view> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  const std::size_t all = left.size() + right.size() - both.size();
  return all == 0 ? 1 : static_cast<double>(both.size()) / static_cast<double>(all);
}

double likeness(const Outline& left, const Outline& right) {
  if (left.states_type != right.states_type) return 0.2;
  if (left.types != right.types) {
    const bool both_numbers =
        left.types.has(JsonType::integer) && right.types.has(JsonType::integer) &&
        !left.types.has(JsonType::string) && !right.types.has(JsonType::string);
    return left.states_type && both_numbers ? 0.6 : 0.1;
  }
  if (left.types.has(JsonType::object)) {
    return 0.3 + 0.6 * overlap(left.properties, right.properties);
  }
  return 0.8;
}

/// What people call an alternative: its title, the last part of the pointer where it is kept under
/// a name, the constant that tells it apart, or its type.
std::string name_of(const SchemaGraph& graph, SchemaId alternative) {
  const View view(graph, alternative);
  if (const Owned* const title = view.first(Keyword::title)) {
    if (title->entry->value->is_string()) return std::string(title->entry->value->text());
  }
  for (const SchemaId part : view.conjuncts()) {
    const Place& place = graph[part].place;
    const auto tokens = split_pointer(place.document->pointer_to(*place.node));
    const std::size_t depth = tokens ? tokens->size() : 0;
    static constexpr std::string_view shelves[] = {"schemas", "definitions", "$defs"};
    if (depth < 2) continue;
    const std::string& shelf = (*tokens)[depth - 2];
    if (std::find(std::begin(shelves), std::end(shelves), shelf) != std::end(shelves)) {
      return tokens->back();
    }
  }
  for (const Owned& owned : view.all(Keyword::properties)) {
    for (std::size_t i = 0; i < owned.entry->names.size(); ++i) {
      const Entry* const tag = constant(graph, owned.entry->schemas[i]);
      if (tag == nullptr) continue;
      return fmt::format("{}: {}", owned.entry->names[i], to_json(constant_value(*tag)));
    }
  }
  const Owned* const type = view.first(Keyword::type);
  if (type == nullptr || type->entry->value == nullptr) return "any value";
  const Node& types = *type->entry->value;
  return types.is_string() ? std::string(types.text()) : to_json(types);
}

/// An alternative as the end of a fact.
void tell(ChangeSide& side, const SchemaGraph& graph, SchemaId alternative) {
  side.present = true;
  side.place = graph[alternative].place;
  side.name = name_of(graph, alternative);
  side.value = Value::copy(*side.place.node);
  side.schema = alternative;
}

void state_branch(Walk& walk, const PairView& at, const Union& before, const Union& after,
                  Action action, SchemaId branch) {
  Fact fact{.aspect = aspect_of(action == Action::added ? after : before),
            .action = action,
            .before = walk.before_side(before.owned),
            .after = walk.after_side(after.owned)};
  const bool added = action == Action::added;
  ChangeSide& told = added ? fact.after : fact.before;
  ChangeSide& other = added ? fact.before : fact.after;
  tell(told, (added ? walk.after() : walk.before()).schemas, branch);
  other.value.reset();
  other.present = false;
  walk.state(at.pair, std::move(fact));
}

void compare_branches(Walk& walk, const PairView& at, const Union& before, const Union& after) {
  const bool exact = before.keyword() == Keyword::one_of || after.keyword() == Keyword::one_of;
  const Step step = exact ? Step::guarded : part_step(at);
  std::vector<SchemaId> left(before.branches().begin(), before.branches().end());
  std::vector<SchemaId> right(after.branches().begin(), after.branches().end());
  // Equal branches first, in whatever order they stand.
  std::unordered_multimap<std::uint64_t, SchemaId> by_hash;
  for (const SchemaId branch : right) by_hash.emplace(walk.after().schemas[branch].hash, branch);
  std::set<SchemaId> taken;
  std::erase_if(left, [&](SchemaId branch) {
    const auto [first, last] = by_hash.equal_range(walk.before().schemas[branch].hash);
    for (auto twin = first; twin != last; ++twin) {
      if (!taken.contains(twin->second) && walk.same(branch, twin->second)) {
        return taken.insert(twin->second).second;
      }
    }
    return false;
  });
  std::erase_if(right, [&](SchemaId branch) { return taken.contains(branch); });

  constexpr double alike_enough = 0.35;
  const auto outlines_left = outlines_of(walk.before().schemas, left);
  const auto outlines_right = outlines_of(walk.after().schemas, right);
  const auto score = [&](std::size_t i, std::size_t j) {
    const bool same = walk.same(left[i], right[j]);
    const double alike = same ? 1 : likeness(outlines_left[i], outlines_right[j]);
    const auto tag = same_tag(walk, left[i], right[j]);
    if (tag) return *tag ? 0.9 + alike / 10 : 0.0;
    return alike;
  };
  std::vector<bool> used_left(left.size()), used_right(right.size());
  for (const Match& match : best_matches(left.size(), right.size(), alike_enough, score)) {
    used_left[match.before] = used_right[match.after] = true;
    walk.child(at.pair, left[match.before], right[match.after], step, "");
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!used_left[i]) state_branch(walk, at, before, after, Action::removed, left[i]);
  }
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (!used_right[i]) state_branch(walk, at, before, after, Action::added, right[i]);
  }
}

void state_whole(Walk& walk, const PairView& at, const Union* before, const Union* after) {
  walk.state(at.pair, {.aspect = aspect_of(before ? *before : *after),
                       .action = before ? Action::opened : Action::closed,
                       .before = before ? walk.before_side(before->owned) : absent_before(walk, at),
                       .after = after ? walk.after_side(after->owned) : absent_after(walk, at)});
}

/// The union of a schema that says nothing else about values, its types apart.
std::optional<Union> sole_union(const View& view) {
  const auto unions = unions_of(view);
  if (unions.size() != 1) return std::nullopt;
  const auto entries = view.entries();
  const bool alone = std::all_of(entries.begin(), entries.end(), [&](const Owned& owned) {
    const Keyword keyword = owned.entry->keyword;
    return role(keyword) == KeywordRole::annotation || keyword == Keyword::type ||
           owned.entry == unions.front().owned.entry;
  });
  return alone ? std::optional(unions.front()) : std::nullopt;
}

bool is_plain(const View& view) {
  const bool describes =
      view.states_type() || view.has(Keyword::properties) || view.has(Keyword::enum_);
  return describes && unions_of(view).empty();
}

/// The alternative that is most like a schema of the other side.
std::optional<SchemaId> nearest(std::span<const SchemaId> alternatives,
                                const std::function<double(SchemaId)>& likeness) {
  constexpr double alike_enough = 0.35;
  std::optional<SchemaId> out;
  double best = 0;
  for (const SchemaId alternative : alternatives) {
    const double score = likeness(alternative);
    if (score < alike_enough || score <= best) continue;
    out = alternative;
    best = score;
  }
  return out;
}

}  // namespace

void compare_wrapped(Walk& walk, std::uint32_t pair, View& before, View& after) {
  const auto unwrap = [&](View& wide, const Union& of, SchemaId alternative, Action action) {
    const bool added = action == Action::added;
    const SchemaGraph& graph = (added ? walk.after() : walk.before()).schemas;
    for (const SchemaId other : of.branches()) {
      if (other == alternative || says_only_null(graph[other])) continue;
      Fact fact{.aspect = aspect_of(of),
                .action = action,
                .before = walk.before_absent(before.id()),
                .after = walk.after_absent(after.id())};
      tell(added ? fact.after : fact.before, graph, other);
      walk.state(pair, std::move(fact));
    }
    wide = wide.through(graph, of.owned, alternative);
  };
  const auto was = sole_union(before);
  const auto is = sole_union(after);
  if (is && is_plain(before)) {
    const auto alternative = nearest(
        is->branches(), [&](SchemaId one) { return schema_likeness(walk, before.id(), one); });
    if (alternative) unwrap(after, *is, *alternative, Action::added);
  } else if (was && is_plain(after)) {
    const auto alternative = nearest(
        was->branches(), [&](SchemaId one) { return schema_likeness(walk, one, after.id()); });
    if (alternative) unwrap(before, *was, *alternative, Action::removed);
  }
}

double schema_likeness(Walk& walk, SchemaId before, SchemaId after) {
  if (walk.same(before, after)) return 1;
  return likeness(outline_of(walk.before().schemas, before),
                  outline_of(walk.after().schemas, after));
}

void compare_unions(Walk& walk, const PairView& at) {
  const auto before = unions_of(at.before);
  const auto after = unions_of(at.after);
  const std::size_t both = std::min(before.size(), after.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (before[i].keyword() != after[i].keyword()) {
      walk.state(at.pair, {.aspect = aspect_of(after[i]),
                           .action = Action::changed,
                           .before = walk.before_side(before[i].owned),
                           .after = walk.after_side(after[i].owned)});
    }
    compare_branches(walk, at, before[i], after[i]);
  }
  for (std::size_t i = both; i < before.size(); ++i) state_whole(walk, at, &before[i], nullptr);
  for (std::size_t i = both; i < after.size(); ++i) state_whole(walk, at, nullptr, &after[i]);
}

}  // namespace verdiff
