#pragma once

#include "options.h"
#include "verdiff.h"

#include <cstddef>
#include <string>

/// What holds for one comparison: verdiff.yaml, and the command line over it.
namespace verdiff::command {

struct Setup {
  Config config;
  Settings settings;  ///< of the new contract
  CompareOptions compare;
  AcceptedSources accepted;
};

/// What `check` and `changelog` take, besides operands.
struct GateFlags {
  CompareFlags compare;
  CheckOptions versions;
  BaseOptions base;
  std::string version_file;  ///< FILE[:FIELD]
  ArtifactPair artifact;
  std::size_t jobs = 0;
};

struct GateSetup {
  Config config;
  GateOptions gate;
};

/// bad-config; nothing is found wrong with an operand here.
Result<Setup> set_up(const CompareFlags& flags, const std::string& after);

/// The same for every contract that a gate looks at, each with its own entries of verdiff.yaml.
Result<GateSetup> set_up(const GateFlags& flags);

/// Where the version stands: --version-file, else verdiff.yaml. usage.
Result<VersionFile> version_file_of(const std::string& flag, const Settings& settings);

/// The reports of the command line; without any, those of verdiff.yaml.
ReportFlags reports_of(const ReportFlags& flags, const Config& config);

}  // namespace verdiff::command
