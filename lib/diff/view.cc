#include "diff/view.h"

#include <algorithm>
#include <unordered_set>

namespace verdiff {

namespace {

constexpr std::size_t most_conjuncts = 1024;  // past it, an allOf chain is read as opaque

/// What must hold together with the schema.
void push_parts(const Schema& schema, std::vector<SchemaId>& out) {
  for (const Entry& entry : schema.entries) {
    if (entry.keyword == Keyword::ref || entry.keyword == Keyword::all_of) {
      out.insert(out.end(), entry.schemas.begin(), entry.schemas.end());
    }
  }
}

bool by_keyword(const Owned& left, const Owned& right) {
  return left.entry->keyword < right.entry->keyword;
}

}  // namespace

bool says_only_null(const Schema& schema) {
  if (schema.boolean) return false;
  bool only_null = false;
  for (const Entry& entry : schema.entries) {
    if (entry.keyword == Keyword::type) {
      only_null = entry.types == TypeSet().with(JsonType::null);
    } else if (role(entry.keyword) == KeywordRole::assertion) {
      return false;
    }
  }
  return only_null;
}

std::optional<SchemaId> View::nullable_branch(const SchemaGraph& graph,
                                              const Schema& schema) const {
  const Entry* union_entry = nullptr;
  for (const Entry& entry : schema.entries) {
    if (role(entry.keyword) == KeywordRole::annotation) continue;
    if (entry.keyword != Keyword::any_of && entry.keyword != Keyword::one_of) return std::nullopt;
    if (union_entry != nullptr || entry.schemas.size() != 2) return std::nullopt;
    union_entry = &entry;
  }
  if (union_entry == nullptr) return std::nullopt;
  const bool first = says_only_null(graph[union_entry->schemas[0]]);
  const bool second = says_only_null(graph[union_entry->schemas[1]]);
  if (first == second) return std::nullopt;
  return union_entry->schemas[first ? 1 : 0];
}

View::View(const SchemaGraph& graph, SchemaId id) : id_(id) {
  add(graph, id);
  std::vector<SchemaId> pending;
  // Only the outermost: `null` as an alternative of one conjunct is not null as a whole.
  if (const auto branch = nullable_branch(graph, graph[id])) {
    null_branch_ = true;
    std::erase_if(entries_, [](const Owned& owned) {
      return owned.entry->keyword == Keyword::any_of || owned.entry->keyword == Keyword::one_of;
    });
    pending.push_back(*branch);
  }
  push_parts(graph[id], pending);
  if (pending.empty()) return;  // the entries of one schema are in order
  std::reverse(pending.begin(), pending.end());
  std::unordered_set<SchemaId> seen{id};
  while (!pending.empty() && conjuncts_.size() < most_conjuncts) {
    const SchemaId next = pending.back();
    pending.pop_back();
    if (!seen.insert(next).second) continue;
    add(graph, next);
    const std::size_t before = pending.size();
    push_parts(graph[next], pending);
    std::reverse(pending.begin() + static_cast<std::ptrdiff_t>(before), pending.end());
  }
  sort();
}

View View::through(const SchemaGraph& graph, const Owned& one_of_many, SchemaId alternative) const {
  View out = *this;
  std::erase_if(out.entries_, [&](const Owned& owned) { return owned.entry == one_of_many.entry; });
  const View inner(graph, alternative);
  out.conjuncts_.insert(out.conjuncts_.end(), inner.conjuncts_.begin(), inner.conjuncts_.end());
  out.entries_.insert(out.entries_.end(), inner.entries_.begin(), inner.entries_.end());
  for (const Owned& owned : inner.entries_) out.keywords_.add(owned.entry->keyword);
  out.sort();
  if (inner.boolean_) out.boolean_ = out.boolean_.value_or(true) && *inner.boolean_;
  const auto& all = one_of_many.entry->schemas;
  out.null_branch_ = inner.null_branch_ || std::any_of(all.begin(), all.end(), [&](SchemaId one) {
                       return says_only_null(graph[one]);
                     });
  return out;
}

void View::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), by_keyword);
}

void View::add(const SchemaGraph& graph, SchemaId id) {
  conjuncts_.push_back(id);
  const Schema& schema = graph[id];
  if (schema.boolean) {
    boolean_ = boolean_.value_or(true) && *schema.boolean;
    return;
  }
  entries_.reserve(entries_.size() + schema.entries.size());
  for (const Entry& entry : schema.entries) {
    if (entry.keyword == Keyword::ref || entry.keyword == Keyword::all_of) continue;
    entries_.push_back({id, &entry});
    keywords_.add(entry.keyword);
  }
}

std::span<const Owned> View::find(Keyword keyword) const {
  const auto [first, last] = std::equal_range(
      entries_.begin(), entries_.end(), keyword, [](const auto& left, const auto& right) {
        const auto key = [](const auto& side) {
          if constexpr (std::is_same_v<std::decay_t<decltype(side)>, Keyword>) {
            return side;
          } else {
            return side.entry->keyword;
          }
        };
        return key(left) < key(right);
      });
  return {first, last};
}

TypeSet View::types() const {
  TypeSet out = TypeSet::all();
  for (const Owned& owned : all(Keyword::type)) {
    TypeSet both;
    for (int type = 0; type <= static_cast<int>(JsonType::object); ++type) {
      const auto one = static_cast<JsonType>(type);
      const bool here = owned.entry->types.has(one) ||
                        (one == JsonType::integer && owned.entry->types.has(JsonType::number));
      const bool there = out.has(one) || (one == JsonType::integer && out.has(JsonType::number));
      if (here && there) both = both.with(one);
    }
    out = both;
  }
  return out;
}

bool View::allows_null() const {
  if (null_branch_) return true;
  return types().has(JsonType::null);
}

}  // namespace verdiff
