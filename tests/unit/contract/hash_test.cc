#include "contract/schema.h"
#include "document/document.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {

/// Graphs by hand: `link(a, {{"x", b}})` makes a an object schema whose properties lead on.
struct Builder {
  SchemaGraph graph;

  SchemaId reserve() { return graph.reserve(); }

  void link(SchemaId id, std::vector<std::pair<std::string_view, SchemaId>> properties) {
    Arena& arena = graph.arena();
    Entry type;
    type.keyword = Keyword::type;
    type.types = TypeSet().with(JsonType::object);
    Entry entry;
    entry.keyword = Keyword::properties;
    std::vector<std::string_view> names;
    std::vector<SchemaId> schemas;
    for (const auto& [name, target] : properties) {
      names.push_back(name);
      schemas.push_back(target);
    }
    entry.names = arena.copy(std::span<const std::string_view>(names));
    entry.schemas = arena.copy(std::span<const SchemaId>(schemas));
    const std::vector<Entry> entries{type, entry};
    Schema schema;
    schema.entries = arena.copy(std::span<const Entry>(entries));
    graph.set(id, schema);
  }

  void add(SchemaId id, Keyword keyword, const Node* value, std::vector<SchemaId> schemas = {}) {
    Entry entry;
    entry.keyword = keyword;
    entry.value = value;
    entry.schemas = graph.arena().copy(std::span<const SchemaId>(schemas));
    Schema schema;
    schema.entries = graph.arena().copy(std::span<const Entry>(&entry, 1));
    graph.set(id, schema);
  }

  std::uint64_t hash(SchemaId id) const { return graph[id].hash; }
};

Document json(std::string text) {
  auto document = read_json("test", std::move(text));
  REQUIRE(document);
  return std::move(*document);
}

}  // namespace

TEST_CASE("the hash of a schema sees the schemas that it points at", "[contract][hash]") {
  Builder b;
  const SchemaId one = b.reserve(), two = b.reserve(), leaf = b.reserve(), other = b.reserve();
  const Document text = json(R"({"maximum": 1})"), same = json(R"({"maximum": 1.0})");
  b.add(leaf, Keyword::maximum, text.root().find("maximum"));
  b.add(other, Keyword::maximum, same.root().find("maximum"));
  b.link(one, {{"a", leaf}, {"b", one}});
  b.link(two, {{"b", two}, {"a", other}});
  b.graph.hash_all();
  CHECK(b.hash(leaf) == b.hash(other));
  CHECK(b.hash(one) == b.hash(two));  // key order doesn't count, and ids don't
}

TEST_CASE("schemas of a cycle differ when what they lead to differs", "[contract][hash]") {
  Builder b;
  // a -> b -> c -> a, and the same again with another name five steps away.
  std::vector<SchemaId> ring, same_ring, other_ring;
  for (int i = 0; i < 6; ++i) {
    ring.push_back(b.reserve());
    same_ring.push_back(b.reserve());
    other_ring.push_back(b.reserve());
  }
  for (std::size_t i = 0; i < 6; ++i) {
    const std::size_t next = (i + 1) % 6;
    b.link(ring[i], {{i == 0 ? "start" : "next", ring[next]}});
    b.link(same_ring[i], {{i == 0 ? "start" : "next", same_ring[next]}});
    b.link(other_ring[i], {{i == 0 ? "begin" : "next", other_ring[next]}});
  }
  b.graph.hash_all();
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(b.hash(ring[i]) == b.hash(same_ring[i]));
    CHECK(b.hash(ring[i]) != b.hash(other_ring[i]));
    for (std::size_t j = 0; j < i; ++j) CHECK(b.hash(ring[i]) != b.hash(ring[j]));
  }
}

TEST_CASE("the order of branches does not count, that of a tuple does", "[contract][hash]") {
  const Document text = json(R"(["a", "b"])");
  const auto hash_of_pair = [&](Keyword keyword, bool swapped) {
    Builder b;
    const SchemaId left = b.reserve(), right = b.reserve(), root = b.reserve();
    b.add(left, Keyword::title, &text.root().items()[0]);
    b.add(right, Keyword::title, &text.root().items()[1]);
    b.add(root, keyword, nullptr, swapped ? std::vector{right, left} : std::vector{left, right});
    b.graph.hash_all();
    return b.hash(root);
  };
  for (const Keyword keyword : {Keyword::all_of, Keyword::any_of, Keyword::one_of}) {
    CAPTURE(spelling(keyword));
    CHECK(hash_of_pair(keyword, false) == hash_of_pair(keyword, true));
  }
  CHECK(hash_of_pair(Keyword::prefix_items, false) != hash_of_pair(Keyword::prefix_items, true));
  CHECK(hash_of_pair(Keyword::any_of, false) != hash_of_pair(Keyword::one_of, false));
}

TEST_CASE("a list of values is hashed in its order", "[contract][hash]") {
  const Document lists = json(R"([["a", "b"], ["b", "a"], ["a", "c"]])");
  const auto hash_of_list = [&](Keyword keyword, std::size_t i) {
    Builder b;
    const SchemaId id = b.reserve();
    b.add(id, keyword, &lists.root().items()[i]);
    b.graph.hash_all();
    return b.hash(id);
  };
  CHECK(hash_of_list(Keyword::enum_, 0) != hash_of_list(Keyword::enum_, 1));
  CHECK(hash_of_list(Keyword::enum_, 0) != hash_of_list(Keyword::enum_, 2));
  CHECK(hash_of_list(Keyword::labels, 0) != hash_of_list(Keyword::labels, 1));
}

TEST_CASE("a chain of a hundred thousand schemas is hashed without recursion", "[contract][hash]") {
  Builder b;
  const std::size_t length = 100'000;
  std::vector<SchemaId> chain;
  for (std::size_t i = 0; i < length; ++i) chain.push_back(b.reserve());
  for (std::size_t i = 0; i + 1 < length; ++i) b.link(chain[i], {{"next", chain[i + 1]}});
  b.link(chain.back(), {});
  b.graph.hash_all();
  CHECK(b.hash(chain[0]) != b.hash(chain[1]));

  b.link(chain.back(), {{"next", chain[0]}});  // the same as one great cycle
  b.graph.hash_all();
  CHECK(b.hash(chain[0]) == b.hash(chain[1]));
}
