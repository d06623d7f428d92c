#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Validate& options) {
  CLI::App* const command =
      app.add_subcommand("validate", "Recorded payloads against a contract, streaming");
  command->footer(
      "A file holds one JSON payload, or one a line (JSONL). FLOW is a name that `verdiff show`\n"
      "prints; it may be left out where the contract has one payload alone.\n"
      "\n"
      "Examples:\n"
      "  verdiff validate churn.schema.json payloads.jsonl\n"
      "  verdiff validate 'churn.yaml@POST /predict 200 application/json' answers/*.json\n"
      "\n"
      "Exit status: 0 all are valid; 1 one is not, or that can't be decided; 2 wrong usage; 3 the\n"
      "contract or a file can't be read.");
  command->add_option("CONTRACT", options.contract, "A file, REV:file in git, -; @FLOW or #POINTER")
      ->type_name("");
  command->add_option("PAYLOADS", options.payloads, "Files of payloads, -")->type_name("");
  add_load_flags(*command, options.validate.load, false);
  add_format_flag(*command, options.validate.assert_format);
  command
      ->add_option("--max-failures", options.validate.max_failures,
                   "How many failures are told (default: 10); all are counted")
      ->type_name("N")
      ->group("Judging");
  add_batch_flag(*command, options.batch, "{id, contract, payload, dialect?}");
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Validate& options, const Terminal& terminal) {
  const std::string payloads = options.payloads.empty() ? "" : options.payloads.front();
  if (auto problem = check_operands(options.batch, {options.contract, payloads},
                                    "validate needs CONTRACT and PAYLOADS, or --batch FILE")) {
    return *std::move(problem);
  }
  if (!options.batch.empty()) {
    return stream([options](const WriteLine& write) {
      return validate_batch(options.batch, options.validate, write);
    });
  }
  const auto report = validate(options.contract, options.payloads, options.validate);
  if (!report) return report.error();
  auto output = print(options.report, terminal, [&](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(render(*report, form, look));
  });
  if (output && report->valid != report->payloads()) output->status = ExitStatus::gate_is_closed;
  return output;
}

}  // namespace verdiff::command
