#pragma once

#include "exit_status.h"
#include "terminal.h"
#include "verdiff.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

#define VERDIFF_COLORS(X)                                                    \
  X(auto_, "on a terminal, unless the environment variable NO_COLOR is set") \
  X(always, "in files and pipes too")                                        \
  X(never, "nowhere")
VERDIFF_VOCABULARY(ColorChoice, VERDIFF_COLORS)

}  // namespace verdiff

/// Flags that several commands share, and what a command hands back.
namespace verdiff::command {

struct ContractPair {
  std::string before, after;
};

/// One `--report FORM[=FILE]`.
struct ReportTarget {
  ReportForm form = ReportForm::text;
  std::string file;  ///< empty: standard output
};

struct ReportFlags {
  std::vector<ReportTarget> targets;  ///< none: text on standard output
  ColorChoice color = ColorChoice::auto_;
  PatchListing patches = PatchListing::auto_;
};

/// What the command line says of a comparison. It wins over verdiff.yaml.
struct CompareFlags {
  Settings settings;
  bool proofs = true;
  bool allow_no_contract = true;  ///< as CompareOptions; `check` has to be told
  std::string config;             ///< --config; empty: the nearest verdiff.yaml
  bool no_config = false;
  std::string baseline;  ///< --baseline
  std::string today;     ///< --today; empty: the clock's
};

/// What a command wants printed, whole, and how the process is to end.
struct Output {
  struct Part {
    std::string file;  ///< empty: standard output
    std::string text;
    bool with_folders = false;  ///< makes the folders of `file` that aren't there
    /// Instead of `text`: what may be large is made while it is written.
    std::function<void(const TakeText& take)> render = {};
  };
  std::vector<Part> parts;
  ExitStatus status = ExitStatus::fine;
  /// Instead of parts: prints line by line, and says how the process is to end.
  std::function<Result<ExitStatus>(std::ostream& out)> stream;
};

void add_contract_pair(CLI::App& command, ContractPair& contracts);
/// `with_direction`: --as too, for commands that don't know which way a bare schema goes.
void add_load_flags(CLI::App& command, LoadSettings& load, bool with_direction = true);
void add_config_flags(CLI::App& command, CompareFlags& compare);
void add_baseline_flag(CLI::App& command, CompareFlags& compare);
void add_budget_flag(CLI::App& command, std::uint64_t& budget);
void add_format_flag(CLI::App& command, bool& assert_format);
void add_batch_flag(CLI::App& command, std::string& file, const std::string& row);
void add_compare_flags(CLI::App& command, CompareFlags& compare);
/// The forms that a command can write. What is no report of findings is text or JSON.
enum class Forms : std::uint8_t { all, text_and_json };
void add_report_flags(CLI::App& command, ReportFlags& report, Forms forms = Forms::text_and_json);
/// --color alone, of what is written as text and nothing else.
void add_color_flag(CLI::App& command, ReportFlags& report);
/// How the text form looks on standard output.
RenderOptions look_of(const ReportFlags& flags, const Terminal& terminal);
void add_rules_flag(CLI::App& command, std::string& directory);

/// One text for every --report. `render` may fail: then nothing is printed.
Result<Output> print(
    const ReportFlags& flags, const Terminal& terminal,
    const std::function<Result<std::string>(ReportForm, const RenderOptions&)>& render);
/// The same of all contracts of a run.
Output print(const ReportFlags& flags, const Terminal& terminal, Run run);

/// Operands or a batch, not both and not neither; `needed` says so.
std::optional<Error> check_operands(const std::string& batch,
                                    std::initializer_list<std::string> operands,
                                    const std::string& needed);

/// One line of JSON for every row of a batch; the worst row gives the exit status.
Output stream(std::function<Result<BatchTotals>(const WriteLine&)> batch);

/// "text, json"
std::string list_words(std::span<const std::string> words);

/// The refusal of an option's value that is none of a closed set; CLI11 carries it to `run`.
[[noreturn]] void refuse_word(std::string_view option, std::string_view found,
                              std::span<const std::string> words);

/// An option whose value is a word of a vocabulary, from `first` on (`--fail-on` can't be `none`).
template <class E, class Target>
CLI::Option* add_word(CLI::App& command, const std::string& option, Target& target,
                      const std::string& help, E first = E{}) {
  const auto known = words<E>().subspan(static_cast<std::size_t>(first));
  return command
      .add_option_function<std::string>(
          option,
          [&target, option, known](const std::string& text) {
            const auto found = std::find(known.begin(), known.end(), text);
            if (found == known.end()) refuse_word(option, text, known);
            target = *parse_word<E>(text);
          },
          help)
      ->type_name(list_words(known));
}

}  // namespace verdiff::command
