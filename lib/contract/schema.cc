#include "contract/schema.h"

#include <algorithm>
#include <cassert>

namespace verdiff {

const Entry* Schema::find(Keyword keyword) const {
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), keyword,
                       [](const Entry& entry, Keyword wanted) { return entry.keyword < wanted; });
  return found != entries.end() && found->keyword == keyword ? &*found : nullptr;
}

SchemaId SchemaGraph::reserve() {
  schemas_.emplace_back();
  return static_cast<SchemaId>(schemas_.size() - 1);
}

void SchemaGraph::set(SchemaId id, Schema schema) {
  assert(index(id) < schemas_.size());
  schemas_[index(id)] = schema;
}

}  // namespace verdiff
