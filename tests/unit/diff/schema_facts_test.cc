#include "unit/diff/facts.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using verdiff::test::facts;
using Lines = std::vector<std::string>;

namespace {

struct Case {
  const char* what;
  const char* before;
  const char* after;
  Lines facts;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.what);
    CHECK(facts(one.before, one.after) == one.facts);
  }
}

}  // namespace

TEST_CASE("properties come, go, and change their name", "[diff]") {
  check({
      {"nothing changed",
       "{properties: {a: {type: string}}}",
       "{properties: {a: {type: string}}}",
       {}},
      {"a property is new",
       "{properties: {score: {type: number}}}",
       "{properties: {score: {type: number}, explanation: {type: string}}}",
       {"output property existence added |explanation"}},
      {"a property is gone",
       "{properties: {score: {type: number}, explanation: {type: string}}}",
       "{properties: {score: {type: number}}}",
       {"output property existence removed |explanation"}},
      {"a rename is one change",
       "{properties: {score: {type: number}, label: {type: string}}}",
       "{properties: {score: {type: number}, label_name: {type: string}}}",
       {"output property name renamed |label_name"}},
      {"a name of another shape is no rename",
       "{properties: {score: {type: number}}}",
       "{properties: {scores: {type: array, items: {type: string}}}}",
       {"output property existence removed |score", "output property existence added |scores"}},
      {"it became required",
       "{properties: {a: {type: string}}}",
       "{properties: {a: {type: string}}, required: [a]}",
       {"output property required added |a"}},
      {"a declared `false` is no property",
       "{properties: {a: {type: string}}}",
       "{properties: {a: {type: string}, b: false}}",
       {"output schema wording changed"}},
  });
}

TEST_CASE("a property that moves into an allOf parent stays the same property", "[diff]") {
  check({
      {"allOf split",
       "{type: object, properties: {a: {type: string}, b: {type: integer}}}",
       "{allOf: [{type: object, properties: {a: {type: string}}}, {properties: {b: {type: "
       "integer}}}]}",
       {"output schema wording changed"}},
      {"and a change in it is still seen",
       "{type: object, properties: {a: {type: string}, b: {type: integer}}}",
       "{allOf: [{type: object, properties: {a: {type: string, maxLength: 5}}}, {properties: {b: "
       "{type: integer}}}]}",
       {"output schema wording changed", "output schema max-length added /a |maxLength"}},
  });
}

TEST_CASE("bounds go up and down, inclusive or exclusive", "[diff]") {
  check({
      {"added",
       "{type: integer}",
       "{type: integer, minimum: 1}",
       {"output schema minimum added |minimum"}},
      {"removed",
       "{type: integer, maximum: 9}",
       "{type: integer}",
       {"output schema maximum removed |maximum"}},
      {"increased",
       "{type: integer, minimum: 1}",
       "{type: integer, minimum: 2}",
       {"output schema minimum increased |minimum"}},
      {"the same number, now exclusive",
       "{type: integer, minimum: 1}",
       "{type: integer, exclusiveMinimum: 1}",
       {"output schema minimum increased |exclusiveMinimum"}},
      {"the same number in other digits",
       "{type: integer, minimum: 1}",
       "{type: integer, minimum: 1.0}",
       {}},
      {"minLength 0 is what no minLength means",
       "{type: string}",
       "{type: string, minLength: 0}",
       {"output schema wording changed"}},
  });
}

TEST_CASE("a recognised range is one fact", "[diff]") {
  check({
      {"share to percentage",
       "{type: number, minimum: 0, maximum: 1}",
       "{type: number, minimum: 0, maximum: 100}",
       {"output schema scale changed"}},
      {"probability to logit",
       "{type: number, minimum: 0, maximum: 1}",
       "{type: number}",
       {"output schema scale changed"}},
      {"whole numbers have no scale",
       "{type: integer, minimum: 0, maximum: 1}",
       "{type: integer, minimum: 0, maximum: 100}",
       {"output schema maximum increased |maximum"}},
      {"other ranges are bounds",
       "{type: number, minimum: 0, maximum: 5}",
       "{type: number, minimum: 0, maximum: 10}",
       {"output schema maximum increased |maximum"}},
  });
}

TEST_CASE("null may be said in four ways", "[diff]") {
  check({
      {"anyOf with null",
       "{type: [string, 'null']}",
       "{anyOf: [{type: string}, {type: 'null'}]}",
       {"output schema wording changed"}},
      {"null is newly allowed",
       "{type: string}",
       "{type: [string, 'null']}",
       {"output schema nullable added"}},
      {"and refused",
       "{anyOf: [{type: string}, {type: 'null'}]}",
       "{type: string}",
       {"output schema nullable removed"}},
  });
}

TEST_CASE("closed lists of values", "[diff]") {
  check({
      {"grown", "{enum: [a, b]}", "{enum: [a, b, c]}", {"output schema enum added"}},
      {"shrunk", "{enum: [a, b]}", "{enum: [a]}", {"output schema enum removed"}},
      {"both", "{enum: [a, b]}", "{enum: [a, c]}", {"output schema enum changed"}},
      {"another order", "{enum: [a, b]}", "{enum: [b, a]}", {"output schema enum reordered"}},
      {"const is a list of one", "{const: a}", "{enum: [a]}", {"output schema wording changed"}},
      {"newly stated",
       "{type: string}",
       "{type: string, enum: [a]}",
       {"output schema enum closed"}},
  });
}

TEST_CASE("a plain schema that becomes one of several is compared with the one like it", "[diff]") {
  check({
      {"it stays as it was",
       "{type: object, properties: {id: {}, address: {}}}",
       "{anyOf: [{title: Gone, properties: {id: {}, deleted: {}}},"
       " {type: object, properties: {id: {}, address: {}}}]}",
       {"output schema any-of added |Gone"}},
      {"and changed besides",
       "{type: object, properties: {id: {}, address: {}}}",
       "{oneOf: [{type: object, properties: {id: {}, address: {}, since: {}}}, {type: string}]}",
       {"output schema one-of added |string", "output property existence added |since"}},
      {"one of several is all that is left",
       "{anyOf: [{type: integer}, {type: string}]}",
       "{type: integer}",
       {"output schema any-of removed |string"}},
      {"null is no alternative of its own",
       "{type: [integer, 'null']}",
       "{anyOf: [{type: integer}, {type: string}, {type: 'null'}]}",
       {"output schema any-of added |string"}},
      {"what the union says beside its alternatives counts for each",
       "{type: integer, default: 5}",
       "{anyOf: [{type: integer}, {type: string}], default: 5}",
       {"output schema any-of added |string"}},
      {"a list of one says the same",
       "{type: integer, minimum: 1}",
       "{anyOf: [{type: integer, minimum: 1}]}",
       {"output schema wording changed"}},
      {"nothing is like it",
       "{type: integer}",
       "{anyOf: [{type: boolean}, {type: string}]}",
       {"output schema type added", "output schema any-of closed"}},
  });
}

TEST_CASE("branches are paired by what they are, not by where they stand", "[diff]") {
  const char* const cat = "{properties: {kind: {const: cat}, lives: {type: integer}}}";
  const char* const dog = "{properties: {kind: {const: dog}, tricks: {type: array}}}";
  const char* const old_dog =
      "{properties: {kind: {const: dog}, tricks: {type: array, maxItems: 0}}}";
  const std::string before = std::string("{oneOf: [") + cat + ", " + dog + "]}";
  const std::string swapped = std::string("{oneOf: [") + dog + ", " + cat + "]}";
  const std::string tightened = std::string("{oneOf: [") + old_dog + ", " + cat + "]}";
  const std::string shrunk = std::string("{oneOf: [") + dog + "]}";
  check({
      {"another order", before.c_str(), swapped.c_str(), {"none contract wording changed"}},
      {"one changed",
       before.c_str(),
       tightened.c_str(),
       {"output schema max-items added /tricks |maxItems"}},
      {"one gone", before.c_str(), shrunk.c_str(), {"output schema one-of removed |kind: \"cat\""}},
  });
}

TEST_CASE("recursion ends, and a change in it is told once", "[diff]") {
  const char* const before = R"({
    $ref: '#/$defs/node',
    $defs: {node: {type: object, properties: {value: {type: integer}, next: {$ref: '#/$defs/node'}}}}})";
  const char* const after = R"({
    $ref: '#/$defs/node',
    $defs: {node: {type: object, properties: {value: {type: string}, next: {$ref: '#/$defs/node'}}}}})";
  CHECK(facts(before, before).empty());
  CHECK(facts(before, after) == Lines{"output schema type changed /value"});
}
