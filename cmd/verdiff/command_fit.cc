#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Fit& options) {
  CLI::App* const command =
      app.add_subcommand("fit", "Can the output of one contract feed the input of another?");
  command->footer(
      "The producer says only what it declares, the consumer is read to the letter; with --reader\n"
      "strict both are. FLOW is a name that `verdiff show` prints; it may be left out where the\n"
      "contract has one output (or input) alone.\n"
      "\n"
      "Examples:\n"
      "  verdiff fit features.yaml churn.yaml\n"
      "  verdiff fit 'api.yaml@POST /embed 200 application/json' rank.schema.json\n"
      "  verdiff fit --batch pairs.jsonl --reader strict\n"
      "\n"
      "Exit status: 0 it fits; 1 it does not, or that can't be decided; 2 wrong usage; 3 a "
      "contract\n"
      "can't be read.");
  command->add_option("PRODUCER", options.producer, "What sends: a file, REV:file in git, -; @FLOW")
      ->type_name("");
  command->add_option("CONSUMER", options.consumer, "What takes it")->type_name("");
  const std::string group = "Judging";
  add_load_flags(*command, options.fit.load, false);
  add_word<Reader>(*command, "--reader", options.fit.reader,
                   "Does the producer say only what it declares? (default: tolerant)")
      ->group(group);
  add_budget_flag(*command, options.fit.budget);
  add_format_flag(*command, options.fit.assert_format);
  add_batch_flag(*command, options.batch, "{id, producer, consumer, dialect?}");
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Fit& options, const Terminal& terminal) {
  if (auto problem = check_operands(options.batch, {options.producer, options.consumer},
                                    "fit needs PRODUCER and CONSUMER, or --batch FILE")) {
    return *std::move(problem);
  }
  if (!options.batch.empty()) {
    return stream(
        [options](const WriteLine& write) { return fit_batch(options.batch, options.fit, write); });
  }
  const auto report = fit(options.producer, options.consumer, options.fit);
  if (!report) return report.error();
  auto output = print(options.report, terminal, [&](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(render(*report, form, look));
  });
  if (output && report->outcome.answer != Answer::included) {
    output->status = ExitStatus::gate_is_closed;
  }
  return output;
}

}  // namespace verdiff::command
