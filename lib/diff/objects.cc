#include "diff/compare.h"
#include "diff/likeness.h"
#include "document/pointer.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace verdiff {

namespace {

/// One declared property: its schemas (several where allOf members declare it too) and its place.
struct Property {
  std::string_view name;
  SchemaId owner{};            // the schema object that declares it first
  const Node* node = nullptr;  // as written there, before a $ref is followed
  std::vector<SchemaId> schemas;
};

/// The properties of a side, in the order in which they are declared.
class Properties {
 public:
  Properties(Walk& walk, const PairView& at, const Contract& contract, const View& view) {
    for (const Owned& owned : view.all(Keyword::properties)) {
      const Entry& entry = *owned.entry;
      for (std::size_t i = 0; i < entry.names.size(); ++i) {
        // `false` declares that there is no such property.
        if (contract.schemas[entry.schemas[i]].boolean == false) continue;
        if (walk.hidden(at.pair, contract, entry.schemas[i])) continue;
        const auto [found, fresh] = index_.try_emplace(entry.names[i], list_.size());
        if (fresh) {
          list_.push_back({entry.names[i], owned.owner, entry.value->find(entry.names[i]), {}});
        }
        list_[found->second].schemas.push_back(entry.schemas[i]);
      }
    }
    for (const Owned& owned : view.all(Keyword::required)) {
      for (const std::string_view name : owned.entry->names) required_.try_emplace(name, owned);
    }
  }

  const std::vector<Property>& list() const { return list_; }
  const Property* find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &list_[found->second];
  }
  const Owned* required(std::string_view name) const {
    const auto found = required_.find(name);
    return found == required_.end() ? nullptr : &found->second;
  }
  /// Names that must be present although nothing describes them.
  std::set<std::string_view> only_required() const {
    std::set<std::string_view> out;
    for (const auto& [name, owned] : required_) {
      if (find(name) == nullptr) out.insert(name);
    }
    return out;
  }

 private:
  std::vector<Property> list_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::unordered_map<std::string_view, Owned> required_;
};

struct Objects {
  Walk& walk;
  const PairView& at;
  Properties before;
  Properties after;
};

ChangeSide side_of(const Contract& contract, const Property& property) {
  ChangeSide out;
  out.present = true;
  out.name = property.name;
  out.place = {contract.schemas[property.owner].place.document, property.node};
  return out;
}

bool has_default(const Contract& contract, const Property& property) {
  return contract.schemas[property.schemas.front()].find(Keyword::default_) != nullptr;
}

bool is_deprecated(const Contract& contract, const Property& property) {
  const Entry* const entry = contract.schemas[property.schemas.front()].find(Keyword::deprecated);
  return entry != nullptr && entry->value->boolean();
}

std::uint32_t presence_traits(const Contract& contract, const Properties& properties,
                              const Property& property) {
  const bool required = properties.required(property.name) != nullptr;
  return bit(required ? Trait::required : Trait::optional) |
         (has_default(contract, property) ? bit(Trait::has_default) : 0) |
         (is_deprecated(contract, property) ? bit(Trait::was_deprecated) : 0);
}

/// The schemas that two sides give one property: equal ones say nothing, the rest are paired in
/// order. What is left on one side is one more (or one less) conjunct of the property.
void compare_schemas(Objects& objects, const Property& before, const Property& after) {
  Walk& walk = objects.walk;
  const std::string token = "/" + escape_token(after.name);
  std::vector<SchemaId> left = before.schemas;
  std::vector<SchemaId> right = after.schemas;
  for (auto one = left.begin(); left.size() + right.size() > 2 && one != left.end();) {
    const auto twin = std::find_if(right.begin(), right.end(),
                                   [&](SchemaId other) { return walk.same(*one, other); });
    if (twin == right.end()) {
      ++one;
    } else {
      right.erase(twin);
      one = left.erase(one);
    }
  }
  const std::size_t both = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < both; ++i) {
    walk.child(objects.at.pair, left[i], right[i], Step::slot, token);
  }
  if (left.size() == right.size()) return;
  walk.state(objects.at.pair,
             {.subject = Subject::schema,
              .aspect = Aspect::all_of,
              .action = left.size() < right.size() ? Action::added : Action::removed,
              .before = side_of(walk.before(), before),
              .after = side_of(walk.after(), after)});
}

void state_required(Objects& objects, std::string_view name, const Owned* was, const Owned* is,
                    const Property* before, const Property* after) {
  Walk& walk = objects.walk;
  const auto side = [&](const Contract& contract, const Owned* owned, const Property* property,
                        ChangeSide absent) {
    ChangeSide out = property != nullptr ? side_of(contract, *property) : std::move(absent);
    out.name = name;
    out.present = owned != nullptr;
    return out;
  };
  std::uint32_t traits = 0;
  if (after != nullptr && has_default(walk.after(), *after)) traits |= bit(Trait::has_default);
  walk.state(objects.at.pair,
             {.subject = Subject::property,
              .aspect = Aspect::required,
              .action = is != nullptr ? Action::added : Action::removed,
              .traits = traits,
              .before = side(walk.before(), was, before, absent_before(walk, objects.at)),
              .after = side(walk.after(), is, after, absent_after(walk, objects.at))});
}

void compare_required(Objects& objects, const Property& before, const Property& after) {
  const Owned* const was = objects.before.required(before.name);
  const Owned* const is = objects.after.required(after.name);
  if ((was == nullptr) == (is == nullptr)) return;
  state_required(objects, after.name, was, is, &before, &after);
}

void compare_undeclared(Objects& objects) {
  const auto was = objects.before.only_required();
  const auto is = objects.after.only_required();
  for (const std::string_view name : was) {
    if (objects.after.required(name) == nullptr && objects.after.find(name) == nullptr) {
      state_required(objects, name, objects.before.required(name), nullptr, nullptr, nullptr);
    }
  }
  for (const std::string_view name : is) {
    if (objects.before.required(name) == nullptr && objects.before.find(name) == nullptr) {
      state_required(objects, name, nullptr, objects.after.required(name), nullptr, nullptr);
    }
  }
}

/// Renames: a field that went and one that came, alike in name and shape.
std::vector<Match> renames(Objects& objects, const std::vector<const Property*>& gone,
                           const std::vector<const Property*>& fresh) {
  constexpr double sure_enough = 0.6;
  return best_matches(gone.size(), fresh.size(), sure_enough, [&](std::size_t i, std::size_t j) {
    const Property &left = *gone[i], &right = *fresh[j];
    const double shape = schema_likeness(objects.walk, left.schemas.front(), right.schemas.front());
    if (shape < 0.4) return 0.0;
    const double name = name_likeness(left.name, right.name);
    const bool presence = (objects.before.required(left.name) != nullptr) ==
                          (objects.after.required(right.name) != nullptr);
    const auto position = [](const Properties& all, const Property& one) {
      return static_cast<double>(&one - all.list().data());
    };
    const double distance =
        std::abs(position(objects.before, left) - position(objects.after, right));
    return 0.4 * shape + 0.4 * name + (presence ? 0.1 : 0.0) + 0.1 / (1 + distance);
  });
}

void state_existence(Objects& objects, const Property& property, Action action) {
  Walk& walk = objects.walk;
  const bool added = action == Action::added;
  const Contract& contract = added ? walk.after() : walk.before();
  const Properties& properties = added ? objects.after : objects.before;
  Fact fact{.subject = Subject::property,
            .aspect = Aspect::existence,
            .action = action,
            .traits = presence_traits(contract, properties, property),
            .before = absent_before(walk, objects.at),
            .after = absent_after(walk, objects.at)};
  (added ? fact.after : fact.before) = side_of(contract, property);
  walk.state(objects.at.pair, std::move(fact));
}

void compare_properties(Objects& objects) {
  std::vector<const Property*> gone, fresh;
  for (const Property& before : objects.before.list()) {
    const Property* const after = objects.after.find(before.name);
    if (after == nullptr) {
      gone.push_back(&before);
      continue;
    }
    compare_schemas(objects, before, *after);
    compare_required(objects, before, *after);
  }
  for (const Property& after : objects.after.list()) {
    if (objects.before.find(after.name) == nullptr) fresh.push_back(&after);
  }
  for (const Match& match : renames(objects, gone, fresh)) {
    const Property*& before = gone[match.before];
    const Property*& after = fresh[match.after];
    objects.walk.state(objects.at.pair,
                       {.subject = Subject::property,
                        .aspect = Aspect::name,
                        .action = Action::renamed,
                        .traits = presence_traits(objects.walk.before(), objects.before, *before),
                        .before = side_of(objects.walk.before(), *before),
                        .after = side_of(objects.walk.after(), *after),
                        .confidence = match.score});
    compare_schemas(objects, *before, *after);
    before = after = nullptr;
  }
  for (const Property* property : gone) {
    if (property != nullptr) state_existence(objects, *property, Action::removed);
  }
  for (const Property* property : fresh) {
    if (property != nullptr) state_existence(objects, *property, Action::added);
  }
}

/// Maps from a name or pattern to a schema: patternProperties, dependentSchemas.
void compare_map(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect, Step step,
                 const std::string& token) {
  struct Named {
    Owned owned;
    SchemaId schema;
  };
  const auto named = [&](const View& view) {
    std::vector<std::pair<std::string_view, Named>> out;
    for (const Owned& owned : view.all(keyword)) {
      for (std::size_t i = 0; i < owned.entry->names.size(); ++i) {
        out.push_back({owned.entry->names[i], {owned, owned.entry->schemas[i]}});
      }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& l, const auto& r) { return l.first < r.first; });
    return out;
  };
  const auto before = named(at.before);
  const auto after = named(at.after);
  const auto state = [&](Action action, std::string_view name, const Owned& owned) {
    Fact fact{.aspect = aspect,
              .action = action,
              .before = absent_before(walk, at),
              .after = absent_after(walk, at)};
    ChangeSide& told = action == Action::added ? fact.after : fact.before;
    told = action == Action::added ? walk.after_side(owned) : walk.before_side(owned);
    told.name = name;
    told.value = Value::string(name);
    walk.state(at.pair, std::move(fact));
  };
  auto left = before.begin();
  auto right = after.begin();
  while (left != before.end() || right != after.end()) {
    if (right == after.end() || (left != before.end() && left->first < right->first)) {
      state(Action::removed, left->first, left->second.owned);
      ++left;
    } else if (left == before.end() || right->first < left->first) {
      state(Action::added, right->first, right->second.owned);
      ++right;
    } else {
      walk.child(at.pair, left->second.schema, right->second.schema, step, token);
      ++left;
      ++right;
    }
  }
}

void compare_names(Walk& walk, const PairView& at) {
  const auto before = at.before.all(Keyword::property_names);
  const auto after = at.after.all(Keyword::property_names);
  if (before.empty() && after.empty()) return;
  if (!before.empty() && !after.empty()) {
    // The name of a property is no place in a payload: what changes is judged at the object.
    walk.child(at.pair, before.front().entry->schemas.front(), after.front().entry->schemas.front(),
               part_step(at), "");
    return;
  }
  walk.state(at.pair,
             {.aspect = Aspect::property_names,
              .action = before.empty() ? Action::added : Action::removed,
              .before = before.empty() ? absent_before(walk, at) : walk.before_side(before.front()),
              .after = after.empty() ? absent_after(walk, at) : walk.after_side(after.front())});
}

}  // namespace

void compare_objects(Walk& walk, const PairView& at) {
  Objects objects{walk, at, Properties(walk, at, walk.before(), at.before),
                  Properties(walk, at, walk.after(), at.after)};
  compare_properties(objects);
  compare_undeclared(objects);
  compare_map(walk, at, Keyword::pattern_properties, Aspect::pattern_properties, Step::slot, "/*");
  compare_rest(walk, at, Keyword::additional_properties, Aspect::additional_properties);
  compare_rest(walk, at, Keyword::unevaluated_properties, Aspect::unevaluated_properties);
  compare_names(walk, at);
  compare_list(walk, at, Keyword::dependent_required, Aspect::dependent_required);
  compare_map(walk, at, Keyword::dependent_schemas, Aspect::dependent_schemas, part_step(at), "");
}

}  // namespace verdiff
