#include "prove/inclusion.h"

#include "document/value.h"
#include "formats/format.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using verdiff::Answer;
using verdiff::Contract;
using verdiff::Dialect;
using verdiff::Document;
using verdiff::Exchange;
using verdiff::Node;
using verdiff::Outcome;
using verdiff::Prover;
using verdiff::ProverOptions;
using verdiff::Question;
using verdiff::Reading;
using verdiff::Value;

namespace {

Document json(const std::string& name, std::string text) {
  auto out = verdiff::read_json(name, std::move(text));
  REQUIRE(out);
  return *std::move(out);
}

Contract load(const Node& schema, Dialect dialect = Dialect::draft2020_12) {
  verdiff::Files files;
  files.read = [](const std::string& path) -> verdiff::Result<std::string> {
    return verdiff::Error{verdiff::ErrorCode::cannot_read, path, {}, {}};
  };
  verdiff::LoadOptions options;
  options.format = "json-schema";
  options.default_dialect = dialect;
  auto out = verdiff::load_contract(verdiff::to_document(Value::copy(schema)), std::move(files),
                                    "schema.json", {}, options);
  REQUIRE(out);
  return *std::move(out);
}

Contract load(const std::string& schema) {
  return load(json("schema", schema).root());
}

/// The readings that a table names by their use.
Question question(const Contract& producer, const Contract& consumer, std::string_view roles) {
  const bool strict = roles == "strict";
  const Reading reads = roles == "output"   ? Reading::tolerant
                        : roles == "closed" ? Reading::closed
                                            : Reading::letter;
  return {{&producer, producer.flows[0].schema, strict ? Reading::letter : Reading::closed},
          {&consumer, consumer.flows[0].schema, reads}};
}

std::string text_of(const Outcome& out) {
  if (out.answer == Answer::unknown) {
    return "unknown " + std::string(word(*out.reason));
  }
  return std::string(word(out.answer));
}

std::string text_at(const Node& node, std::string_view key, std::string_view otherwise) {
  const Node* const value = node.find(key);
  return std::string(value != nullptr ? value->text() : otherwise);
}

}  // namespace

TEST_CASE("relations between schemas are answered as the tables say") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(VERDIFF_TESTDATA) + "/relation")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  for (const auto& path : files) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    const Document document = json(path.filename().string(), text.str());
    for (const Node& group : document.root().items()) {
      for (const Node& test : group.find("cases")->items()) {
        CAPTURE(path.filename().string(), group.find("description")->text(),
                text_at(test, "description", ""));
        const auto dialect =
            verdiff::parse_word<Dialect>(text_at(group, "dialect", "draft2020-12"));
        REQUIRE(dialect);
        const Contract producer = load(*test.find("producer"), *dialect);
        const Contract consumer = load(*test.find("consumer"), *dialect);
        const bool asserted = text_at(group, "format", "annotation") == "assertion";
        Prover prover(ProverOptions{.assert_format = asserted});
        const Outcome out =
            prover.decide(question(producer, consumer, text_at(group, "roles", "strict")));
        INFO((out.witness ? to_json(*out.witness) : out.detail));
        CHECK(text_of(out) == text_at(test, "answer", ""));
        if (const Node* const witness = test.find("witness")) {
          REQUIRE(out.witness);
          CHECK(to_json(*out.witness) == to_json(*witness));
        }
      }
    }
  }
}

TEST_CASE("a witness names the place in the payload, the keyword and the reason") {
  const Contract after = load(R"({"properties": {"p": {"type": "number"}}, "required": ["p"]})");
  const Contract before =
      load(R"({"properties": {"p": {"type": "number", "maximum": 1}}, "required": ["p"]})");
  Prover prover;
  const Question asked = question(after, before, "output");
  const Outcome out = prover.decide(asked);
  REQUIRE(out.witness);
  CHECK(to_json(*out.witness) == R"({"p": 2})");
  const verdiff::Refusal refusal = prover.refusal(asked.consumer, *out.witness);
  CHECK(refusal.pointer == "/p");
  CHECK(refusal.keyword_pointer == "/properties/p/maximum");
  CHECK(refusal.why == "is greater than the maximum 1");
}

TEST_CASE("an example is the least value that a side may send") {
  struct Row {
    const char* schema;
    const char* at;
    const char* inner;  // nullptr: none is asked for
    const char* expected;
  };
  const std::vector<Row> rows = {
      {R"({"type": "object", "properties": {"a": {"type": "integer", "minimum": 3},
           "b": {}}, "required": ["a"]})",
       "", nullptr, R"({"a": 3})"},
      {"false", "", nullptr, ""},
      {R"({"properties": {"list": {"type": "array", "items": {"properties": {"x": {},
           "y": {"type": "string"}}, "required": ["y"]}}}, "type": "object"})",
       "/list/0/x", "7", R"({"list": [{"x": 7, "y": ""}]})"},
      {R"({"properties": {"a": {"maximum": 3}}})", "/a", "4", ""},
      {R"({"properties": {"a": {}}})", "/b", "4", ""},
      {R"({"type": "object", "properties": {"a": {"type": "string"}, "n": {"type": "integer"}},
           "examples": [{"a": 1}, {"a": "churn", "n": 5}]})",
       "", nullptr, R"({"a": "churn", "n": 5})"},
      {R"({"type": "object", "properties": {"a": {"type": "string"}, "n": {"type": "integer"}},
           "examples": [{"a": "churn", "n": 5}]})",
       "/n", "9", R"({"a": "churn", "n": 9})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.schema, row.at);
    const Contract contract = load(row.schema);
    Prover prover;
    const verdiff::Side side{&contract, contract.flows[0].schema, Reading::closed};
    const Value inner =
        row.inner != nullptr ? Value::copy(json("inner", row.inner).root()) : Value::null();
    const auto out = prover.example(side, row.at, row.inner != nullptr ? &inner : nullptr);
    CHECK((out ? to_json(*out) : "") == row.expected);
  }
}

TEST_CASE("asking again costs nothing, and equal schemas next to nothing") {
  const std::string schema = R"({"$defs": {"n": {"properties": {"next": {"$ref": "#/$defs/n"},
      "v": {"anyOf": [{"type": "string"}, {"minimum": 3}]}}, "required": ["v"]}},
      "$ref": "#/$defs/n"})";
  const Contract one = load(schema);
  const Contract other = load(schema);
  Prover prover;
  CHECK(prover.decide(question(one, other, "strict")).answer == Answer::included);
  CHECK(prover.decide(question(one, other, "strict")).steps <= 5);
}

TEST_CASE("a budget that is too small leaves the answer open, never wrong") {
  const Contract one = load(R"({"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 3,
      "uniqueItems": true})");
  const Contract other = load(R"({"contains": {"const": 3}})");
  for (std::uint64_t budget = 1; budget < 400; budget += 7) {
    ProverOptions options;
    options.budget = budget;
    Prover prover(options);
    const Outcome out = prover.decide(question(one, other, "strict"));
    CAPTURE(budget);
    CHECK((out.answer == Answer::included || out.reason == verdiff::UnknownReason::budget));
  }
}

TEST_CASE("all questions together have a budget, too") {
  const Contract one = load(R"({"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 3,
      "uniqueItems": true})");
  const Contract other = load(R"({"contains": {"const": 3}})");
  Prover prover(ProverOptions{.budget = 2, .assert_format = false});
  const std::string all_spent = "the steps of all questions together are spent";
  CHECK(prover.decide(question(one, other, "strict")).detail == "not decided within 2 steps");
  int asked = 1;
  while (prover.decide(question(one, other, "strict")).detail != all_spent && asked < 1000) ++asked;
  CHECK(asked > 50);
  CHECK(asked <= 200);
}

TEST_CASE("what is left open says what it would take") {
  const Contract longer = load(R"({"type": "string", "maxLength": 20971520})");
  const Contract shorter = load(R"({"type": "string", "maxLength": 10485760})");
  Prover prover;
  const Outcome out = prover.decide(question(longer, shorter, "strict"));
  CHECK(out.reason == verdiff::UnknownReason::budget);
  CHECK(out.detail == "that would take a string of 10485761 characters");
  CHECK(out.steps < 100);
  CHECK(prover.decide(question(shorter, longer, "strict")).answer == Answer::included);

  const Contract overlapping = load(R"({"oneOf": [{"type": "object", "required": ["a"],
      "properties": {"a": {"type": "string"}}}, {"type": "object", "required": ["a", "b"],
      "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}]})");
  const Outcome empty = prover.decide(question(overlapping, overlapping, "output"));
  CHECK(empty.reason == verdiff::UnknownReason::empty_producer);
  CHECK_THAT(empty.detail, Catch::Contains("at index 1"));
}
