#include "command.h"

namespace verdiff::command {
namespace {

Error wrong_usage(const std::string& message) {
  return {ErrorCode::usage, message, {}, {}};
}

std::optional<Error> check_operands(const Changelog& options) {
  const std::size_t count = options.operands.size();
  if (count > 2) return wrong_usage("'" + options.operands[2] + "' is one operand too many");
  if (count == 0) return wrong_usage("changelog needs NEW, or OLD and NEW");
  if (count == 2 && !options.since.empty()) {
    return wrong_usage("--since stands in for OLD; give one");
  }
  if (count == 2 && !options.gate.base.revision.empty()) {
    return wrong_usage("--base stands in for OLD; give one");
  }
  if (options.release && options.date.empty()) {
    return wrong_usage("--release needs --date YYYY-MM-DD: verdiff asks no clock");
  }
  if (!options.release && !options.date.empty()) return wrong_usage("--date needs --release");
  if (!options.date.empty() && !is_date(options.date)) {
    return wrong_usage("--date: expected a day as YYYY-MM-DD, found '" + options.date + "'");
  }
  return std::nullopt;
}

Result<std::optional<Version>> release_of(const Changelog& options) {
  if (!options.release) return std::optional<Version>();
  auto version = Version::parse(*options.release);
  if (version) return std::optional<Version>(*std::move(version));
  Error error = version.error();
  error.message = "--release: " + error.message;
  return error;
}

Result<Report> compare_pair(const std::vector<std::string>& operands, const GateOptions& gate) {
  const ContractOptions contract = options_of(gate, operands[1]);
  auto report = compare(operands[0], operands[1], contract.compare);
  if (!report) return report;
  if (const auto done = mark_accepted(*report, contract.accepted); !done) return done.error();
  return report;
}

Result<std::vector<HistoryStep>> steps_of(const Changelog& options, const GateOptions& gate) {
  const std::string& contract = options.operands.back();
  if (!options.since.empty()) return history_since(contract, options.since, gate);
  auto report = options.operands.size() == 2 ? compare_pair(options.operands, gate)
                                             : check_contract(contract, gate);
  if (!report) return report.error();
  std::vector<HistoryStep> out;
  out.push_back({std::nullopt, "", *std::move(report)});
  return out;
}

/// The newest release on top, as in the file.
std::string text_of(const std::vector<ChangelogEntry>& entries) {
  std::string out;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    out += (out.empty() ? "" : "\n") + changelog_text(*entry);
  }
  return out;
}

Run run_of(std::vector<HistoryStep> steps) {
  Run out;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    out.outcomes.push_back(
        {step->version ? step->version->to_text() : "unreleased", step->report, std::nullopt});
  }
  return out;
}

}  // namespace

CLI::App* add(CLI::App& app, Changelog& options) {
  CLI::App* const command =
      app.add_subcommand("changelog", "What changed as an entry of a changelog");
  command->footer(
      "An entry in the form of Keep a Changelog 1.1.0: what breaks somebody first, with what to "
      "do\n"
      "about it. Without OLD, NEW is compared with its newest released tag, as `check` does.\n"
      "\n"
      "Examples:\n"
      "  verdiff changelog v1.yaml v2.yaml\n"
      "  verdiff changelog churn.yaml --write CHANGELOG.md\n"
      "  verdiff changelog churn.yaml --write CHANGELOG.md --release 2.0.0 --date 2026-03-01\n"
      "  verdiff changelog churn.yaml --since v1.0.0\n"
      "\n"
      "Exit status: 0; 2 wrong usage; 3 a contract can't be read.");
  command
      ->add_option("[OLD] NEW", options.operands,
                   "The contract as it was, if not from git, and as it is: a file, REV:file, -")
      ->type_name("");
  const std::string group = "Changelog";
  command
      ->add_option("--write", options.file,
                   "Put the entry into this file, which may be missing yet")
      ->type_name("FILE")
      ->group(group);
  command
      ->add_option("--release", options.release,
                   "The version of the entry (default: unreleased); with --date")
      ->type_name("VERSION")
      ->group(group);
  command->add_option("--date", options.date, "The day of the release")
      ->type_name("YYYY-MM-DD")
      ->group(group);
  command
      ->add_option("--since", options.since,
                   "Without OLD: an entry for each release since this tag, and for what follows")
      ->type_name("TAG")
      ->group(group);
  command
      ->add_option("--base", options.gate.base.revision,
                   "Without OLD: compare with this revision; `REV...` with where HEAD left it")
      ->type_name("REV")
      ->group(group);
  command->get_option("--base")->excludes(command->get_option("--since"));
  add_compare_flags(*command, options.gate.compare);
  add_baseline_flag(*command, options.gate.compare);
  add_report_flags(*command, options.report);
  return command;
}

Result<Output> run(const Changelog& options, const Terminal& terminal) {
  if (auto problem = check_operands(options)) return *std::move(problem);
  auto version = release_of(options);
  if (!version) return version.error();
  const auto setup = set_up(options.gate);
  if (!setup) return setup.error();
  auto steps = steps_of(options, setup->gate);
  if (!steps) return steps.error();
  steps->back().version = *std::move(version);
  steps->back().date = options.date;
  const std::vector<ChangelogEntry> entries = changelog_of(*steps);
  if (!options.file.empty()) {
    if (const auto written = write_changelog(options.file, entries); !written) {
      return written.error();
    }
  }
  const bool is_history = !options.since.empty();
  return print(options.report, terminal, [&](ReportForm form, const RenderOptions& look) {
    if (form == ReportForm::text) {
      return Result<std::string>(options.file.empty() ? text_of(entries) : std::string());
    }
    if (is_history) return Result<std::string>(render(run_of(*steps), form, look));
    return Result<std::string>(render(steps->back().report, form, look));
  });
}

}  // namespace verdiff::command
