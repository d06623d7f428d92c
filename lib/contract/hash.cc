// SchemaGraph::hash_all. Parts without cycles are hashed bottom-up. Inside a strongly connected
// component every schema starts from what it says itself and is refined by the hashes of those it
// points at, until no round tells more schemas apart (partition refinement, as in the minimisation
// of automata). Every step depends on content alone, so the same content gives the same hash
// whatever the ids, the key order or the names of components are.

#include "base/hash.h"

#include "contract/schema.h"

#include <algorithm>
#include <limits>

namespace verdiff {

namespace {

/// Rounds of refinement in one component; schemas that differ only further away than this get the
/// same hash, which a filter may do.
constexpr int max_rounds = 64;

constexpr std::uint64_t mix(std::uint64_t hash) {
  return combine(0, hash);
}

/// Sums of mixed hashes don't see order; a position that matters is part of the hash.
std::uint64_t hash_of(std::span<const std::string_view> names) {
  std::uint64_t sum = 0;
  for (const std::string_view name : names) sum += mix(hash_text(name));
  return sum;
}

std::uint64_t hash_of_values(const Entry& entry) {
  return entry.value == nullptr ? 0 : entry.value->hash();
}

/// What an entry says without the schemas that it points at.
std::uint64_t hash_of(const Entry& entry) {
  const std::uint64_t keyword = mix(static_cast<std::uint64_t>(entry.keyword));
  switch (shape(entry.keyword)) {
    case KeywordShape::types:
      return combine(keyword, entry.types.bits());
    case KeywordShape::names:
      return combine(keyword, hash_of(entry.names));
    case KeywordShape::name_map: {
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < entry.names.size(); ++i) {
        sum += combine(hash_text(entry.names[i]), hash_of(entry.name_lists[i]));
      }
      return combine(keyword, sum);
    }
    case KeywordShape::schema:
    case KeywordShape::schemas:
    case KeywordShape::schema_map:
      return combine(keyword, entry.schemas.size());
    case KeywordShape::value:
    case KeywordShape::values:
    case KeywordShape::number:
    case KeywordShape::count:
    case KeywordShape::flag:
    case KeywordShape::text:
    case KeywordShape::other:
      break;
  }
  return combine(keyword, combine(hash_text(entry.name), hash_of_values(entry)));
}

/// Where in its owner a subschema stands, as far as that matters to the meaning.
std::uint64_t hash_of_position(const Entry& entry, std::size_t i) {
  const auto keyword = static_cast<std::uint64_t>(entry.keyword);
  switch (entry.keyword) {
    case Keyword::all_of:
    case Keyword::any_of:
    case Keyword::one_of:
      return keyword;
    default:
      return entry.names.empty() ? combine(keyword, i)
                                 : combine(keyword, hash_text(entry.names[i]));
  }
}

struct Edge {
  std::uint32_t target;
  std::uint64_t position;
};

/// The graph as flat lists: what the two algorithms below walk.
struct Graph {
  std::vector<std::uint64_t> own;     // what each schema says itself
  std::vector<std::uint32_t> starts;  // edges of i: [starts[i], starts[i + 1])
  std::vector<Edge> edges;

  std::span<const Edge> edges_of(std::uint32_t i) const {
    return std::span(edges).subspan(starts[i], starts[i + 1] - starts[i]);
  }
};

Graph flatten(std::span<const Schema> schemas) {
  Graph graph;
  graph.own.reserve(schemas.size());
  graph.starts.reserve(schemas.size() + 1);
  for (const Schema& schema : schemas) {
    graph.starts.push_back(static_cast<std::uint32_t>(graph.edges.size()));
    std::uint64_t own = schema.boolean ? (*schema.boolean ? 2 : 1) : 0;
    for (const Entry& entry : schema.entries) {
      own += hash_of(entry);
      for (std::size_t i = 0; i < entry.schemas.size(); ++i) {
        graph.edges.push_back({index(entry.schemas[i]), hash_of_position(entry, i)});
      }
    }
    graph.own.push_back(mix(own));
  }
  graph.starts.push_back(static_cast<std::uint32_t>(graph.edges.size()));
  return graph;
}

/// Tarjan's strongly connected components with a stack of its own. A component is given out after
/// all that it points at.
class Components {
 public:
  explicit Components(const Graph& graph)
      : graph_(graph), order_(graph.own.size(), unseen), low_(graph.own.size(), 0) {}

  template <class Visit>
  void each(Visit visit) {
    for (std::uint32_t root = 0; root < order_.size(); ++root) {
      if (order_[root] != unseen) continue;
      enter(root);
      while (!path_.empty()) advance(visit);
    }
  }

 private:
  static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t done = unseen - 1;

  struct Frame {
    std::uint32_t node;
    std::uint32_t edge;
  };

  void enter(std::uint32_t node) {
    order_[node] = low_[node] = next_++;
    open_.push_back(node);
    path_.push_back({node, 0});
  }

  template <class Visit>
  void advance(Visit& visit) {
    Frame& frame = path_.back();
    const std::uint32_t node = frame.node;
    const auto edges = graph_.edges_of(node);
    while (frame.edge < edges.size()) {
      const std::uint32_t target = edges[frame.edge++].target;
      if (order_[target] == unseen) return enter(target);
      if (order_[target] != done) low_[node] = std::min(low_[node], order_[target]);
    }
    path_.pop_back();
    if (!path_.empty()) {
      std::uint32_t& parent = low_[path_.back().node];
      parent = std::min(parent, low_[node]);
    }
    if (low_[node] != order_[node]) return;
    const auto first = std::find(open_.rbegin(), open_.rend(), node).base() - 1;
    const std::span<const std::uint32_t> members(&*first,
                                                 static_cast<std::size_t>(open_.end() - first));
    for (const std::uint32_t member : members) order_[member] = done;
    visit(members);
    open_.erase(first, open_.end());
  }

  const Graph& graph_;
  std::uint32_t next_ = 0;
  std::vector<std::uint32_t> order_, low_;
  std::vector<std::uint32_t> open_;
  std::vector<Frame> path_;
};

std::size_t count_distinct(std::vector<std::uint64_t> hashes) {
  std::sort(hashes.begin(), hashes.end());
  return static_cast<std::size_t>(std::unique(hashes.begin(), hashes.end()) - hashes.begin());
}

/// Hashes one component, given the hashes of everything that it points at.
class Refinement {
 public:
  Refinement(const Graph& graph, std::vector<std::uint64_t>& hashes)
      : graph_(graph), hashes_(hashes), component_(hashes.size(), 0) {}

  void operator()(std::span<const std::uint32_t> members) {
    ++current_;
    for (const std::uint32_t member : members) component_[member] = current_;
    fixed_.clear();
    bool cyclic = false;
    for (const std::uint32_t member : members) {
      std::uint64_t sum = graph_.own[member];
      for (const Edge& edge : graph_.edges_of(member)) {
        if (component_[edge.target] == current_) {
          cyclic = true;
        } else {
          sum += combine(edge.position, hashes_[edge.target]);
        }
      }
      fixed_.push_back(sum);
    }
    for (std::size_t i = 0; i < members.size(); ++i) hashes_[members[i]] = mix(fixed_[i]);
    if (cyclic) refine(members);
  }

 private:
  void refine(std::span<const std::uint32_t> members) {
    std::vector<std::uint64_t> next(members.size());
    std::size_t told_apart = 0;
    for (int round = 0; round < max_rounds; ++round) {
      for (std::size_t i = 0; i < members.size(); ++i) {
        std::uint64_t sum = fixed_[i];
        for (const Edge& edge : graph_.edges_of(members[i])) {
          if (component_[edge.target] == current_) {
            sum += combine(edge.position, hashes_[edge.target]);
          }
        }
        next[i] = mix(sum);
      }
      for (std::size_t i = 0; i < members.size(); ++i) hashes_[members[i]] = next[i];
      const std::size_t distinct = count_distinct(next);
      if (distinct == told_apart) break;
      told_apart = distinct;
    }
  }

  const Graph& graph_;
  std::vector<std::uint64_t>& hashes_;
  std::vector<std::uint32_t> component_;  // number of the component that a schema belongs to
  std::vector<std::uint64_t> fixed_;      // of the component: what refinement doesn't change
  std::uint32_t current_ = 0;
};

}  // namespace

void SchemaGraph::hash_all() {
  const Graph graph = flatten(schemas_);
  std::vector<std::uint64_t> hashes(schemas_.size());
  Refinement refine(graph, hashes);
  Components(graph).each([&](std::span<const std::uint32_t> members) { refine(members); });
  for (std::size_t i = 0; i < schemas_.size(); ++i) schemas_[i].hash = hashes[i];
}

}  // namespace verdiff
