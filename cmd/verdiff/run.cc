#include "run.h"

#include "command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::command {
namespace {

struct Commands {
  Diff diff;
  Check check;
  Bump bump;
  Changelog changelog;
  Accept accept;
  Init init;
  Fit fit;
  Validate validate;
  Show show;
  Rules rules;
  FormatList formats;
  GitDriver git_driver;
  Completion completion;
  Man man;
};

/// Prints an error, and where help is for those that help can mend.
int fail(const Error& error, std::ostream& err) {
  err << to_text(error) << '\n';
  return exit_status(error);
}

Error usage_error(std::string message, const CLI::App& app) {
  const std::string help =
      app.get_parent() == nullptr ? "`verdiff --help`" : "`verdiff " + app.get_name() + " --help`";
  return {ErrorCode::usage, std::move(message), {}, {{{}, "see " + help}}};
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The command that was given, as far as parsing got.
const CLI::App& current_command(const CLI::App& app) {
  const auto given = app.get_subcommands();
  return given.empty() ? app : *given.front();
}

/// CLI11 would only say that a command is required.
std::optional<Error> unknown_command(const CLI::App& app, const std::string& given) {
  if (given.starts_with('-')) return std::nullopt;
  const std::vector<std::string> names = command_names(app);
  if (std::find(names.begin(), names.end(), given) != names.end()) return std::nullopt;
  return usage_error("there is no command '" + given + "'" + did_you_mean(given, names), app);
}

/// What CLI11 could not place: misspelt options, or operands too many.
Error unexpected(const CLI::App& app, const std::string& argument) {
  const CLI::App& command = current_command(app);
  if (argument.starts_with('-') && argument != "-") {
    const std::string name = argument.substr(0, argument.find('='));
    return usage_error(
        "there is no option '" + name + "'" + did_you_mean(name, option_names(command)), command);
  }
  return usage_error("'" + argument + "' is one operand too many", command);
}

/// CLI11's sentences begin in upper case here and there.
std::string lower_start(std::string text) {
  const bool acronym = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
  if (!text.empty() && !acronym && text[0] >= 'A' && text[0] <= 'Z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

int fail(const CLI::ParseError& problem, const CLI::App& app, std::ostream& err) {
  if (problem.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch)) {
    const std::string what = problem.what();  // "--reader: 1 required TEXT missing"
    return fail(
        usage_error(what.substr(0, what.find(':')) + " needs a value", current_command(app)), err);
  }
  const std::vector<std::string> extras = app.remaining(true);
  if (!extras.empty()) return fail(unexpected(app, extras.front()), err);
  return fail(usage_error(lower_start(problem.what()), current_command(app)), err);
}

Error cannot_write(const std::string& what) {
  return {ErrorCode::cannot_write, "the report can't be written to " + what, {}, {}};
}

int write_stream(const Output& output, std::ostream& out, std::ostream& err) {
  const auto status = output.stream(out);
  if (!status) return fail(status.error(), err);
  return out ? *status : fail(cannot_write("standard output"), err);
}

/// Where it can't, opening the file fails and is told.
void make_folders(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
}

void write(const Output::Part& part, std::ostream& out) {
  if (part.render) {
    part.render([&out](std::string_view piece) { out << piece; });
  } else {
    out << part.text;
  }
  out << std::flush;
}

/// Files first: when one can't be written, standard output stays empty.
int write(const Output& output, std::ostream& out, std::ostream& err) {
  if (output.stream) return write_stream(output, out, err);
  for (const Output::Part& part : output.parts) {
    if (part.file.empty()) continue;
    if (part.with_folders) make_folders(part.file);
    std::ofstream file(part.file, std::ios::binary | std::ios::trunc);
    write(part, file);
    if (!file) return fail(cannot_write("'" + part.file + "'"), err);
  }
  for (const Output::Part& part : output.parts) {
    if (part.file.empty()) write(part, out);
  }
  if (!out) return fail(cannot_write("standard output"), err);
  return output.status;
}

/// verdiff's words for what CLI11 calls otherwise in --help.
void name_things(CLI::FormatterBase& help) {
  help.label("SUBCOMMAND", "COMMAND");
  help.label("Positionals", "Operands");
  help.label("REQUIRED", "");
  help.label("Excludes", "not with");
}

Result<Output> run_parsed(const CLI::App& app, const Commands& commands, const Terminal& terminal) {
  if (app.got_subcommand("diff")) return run(commands.diff, terminal);
  if (app.got_subcommand("check")) return run(commands.check, terminal);
  if (app.got_subcommand("bump")) return run(commands.bump, terminal);
  if (app.got_subcommand("changelog")) return run(commands.changelog, terminal);
  if (app.got_subcommand("accept")) return run(commands.accept, terminal);
  if (app.got_subcommand("init")) return run(commands.init, terminal);
  if (app.got_subcommand("fit")) return run(commands.fit, terminal);
  if (app.got_subcommand("validate")) return run(commands.validate, terminal);
  if (app.got_subcommand("show")) return run(commands.show, terminal);
  if (app.got_subcommand("formats")) return run(commands.formats, terminal);
  if (app.got_subcommand("git-diff")) return run(commands.git_driver, terminal);
  if (app.got_subcommand("completion")) return run(commands.completion, app);
  if (app.got_subcommand("man")) return run(commands.man, app);
  return run(commands.rules, terminal);
}

int parse_and_run(CLI::App& app, const Commands& commands, int argc, const char* const* argv,
                  std::ostream& out, std::ostream& err, const Terminal& terminal) {
  if (argc < 2) {
    err << app.help();
    return ExitStatus::usage;
  }
  if (const auto error = unknown_command(app, argv[1])) return fail(*error, err);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out << app.help() << std::flush;
    return ExitStatus::fine;
  } catch (const CLI::CallForVersion&) {
    out << "verdiff " << version() << '\n' << std::flush;
    return ExitStatus::fine;
  } catch (const CLI::ParseError& problem) {
    return fail(problem, app, err);
  }
  const auto output = run_parsed(app, commands, terminal);
  return output ? write(*output, out, err) : fail(output.error(), err);
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        const Terminal& terminal) {
  try {
    CLI::App app("Contract diff and SemVer linter for model and API releases.", "verdiff");
    app.set_version_flag("--version", std::string(version()), "Print verdiff's version and exit");
    app.set_help_flag("-h,--help", "Print this help and exit");
    app.require_subcommand(1);
    name_things(*app.get_formatter());
    app.footer("`verdiff COMMAND --help` has the options and examples of a command.");
    Commands commands;
    add(app, commands.diff);
    add(app, commands.check);
    add(app, commands.bump);
    add(app, commands.changelog);
    add(app, commands.accept);
    add(app, commands.fit);
    add(app, commands.validate);
    add(app, commands.show);
    add(app, commands.rules);
    add(app, commands.formats);
    add(app, commands.init);
    add(app, commands.git_driver);
    add(app, commands.completion);
    add(app, commands.man);
    for (CLI::App* const command : app.get_subcommands({})) command->group("Commands");
    return parse_and_run(app, commands, argc, argv, out, err, terminal);
  } catch (const std::exception& problem) {
    return fail({ErrorCode::internal,
                 std::string("this is a bug in verdiff, please report it: ") + problem.what(),
                 {},
                 {}},
                err);
  }
}

}  // namespace verdiff::command
