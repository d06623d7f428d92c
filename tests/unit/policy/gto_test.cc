#include "policy/gto.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace verdiff;

namespace {

std::string parts(const std::string& name) {
  const auto tag = parse_gto_tag(name);
  if (!tag) return "none";
  return fmt::format(
      "{} {}{}{}", tag->artifact, tag->version ? "@" + tag->version->to_text() : "#" + tag->stage,
      tag->withdrawn ? " withdrawn" : "", tag->counter.empty() ? "" : " event " + tag->counter);
}

/// Every tag at a commit of its own, unless `NAME COMMIT` says which.
std::vector<GitTag> tags_of(const std::vector<std::string>& names) {
  std::vector<GitTag> out;
  for (const std::string& name : names) {
    const std::size_t blank = name.find(' ');
    out.push_back({name.substr(0, blank),
                   blank == std::string::npos ? "commit of " + name : name.substr(blank + 1), ""});
  }
  return out;
}

std::string standing(const std::vector<std::string>& names) {
  std::string out;
  for (const GitTag& tag : without_withdrawn(tags_of(names))) out += tag.name + " ";
  return out;
}

std::string at_stage(const std::string& stage, const std::vector<std::string>& names) {
  const auto tags = tags_of(names);
  const GitTag* const found = find_stage(tags, stage);
  return found == nullptr ? "nothing" : found->name;
}

}  // namespace

TEST_CASE("a tag of GTO registers a version or assigns a stage", "[gto]") {
  CHECK(parts("clf@v1.2.3") == "clf @1.2.3");
  CHECK(parts("clf@v1.2.3-rc.1+b") == "clf @1.2.3-rc.1+b");
  CHECK(parts("models/a=clf@v2.0.0") == "models/a=clf @2.0.0");
  CHECK(parts("clf@v1.2.3!") == "clf @1.2.3 withdrawn");
  CHECK(parts("clf@v1.2.3#2") == "clf @1.2.3 event 2");
  CHECK(parts("clf@v1.2.3!#03") == "clf @1.2.3 withdrawn event 3");
  CHECK(parts("clf#prod") == "clf #prod");
  CHECK(parts("clf#prod#4") == "clf #prod event 4");
  CHECK(parts("models/a=clf#prod!#5") == "models/a=clf #prod withdrawn event 5");
  for (const char* const name :
       {"clf", "v1.2.3", "clf@1.2.3", "clf@v1.2", "clf@deprecated", "clf@created#1", "@v1.2.3",
        "#prod", "clf#", "clf#!", "clf##4", "c l f#prod", "clf#prod#", "clf@v1.2.3!!", "", "!"}) {
    CAPTURE(name);
    CHECK(parts(name) == "none");
  }
}

TEST_CASE("a version that was taken back is no release", "[gto]") {
  CHECK(standing({"clf@v1.0.0", "clf@v1.1.0", "clf@v1.1.0!", "v3.0.0", "clf#prod"}) ==
        "clf@v1.0.0 v3.0.0 clf#prod ");
  CHECK(standing({"clf@v1.0.0#1", "clf@v1.0.0!#2"}).empty());
  CHECK(standing({"clf@v1.0.0#1", "clf@v1.0.0!#9", "clf@v1.0.0#10"}) ==
        "clf@v1.0.0#1 clf@v1.0.0#10 ");
  CHECK(standing({"clf@v1.0.0", "other@v1.0.0!"}) == "clf@v1.0.0 ");
}

TEST_CASE("a stage is at its newest assignment that was not taken back", "[gto]") {
  CHECK(at_stage("clf#prod", {"clf#prod#1", "clf#prod#9", "clf#prod#10", "clf#dev#11"}) ==
        "clf#prod#10");
  CHECK(at_stage("clf#prod", {"clf#prod"}) == "clf#prod");
  CHECK(at_stage("clf#prod", {"clf#prod", "clf#prod#2"}) == "clf#prod#2");
  CHECK(at_stage("clf#prod", {"clf#prod#1 a", "clf#prod#2 b", "clf#prod!#3 b"}) == "clf#prod#1");
  CHECK(at_stage("clf#prod", {"clf#prod#1 a", "clf#prod!#2 a"}) == "nothing");
  CHECK(at_stage("clf#prod", {"clf#prod#1 a", "clf#prod!#2 a", "clf#prod#3 a"}) == "clf#prod#3");
  CHECK(at_stage("clf#prod", {"other#prod#1", "clf@v1.0.0"}) == "nothing");
  CHECK(at_stage("clf@v1.0.0", {"clf@v1.0.0"}) == "nothing");
  CHECK(at_stage("main", {"clf#prod"}) == "nothing");
}

TEST_CASE("the version at a stage is that of its artifact at that commit", "[gto]") {
  const auto tags = tags_of({"clf@v1.0.0 a", "clf@v2.0.0 b", "other@v7.0.0 a", "v9.0.0 a"});
  const auto at = [&](const std::string& commit) {
    const GitTag* const found = find_registered(tags, "clf#prod", commit);
    return found == nullptr ? "none" : found->name;
  };
  CHECK(at("a") == "clf@v1.0.0");
  CHECK(at("b") == "clf@v2.0.0");
  CHECK(at("c") == "none");
}
