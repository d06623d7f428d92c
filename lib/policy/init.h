#pragma once

#include "policy/survey.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What `verdiff init` would do: files that are not there yet, and what to tell.
struct InitPlan {
  struct File {
    std::string path;
    std::string text;
    std::string what;  ///< "the policy file"
  };
  std::vector<File> files;         ///< to be written
  std::vector<File> left;          ///< there already, and left as they are
  std::vector<std::string> found;  ///< what the repository holds, a line each
  std::vector<std::string> next;   ///< what is left for people, a line each
};

/// Every file that a plan may hold.
std::span<const std::string_view> init_files();

/// The same survey gives the same plan.
InitPlan plan_init(const Survey& survey);

/// What was done (or, with `dry_run`, what would be), for people.
std::string init_text(const InitPlan& plan, bool dry_run);

}  // namespace verdiff
