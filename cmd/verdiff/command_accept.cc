#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Accept& options) {
  CLI::App* const command =
      app.add_subcommand("accept", "An entry for a finding that you take, with reason and end");
  command->footer(
      "Adds it to verdiff-accepted.yaml beside verdiff.yaml. The finding stays in every report, "
      "and\n"
      "closes no gate until that day is over.\n"
      "\n"
      "Examples:\n"
      "  verdiff accept 5c7ab1f0d2e94380 main:churn.yaml churn.yaml \\\n"
      "    --reason \"the only reader moves in December\" --owner team-churn --until 2026-12-31\n"
      "  verdiff accept 5c7a --from-report verdiff.json --reason ... --owner ... --until ...\n"
      "\n"
      "Exit status: 0 the entry is there; 2 wrong usage; 3 a contract can't be read.");
  command->add_option("FINDING", options.id, "The finding's id in a report, or its beginning")
      ->required()
      ->type_name("");
  command->add_option("OLD", options.contracts.before, "The contract as it was")->type_name("");
  command->add_option("NEW", options.contracts.after, "The contract as it is now")->type_name("");
  const std::string group = "Acceptance";
  command
      ->add_option("--from-report", options.from_report,
                   "Take the finding from this JSON report, instead of OLD and NEW")
      ->type_name("FILE")
      ->group(group);
  command->add_option("--reason", options.word.reason, "Why you take it")
      ->required()
      ->type_name("TEXT")
      ->group(group);
  command->add_option("--owner", options.word.owner, "Who answers for it")
      ->required()
      ->type_name("NAME")
      ->group(group);
  command->add_option("--until", options.word.until, "The last day on which it holds")
      ->required()
      ->type_name("DATE")
      ->group(group);
  add_compare_flags(*command, options.compare);
  command->remove_option(command->get_option("--no-config"));
  return command;
}

namespace {

Result<Acceptable> findings_to_accept(const Accept& options) {
  if (!options.from_report.empty()) {
    return read_acceptable(options.from_report, options.id);
  }
  const auto setup = set_up(options.compare, options.contracts.after);
  if (!setup) return setup.error();
  const auto report = compare(options.contracts.before, options.contracts.after, setup->compare);
  if (!report) return report.error();
  return acceptable(*report);
}

}  // namespace

Result<Output> run(const Accept& options, const Terminal&) {
  if (auto error =
          check_operands(options.from_report, {options.contracts.before, options.contracts.after},
                         "accept needs the contracts that the finding is between, OLD and NEW, or "
                         "--from-report")) {
    return *error;
  }
  const auto found = findings_to_accept(options);
  if (!found) return found.error();
  const auto setup = set_up(options.compare, found->operand);
  if (!setup) return setup.error();
  const std::string& path = setup->accepted.file;
  auto edit = accept_finding(*found, {options.id, options.word, path, setup->accepted.today});
  if (!edit) return edit.error();
  Output output;
  if (edit->is_new) output.parts.push_back({path, std::move(edit->text), false});
  output.parts.push_back({"", std::move(edit->message), false});
  return output;
}

}  // namespace verdiff::command
