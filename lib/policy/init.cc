#include "policy/init.h"

#include "base/text.h"
#include "document/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff {

namespace {

constexpr std::string_view policy_file = "verdiff.yaml";
constexpr std::string_view github_file = ".github/workflows/verdiff.yml";
constexpr std::string_view gitlab_file = ".gitlab/verdiff.gitlab-ci.yml";
constexpr std::string_view hooks_file = ".pre-commit-config.yaml";

constexpr std::string_view policy_head =
    "# yaml-language-server: "
    "$schema=https://raw.githubusercontent.com/verdiff/verdiff/main/docs/config.schema.json\n"
    "# What verdiff holds the contracts of this repository to. Every key: docs/config.md of "
    "verdiff.\n";

constexpr std::string_view no_contracts =
    "# None was found: name your contracts by globs.\n"
    "# contracts:\n"
    "#   - files: [\"models/**/*.yaml\"]\n";

constexpr std::string_view policy_tail =
    "\n"
    "# What closes the gate; levels are what SemVer says, and nobody's to set.\n"
    "# severities:\n"
    "#   text: note\n"
    "# What is no promise to anybody:\n"
    "# skip: [/internal/**]\n"
    "# What your clients agreed to:\n"
    "# policies: [open-enums]\n";

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

/// The file as a glob that means it alone.
std::string literal(const std::string& path, const std::vector<std::string>& contracts) {
  if (!std::binary_search(contracts.begin(), contracts.end(), path)) return path;
  std::string out;
  for (const char c : path) {
    if (c == '*' || c == '?' || c == '\\' || c == '{' || (c == '!' && out.empty())) out += '\\';
    out += c;
  }
  return out;
}

/// The base is chosen well without a word; who wants another one sees how to say it.
std::string base_text(const std::vector<TagPattern>& tags) {
  std::string out =
      "    # What `check` compares with; without it, verdiff takes the merge base in a pull "
      "request,\n"
      "    # and the newest release elsewhere.\n";
  if (tags.empty()) return out + "    # base: merge-base\n";
  for (const TagPattern& tag : tags) {
    out += fmt::format("    # base: {{tag: {}}} # the newest: {}\n", quoted(tag.pattern),
                       printable(tag.newest));
  }
  return out;
}

std::string policy_text(const Survey& survey) {
  std::string out(policy_head);
  if (survey.contracts.empty()) return out + std::string(no_contracts) + std::string(policy_tail);
  out += "contracts:\n  - files:\n";
  for (const std::string& glob : as_globs(survey.contracts, survey.files)) {
    out += "      - " + quoted(literal(glob, survey.contracts)) + '\n';
  }
  return out + base_text(survey.tags) + std::string(policy_tail);
}

constexpr std::string_view github_text =
    "# Closes the gate on a pull request that changes a contract more than its version says.\n"
    "name: verdiff\n"
    "on: pull_request\n"
    "permissions: {contents: read}\n"
    "jobs:\n"
    "  contracts:\n"
    "    runs-on: ubuntu-24.04\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "        with: {fetch-depth: 0} # tags, and what the branch started from\n"
    "      - uses: verdiff/verdiff@main\n";

std::string gitlab_text() {
  return "# Closes the gate on a merge request that changes a contract more than its version "
         "says.\n"
         "# In .gitlab-ci.yml: include: {local: " +
         std::string(gitlab_file) +
         "}\n"
         "verdiff:\n"
         "  image:\n"
         "    name: verdiff # of verdiff's Dockerfile, in your registry\n"
         "    entrypoint: [\"\"]\n"
         "  rules:\n"
         "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
         "  variables:\n"
         "    GIT_DEPTH: 0 # tags, and what the branch started from\n"
         "  script:\n"
         "    - verdiff check --all\n";
}

std::string hooks_text() {
  return "repos:\n"
         "  - repo: local\n"
         "    hooks:\n"
         "      - id: verdiff\n"
         "        name: contracts keep their promises\n"
         "        language: system\n"
         "        entry: verdiff check --all\n"
         "        pass_filenames: false\n"
         "        always_run: true\n";
}

void put(InitPlan& plan, const Survey& survey, InitPlan::File file) {
  (survey.has(file.path) ? plan.left : plan.files).push_back(std::move(file));
}

bool has_workflows(const Survey& survey) {
  return std::any_of(survey.files.begin(), survey.files.end(),
                     [](const std::string& path) { return path.starts_with(".github/"); });
}

void plan_pipeline(InitPlan& plan, const Survey& survey) {
  const bool gitlab = survey.has(".gitlab-ci.yml");
  const bool jenkins = survey.has("Jenkinsfile");
  const bool azure = survey.has("azure-pipelines.yml");
  if (gitlab) {
    put(plan, survey, {std::string(gitlab_file), gitlab_text(), "the GitLab job"});
    plan.next.push_back(
        fmt::format("in .gitlab-ci.yml, include it: include: {{local: {}}}", gitlab_file));
  }
  for (const auto& [is_there, name] :
       {std::pair{jenkins, "Jenkinsfile"}, std::pair{azure, "azure-pipelines.yml"}}) {
    if (is_there) {
      plan.next.push_back(
          fmt::format("{}: add a step that runs `verdiff check --all` (docs/ci.md)", name));
    }
  }
  if (has_workflows(survey) || (!gitlab && !jenkins && !azure)) {
    put(plan, survey, {std::string(github_file), std::string(github_text), "the GitHub workflow"});
  }
}

}  // namespace

std::span<const std::string_view> init_files() {
  static constexpr auto all =
      std::to_array<std::string_view>({policy_file, github_file, gitlab_file, hooks_file});
  return all;
}

InitPlan plan_init(const Survey& survey) {
  InitPlan plan;
  plan.found.push_back(fmt::format("{} contract{}", survey.contracts.size(),
                                   survey.contracts.size() == 1 ? "" : "s"));
  for (const TagPattern& tag : survey.tags) {
    plan.found.push_back(fmt::format("{} release{} tagged `{}`, the newest {}", tag.count,
                                     tag.count == 1 ? "" : "s", tag.pattern, tag.newest));
  }
  put(plan, survey, {std::string(policy_file), policy_text(survey), "the policy file"});
  plan_pipeline(plan, survey);
  put(plan, survey, {std::string(hooks_file), hooks_text(), "a hook for pre-commit"});
  if (survey.contracts.empty()) {
    plan.next.insert(plan.next.begin(), "name your contracts in verdiff.yaml");
  } else {
    plan.next.push_back(
        fmt::format("look at what you have: verdiff show {}", survey.contracts.front()));
  }
  if (!plan.files.empty()) plan.next.push_back("read the new files, and commit them");
  return plan;
}

std::string init_text(const InitPlan& plan, bool dry_run) {
  std::string out =
      fmt::format("found  {}\n", printable(fmt::format("{}", fmt::join(plan.found, ", "))));
  for (const InitPlan::File& file : plan.files) {
    out += fmt::format("{}  {}, {}\n", dry_run ? "would write" : "wrote", file.path, file.what);
  }
  for (const InitPlan::File& file : plan.left) {
    out += fmt::format("left   {}, which is there already\n", file.path);
  }
  for (const std::string& step : plan.next) out += "next   " + printable(step) + '\n';
  if (!dry_run) return out;
  for (const InitPlan::File& file : plan.files) {
    out += fmt::format("\n--- {}\n{}", file.path, file.text);
  }
  return out;
}

}  // namespace verdiff
