#include "rules/template.h"

#include <catch2/catch.hpp>

namespace verdiff {
namespace {

Change bound(std::string keyword_before, std::string before, std::string keyword_after,
             std::string after) {
  Change change;
  change.aspect = Aspect::minimum;
  change.action = Action::increased;
  change.direction = Direction::input;
  change.before = {true, {}, std::move(keyword_before), Value::number(before)};
  change.after = {true, {}, std::move(keyword_after), Value::number(after)};
  return change;
}

TEST_CASE("a message is filled from the change", "[rules]") {
  const Change change = bound("minimum", "0", "exclusiveMinimum", "0");
  CHECK(fill("{place}: {before} to {after}", change) == "the payload: 0 to 0 (exclusive)");
  CHECK(fill("{producer} send, {consumer} reads", change) == "clients send, the service reads");
  CHECK(fill("the {subject} {action}", change) == "the schema went up");
}

TEST_CASE("names come from the side that stands", "[rules]") {
  Change change;
  change.subject = Subject::property;
  change.action = Action::renamed;
  change.before = {true, {}, "class", std::nullopt};
  change.after = {true, {}, "predicted_class", std::nullopt};
  change.confidence = 0.917;
  change.payload_path = "/predicted_class";
  CHECK(fill("`{old-name}` is `{new-name}` ({confidence}) at {place}", change) ==
        "`class` is `predicted_class` (92 %) at `/predicted_class`");

  change.action = Action::removed;
  change.after = {};
  CHECK(fill("`{name}` is gone", change) == "`class` is gone");
}

TEST_CASE("a value that left a list is told by the side that had it", "[rules]") {
  Change change;
  change.aspect = Aspect::enum_;
  change.action = Action::removed;
  change.before = {true, {}, "", Value::string("gone")};
  change.after = {true, {}, "", std::nullopt};
  CHECK(fill("{value}", change) == "\"gone\"");
  change.action = Action::added;
  std::swap(change.before, change.after);
  CHECK(fill("{value}", change) == "\"gone\"");
}

TEST_CASE("a schema without a type has any", "[rules]") {
  Change change;
  change.aspect = Aspect::type;
  change.action = Action::removed;
  change.after = {true, {}, "", Value::string("object")};
  CHECK(fill("{before}, now {after}", change) == "any, now \"object\"");
}

TEST_CASE("what a contract says can't act on a terminal, and is cut where it is long", "[rules]") {
  Change change;
  change.action = Action::added;
  change.after = {true, {}, "a\nb\x1b[31m", Value::string(std::string(500, 'x'))};
  CHECK(fill("{name}", change) == "a\\nb\\u001b[31m");
  const std::string value = fill("{value}", change);
  CHECK(value.size() < 100);
  CHECK(value.find("…") != std::string::npos);
}

TEST_CASE("placeholders are listed in order", "[rules]") {
  const auto found = placeholders("{name} from {before} to {after}");
  REQUIRE(found);
  CHECK(*found ==
        std::vector<Placeholder>{Placeholder::name, Placeholder::before, Placeholder::after});
  CHECK(placeholders("none")->empty());
  CHECK_FALSE(placeholders("{nam}"));
  CHECK_FALSE(placeholders("name}"));
}

}  // namespace
}  // namespace verdiff
