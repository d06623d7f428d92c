#include "rules/fingerprint.h"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

FindingSide side(std::string pointer, std::string name, std::string value) {
  return {.present = true,
          .location = {"api.yaml", 10, 5},
          .pointer = std::move(pointer),
          .name = std::move(name),
          .value = std::move(value)};
}

Finding enum_grew() {
  Finding finding;
  finding.rule = "enum-value-added";
  finding.level = Level::major;
  finding.aspect = Aspect::enum_;
  finding.action = Action::added;
  finding.direction = Direction::output;
  finding.flow = "POST /predict 200 application/json";
  finding.payload_path = "/class";
  finding.before = side("/components/schemas/P/properties/class/enum", "class", R"(["a", "b"])");
  finding.after =
      side("/components/schemas/P/properties/class/enum", "class", R"(["a", "b", "c"])");
  return finding;
}

Finding parameter_narrowed(std::string flow, std::string pointer) {
  Finding finding;
  finding.rule = "maximum-decreased";
  finding.aspect = Aspect::maximum;
  finding.direction = Direction::input;
  finding.flow = std::move(flow);
  finding.before = side(pointer, "", "100");
  finding.after = side(pointer, "", "50");
  return finding;
}

struct Edit {
  std::string name;
  std::function<void(Finding&)> apply;
};

}  // namespace

TEST_CASE("a fingerprint is 16 hexadecimal digits") {
  const std::string text = fingerprint(enum_grew());
  CHECK(text.size() == 16);
  CHECK(text.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("fingerprints are for ever: this one is in somebody's file") {
  CHECK(fingerprint(enum_grew()) == "067fb18ec8f9dae0");
}

TEST_CASE("a fingerprint survives what says nothing about the finding") {
  const std::vector<Edit> edits = {
      {"lines move", [](Finding& f) { f.before.location.line = f.after.location.line = 99; }},
      {"the file moves", [](Finding& f) { f.after.location.file = "v2/api.json"; }},
      {"another operation uses the component first",
       [](Finding& f) {
         f.flow = "GET /batch 200 application/json";
         f.payload_path = "/items/*/class";
         f.reach = 7;
       }},
      {"the values are listed in another order",
       [](Finding& f) { f.after.value = R"(["c","b","a"])"; }},
      {"the level and the evidence change",
       [](Finding& f) {
         f.level = Level::minor;
         f.policy = "open-enums";
         f.effect = Effect::unknown;
         f.evidence.kind = EvidenceKind::unknown;
       }},
      {"the words change", [](Finding& f) { f.message = f.why = f.fix = "other words"; }},
      {"the new side moves to another component",
       [](Finding& f) { f.after.pointer = "/components/schemas/Q/properties/class/enum"; }},
  };
  for (const Edit& edit : edits) {
    DYNAMIC_SECTION(edit.name) {
      Finding edited = enum_grew();
      edit.apply(edited);
      CHECK(fingerprint(edited) == fingerprint(enum_grew()));
    }
  }
}

TEST_CASE("another finding has another fingerprint") {
  const std::vector<Edit> edits = {
      {"another rule", [](Finding& f) { f.rule = "enum-value-removed"; }},
      {"the other direction", [](Finding& f) { f.direction = Direction::input; }},
      {"another place",
       [](Finding& f) { f.before.pointer = "/components/schemas/P/properties/kind/enum"; }},
      {"another value", [](Finding& f) { f.after.value = R"(["a", "b", "d"])"; }},
      {"another new name", [](Finding& f) { f.after.name = "label"; }},
      {"added instead of changed", [](Finding& f) { f.before.present = false; }},
  };
  for (const Edit& edit : edits) {
    DYNAMIC_SECTION(edit.name) {
      Finding edited = enum_grew();
      edit.apply(edited);
      CHECK(fingerprint(edited) != fingerprint(enum_grew()));
    }
  }
}

TEST_CASE("values are compared as JSON, not as text") {
  Finding finding = enum_grew();
  finding.aspect = Aspect::default_;
  finding.after.value = R"({"a": [1, 2], "b": 10})";
  Finding reformatted = finding;
  reformatted.after.value = R"({"b":1e1,"a":[1.0,2]})";
  CHECK(fingerprint(reformatted) == fingerprint(finding));
  Finding reordered = finding;
  reordered.after.value = R"({"a": [2, 1], "b": 10})";
  CHECK(fingerprint(reordered) != fingerprint(finding));
}

TEST_CASE("a parameter is known by its name, not by its index") {
  const Finding first = parameter_narrowed("GET /items query limit",
                                           "/paths/~1items/get/parameters/0/schema/maximum");
  const Finding moved = parameter_narrowed("GET /items query limit",
                                           "/paths/~1items/get/parameters/3/schema/maximum");
  const Finding other = parameter_narrowed("GET /items query offset",
                                           "/paths/~1items/get/parameters/3/schema/maximum");
  CHECK(fingerprint(moved) == fingerprint(first));
  CHECK(fingerprint(other) != fingerprint(first));
}

TEST_CASE("a path item's parameter is the same whichever method is shown") {
  const std::string pointer = "/paths/~1items/parameters/0/schema/maximum";
  CHECK(fingerprint(parameter_narrowed("GET /items query limit", pointer)) ==
        fingerprint(parameter_narrowed("POST /items query limit", pointer)));
}

TEST_CASE("a shared parameter is known by its component") {
  const std::string pointer = "/components/parameters/Limit/schema/maximum";
  CHECK(fingerprint(parameter_narrowed("GET /items query limit", pointer)) ==
        fingerprint(parameter_narrowed("GET /users query limit", pointer)));
}

TEST_CASE("indexes go where order doesn't matter, and stay where it does") {
  CHECK(orderless_pointer("/properties/a/anyOf/2/maximum") == "/properties/a/anyOf/-/maximum");
  CHECK(orderless_pointer("/allOf/0/oneOf/1") == "/allOf/-/oneOf/-");
  CHECK(orderless_pointer("/prefixItems/1/maximum") == "/prefixItems/1/maximum");
  CHECK(orderless_pointer("/items/0") == "/items/0");
  CHECK(orderless_pointer("/properties/1/maximum") == "/properties/1/maximum");
  CHECK(orderless_pointer("/paths/~1a~1{b}/get/parameters/12") ==
        "/paths/~1a~1{b}/get/parameters/-");
  CHECK(orderless_pointer("").empty());
}

TEST_CASE("fingerprints are unique in a report, twins by their order") {
  Finding first = enum_grew();
  first.before.pointer = "/anyOf/0/enum";
  Finding second = first;
  second.before.pointer = "/anyOf/1/enum";
  std::vector<Finding> findings = {first, second, first};
  assign_fingerprints(findings);
  CHECK(findings[0].fingerprint == fingerprint(first));
  CHECK(findings[0].fingerprint != findings[1].fingerprint);
  CHECK(findings[1].fingerprint != findings[2].fingerprint);
  CHECK(findings[0].fingerprint != findings[2].fingerprint);

  std::vector<Finding> again = {second, first, first};
  assign_fingerprints(again);
  for (std::size_t i = 0; i < again.size(); ++i) {
    CHECK(again[i].fingerprint == findings[i].fingerprint);
  }
}
