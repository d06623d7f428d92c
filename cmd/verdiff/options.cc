#include "options.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <ostream>
#include <utility>

namespace verdiff::command {
namespace {

/// The width of text that goes to a file or a pipe.
constexpr std::uint32_t usual_width = 100;
/// Wider lines than this are hard to read, however wide the terminal.
constexpr std::uint32_t widest = 120;

/// Days of work; more is a slip of the keyboard.
constexpr std::uint64_t most_steps = 1'000'000'000'000;

[[noreturn]] void refuse(const std::string& option, const std::string& message) {
  throw CLI::ValidationError(option, message);
}

std::uint64_t parse_steps(const std::string& text) {
  std::uint64_t steps = 0;
  const char* const last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, steps);
  if (problem != std::errc() || end != last || steps == 0 || steps > most_steps) {
    refuse("--budget",
           "expected a number from 1 to " + std::to_string(most_steps) + ", found '" + text + "'");
  }
  return steps;
}

/// Splits `KEY=VALUE` at `at`; both halves must be there.
std::pair<std::string, std::string> split_pair(const std::string& option, const std::string& text,
                                               std::size_t at, const std::string& form) {
  if (at == std::string::npos || at == 0 || at + 1 == text.size()) {
    refuse(option, "expected " + form + ", found '" + text + "'");
  }
  return {text.substr(0, at), text.substr(at + 1)};
}

std::span<const std::string> words_of(Forms forms) {
  const auto all = words<ReportForm>();
  return forms == Forms::all ? all : all.first(2);
}

/// A form that other commands know is no slip of the keyboard.
ReportForm parse_form(const std::string& name, const std::string& command, Forms forms) {
  const auto form = parse_word<ReportForm>(name);
  const auto known = words_of(forms);
  if (!form) refuse_word("--report", name, known);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    refuse("--report",
           "'" + name + "' is a form of `diff` and `check`; `" + command + "` writes text or json");
  }
  return *form;
}

ReportTarget parse_target(const std::string& text, const std::string& command, Forms forms) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  const ReportForm form = parse_form(name, command, forms);
  if (equals == std::string::npos) return {form, ""};
  return {form, split_pair("--report", text, equals, "FORM or FORM=FILE").second};
}

/// Two reports in one place would be mixed up.
void add_target(ReportFlags& flags, ReportTarget target) {
  for (const ReportTarget& other : flags.targets) {
    if (other.file != target.file) continue;
    refuse("--report", target.file.empty()
                           ? "two reports for standard output; give all but one a file, FORM=FILE"
                           : "two reports for the file '" + target.file + "'");
  }
  flags.targets.push_back(std::move(target));
}

bool use_color(const ReportFlags& flags, const Terminal& terminal, bool to_file) {
  if (flags.color != ColorChoice::auto_) return flags.color == ColorChoice::always;
  return !to_file && terminal.is_terminal && !terminal.no_color;
}

RenderOptions render_options(const ReportFlags& flags, const Terminal& terminal, bool to_file) {
  const bool known_width = !to_file && terminal.is_terminal && terminal.width != 0;
  return {.color = use_color(flags, terminal, to_file),
          .width = known_width ? std::min(terminal.width, widest) : usual_width,
          .patches = flags.patches,
          .fail_on = {}};
}

}  // namespace

void add_contract_pair(CLI::App& command, ContractPair& contracts) {
  command.add_option("OLD", contracts.before, "The contract as it was: a file, REV:file in git, -")
      ->required()
      ->type_name("");
  command.add_option("NEW", contracts.after, "The contract as it is now")
      ->required()
      ->type_name("");
}

namespace {

constexpr auto reading = "Reading";

template <class Target>
void add_format_name_flag(CLI::App& command, Target& format) {
  command
      .add_option("--input-format", format,
                  "Read the contracts as this format; without it, by content")
      ->type_name(list_words(input_formats()))
      ->group(reading);
}

template <class Target>
void add_direction_flag(CLI::App& command, Target& direction) {
  add_word<Direction>(command, "--as", direction,
                      "What a bare JSON Schema is to the service (default: output)",
                      Direction::input)
      ->group(reading);
}

/// `load`: LoadSettings, or Settings.
template <class Load>
void add_place_flags(CLI::App& command, Load& load) {
  const std::string group = reading;
  command
      .add_option_function<std::vector<std::string>>(
          "--remote-map",
          [&load](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) {
              // The last '=': a URI's query may hold some.
              auto [uri, file] = split_pair("--remote-map", text, text.rfind('='), "URI=FILE");
              if (!load.remote_map.emplace(std::move(uri), std::move(file)).second) {
                refuse("--remote-map", "the URI of '" + text + "' is mapped twice");
              }
            }
          },
          "Stands in for a remote reference; there is no network")
      ->type_name("URI=FILE")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--root", load.roots, "A further folder that references may lead into")
      ->type_name("DIR")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
}

template <class Target>
void add_steps_flag(CLI::App& command, Target& budget) {
  command
      .add_option_function<std::string>(
          "--budget", [&budget](const std::string& text) { budget = parse_steps(text); },
          "Proof steps that one question may take (default: 200000)")
      ->type_name("N")
      ->group("Judging");
}

template <class Target>
CLI::Option* add_folder_flag(CLI::App& command, Target& directory) {
  return command
      .add_option("--rules", directory, "Rule files DIR/<area>/<id>.yaml, beside the built-in ones")
      ->type_name("DIR");
}

}  // namespace

void add_load_flags(CLI::App& command, LoadSettings& load, bool with_direction) {
  add_format_name_flag(command, load.input_format);
  if (with_direction) add_direction_flag(command, load.as);
  add_place_flags(command, load);
}

void add_config_flags(CLI::App& command, CompareFlags& compare) {
  const std::string group = "Policy";
  CLI::Option* const config = command.add_option(
      "--config", compare.config, "This policy file, instead of the nearest verdiff.yaml");
  config->type_name("FILE")->group(group);
  command.add_flag("--no-config", compare.no_config, "No policy file and no accepted findings")
      ->excludes(config)
      ->group(group);
  command
      .add_option_function<std::string>(
          "--today",
          [&compare](const std::string& text) {
            if (!is_date(text)) {
              refuse("--today", "expected a day such as 2026-12-31, found '" + text + "'");
            }
            compare.today = text;
          },
          "The day that ends of accepted findings are compared with (default: the clock's, in UTC)")
      ->type_name("DATE")
      ->group(group);
}

void add_baseline_flag(CLI::App& command, CompareFlags& compare) {
  command
      .add_option("--baseline", compare.baseline,
                  "Accept the findings of this JSON report, written earlier")
      ->type_name("FILE")
      ->group("Policy");
}

void add_budget_flag(CLI::App& command, std::uint64_t& budget) {
  add_steps_flag(command, budget);
}

void add_format_flag(CLI::App& command, bool& assert_format) {
  command
      .add_flag("--assert-format", assert_format,
                "`format` says which strings are allowed, instead of what they are")
      ->group("Judging");
}

void add_batch_flag(CLI::App& command, std::string& file, const std::string& row) {
  command
      .add_option(
          "--batch", file,
          "Answer each row " + row + " of a JSONL file by one line of JSON; -: standard input")
      ->type_name("FILE")
      ->group("Reading");
}

void add_rules_flag(CLI::App& command, std::string& directory) {
  add_folder_flag(command, directory);
}

void add_compare_flags(CLI::App& command, CompareFlags& compare) {
  const std::string group = "Judging";
  Settings& settings = compare.settings;
  add_format_name_flag(command, settings.input_format);
  add_direction_flag(command, settings.as);
  add_place_flags(command, settings);
  add_word<Reader>(command, "--reader", settings.reader,
                   "Do consumers skip what they don't know? (default: tolerant)")
      ->group(group);
  add_word<UnknownPolicy>(command, "--unknown", settings.unknown,
                          "What a question that can't be decided counts as (default: major)")
      ->group(group);
  command
      .add_option_function<std::vector<std::string>>(
          "--policy",
          [&settings](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              if (!parse_word<Policy>(name)) refuse_word("--policy", name, words<Policy>());
            }
            settings.policies = names;
          },
          "What your clients are ready for, or rely on")
      ->type_name(list_words(words<Policy>()))
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  add_steps_flag(command, settings.budget);
  add_folder_flag(command, settings.rules)->group(group);
  // For measuring what proofs cost; verdicts without them are of no use to anybody else.
  command.add_flag_callback("--no-proofs", [&compare] { compare.proofs = false; })->group("");
  add_config_flags(command, compare);
}

void add_color_flag(CLI::App& command, ReportFlags& report) {
  add_word<ColorChoice>(command, "--color", report.color,
                        "When to colour the text form (default: auto)")
      ->group("Reporting");
}

RenderOptions look_of(const ReportFlags& flags, const Terminal& terminal) {
  return render_options(flags, terminal, false);
}

void add_report_flags(CLI::App& command, ReportFlags& report, Forms forms) {
  const std::string group = "Reporting";
  command
      .add_option_function<std::vector<std::string>>(
          "--report",
          [&report, forms, name = command.get_name()](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) {
              add_target(report, parse_target(text, name, forms));
            }
          },
          "Form and, unless it is standard output, file (default: text)")
      ->type_name("FORM[=FILE], FORM: " + list_words(words_of(forms)))
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  add_color_flag(command, report);
  add_word<PatchListing>(command, "--patches", report.patches,
                         "Text: list patch findings or count them by rule (default: auto)")
      ->group(group);
}

Result<Output> print(
    const ReportFlags& flags, const Terminal& terminal,
    const std::function<Result<std::string>(ReportForm, const RenderOptions&)>& render) {
  std::vector<ReportTarget> targets = flags.targets;
  if (targets.empty()) targets.push_back({});
  Output output;
  for (const ReportTarget& target : targets) {
    auto text = render(target.form, render_options(flags, terminal, !target.file.empty()));
    if (!text) return text.error();
    output.parts.push_back({target.file, *std::move(text), false});
  }
  return output;
}

Output print(const ReportFlags& flags, const Terminal& terminal, Run run) {
  std::vector<ReportTarget> targets = flags.targets;
  if (targets.empty()) targets.push_back({});
  const auto shared = std::make_shared<const Run>(std::move(run));
  Output output;
  for (const ReportTarget& target : targets) {
    const RenderOptions look = render_options(flags, terminal, !target.file.empty());
    output.parts.push_back(
        {target.file, "", false, [shared, form = target.form, look](const TakeText& take) {
           render(*shared, form, look, take);
         }});
  }
  return output;
}

std::optional<Error> check_operands(const std::string& batch,
                                    std::initializer_list<std::string> operands,
                                    const std::string& needed) {
  const bool all = std::none_of(operands.begin(), operands.end(),
                                [](const std::string& operand) { return operand.empty(); });
  const bool none = std::all_of(operands.begin(), operands.end(),
                                [](const std::string& operand) { return operand.empty(); });
  if (batch.empty() ? all : none) return std::nullopt;
  return Error{ErrorCode::usage, needed, {}, {}};
}

Output stream(std::function<Result<BatchTotals>(const WriteLine&)> batch) {
  Output output;
  output.stream = [batch = std::move(batch)](std::ostream& out) -> Result<ExitStatus> {
    const auto totals = batch([&out](std::string_view line) {
      out << line << std::flush;
      return out.good();
    });
    if (!totals) return totals.error();
    return totals->unreadable > 0 ? ExitStatus::unreadable
           : totals->refused > 0  ? ExitStatus::gate_is_closed
                                  : ExitStatus::fine;
  };
  return output;
}

std::string list_words(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "|") + word;
  return out;
}

void refuse_word(std::string_view option, std::string_view found,
                 std::span<const std::string> words) {
  std::string message = "expected one of ";
  for (const std::string& word : words) message += (&word == &words.front() ? "" : ", ") + word;
  message += ", found '" + std::string(found) + "'" + did_you_mean(found, words);
  refuse(std::string(option), message);
}

}  // namespace verdiff::command
