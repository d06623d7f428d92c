#include "prove/shapes/facts.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_finite = 256;
constexpr int max_depth = 1000;
constexpr std::size_t max_tag_values = 64;
constexpr std::size_t max_tags = 32;

void sort_once(std::vector<TextId>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

/// Everything reachable from a shape by `next(shape, add)`, itself first.
template <class Next>
std::vector<ShapeId> reachable(ShapeId start, Next next) {
  constexpr std::size_t few = 16;  // are found faster where they lie
  std::vector<ShapeId> out = {start};
  std::unordered_set<ShapeId> seen;
  for (std::size_t i = 0; i < out.size(); ++i) {
    next(out[i], [&](ShapeId part) {
      if (out.size() <= few) {
        if (std::find(out.begin(), out.end(), part) != out.end()) return;
      } else {
        if (seen.empty()) seen.insert(out.begin(), out.end());
        if (!seen.insert(part).second) return;
      }
      out.push_back(part);
    });
  }
  return out;
}

/// Both say it of the same value: one list is enough, the shorter one.
void conjoin(std::vector<Tag>& tags, Tag tag) {
  const auto at =
      std::lower_bound(tags.begin(), tags.end(), tag,
                       [](const Tag& one, const Tag& other) { return one.name < other.name; });
  if (at == tags.end() || at->name != tag.name) {
    if (tags.size() < max_tags) tags.insert(at, std::move(tag));
    return;
  }
  at->required |= tag.required;
  if (tag.values.size() < at->values.size()) at->values = std::move(tag.values);
}

/// One of the two says it: what both of them list.
std::vector<Tag> either_of(const std::vector<Tag>& one, const std::vector<Tag>& other) {
  std::vector<Tag> out;
  auto a = one.begin();
  auto b = other.begin();
  while (a != one.end() && b != other.end()) {
    if (a->name != b->name) {
      ++(a->name < b->name ? a : b);
      continue;
    }
    Tag tag{a->name, a->required && b->required, {}};
    std::set_union(a->values.begin(), a->values.end(), b->values.begin(), b->values.end(),
                   std::back_inserter(tag.values));
    if (tag.values.size() <= max_tag_values) out.push_back(std::move(tag));
    ++a;
    ++b;
  }
  return out;
}

}  // namespace

Facts::Row& Facts::row(ShapeId shape) {
  const auto at = static_cast<std::size_t>(shape);
  if (at >= rows_.size()) rows_.resize(at + 1);
  return rows_[at];
}

void NameCover::add(const NameCover& other) {
  names.insert(names.end(), other.names.begin(), other.names.end());
  sort_once(names);
  patterns.insert(patterns.end(), other.patterns.begin(), other.patterns.end());
  all |= other.all;
}

const std::vector<ShapeId>& Facts::conjuncts(ShapeId shape) {
  Row& row = this->row(shape);
  if (!row.conjuncts) {
    row.conjuncts = reachable(shape, [&](ShapeId at, auto add) {
      for (const ShapeId part : shapes_[at].all) add(part);
    });
  }
  return *row.conjuncts;
}

const std::vector<ShapeId>& Facts::mentions(ShapeId shape) {
  Row& row = this->row(shape);
  if (!row.mentions) {
    row.mentions = reachable(shape, [&](ShapeId at, auto add) {
      const Shape& here = shapes_[at];
      for (const ShapeId part : here.all) add(part);
      for (const auto& group : here.any) {
        for (const ShapeId part : group) add(part);
      }
      for (const ShapeId part : here.one) add(part);
      if (here.conditional) {
        add(here.conditional->test);
        add(here.conditional->then);
        add(here.conditional->otherwise);
      }
      if (!here.object) return;
      for (const NamedShape& dependent : here.object->dependent_schemas) add(dependent.shape);
    });
  }
  return *row.mentions;
}

Kinds Facts::kinds(ShapeId shape) {
  Row& row = this->row(shape);
  if (row.kinds) return *row.kinds;
  if (row.in_progress || depth_ == max_depth) return Kinds::all();  // a cycle in place
  row.in_progress = true;
  ++depth_;
  const Shape& at = shapes_[shape];
  Kinds out = at.kinds;
  if (at.values) {
    Kinds listed;
    for (const ValueId value : *at.values) listed = listed | kind_of(values_.kind(value));
    out = out & listed;
  }
  const auto either = [&](const std::vector<ShapeId>& group) {
    Kinds some;
    for (const ShapeId part : group) some = some | kinds(part);
    out = out & some;
  };
  for (const ShapeId part : at.all) out = out & kinds(part);
  for (const auto& group : at.any) either(group);
  if (!at.one.empty()) either(at.one);
  --depth_;
  row.in_progress = false;
  row.kinds = out;
  return out;
}

const std::optional<std::vector<ValueId>>& Facts::finite(ShapeId shape) {
  Row& row = this->row(shape);
  if (row.finite_known || depth_ == max_depth) return row.finite;
  ++depth_;
  row.finite_known = true;  // nullopt for whoever comes back here
  std::optional<std::vector<ValueId>> out;
  const auto consider = [&](std::vector<ValueId> values) {
    if (!out || values.size() < out->size()) out = std::move(values);
  };
  const auto either = [&](const std::vector<ShapeId>& group) {
    std::vector<ValueId> some;
    for (const ShapeId part : group) {
      const std::optional<std::vector<ValueId>> values = finite(part);
      if (!values || some.size() + values->size() > max_finite) return;
      some.insert(some.end(), values->begin(), values->end());
    }
    std::sort(some.begin(), some.end());
    some.erase(std::unique(some.begin(), some.end()), some.end());
    consider(std::move(some));
  };
  for (const ShapeId part : conjuncts(shape)) {
    const Shape& at = shapes_[part];
    if (at.values) consider(*at.values);
    for (const auto& group : at.any) either(group);
    if (!at.one.empty()) either(at.one);
  }
  const Kinds kinds = this->kinds(shape);
  if (!out && kinds.within(Kinds(Kind::null) | Kind::boolean)) {
    std::vector<ValueId> values;
    if (kinds.has(Kind::null)) values.push_back(values_.null());
    if (kinds.has(Kind::boolean)) {
      values.push_back(values_.boolean(false));
      values.push_back(values_.boolean(true));
    }
    out = std::move(values);
  }
  --depth_;
  row.finite = std::move(out);
  return row.finite;
}

const std::vector<Tag>& Facts::tags(ShapeId shape) {
  Row& row = this->row(shape);
  if (row.tags_known || depth_ == max_depth) return row.tags;
  ++depth_;
  row.tags_known = true;  // none for whoever comes back here
  std::vector<Tag> out = stated_tags(shape);
  const auto either = [&](const std::vector<ShapeId>& group) {
    if (group.empty()) return;
    std::vector<Tag> common = tags(group.front());
    for (std::size_t i = 1; i < group.size() && !common.empty(); ++i) {
      common = either_of(common, tags(group[i]));
    }
    for (Tag& tag : common) conjoin(out, std::move(tag));
  };
  for (const ShapeId part : conjuncts(shape)) {
    for (const auto& group : shapes_[part].any) either(group);
    either(shapes_[part].one);
  }
  --depth_;
  row.tags = std::move(out);
  return row.tags;
}

/// The tags that no union is needed for.
std::vector<Tag> Facts::stated_tags(ShapeId shape) {
  std::vector<Tag> out;
  for (const ShapeId part : conjuncts(shape)) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    for (const NamedShape& property : object->properties) {
      const auto& values = finite(property.shape);
      if (values && values->size() <= max_tag_values) conjoin(out, {property.name, false, *values});
    }
  }
  for (const ShapeId part : conjuncts(shape)) {
    const auto& object = shapes_[part].object;
    if (!object) continue;
    for (Tag& tag : out) {
      tag.required |=
          std::binary_search(object->required.begin(), object->required.end(), tag.name);
    }
  }
  return out;
}

const NameCover& Facts::declared(ShapeId shape) {
  Row& row = this->row(shape);
  if (row.declared) return *row.declared;
  NameCover out;
  if (const auto& object = shapes_[shape].object) {
    for (const NamedShape& property : object->properties) out.names.push_back(property.name);
    out.names.insert(out.names.end(), object->required.begin(), object->required.end());
    out.names.insert(out.names.end(), object->mentioned.begin(), object->mentioned.end());
    for (const DependentNames& dependent : object->dependent_required) {
      out.names.push_back(dependent.name);
      out.names.insert(out.names.end(), dependent.required.begin(), dependent.required.end());
    }
    for (const NamedShape& dependent : object->dependent_schemas) {
      out.names.push_back(dependent.name);
    }
    sort_once(out.names);
    for (const PatternShape& pattern : object->patterns) out.patterns.push_back(pattern.pattern);
    for (const std::optional<ShapeId>& rest : {object->additional, object->unevaluated}) {
      if (rest && *rest != anything && *rest != never) out.all = true;
    }
  }
  row.declared = std::move(out);
  return *row.declared;
}

bool Facts::opens(ShapeId shape) const {
  const auto& object = shapes_[shape].object;
  return object && (object->additional == anything || object->unevaluated == anything);
}

const NameCover& Facts::declared_anywhere(ShapeId shape) {
  if (const auto& known = row(shape).declared_anywhere) return *known;
  NameCover out;
  for (const ShapeId part : mentions(shape)) out.add(declared(part));
  return row(shape).declared_anywhere.emplace(std::move(out));
}

bool Facts::declares(ShapeId shape) {
  if (const std::optional<bool> known = row(shape).declares) return *known;
  const std::vector<ShapeId>& mentions = this->mentions(shape);
  const bool out = std::any_of(mentions.begin(), mentions.end(),
                               [&](ShapeId part) { return !declared(part).empty(); });
  row(shape).declares = out;
  return out;
}

NameCover Facts::evaluated(ShapeId shape) const {
  NameCover out;
  if (const auto& object = shapes_[shape].object) {
    for (const NamedShape& property : object->properties) out.names.push_back(property.name);
    for (const PatternShape& pattern : object->patterns) out.patterns.push_back(pattern.pattern);
    out.all = object->additional.has_value();
  }
  return out;
}

std::optional<bool> Facts::covers(const NameCover& cover, TextId name, Budget& budget) {
  return cover.all ? true : lists(cover, name, budget);
}

Truth Facts::declare(const std::vector<ShapeId>& shapes, bool openly, TextId name, Budget& budget) {
  for (const ShapeId shape : shapes) {
    const NameCover& cover = declared(shape);
    if (cover.all && openly) return Truth::yes;
    const std::optional<bool> listed = lists(cover, name, budget);
    if (!listed) return Truth::unknown;
    if (*listed) return Truth::yes;
  }
  return Truth::no;
}

/// By name or pattern.
std::optional<bool> Facts::lists(const NameCover& cover, TextId name, Budget& budget) {
  if (has_name(cover.names, name)) return true;
  for (const Term pattern : cover.patterns) {
    const std::optional<bool> matched = texts_.matches(pattern, values_.text(name), budget);
    if (!matched || *matched) return matched;
  }
  return false;
}

}  // namespace verdiff::prove
