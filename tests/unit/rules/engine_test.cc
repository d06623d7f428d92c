#include "rules/engine.h"

#include "unit/diff/facts.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace verdiff;
using Lines = std::vector<std::string>;

namespace {

/// `major property-removed witness`, worst first.
Lines judged(const char* before, const char* after, Direction as = Direction::output) {
  const Contract left = test::contract(before, as);
  const Contract right = test::contract(after, as);
  const Diff changes = diff(left, right);
  Lines out;
  const auto findings = judge(left, right, changes, builtin_rules(), {});
  for (const Finding& one : findings) {
    out.push_back(fmt::format("{} {} {}", word(one.level), one.rule, word(one.evidence.kind)));
  }
  return out;
}

}  // namespace

TEST_CASE("a change is not blamed for what another one at the same slot breaks", "[engine]") {
  CHECK(judged("{type: number, minimum: 0, maximum: 5}", "{type: number, minimum: 1}") ==
        Lines{"major maximum-removed witness", "minor minimum-increased proof"});
  CHECK(judged("{type: number, minimum: 0, maximum: 5}", "{type: number, minimum: 1}",
               Direction::input) ==
        Lines{"major minimum-increased witness", "minor maximum-removed proof"});
}

TEST_CASE("nor for what breaks further down", "[engine]") {
  CHECK(judged("{type: object, properties: {label: {enum: [a, b]}}, required: [label]}",
               "{type: object, properties: {label: {enum: [a, b, c]}, extra: {type: string}}, "
               "required: [label]}") ==
        Lines{"major enum-value-added witness", "minor property-added proof"});
}

TEST_CASE("a witness is a whole payload of its flow where one can be built", "[engine]") {
  const Contract before = test::contract(
      "{type: object, required: [probability, class], properties: {probability: {type: number, "
      "minimum: 0, maximum: 1}, class: {enum: [churn, stay]}}}");
  const Contract after = test::contract(
      "{type: object, required: [probability, class], properties: {probability: {type: number}, "
      "class: {enum: [churn, stay]}}}");
  const Diff changes = diff(before, after);
  const auto findings = judge(before, after, changes, builtin_rules(), {});
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "scale-became-unbounded");
  CHECK(findings.front().evidence.whole_flow);
  CHECK(to_json(*findings.front().evidence.payload) == R"({"class": "churn", "probability": 2})");
  CHECK(findings.front().evidence.pointer == "/probability");
}

TEST_CASE("of several breaks in one place each shows a payload of its own", "[engine]") {
  const Contract before = test::contract(
      "{type: object, required: [kind, price, unit], properties: {kind: {type: string}, "
      "price: {type: number}, unit: {type: string}}}");
  const Contract after = test::contract(
      "{type: object, required: [kind], properties: {kind: {type: string}, "
      "price: {type: number}, unit: {type: string}}}");
  const Diff changes = diff(before, after);
  const auto findings = judge(before, after, changes, builtin_rules(), {});
  REQUIRE(findings.size() == 2);
  CHECK(to_json(*findings[0].evidence.payload) == R"({"kind": "", "unit": ""})");
  CHECK(findings[0].evidence.refused_by == R"(lacks the required property "price")");
  CHECK(to_json(*findings[1].evidence.payload) == R"({"kind": "", "price": 0})");
  CHECK(findings[1].evidence.refused_by == R"(lacks the required property "unit")");
}

TEST_CASE("an alternative that was added shows one of its own values", "[engine]") {
  const Contract before = test::contract(
      "{oneOf: [{type: object, required: [a], properties: {a: {const: 1}}}, {type: integer}]}");
  const Contract after = test::contract(
      "{oneOf: [{type: object, required: [a], properties: {a: {const: 1}}}, {type: integer}, "
      "{type: object, required: [b], properties: {b: {const: 2}}}, "
      "{type: object, required: [c], properties: {c: {const: 3}}}]}");
  const Diff changes = diff(before, after);
  const auto findings = judge(before, after, changes, builtin_rules(), {});
  REQUIRE(findings.size() == 2);
  CHECK(to_json(*findings[0].evidence.payload) == R"({"b": 2})");
  CHECK(to_json(*findings[1].evidence.payload) == R"({"c": 3})");
}

TEST_CASE("a change in one alternative shows a payload of that alternative", "[engine]") {
  const Contract before = test::contract(
      "{oneOf: [{type: object, required: [t], properties: {t: {const: a}, n: {maximum: 1}}}, "
      "{type: object, required: [t, m], properties: {t: {const: b}, m: {type: number}}}]}");
  const Contract after = test::contract(
      "{oneOf: [{type: object, required: [t], properties: {t: {const: a}, n: {maximum: 2}}}, "
      "{type: object, required: [t], properties: {t: {const: b}, m: {type: number}}}]}");
  const Diff changes = diff(before, after);
  const auto findings = judge(before, after, changes, builtin_rules(), {});
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule == "property-became-optional");
  CHECK(to_json(*findings[0].evidence.payload) == R"({"t": "b"})");
  CHECK(findings[0].evidence.refused_by == R"(lacks the required property "m")");
  CHECK(findings[1].rule == "maximum-increased");
  CHECK(findings[1].evidence.pointer == "/n");
}

TEST_CASE("branches of oneOf that start to overlap are found at the enclosing slot", "[engine]") {
  // Each branch only grows, which a service may do; together they refuse what was accepted.
  CHECK(judged("{oneOf: [{type: integer, maximum: 1}, {type: integer, minimum: 5}]}",
               "{oneOf: [{type: integer, maximum: 7}, {type: integer, minimum: 5}]}",
               Direction::input) == Lines{"major maximum-increased witness"});
}

TEST_CASE("below `not`, less is more", "[engine]") {
  CHECK(judged("{type: integer, not: {minimum: 5}}", "{type: integer, not: {minimum: 7}}") ==
        Lines{"major minimum-increased witness"});
  CHECK(judged("{type: integer, not: {minimum: 7}}", "{type: integer, not: {minimum: 5}}") ==
        Lines{"minor minimum-decreased proof"});
}
