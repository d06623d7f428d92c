#include "command.h"
#include "text_diff.h"

namespace verdiff::command {
namespace {

// What git hands over, in this order; of a file that is not merged yet, its path alone.
enum Argument : std::size_t { path, old_file, old_hex, old_mode, new_file, new_hex, new_mode };
enum : std::size_t { unmerged = 1, plain = 7, renamed = 9 };

GitDiff files_of(const std::vector<std::string>& arguments) {
  return {.old_path = arguments[path],
          .new_path = arguments.size() == renamed ? arguments[plain] : arguments[path],
          .old_file = arguments[old_file],
          .new_file = arguments[new_file]};
}

Result<Report> compare_by_policy(const GitDiff& files) {
  const auto setup = set_up(CompareFlags(), files.new_path);
  if (!setup) return setup.error();
  return compare(files, setup->compare);
}

/// In words; where there are none, the lines that differ.
std::string shown(const GitDiff& files, const ReportFlags& flags, const Terminal& terminal) {
  const RenderOptions look = look_of(flags, terminal);
  const auto report = compare_by_policy(files);
  if (report) {
    const std::string words = render(*report, ReportForm::text, look) + '\n';
    return report->findings.empty() ? words + text_diff(files, look.color) : words;
  }
  // Not every file that an attribute names is a contract; that is no news to anybody.
  const bool is_contract = report.error().code != ErrorCode::unknown_format;
  return (is_contract ? to_text(report.error()) + '\n' : "") + text_diff(files, look.color);
}

}  // namespace

CLI::App* add(CLI::App& app, GitDriver& options) {
  CLI::App* const command =
      app.add_subcommand("git-diff", "For git: an external diff that tells contracts in words");
  command->footer(
      "In .gitattributes:  contracts/*.yaml diff=verdiff\n"
      "Then, once:         git config diff.verdiff.command 'verdiff git-diff --'\n"
      "\n"
      "What is no contract, or can't be read, is shown line by line.\n"
      "\n"
      "Exit status: 0; 2 wrong usage, which git takes for the end of the diff.");
  command
      ->add_option("PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE", options.arguments,
                   "What git gives to an external diff, after a rename two more")
      ->required()
      ->type_name("");
  add_color_flag(*command, options.look);
  return command;
}

Result<Output> run(const GitDriver& options, const Terminal& terminal) {
  const std::vector<std::string>& given = options.arguments;
  Output output;
  if (given.size() == unmerged) {
    output.parts.push_back({"", "* Unmerged path " + given[path] + '\n', false});
    return output;
  }
  if (given.size() != plain && given.size() != renamed) {
    return Error{ErrorCode::usage,
                 "expected the 7 or 9 arguments that git gives to an external diff, found " +
                     std::to_string(given.size()),
                 {},
                 {}};
  }
  Terminal paged = terminal;
  paged.is_terminal = terminal.is_terminal || terminal.git_pager;
  output.parts.push_back({"", shown(files_of(given), options.look, paged), false});
  return output;
}

}  // namespace verdiff::command
