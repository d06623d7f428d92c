#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Show& options) {
  CLI::App* const command =
      app.add_subcommand("show", "The neutral contract as verdiff reads it; names every flow");
  command->footer(
      "Example:\n"
      "  verdiff show churn.yaml\n"
      "\n"
      "Exit status: 0; 2 wrong usage; 3 the contract can't be read.");
  command->add_option("CONTRACT", options.contract, "A file, REV:file in git, -")
      ->required()
      ->type_name("");
  add_load_flags(*command, options.load);
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Show& options, const Terminal& terminal) {
  return print(options.report, terminal, [&](ReportForm form, const RenderOptions&) {
    return show(options.contract, options.load, form);
  });
}

}  // namespace verdiff::command
