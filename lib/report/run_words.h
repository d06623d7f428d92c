#pragma once

#include "policy/run.h"
#include "report/report.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What every form says of a run as a whole, in the same words.
namespace verdiff {

struct RunSummary {
  std::size_t contracts = 0;
  std::size_t errors = 0;  ///< contracts that could not be read
  std::size_t closed = 0;  ///< contracts that close the gate
  std::size_t findings = 0;
  std::size_t accepted = 0;  ///< of the findings
  LevelCounts counts{};
  Level level = Level::none;  ///< the highest of all
};

RunSummary summarize(const Run& run, const RenderOptions& options);

/// The run on one line, as the text form ends: of one contract its sentence, else "MAJOR: 40
/// contracts, 1 can't be read, 3 close the gate: 5 major, 2 minor".
std::string sentence(const Run& run, const RenderOptions& options);

/// The same without the counts, for forms that show them by themselves: "declared 1.2.0 -> 1.3.0 is
/// not enough: 2.0.0 is needed".
std::string headline(const Report& report);
std::string headline(const Run& run, const RenderOptions& options);

/// "Churn model (models/churn.yaml)": as verdiff.yaml calls it, and its path; else the path alone.
std::string name_in_words(const ContractOutcome& outcome);

/// The run is about one contract, which could be read: a form needs no list of contracts.
bool is_single(const Run& run);

/// The declared version is too low, or `diff --fail-on` asks for an exit status of 1.
bool closes_gate(const Report& report, const RenderOptions& options);

/// The finding is why the gate is closed. Where nothing was declared and no --fail-on given
/// (`diff`), a major is taken for it: that is what breaks somebody.
bool blocks(const Report& report, const Finding& finding, const RenderOptions& options);

/// What is wrong, with the code of the error, and its notes, one a line. Without its place.
std::string error_in_words(const Error& error);

/// `v1.yaml 1.2.0`: an operand with its declared version. May hold what a stranger wrote.
std::string side_in_words(const ContractSummary& contract);

/// "OpenAPI 3.1.0, tolerant reader"
std::string reading_in_words(const Report& report);

}  // namespace verdiff
