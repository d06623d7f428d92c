#include "contract/schema.h"

#include <catch2/catch.hpp>

using namespace verdiff;

TEST_CASE("find gives the entry of a keyword or nothing", "[contract][schema]") {
  SchemaGraph graph;
  const SchemaId id = graph.reserve();
  Entry entries[3];
  entries[0].keyword = Keyword::type;
  entries[1].keyword = Keyword::maximum;
  entries[2].keyword = Keyword::title;
  Schema schema;
  schema.entries = graph.arena().copy(std::span<const Entry>(entries));
  graph.set(id, schema);

  CHECK(graph[id].find(Keyword::type) == &graph[id].entries[0]);
  CHECK(graph[id].find(Keyword::maximum) == &graph[id].entries[1]);
  CHECK(graph[id].find(Keyword::title) == &graph[id].entries[2]);
  CHECK(graph[id].find(Keyword::minimum) == nullptr);
  CHECK(graph[id].find(Keyword::unknown) == nullptr);
  CHECK(Schema().find(Keyword::type) == nullptr);
}

TEST_CASE("every keyword is found by its spelling", "[contract][keyword]") {
#define VERDIFF_KEYWORD(name, text, shape, role) \
  if (Keyword::name != Keyword::unknown)         \
    CHECK(find_keyword(spelling(Keyword::name)) == Keyword::name);
  VERDIFF_KEYWORDS(VERDIFF_KEYWORD)
#undef VERDIFF_KEYWORD
  CHECK_FALSE(find_keyword(""));
  CHECK_FALSE(find_keyword("Type"));
}
