#pragma once

#include "exit_status.h"
#include "options.h"
#include "setup.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace verdiff {

#define VERDIFF_SHELLS(X)                        \
  X(bash, "the GNU shell, from version 4 on")    \
  X(zsh, "a script for `fpath`, or to evaluate") \
  X(fish, "the friendly interactive shell")
VERDIFF_VOCABULARY(Shell, VERDIFF_SHELLS)

}  // namespace verdiff

/// The commands: one file each. `add` describes a command's options to the parser, which fills
/// them; `run` does the work and gives what is to be printed.
namespace verdiff::command {

struct Diff {
  ContractPair contracts;
  CompareFlags compare;
  ReportFlags report;
  std::optional<Level> fail_on;
};
CLI::App* add(CLI::App& app, Diff& options);
Result<Output> run(const Diff& options, const Terminal& terminal);

struct Check {
  std::vector<std::string> operands;  ///< [OLD] NEW, or what to look through
  bool all = false;
  std::string against;
  std::string batch;
  std::vector<std::string> artifact;  ///< none, or OLD and NEW
  GateFlags gate;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Check& options);
Result<Output> run(const Check& options, const Terminal& terminal);

struct Bump {
  ContractPair contracts;
  CompareFlags compare;
  ReportFlags report;
  std::optional<std::string> from;
  bool write = false;
  std::string version_file;
};
CLI::App* add(CLI::App& app, Bump& options);
Result<Output> run(const Bump& options, const Terminal& terminal);

struct Changelog {
  std::vector<std::string> operands;  ///< [OLD] NEW
  GateFlags gate;
  std::string file;  ///< --write
  std::optional<std::string> release;
  std::string date;
  std::string since;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Changelog& options);
Result<Output> run(const Changelog& options, const Terminal& terminal);

struct Accept {
  std::string id;
  ContractPair contracts;
  std::string from_report;
  Acceptance word;
  CompareFlags compare;
};
CLI::App* add(CLI::App& app, Accept& options);
Result<Output> run(const Accept& options, const Terminal& terminal);

struct Init {
  bool dry_run = false;
};
CLI::App* add(CLI::App& app, Init& options);
Result<Output> run(const Init& options, const Terminal& terminal);

struct Fit {
  std::string producer, consumer;
  std::string batch;
  FitOptions fit;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Fit& options);
Result<Output> run(const Fit& options, const Terminal& terminal);

struct Validate {
  std::string contract;
  std::vector<std::string> payloads;
  std::string batch;
  ValidateOptions validate;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Validate& options);
Result<Output> run(const Validate& options, const Terminal& terminal);

struct Show {
  std::string contract;
  LoadSettings load;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Show& options);
Result<Output> run(const Show& options, const Terminal& terminal);

struct Rules {
  std::string id;
  std::string directory;
  ReportFlags report;
};
CLI::App* add(CLI::App& app, Rules& options);
Result<Output> run(const Rules& options, const Terminal& terminal);

/// `verdiff formats`
struct FormatList {
  ReportFlags report;
};
CLI::App* add(CLI::App& app, FormatList& options);
Result<Output> run(const FormatList& options, const Terminal& terminal);

/// `verdiff git-diff`
struct GitDriver {
  std::vector<std::string> arguments;  ///< as git gives them
  ReportFlags look;
};
CLI::App* add(CLI::App& app, GitDriver& options);
Result<Output> run(const GitDriver& options, const Terminal& terminal);

/// `verdiff completion` and `verdiff man` are written from the commands themselves: `app`.
struct Completion {
  Shell shell = Shell::bash;
};
CLI::App* add(CLI::App& app, Completion& options);
Result<Output> run(const Completion& options, const CLI::App& app);

struct Man {};
CLI::App* add(CLI::App& app, Man& options);
Result<Output> run(const Man& options, const CLI::App& app);

}  // namespace verdiff::command
