#include "prove/shapes/lower.h"

#include "base/hash.h"
#include "prove/shapes/drafts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace verdiff::prove {

namespace {

bool stands_alone(const Schema& schema) {
  return !schema.keywords.has(Keyword::ref) && !schema.keywords.has(Keyword::all_of);
}

bool holds(const Schema& schema, Keyword keyword) {
  const Entry* const entry = schema.find(keyword);
  return entry != nullptr && entry->value != nullptr && entry->value->boolean();
}

}  // namespace

Kinds kinds_of(TypeSet types) {
  Kinds out;
  if (types.has(JsonType::null)) out = out | Kind::null;
  if (types.has(JsonType::boolean)) out = out | Kind::boolean;
  if (types.has(JsonType::integer) || types.has(JsonType::number)) out = out | Kind::number;
  if (types.has(JsonType::string)) out = out | Kind::string;
  if (types.has(JsonType::array)) out = out | Kind::array;
  if (types.has(JsonType::object)) out = out | Kind::object;
  return out;
}

std::size_t Lowering::KeyHash::operator()(const Key& key) const {
  const std::uint64_t reading = std::uint64_t{key.contract} << 3 |
                                static_cast<std::uint64_t>(key.exchange) << 1 |
                                (key.tolerant ? 1 : 0);
  return combine(combine(reading, index(key.schema)), key.absent);
}

ShapeId Lowering::lower(const Contract& contract, SchemaId schema, bool tolerant,
                        Exchange exchange) {
  auto at = std::find(contracts_.begin(), contracts_.end(), &contract);
  if (at == contracts_.end()) at = contracts_.insert(contracts_.end(), &contract);
  const auto number = static_cast<std::uint32_t>(at - contracts_.begin());
  const Key key{number, schema, tolerant, exchange, 0};
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  part(key);
  // Reading a draft asks for its parts, which adds drafts.
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    Shape shape = draft(keys_[i]);
    drafts_.push_back(std::move(shape));
  }
  finish();
  return known_.at(key);
}

ShapeId Lowering::part(const Key& key) {
  const ShapeId draft{Shapes::first_draft + static_cast<std::uint32_t>(keys_.size())};
  const auto [it, added] = known_.emplace(key, draft);
  if (added) keys_.push_back(key);
  return it->second;
}

void Lowering::finish() {
  final_.assign(drafts_.size(), anything);
  for (const std::vector<std::size_t>& members : components(drafts_)) {
    finish_component(members);
  }
  for (std::size_t i = 0; i < keys_.size(); ++i) known_[keys_[i]] = final_[i];
  keys_.clear();
  drafts_.clear();
}

void Lowering::finish_component(const std::vector<std::size_t>& members) {
  bool cyclic = members.size() > 1;
  for (const std::size_t member : members) {
    each_part(drafts_[member], [&](ShapeId& part) {
      if (!is_draft(part)) return;
      const auto inside = std::lower_bound(members.begin(), members.end(), draft_index(part));
      if (inside == members.end() || *inside != draft_index(part)) {
        part = final_[draft_index(part)];
        return;
      }
      cyclic = true;
      part = ShapeId{Shapes::first_draft + static_cast<std::uint32_t>(inside - members.begin())};
    });
  }
  if (!cyclic) {
    final_[members[0]] = simplified(std::move(drafts_[members[0]]));
    return;
  }
  std::vector<Shape> cycle;
  for (const std::size_t member : members) cycle.push_back(std::move(drafts_[member]));
  const std::vector<ShapeId> numbers = shapes_.intern_cycle(std::move(cycle));
  for (std::size_t i = 0; i < members.size(); ++i) final_[members[i]] = numbers[i];
}

/// Other words for the same, in one form. Nothing is dropped that evaluates or declares a property.
ShapeId Lowering::simplified(Shape shape) {
  std::vector<std::vector<ShapeId>> groups;
  for (std::vector<ShapeId>& group : shape.any) {
    if (group.size() == 1) {
      shape.all.push_back(group.front());
    } else {
      groups.push_back(std::move(group));
    }
  }
  shape.any = std::move(groups);
  if (shape.one.size() == 1) {
    shape.all.push_back(shape.one.front());
    shape.one.clear();
  }
  std::vector<ShapeId> all;
  for (const ShapeId part : shape.all) {
    if (part == never) return never;
    if (part != anything && std::find(all.begin(), all.end(), part) == all.end()) {
      all.push_back(part);
    }
  }
  shape.all = std::move(all);
  if (shape.kinds.empty() || (shape.values && shape.values->empty())) return never;
  if (shape.all.size() == 1) {
    const ShapeId only = shape.all.front();
    Shape rest = shape;
    rest.all.clear();
    if (rest == shapes_[anything]) return only;
  }
  return shapes_.intern(std::move(shape));
}

/// The schema and what is conjoined with it by references and allOf, transitively.
std::vector<SchemaId> Lowering::merged(const SchemaGraph& graph, SchemaId schema) const {
  std::vector<SchemaId> out = {schema};
  std::set<SchemaId> seen;
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const Keyword keyword : {Keyword::ref, Keyword::all_of}) {
      const Entry* const entry = graph[out[i]].find(keyword);
      if (entry == nullptr) continue;
      if (seen.empty()) seen.insert(schema);
      for (const SchemaId part : entry->schemas) {
        if (seen.insert(part).second) out.push_back(part);
      }
    }
  }
  return out;
}

bool Lowering::is_marked(const SchemaGraph& graph, SchemaId schema, Keyword mark) const {
  if (holds(graph[schema], mark)) return true;
  if (stands_alone(graph[schema])) return false;
  const std::vector<SchemaId> parts = merged(graph, schema);
  return std::any_of(parts.begin(), parts.end(),
                     [&](SchemaId part) { return holds(graph[part], mark); });
}

/// The absent names around a schema, and those that it marks itself.
Lowering::AbsentId Lowering::with_marked(AbsentId around, const Key& key) {
  if (key.exchange == Exchange::none) return around;
  const Keyword mark = key.exchange == Exchange::request ? Keyword::read_only : Keyword::write_only;
  const SchemaGraph& graph = contracts_[key.contract]->schemas;
  std::vector<std::string_view> marked;
  const Schema& own = graph[key.schema];
  if (stands_alone(own) && !own.keywords.has(Keyword::properties)) return around;
  for (const SchemaId schema : merged(graph, key.schema)) {
    const Entry* const properties = graph[schema].find(Keyword::properties);
    if (properties == nullptr) continue;
    for (std::size_t i = 0; i < properties->names.size(); ++i) {
      if (is_marked(graph, properties->schemas[i], mark)) {
        marked.push_back(properties->names[i]);
      }
    }
  }
  if (marked.empty()) return around;
  std::sort(marked.begin(), marked.end());
  std::vector<TextId> names = absent_sets_[around];
  for (const std::string_view name : marked) names.push_back(values_.text(name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto [it, added] =
      absent_numbers_.emplace(names, static_cast<AbsentId>(absent_sets_.size()));
  if (added) absent_sets_.push_back(std::move(names));
  return it->second;
}

/// The kinds of values that a branch of a oneOf is about. A schema that states no type but has
/// keywords of objects is about objects.
Kinds Lowering::object_kinds(const SchemaGraph& graph, SchemaId id, int& fuel) const {
  const Schema& schema = graph[id];
  if (schema.boolean) return *schema.boolean ? Kinds::all() : Kinds();
  if (--fuel < 0) return Kinds::all();
  Kinds out = Kinds::all();
  bool about_objects = false;
  for (const Entry& entry : schema.entries) {
    switch (entry.keyword) {
      case Keyword::type:
        out = out & kinds_of(entry.types);
        break;
      case Keyword::const_:
        out = out & kind_of(entry.value->kind());
        break;
      case Keyword::enum_: {
        Kinds listed;
        for (const Node& value : entry.value->items()) listed = listed | kind_of(value.kind());
        out = out & listed;
        break;
      }
      case Keyword::ref:
      case Keyword::all_of:
        for (const SchemaId part : entry.schemas) out = out & object_kinds(graph, part, fuel);
        break;
      case Keyword::any_of:
      case Keyword::one_of: {
        Kinds either;
        for (const SchemaId part : entry.schemas) {
          either = either | object_kinds(graph, part, fuel);
        }
        out = out & either;
        break;
      }
      case Keyword::properties:
      case Keyword::pattern_properties:
      case Keyword::additional_properties:
      case Keyword::required:
      case Keyword::min_properties:
      case Keyword::max_properties:
      case Keyword::dependent_required:
      case Keyword::dependent_schemas:
        about_objects = true;
        break;
      default:
        break;
    }
  }
  return out == Kinds::all() && about_objects ? Kinds(Kind::object) : out;
}

/// A oneOf counts as anyOf for a tolerant consumer if its branches meet in objects only.
bool Lowering::reads_as_any(const SchemaGraph& graph, const Schema& schema,
                            const Entry& one_of) const {
  Kinds around = Kinds::all();
  if (const Entry* const type = schema.find(Keyword::type)) {
    if (type->types == TypeSet().with(JsonType::object)) around = Kind::object;
  }
  Kinds seen;
  for (const SchemaId branch : one_of.schemas) {
    int fuel = 100;  // schemas to look into; past it a branch is taken to be about everything
    const Kinds kinds = object_kinds(graph, branch, fuel) & around;
    if (!(seen & kinds).within(Kind::object)) return false;
    seen = seen | kinds;
  }
  return true;
}

}  // namespace verdiff::prove
