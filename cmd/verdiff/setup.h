#pragma once

#include "options.h"
#include "verdiff.h"

#include <string>

/// What holds for one comparison: verdiff.yaml, and the command line over it.
namespace verdiff::command {

struct Setup {
  Config config;
  Settings settings;  ///< of the new contract
  CompareOptions compare;
  AcceptedSources accepted;
};

/// bad-config; nothing is found wrong with an operand here.
Result<Setup> set_up(const CompareFlags& flags, const std::string& after);

/// The reports of the command line; without any, those of verdiff.yaml.
ReportFlags reports_of(const ReportFlags& flags, const Config& config);

}  // namespace verdiff::command
