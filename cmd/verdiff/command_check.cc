#include "command.h"

#include <charconv>
#include <filesystem>
#include <ostream>

namespace verdiff::command {
namespace {

constexpr std::size_t most_jobs = 256;

std::size_t parse_jobs(const std::string& text) {
  std::size_t jobs = 0;
  const char* const last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, jobs);
  if (problem == std::errc() && end == last && jobs > 0 && jobs <= most_jobs) return jobs;
  throw CLI::ValidationError("--jobs", "expected a number from 1 to " + std::to_string(most_jobs) +
                                           ", found '" + text + "'");
}

void add_version_flags(CLI::App& command, Check& options) {
  const std::string group = "Versions";
  CheckOptions& versions = options.gate.versions;
  CLI::Option* const from =
      command.add_option("--from", versions.from, "The old version, instead of the declared one");
  CLI::Option* const to =
      command.add_option("--to", versions.to, "The new version, instead of the declared one");
  from->type_name("VERSION")->group(group);
  to->type_name("VERSION")->group(group);
  add_word<Level>(command, "--declared", versions.declared,
                  "The level of the release itself, instead of two versions")
      ->excludes(from)
      ->excludes(to)
      ->group(group);
  command
      .add_option("--version-file", options.gate.version_file,
                  "The file that holds the version, and its field in JSON or YAML")
      ->type_name("FILE[:FIELD]")
      ->group(group);
  add_word<UnchangedRule>(command, "--unchanged", options.gate.compare.settings.unchanged,
                          "What closes the gate while the version is not bumped (default: major)")
      ->group(group);
  add_word<ZeroRule>(command, "--zero", options.gate.compare.settings.zero,
                     "What 0.y.z promises (default: cargo, where a major needs y)")
      ->group(group);
}

void add_base_flags(CLI::App& command, Check& options) {
  const std::string group = "Base";
  CLI::Option* const base = command.add_option(
      "--base", options.gate.base.revision,
      "Without OLD: compare with this revision; `REV...` with where HEAD left it");
  base->type_name("REV")->group(group);
  CLI::Option* const against =
      command.add_option("--against", options.against,
                         "Without OLD: compare with every tag that matches this glob pattern");
  against->type_name("GLOB")->excludes(base)->group(group);
  options.gate.compare.allow_no_contract = false;
  command
      .add_flag("--allow-no-contract", options.gate.compare.allow_no_contract,
                "A file that promises nothing counts as no contract, instead of an error")
      ->group(group);
  command.add_flag("--all", options.all, "Operands are files and folders to look for contracts in")
      ->group(group);
  CLI::Option* const artifact = command.add_option(
      "--artifact", options.artifact,
      "What the contract is served by, as it was and as it is: files or folders");
  artifact->type_size(2)->expected(1)->excludes(against)->type_name("OLD NEW");
  artifact->group("Versions");
  command
      .add_option_function<std::string>(
          "--jobs", [&options](const std::string& text) { options.gate.jobs = parse_jobs(text); },
          "Contracts that are checked at a time (default: one a core)")
      ->type_name("N")
      ->group(group);
}

Error wrong_usage(const std::string& message) {
  return {ErrorCode::usage, message, {}, {}};
}

bool is_folder(const std::string& operand) {
  std::error_code ignored;
  return std::filesystem::is_directory(operand, ignored);
}

/// Draws over itself, and goes when the run is over.
class ProgressLine {
 public:
  explicit ProgressLine(const Terminal& terminal) : out_(terminal.progress) {}
  ~ProgressLine() {
    if (out_ != nullptr && drawn_) *out_ << "\r\x1b[K" << std::flush;
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  Progress progress() {
    if (out_ == nullptr) return nullptr;
    return [this](std::size_t done, std::size_t all) {
      drawn_ = true;
      *out_ << "\rchecked " << done << " of " << all << std::flush;
    };
  }

 private:
  std::ostream* out_;
  bool drawn_ = false;
};

Result<Output> print_run(const ReportFlags& reports, const Terminal& terminal, Result<Run> run) {
  if (!run) return run.error();
  const ExitStatus status = has_errors(*run)    ? ExitStatus::unreadable
                            : gate_closed(*run) ? ExitStatus::gate_is_closed
                                                : ExitStatus::fine;
  Output output = print(reports, terminal, *std::move(run));
  output.status = status;
  return output;
}

Result<Report> check_pair(const std::vector<std::string>& operands, const GateOptions& gate) {
  const std::string& before = operands[0];
  const ContractOptions options = options_of(gate, operands[1]);
  auto report = compare(before, operands[1], options.compare);
  if (!report) return report;
  CheckOptions versions = options.versions;
  if (const auto read = read_version_file(options.version_file, before, versions); !read) {
    return read.error();
  }
  const auto accepted = read_words(options.accepted);
  if (!accepted) return accepted.error();
  const auto done = reach_verdict(*report, options.compare, versions, *accepted, gate.artifact);
  if (!done) return done.error();
  return report;
}

/// What the operands can't mean together.
std::optional<Error> check_operands(const Check& options) {
  const std::size_t count = options.operands.size();
  if (!options.batch.empty()) {
    if (!options.gate.compare.baseline.empty()) {
      return wrong_usage("--baseline is of contracts in files, and takes no --batch");
    }
    if (count == 0 && !options.all) return std::nullopt;
    return wrong_usage("check needs operands or --batch FILE, not both");
  }
  if (options.all) return std::nullopt;
  if (count == 0) return wrong_usage("check needs NEW, OLD and NEW, a folder, or --all");
  if (count > 2) return wrong_usage("'" + options.operands[2] + "' is one operand too many");
  if (count == 1) return std::nullopt;
  if (!options.gate.base.revision.empty()) return wrong_usage("--base stands in for OLD; give one");
  if (!options.against.empty()) return wrong_usage("--against stands in for OLD; give one");
  return std::nullopt;
}

}  // namespace

CLI::App* add(CLI::App& app, Check& options) {
  CLI::App* const command =
      app.add_subcommand("check", "The gate: is the declared version high enough for the changes?");
  command->footer(
      "Without OLD, NEW is compared with its newest released tag; in a pull request with what its\n"
      "branch started from. A folder stands for all contracts in it. The versions are those that\n"
      "the contracts declare (info.version), unless options or tags say otherwise.\n"
      "\n"
      "Examples:\n"
      "  verdiff check churn.yaml\n"
      "  verdiff check churn.yaml --against 'v1.*'\n"
      "  verdiff check contracts/ --base origin/main...\n"
      "  verdiff check main:churn.yaml churn.yaml\n"
      "  verdiff check old.schema.json new.schema.json --from 1.2.0 --to 1.3.0\n"
      "\n"
      "Exit status: 0 the version is high enough; 1 it is not, or an accepted finding does not\n"
      "hold; 2 wrong usage; 3 a contract can't be read, its version is no SemVer version, or "
      "there\n"
      "is nothing to compare it with.");
  command
      ->add_option("[OLD] NEW", options.operands,
                   "The contract as it was, if not from git, and as it is: a file, REV:file, -")
      ->type_name("");
  add_base_flags(*command, options);
  add_version_flags(*command, options);
  add_compare_flags(*command, options.gate.compare);
  add_baseline_flag(*command, options.gate.compare);
  add_batch_flag(*command, options.batch, "{id, old, new, from?, to?, dialect?}");
  add_report_flags(*command, options.report, Forms::all);
  return command;
}

Result<Output> run(const Check& options, const Terminal& terminal) {
  if (auto problem = check_operands(options)) return *std::move(problem);
  GateFlags flags = options.gate;
  flags.base.branch = terminal.target_branch;
  flags.base.release_tag = terminal.release_tag;
  if (!options.artifact.empty()) flags.artifact = {options.artifact[0], options.artifact[1]};
  const auto setup = set_up(flags);
  if (!setup) return setup.error();
  const GateOptions& gate = setup->gate;
  if (!options.batch.empty()) {
    return stream([batch = options.batch, gate](const WriteLine& write) {
      return check_batch(batch, gate, write);
    });
  }
  const ReportFlags reports = reports_of(options.report, setup->config);
  const std::vector<std::string>& operands = options.operands;
  const bool is_one = operands.size() == 1 && !is_folder(operands.front());
  if (options.all || (operands.size() == 1 && !is_one)) {
    if (!options.against.empty()) return wrong_usage("--against takes one contract, no folder");
    if (!options.artifact.empty()) return wrong_usage("--artifact takes one contract, no folder");
    ProgressLine line(terminal);
    const std::vector<std::string> everywhere = {"."};
    return print_run(
        reports, terminal,
        check_contracts(operands.empty() ? everywhere : operands, gate, line.progress()));
  }
  if (!options.against.empty()) {
    ProgressLine line(terminal);
    return print_run(reports, terminal,
                     check_against(operands.front(), options.against, gate, line.progress()));
  }
  const auto report = is_one ? check_contract(operands.front(), gate) : check_pair(operands, gate);
  if (!report) return report.error();
  auto output = print(reports, terminal, [&](ReportForm form, const RenderOptions& look) {
    return Result<std::string>(render(*report, form, look));
  });
  if (output && gate_closed(*report)) output->status = ExitStatus::gate_is_closed;
  return output;
}

}  // namespace verdiff::command
