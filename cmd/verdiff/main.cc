#include "run.h"

#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

std::uint32_t terminal_width() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// The first that is set and not empty.
std::string first_of(std::initializer_list<const char*> variables) {
  for (const char* const name : variables) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

/// The target of a pull request: GitHub, GitLab, Jenkins, Azure Pipelines.
std::string target_branch() {
  return first_of({"GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CHANGE_TARGET",
                   "SYSTEM_PULLREQUEST_TARGETBRANCH"});
}

/// The tag that a CI runs for: GitLab and Jenkins have a variable for it, GitHub and Azure
/// Pipelines say the kind of reference, too.
std::string release_tag() {
  for (const char* const name : {"GITHUB_REF", "BUILD_SOURCEBRANCH"}) {
    const std::string reference = first_of({name});
    const std::string tags = "refs/tags/";
    if (reference.compare(0, tags.size(), tags) == 0) return reference.substr(tags.size());
  }
  return first_of({"CI_COMMIT_TAG", "TAG_NAME"});
}

}  // namespace

int main(int argc, char** argv) {
  const char* const no_color = std::getenv("NO_COLOR");
  const verdiff::command::Terminal terminal = {
      .is_terminal = isatty(STDOUT_FILENO) == 1,
      .no_color = no_color != nullptr && *no_color != '\0',
      .width = terminal_width(),
      .git_pager = first_of({"GIT_PAGER_IN_USE"}) == "true",
      .progress = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr,
      .target_branch = target_branch(),
      .release_tag = release_tag(),
  };
  return verdiff::command::run(argc, argv, std::cout, std::cerr, terminal);
}
