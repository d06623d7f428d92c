#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Rules& options) {
  CLI::App* const command = app.add_subcommand(
      "rules", "The catalogue of rules; with an id: that rule, why, and the fix");
  command->footer(
      "Examples:\n"
      "  verdiff rules\n"
      "  verdiff rules property-removed\n"
      "\n"
      "Exit status: 0; 2 wrong usage, an unknown id or a broken rule file.");
  command->add_option("ID", options.id, "The rule to explain")->type_name("");
  add_rules_flag(*command, options.directory);
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Rules& options, const Terminal& terminal) {
  return print(options.report, terminal, [&](ReportForm form, const RenderOptions& look) {
    return options.id.empty() ? list_rules(options.directory, form, look)
                              : explain_rule(options.id, options.directory, form, look);
  });
}

}  // namespace verdiff::command
