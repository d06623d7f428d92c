#include "command.h"

namespace verdiff::command {
namespace {

Error wrong_usage(const std::string& message) {
  return {ErrorCode::usage, message, {}, {}};
}

/// With --write there is always a version to go from: that of --from, else of the old contract.
Result<std::optional<std::string>> from_of(const Bump& options, const Report& report) {
  if (options.from || !options.write) return options.from;
  if (report.before.version) return report.before.version;
  return wrong_usage("--write needs --from: the old contract declares no version");
}

}  // namespace

CLI::App* add(CLI::App& app, Bump& options) {
  CLI::App* const command =
      app.add_subcommand("bump", "Only the level that is needed, or the next version");
  command->footer(
      "Prints one word: none, patch, minor or major; with --from or --write the next version. Its\n"
      "JSON report is that of `diff`.\n"
      "\n"
      "Examples:\n"
      "  verdiff bump v1.yaml v2.yaml\n"
      "  git tag \"v$(verdiff bump v1.yaml v2.yaml --from 1.4.2)\"\n"
      "  verdiff bump main:churn.yaml churn.yaml --write\n"
      "\n"
      "Exit status: 0; 2 wrong usage; 3 a contract can't be read.");
  add_contract_pair(*command, options.contracts);
  const std::string group = "Versions";
  command
      ->add_option("--from", options.from,
                   "Print the smallest release after this one that may carry the changes")
      ->type_name("VERSION")
      ->group(group);
  CLI::Option* const write = command->add_flag(
      "--write", options.write, "Put it into info.version of NEW, unless what is there is enough");
  write->group(group);
  command
      ->add_option("--version-file", options.version_file,
                   "With --write: the file that holds the version, and its field in JSON or YAML")
      ->type_name("FILE[:FIELD]")
      ->needs(write)
      ->group(group);
  add_word<ZeroRule>(*command, "--zero", options.compare.settings.zero,
                     "What 0.y.z promises (default: cargo, where a major needs y)")
      ->group(group);
  add_compare_flags(*command, options.compare);
  add_baseline_flag(*command, options.compare);
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Bump& options, const Terminal& terminal) {
  const auto setup = set_up(options.compare, options.contracts.after);
  if (!setup) return setup.error();
  auto report = compare(options.contracts.before, options.contracts.after, setup->compare);
  if (!report) return report.error();
  if (const auto done = mark_accepted(*report, setup->accepted); !done) return done.error();
  const auto from = from_of(options, *report);
  if (!from) return from.error();
  auto answer = bump(*report, *from, setup->settings.zero.value_or(ZeroRule::cargo));
  if (!answer) return answer.error();
  if (options.write) {
    const auto file = version_file_of(options.version_file, setup->settings);
    if (!file) return file.error();
    answer = write_version(options.contracts.after, *file, *answer);
    if (!answer) return answer.error();
  }
  // The forms of verdiff.yaml are not for this command: its answer is the word that scripts read.
  return print(options.report, terminal, [&](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(form == ReportForm::text ? *answer + '\n'
                                                        : render(*report, form, look));
  });
}

}  // namespace verdiff::command
