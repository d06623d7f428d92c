#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Diff& options) {
  CLI::App* const command = app.add_subcommand(
      "diff", "What changed between two contracts, level by level, with evidence");
  command->footer(
      "Example:\n"
      "  verdiff diff model@v1.2.3:churn.yaml churn.yaml --fail-on major\n"
      "\n"
      "Exit status: 0 whatever changed, or 1 with --fail-on, or where an accepted finding does "
      "not\n"
      "hold; 2 wrong usage; 3 a contract can't be read.");
  add_contract_pair(*command, options.contracts);
  add_word<Level>(*command, "--fail-on", options.fail_on,
                  "Exit with 1 when a finding of severity error has this level or a higher one",
                  Level::patch);
  add_compare_flags(*command, options.compare);
  add_baseline_flag(*command, options.compare);
  add_report_flags(*command, options.report, Forms::all);
  return command;
}

Result<Output> run(const Diff& options, const Terminal& terminal) {
  const auto setup = set_up(options.compare, options.contracts.after);
  if (!setup) return setup.error();
  auto report = compare(options.contracts.before, options.contracts.after, setup->compare);
  if (!report) return report.error();
  if (const auto done = mark_accepted(*report, setup->accepted); !done) return done.error();
  const ReportFlags reports = reports_of(options.report, setup->config);
  auto output = print(reports, terminal, [&](ReportForm form, RenderOptions look) {
    look.fail_on = options.fail_on;
    return Result<std::string>(render(*report, form, look));
  });
  const bool reached = options.fail_on && blocking_level(*report) >= *options.fail_on;
  if (output && (reached || !report->accepted_problems.empty())) {
    output->status = ExitStatus::gate_is_closed;
  }
  return output;
}

}  // namespace verdiff::command
