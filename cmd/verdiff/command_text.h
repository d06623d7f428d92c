#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

/// The command line as data, read back from the parser: what completions and the man page are
/// written from. Nothing is listed a second time.
namespace verdiff::command {

struct ArgumentText {
  std::vector<std::string> names;  ///< "-h", "--help"; of an operand its name alone
  std::string value;               ///< what --help calls it: "FILE", "major|any|off"; "": a flag
  std::vector<std::string> words;  ///< the values of a closed set
  bool takes_file = false;         ///< or a folder
  bool required = false;
  bool repeatable = false;
  std::string help;
  std::string group;                  ///< heading in --help
  std::vector<std::string> not_with;  ///< names of options
};

struct CommandText {
  std::string name;
  std::string description;
  std::string footer;
  std::vector<ArgumentText> operands;
  std::vector<ArgumentText> options;  ///< without hidden ones
  std::vector<CommandText> commands;
};

CommandText describe(const CLI::App& app);

/// "verdiff diff [OPTIONS] OLD NEW", without the program's name
std::string usage_of(const CommandText& command);

/// `verdiff completion SHELL`: a script for the shell to read.
std::string bash_completion(const CommandText& program);
std::string zsh_completion(const CommandText& program);
std::string fish_completion(const CommandText& program);

/// `verdiff man`: the page in the language of man(7).
std::string man_page(const CommandText& program, const std::string& version);

}  // namespace verdiff::command
