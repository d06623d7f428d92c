#include "formats/schema/schema_reader.h"

#include "formats/schema/dialects.h"
#include "formats/schema/keyword_reader.h"
#include "formats/schema/schema_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace verdiff {

namespace {

bool is_reference(SchemaWord word) {
  return word.use == SchemaWordUse::recursive_ref ||
         (word.use == SchemaWordUse::keyword &&
          (word.keyword == Keyword::ref || word.keyword == Keyword::dynamic_ref));
}

/// Schemas of one contract; past it (dynamic scopes can multiply them) it is refused.
constexpr std::size_t most_schemas = 8'000'000;

}  // namespace

std::size_t SchemaMemo::slot_of(const Key& key) const {
  std::uint64_t hash = reinterpret_cast<std::uintptr_t>(key.site.node) >> 3;
  hash ^= static_cast<std::uint64_t>(key.site.resource) << 40;
  hash ^= static_cast<std::uint64_t>(key.scope) << 52;
  hash *= 0x9e3779b97f4a7c15;
  std::size_t slot = static_cast<std::size_t>(hash >> 20) & (slots_.size() - 1);
  while (slots_[slot].key.site.node != nullptr && !(slots_[slot].key == key)) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

const SchemaId* SchemaMemo::find(const Key& key) const {
  if (slots_.empty()) return nullptr;
  const Slot& slot = slots_[slot_of(key)];
  return slot.key.site.node == nullptr ? nullptr : &slot.id;
}

void SchemaMemo::add(const Key& key, SchemaId id) {
  if (used_ * 2 >= slots_.size()) {
    std::vector<Slot> before(slots_.empty() ? 1024 : slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.key.site.node != nullptr) slots_[slot_of(slot.key)] = slot;
    }
  }
  Slot& slot = slots_[slot_of(key)];
  if (slot.key.site.node == nullptr) ++used_;
  slot = {key, id};
}

SchemaId SchemaReader::read(Site site) {
  return read(site, ScopeId{});
}

SchemaId SchemaReader::read_parameter(Site site) {
  constexpr ScopeId parameter{std::numeric_limits<std::uint32_t>::max()};
  if (const SchemaId* known = memo_.find({site, parameter})) return *known;
  const SchemaId id = reserve({{}, site, ScopeId{}, true});
  memo_.add({site, parameter}, id);
  return id;
}

SchemaId SchemaReader::anything(Site owner) {
  constexpr ScopeId absent{std::numeric_limits<std::uint32_t>::max() - 1};
  if (const SchemaId* known = memo_.find({owner, absent})) return *known;
  const SchemaId id = loading_.contract.schemas.reserve();
  Schema schema;
  schema.boolean = true;
  schema.place = references_.place(owner);
  loading_.contract.schemas.set(id, schema);
  memo_.add({owner, absent}, id);
  return id;
}

SchemaId SchemaReader::reserve(const Task& task) {
  SchemaGraph& graph = loading_.contract.schemas;
  if (graph.size() >= most_schemas) {
    loading_.fail(ErrorCode::too_many_nodes, references_.place(task.site),
                  fmt::format("more than {} schemas in one contract", most_schemas));
    return SchemaId{};
  }
  Task reserved = task;
  reserved.id = graph.reserve();
  pending_.push_back(reserved);
  return reserved.id;
}

SchemaId SchemaReader::read(Site site, ScopeId scope) {
  constexpr SchemaId on_the_way{std::numeric_limits<std::uint32_t>::max()};
  std::vector<SchemaMemo::Key> way;  // references passed: other names for where they end
  SchemaId id{};
  while (true) {
    site = references_.enter(site);
    const ScopeId around = scope;
    scope = dynamic_.enter(scope, site.resource);
    const SchemaMemo::Key key{site, scope};
    if (const SchemaId* known = memo_.find(key)) {
      id = *known;
      if (id != on_the_way) break;
      loading_.fail(ErrorCode::reference_loop, references_.place(site),
                    "this reference leads back to itself without passing a schema");
      return SchemaId{};
    }
    // A place that opens a dynamic scope is part of what the schema means: validation starts there.
    const Member* const reference = scope == around ? sole_reference(site, scope) : nullptr;
    if (reference == nullptr) {
      id = reserve({{}, site, scope, false});
      memo_.add(key, id);
      break;
    }
    memo_.add(key, on_the_way);
    way.push_back(key);
    if (ignores_ref_siblings(references_.dialect(site.resource))) note_ignored_siblings(site);
    site = follow(*reference, site.resource, scope);
    if (site.node == nullptr) return SchemaId{};
  }
  for (const SchemaMemo::Key& key : way) memo_.add(key, id);
  return id;
}

const Member* SchemaReader::sole_reference(Site site, ScopeId scope) const {
  const Dialect dialect = references_.dialect(site.resource);
  if (ignores_ref_siblings(dialect)) {
    const Member* const reference = site.node->find_member("$ref");
    return reference != nullptr && reference->value.is_string() ? reference : nullptr;
  }
  const Member* found = nullptr;
  for (const Member& member : site.node->members()) {
    const SchemaWord word = find_schema_word(member.key, dialect);
    if (is_reference(word)) {
      if (found != nullptr || !member.value.is_string()) return nullptr;
      found = &member;
    } else if (word.use == SchemaWordUse::keyword || word.use == SchemaWordUse::unknown ||
               word.use == SchemaWordUse::example) {
      return nullptr;
    }
  }
  const bool open = found != nullptr && dynamic_.inexact(scope) && found->key != "$ref";
  return open ? nullptr : found;
}

Site SchemaReader::follow(const Member& reference, ResourceId from, ScopeId scope) {
  const Target target = references_.resolve(from, reference.value);
  if (target.site.node == nullptr || reference.key == "$ref") return target.site;
  if (reference.key == "$dynamicRef") {
    // 2020-12 core §8.2.3.2: dynamic only if the initial target has a `$dynamicAnchor`.
    if (target.dynamic_anchor.empty()) return target.site;
    return dynamic_.find(scope, target.dynamic_anchor).value_or(target.site);
  }
  // 2019-09 core §8.2.4.2.1: dynamic only if the initial target has `$recursiveAnchor: true`.
  const auto& anchors = references_.dynamic_anchors(target.site.resource);
  const bool recursive = std::any_of(anchors.begin(), anchors.end(), [&](const auto& anchor) {
    return anchor.name.empty() && anchor.site.node == target.site.node;
  });
  return recursive ? dynamic_.find(scope, "").value_or(target.site) : target.site;
}

/// Ignored by the dialect's own rule, but their authors seldom know it.
void SchemaReader::note_ignored_siblings(Site site) {
  const Dialect dialect = references_.dialect(site.resource);
  for (const Member& member : site.node->members()) {
    const SchemaWord word = find_schema_word(member.key, dialect);
    const bool assertion =
        (word.use == SchemaWordUse::keyword && role(word.keyword) == KeywordRole::assertion) ||
        word.use == SchemaWordUse::additional_items || word.use == SchemaWordUse::dependencies ||
        word.use == SchemaWordUse::x_nullable || word.elsewhere;
    if (!assertion || word.keyword == Keyword::ref) continue;
    loading_.unsupported(
        references_.place({&member.value, site.resource}),
        fmt::format("`{}` says nothing beside `$ref` in {}", member.key, title(dialect)));
  }
}

void SchemaReader::finish() {
  while (!pending_.empty() && !loading_.error) {
    const Task task = pending_.back();
    pending_.pop_back();
    fill(task);
  }
}

void SchemaReader::fill(const Task& task) {
  Schema schema;
  schema.dialect = references_.dialect(task.site.resource);
  schema.place = references_.place(task.site);
  if (task.site.node->is_boolean()) {
    schema.boolean = task.site.node->boolean();
  } else if (task.site.node->is_null()) {
    // `schema:` or a property's name with nothing behind it: YAML's null, much written for `{}`.
    schema.boolean = true;
    loading_.unsupported(schema.place, "null is no schema: read as one that allows anything");
  } else if (task.site.node->is_object()) {
    schema.entries = KeywordReader(*this, task.site, task.scope, task.as_parameter).read();
  } else {
    loading_.fail(ErrorCode::invalid_contract, schema.place,
                  fmt::format("expected a schema (an object or a boolean), found {}",
                              with_article(task.site.node->kind())));
  }
  loading_.contract.schemas.set(task.id, schema);
}

}  // namespace verdiff
