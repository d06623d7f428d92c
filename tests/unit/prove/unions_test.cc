// Unions whose branches a property tells apart: what they cost must grow with the number of
// branches, not with that of their combinations.

#include "document/value.h"
#include "formats/format.h"
#include "prove/inclusion.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using verdiff::Answer;
using verdiff::Contract;
using verdiff::Exchange;
using verdiff::Outcome;
using verdiff::Prover;
using verdiff::Reading;

namespace {

Contract load(const std::string& schema) {
  verdiff::Files files;
  files.read = [](const std::string& path) -> verdiff::Result<std::string> {
    return verdiff::Error{verdiff::ErrorCode::cannot_read, path, {}, {}};
  };
  verdiff::LoadOptions options;
  options.format = "json-schema";
  auto document = verdiff::read_json("schema", schema);
  REQUIRE(document);
  auto out =
      verdiff::load_contract(*std::move(document), std::move(files), "schema.json", {}, options);
  REQUIRE(out);
  return *std::move(out);
}

/// A branch with a constant type, whose limit is `most`.
std::string branch(int type, int most) {
  return fmt::format(
      R"({{"type": "object", "required": ["type", "id"], "properties": {{
          "type": {{"const": "t{0}"}}, "id": {{"type": "string"}},
          "size": {{"maximum": {1}, "type": "number"}}, "only{0}": {{"type": "boolean"}},
          "status": {{"enum": ["new", "done"]}}}}}})",
      type, most);
}

struct Union {
  std::string keyword = "oneOf";
  int branches = 80;
  int most_of_last = 5;      // the limit of the last branch
  std::string further = {};  // branches that are not told apart
};

std::string schema(const Union& given) {
  std::string out = fmt::format("{{\"{}\": [", given.keyword) + given.further;
  for (int i = 0; i < given.branches; ++i) {
    if (i > 0) out += ',';
    out += branch(i, i + 1 == given.branches ? given.most_of_last : 5);
  }
  return out + "]}";
}

Outcome decide(const Union& producer, const Union& consumer, Reading reading) {
  const Contract sent = load(schema(producer));
  const Contract read = load(schema(consumer));
  Prover prover;
  return prover.decide({{&sent, sent.flows[0].schema, Reading::closed, Exchange::none},
                        {&read, read.flows[0].schema, reading, Exchange::none}});
}

}  // namespace

TEST_CASE("a union is decided branch by branch, by the property that tells them apart") {
  for (const std::string keyword : {"oneOf", "anyOf"}) {
    for (const Reading reading : {Reading::letter, Reading::tolerant}) {
      CAPTURE(keyword, word(reading));
      const Outcome grown = decide({keyword, 80, 5}, {keyword, 81, 5}, reading);
      CHECK(grown.answer == Answer::included);
      CHECK(grown.steps < 50'000);
      const Outcome tightened = decide({keyword, 80, 5}, {keyword, 80, 4}, reading);
      REQUIRE(tightened.answer == Answer::not_included);
      CHECK(to_json(*tightened.witness) == R"({"id": "", "size": 5, "type": "t79"})");
      CHECK(tightened.steps < 100'000);
    }
  }
}

TEST_CASE("branches that overlap beside those that are told apart stay decidable") {
  const std::string untagged = R"({"type": "object", "required": ["role"], "properties": {
      "type": {"enum": ["message"]}, "role": {"enum": ["user", "system"]},
      "content": {"type": "string"}}},
      {"type": "object", "required": ["role", "content"], "properties": {
      "type": {"enum": ["message"]}, "role": {"enum": ["user", "assistant"]}, "phase": {"type": "string"},
      "content": {"type": "string"}}},
      {"type": "object", "required": ["ref"], "properties": {
      "type": {"anyOf": [{"enum": ["reference"]}, {"type": "null"}]},
      "ref": {"type": "string"}}},)";
  const Outcome grown =
      decide({"oneOf", 30, 5, untagged}, {"oneOf", 32, 6, untagged}, Reading::letter);
  CHECK(grown.answer == Answer::included);
  CHECK(grown.steps < 50'000);
}

TEST_CASE("names of members may be listed beside values that are no names") {
  const Contract one = load(R"({"propertyNames": {"enum": [1, "a", null]}})");
  const Contract other = load(R"({"propertyNames": {"enum": ["b", null, 2]}})");
  Prover prover;
  const Outcome out =
      prover.decide({{&one, one.flows[0].schema, Reading::letter, Exchange::none},
                     {&other, other.flows[0].schema, Reading::letter, Exchange::none}});
  REQUIRE(out.answer == Answer::not_included);
  CHECK(to_json(*out.witness) == R"({"a": null})");
}
