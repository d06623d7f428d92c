#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Init& options) {
  CLI::App* const command =
      app.add_subcommand("init", "Writes verdiff.yaml, a CI job and a pre-commit hook");
  command->footer(
      "Looks at the git work tree first: its contracts, the tags of its releases, its CI system.\n"
      "Runs at the top of it, and overwrites nothing.\n"
      "\n"
      "Exit status: 0; 2 no work tree, or a place that can't be written to.");
  command->add_flag("--dry-run", options.dry_run, "Only print what would be written");
  return command;
}

Result<Output> run(const Init& options, const Terminal&) {
  const auto found = survey(init_files());
  if (!found) return found.error();
  const InitPlan plan = plan_init(*found);
  Output output;
  if (!options.dry_run) {
    for (const InitPlan::File& file : plan.files) {
      output.parts.push_back({.file = file.path, .text = file.text, .with_folders = true});
    }
  }
  output.parts.push_back(
      {.file = "", .text = init_text(plan, options.dry_run), .with_folders = false});
  return output;
}

}  // namespace verdiff::command
