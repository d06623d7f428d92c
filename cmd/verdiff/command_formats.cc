#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, FormatList& options) {
  CLI::App* const command =
      app.add_subcommand("formats", "The formats of contracts that are read, and by what fields");
  command->footer(
      "Examples:\n"
      "  verdiff formats\n"
      "  verdiff formats --report json\n"
      "\n"
      "Exit status: 0; 2 wrong usage.");
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const FormatList& options, const Terminal& terminal) {
  return print(options.report, terminal, [](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(list_formats(form, look));
  });
}

}  // namespace verdiff::command
