#include "policy/init.h"

#include "policy/config.h"
#include "report/report.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

using Names = std::vector<std::string>;

Survey found(Names files, Names contracts, Names tags) {
  std::sort(files.begin(), files.end());
  return {std::move(files), std::move(contracts), tag_patterns(tags)};
}

std::string text_of(const InitPlan& plan, std::string_view path) {
  for (const InitPlan::File& file : plan.files) {
    if (file.path == path) return file.text;
  }
  return "";
}

Names paths_of(const std::vector<InitPlan::File>& files) {
  Names out;
  for (const InitPlan::File& file : files) out.push_back(file.path);
  return out;
}

Config policy_of(const InitPlan& plan) {
  const std::string path = VERDIFF_BINARY_DIR "/init-test.yaml";
  std::ofstream(path) << text_of(plan, "verdiff.yaml");
  const auto config = read_config(path, words<ReportForm>());
  REQUIRE(config);
  return *config;
}

}  // namespace

TEST_CASE("the tags that check reads as releases have patterns, by what precedes the version") {
  const auto tags = tag_patterns({"v1.9.0", "v1.10.0", "v1.10.0-rc.1", "model@v2.0.0", "pkg/v0.1.0",
                                  "1.0.0", "nightly", "v2", "release-3.0.0"});
  CHECK(tags == std::vector<TagPattern>{{"*.*.*", "1.0.0", 1},
                                        {"model@v*", "model@v2.0.0", 1},
                                        {"pkg/v*", "pkg/v0.1.0", 1},
                                        {"v*", "v1.10.0", 3}});
  CHECK(tag_patterns({"nightly", ""}).empty());
}

TEST_CASE("a folder of nothing but contracts is one glob") {
  const Names files = {"a/1.yaml", "a/2.yaml", "a/note.md", "b/1.yaml", "b/2.yaml", "c.yaml"};
  CHECK(as_globs({"a/1.yaml", "a/2.yaml"}, files) == Names{"a/*.yaml"});
  CHECK(as_globs({"b/1.yaml", "c.yaml"}, files) == Names{"b/1.yaml", "c.yaml"});
}

TEST_CASE("the policy file that is written is a good one and names every contract") {
  const Names contracts = {"churn.yaml", "models/offer/api.yaml", "odd{a,b}*.json"};
  Names files = contracts;
  files.insert(files.end(), {"odd.json", "models/other.yaml", ".github/workflows/test.yml"});
  const Config config = policy_of(plan_init(found(files, contracts, {"v1.0.0", "v1.1.0"})));
  REQUIRE(config.contracts.size() == 1);
  for (const std::string& path : contracts) {
    CAPTURE(path);
    CHECK(names_contract(config.contracts[0], path));
  }
  for (const std::string other : {"odd.json", "odda.json", "models/other.yaml"}) {
    CAPTURE(other);
    CHECK_FALSE(names_contract(config.contracts[0], other));
  }
}

TEST_CASE("what the tags suggest is a comment; without contracts there is an example") {
  const InitPlan some = plan_init(found({"churn.yaml"}, {"churn.yaml"}, {"v1.0.0"}));
  CHECK(text_of(some, "verdiff.yaml").find("# base: {tag: \"v*\"} # the newest: v1.0.0\n") !=
        std::string::npos);
  CHECK_FALSE(settings_for(policy_of(some), "churn.yaml").base);
  const InitPlan none = plan_init(found({}, {}, {}));
  CHECK(policy_of(none).contracts.empty());
  CHECK(none.next.front() == "name your contracts in verdiff.yaml");
}

TEST_CASE("the pipeline is the repository's own") {
  const auto files_for = [](Names files) {
    return paths_of(plan_init(found(std::move(files), {}, {})).files);
  };
  const std::string hooks = ".pre-commit-config.yaml";
  const std::string github = ".github/workflows/verdiff.yml";
  CHECK(files_for({}) == Names{"verdiff.yaml", github, hooks});
  CHECK(files_for({".github/workflows/a.yml"}) == Names{"verdiff.yaml", github, hooks});
  CHECK(files_for({".gitlab-ci.yml"}) ==
        Names{"verdiff.yaml", ".gitlab/verdiff.gitlab-ci.yml", hooks});
  CHECK(files_for({"Jenkinsfile"}) == Names{"verdiff.yaml", hooks});
  CHECK(files_for({"azure-pipelines.yml", hooks}) == Names{"verdiff.yaml"});
}

TEST_CASE("what is there is left, and told") {
  const InitPlan plan = plan_init(found({"verdiff.yaml", ".github/workflows/verdiff.yml"}, {}, {}));
  CHECK(paths_of(plan.files) == Names{".pre-commit-config.yaml"});
  CHECK(paths_of(plan.left) == Names{"verdiff.yaml", ".github/workflows/verdiff.yml"});
  CHECK(init_text(plan, false).find("left   verdiff.yaml, which is there already\n") !=
        std::string::npos);
}

TEST_CASE("the workflows that are written are YAML, whatever contracts are called") {
  const Names contracts = {"a \"b\".yaml", "c: d.yaml"};
  for (const std::string system : {".gitlab-ci.yml", ".github/x"}) {
    Names files = contracts;
    files.push_back(system);
    for (const InitPlan::File& file : plan_init(found(files, contracts, {})).files) {
      CAPTURE(file.path);
      CHECK(read_yaml(file.path, file.text));
    }
  }
}
