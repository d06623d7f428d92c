#include "contract/schema.h"

#include <algorithm>
#include <cassert>

namespace verdiff {

const Entry* Schema::find_entry(Keyword keyword) const {
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), keyword,
                       [](const Entry& entry, Keyword wanted) { return entry.keyword < wanted; });
  assert(found != entries.end() && found->keyword == keyword);
  return &*found;
}

SchemaId SchemaGraph::reserve() {
  schemas_.emplace_back();
  return static_cast<SchemaId>(schemas_.size() - 1);
}

void SchemaGraph::set(SchemaId id, Schema schema) {
  assert(index(id) < schemas_.size());
  for (const Entry& entry : schema.entries) schema.keywords.add(entry.keyword);
  schemas_[index(id)] = schema;
}

}  // namespace verdiff
