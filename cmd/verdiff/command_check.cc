#include "command.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Check& options) {
  CLI::App* const command =
      app.add_subcommand("check", "The gate: is the declared version high enough for the changes?");
  command->footer(
      "The versions are those that the contracts declare (info.version), unless options say "
      "otherwise.\n"
      "\n"
      "Examples:\n"
      "  verdiff check main:churn.yaml churn.yaml\n"
      "  verdiff check old.schema.json new.schema.json --from 1.2.0 --to 1.3.0\n"
      "  verdiff check old.schema.json new.schema.json --declared minor\n"
      "\n"
      "Exit status: 0 the version is high enough; 1 it is not, or an accepted finding does not\n"
      "hold; 2 wrong usage; 3 a contract can't be read, or its version is no SemVer version.");
  add_contract_pair(*command, options.contracts);
  const std::string group = "Versions";
  CheckOptions& versions = options.versions;
  CLI::Option* const from =
      command->add_option("--from", versions.from, "The old version, instead of the declared one");
  CLI::Option* const to =
      command->add_option("--to", versions.to, "The new version, instead of the declared one");
  from->type_name("VERSION")->group(group);
  to->type_name("VERSION")->group(group);
  add_word<Level>(*command, "--declared", versions.declared,
                  "The level of the release itself, instead of two versions")
      ->excludes(from)
      ->excludes(to)
      ->group(group);
  add_word<ZeroRule>(*command, "--zero", options.compare.settings.zero,
                     "What 0.y.z promises (default: cargo, where a major needs y)")
      ->group(group);
  add_compare_flags(*command, options.compare);
  add_baseline_flag(*command, options.compare);
  add_report_flags(*command, options.report, Forms::all);
  return command;
}

Result<Output> run(const Check& options, const Terminal& terminal) {
  const auto setup = set_up(options.compare, options.contracts.after);
  if (!setup) return setup.error();
  auto report = compare(options.contracts.before, options.contracts.after, setup->compare);
  if (!report) return report.error();
  if (const auto done = mark_accepted(*report, setup->accepted); !done) return done.error();
  CheckOptions versions = options.versions;
  versions.zero = setup->settings.zero.value_or(versions.zero);
  if (const auto checked = check(*report, versions); !checked) return checked.error();
  const ReportFlags reports = reports_of(options.report, setup->config);
  auto output = print(reports, terminal, [&](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(render(*report, form, look));
  });
  if (output && gate_closed(*report)) output->status = ExitStatus::gate_is_closed;
  return output;
}

}  // namespace verdiff::command
