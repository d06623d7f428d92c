#include "policy/release.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

std::string parts_of(const std::string& name) {
  const auto tag = parse_release_tag({name, "c0ffee", ""});
  return tag ? "'" + tag->owner + "' " + tag->version.to_text() : "no release";
}

std::string newest(const std::vector<std::string>& names, const ContractIdentity& contract,
                   const std::string& except = {}) {
  std::vector<GitTag> tags;
  for (const std::string& name : names) tags.push_back({name, "commit of " + name, ""});
  const ReleaseTags releases(tags, except);
  const ReleaseTag* const found = releases.newest_of(contract);
  return found == nullptr ? "none" : found->tag.name;
}

const ContractIdentity churn{"models/churn/api.schema.yaml", "Churn model (v2)"};

}  // namespace

TEST_CASE("a tag is a release when its name ends in a version") {
  CHECK(parts_of("v1.2.3") == "'' 1.2.3");
  CHECK(parts_of("1.2.3") == "'' 1.2.3");
  CHECK(parts_of("model@v1.2.3-rc.1+b") == "'model@' 1.2.3-rc.1+b");
  CHECK(parts_of("a/b=model@v1.2.3") == "'a/b=model@' 1.2.3");
  CHECK(parts_of("pkg/sub/v1.2.3") == "'pkg/sub/' 1.2.3");
  CHECK(parts_of("pkg/1.2.3") == "'pkg/' 1.2.3");
  for (const char* const name : {"v1", "1.2", "nightly", "model@prod", "v1.2.3/x", "vv1.2.3", "",
                                 "@", "/", "model@", "--output=x", "V1.2.3"}) {
    CHECK(parts_of(name) == "no release");
  }
}

TEST_CASE("a tag belongs to a contract by folder, file name or title") {
  const std::vector<std::string> surest_first = {
      "models/churn=api@v1.0.0", "models/churn/api@v1.0.0", "api@v1.0.0", "churn-model-v2@v1.0.0",
      "models/churn@v1.0.0",     "models/v1.0.0",           "v1.0.0"};
  for (std::size_t i = 0; i < surest_first.size(); ++i) {
    const auto begin = surest_first.begin() + static_cast<std::ptrdiff_t>(i);
    CHECK(newest({begin, surest_first.end()}, churn) == surest_first[i]);
  }
  CHECK(newest({"api.schema/v1.0.0"}, churn) == "api.schema/v1.0.0");
  CHECK(newest({"churn/v1.0.0"}, churn) == "churn/v1.0.0");
  CHECK(newest({"models/churn=churn@v1.0.0"}, churn) == "models/churn=churn@v1.0.0");
  CHECK(newest({"fraud@v1.0.0", "models/fraud/v1.0.0", "del/v1.0.0"}, churn) == "none");
}

TEST_CASE("the newest release is that of SemVer, prereleases only where nothing else is") {
  CHECK(newest({"v1.9.0", "v1.10.0", "v1.2.0"}, churn) == "v1.10.0");
  CHECK(newest({"v1.9.0", "v2.0.0-rc.1"}, churn) == "v1.9.0");
  CHECK(newest({"v2.0.0-rc.2", "v2.0.0-rc.10", "v2.0.0-beta"}, churn) == "v2.0.0-rc.10");
  CHECK(newest({"api@v1.0.0-rc.1", "v3.0.0"}, churn) == "api@v1.0.0-rc.1");
  CHECK(newest({"1.0.0", "v1.0.0"}, churn) == "v1.0.0");
  CHECK(newest({"v1.0.0", "v1.1.0"}, churn, "v1.1.0") == "v1.0.0");
  CHECK(newest({}, churn) == "none");
}

TEST_CASE("a contract at the top of the repository has no folder") {
  const ContractIdentity plain{"churn.json", ""};
  CHECK(newest({"v1.0.0", "churn/v0.1.0"}, plain) == "churn/v0.1.0");
  CHECK(newest({"=churn@v1.0.0", "@v1.0.0", "/v1.0.0"}, plain) == "none");
}

TEST_CASE("releases of one owner come oldest first") {
  const ReleaseTags releases({{"v1.10.0", "a", ""}, {"v1.9.0", "b", ""}, {"x@v1.0.0", "c", ""}});
  const auto newest = releases.newest_of(churn);
  REQUIRE(newest != nullptr);
  const auto all = releases.of_same_owner(*newest);
  REQUIRE(all.size() == 2);
  CHECK(all[0]->tag.name == "v1.9.0");
  CHECK(all[1]->tag.name == "v1.10.0");
  CHECK(releases.newest().size() == 2);
}
