#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "diff/diff.h"
#include "prove/inclusion.h"
#include "rules/finding.h"
#include "rules/rule.h"

#include <string>
#include <vector>

namespace verdiff {

#define VERDIFF_UNKNOWN_POLICIES(X)          \
  X(major, "what can't be decided is major") \
  X(warn, "is minor, with severity warning") \
  X(allow, "is minor, with severity note")
VERDIFF_VOCABULARY(UnknownPolicy, VERDIFF_UNKNOWN_POLICIES)

struct JudgeOptions {
  Reader reader = Reader::tolerant;
  UnknownPolicy unknown = UnknownPolicy::major;
  std::vector<std::string> policies;  ///< named: open-enums, open-statuses
  std::uint64_t budget = 200'000;     ///< proof steps a question
  bool proofs = true;                 ///< off: everything that needs one is unknown (for measuring)
  /// Judges on the caller's thread alone: who judges many pairs at a time has threads of its own.
  /// What is found is the same.
  bool one_thread = false;
  /// Leaves the memory that proving took to the end of the process, which gives it back faster: for
  /// a process that compares once.
  bool leave_memory = false;
};

/// For one of many pairs that are judged side by side, each on its own thread.
constexpr void judge_among_many(JudgeOptions& options) {
  options.one_thread = true;
  options.leave_memory = false;
}

/// Facts -> findings, in the order of design §2: inclusion at the slot, then the rule's own level,
/// then equivalent or not, then unknown. Worst first, then flow, place and rule. A fact that no
/// rule matches becomes a visible `unexplained` finding of level major.
std::vector<Finding> judge(const Contract& before, const Contract& after, const Diff& diff,
                           const std::vector<Rule>& rules, const JudgeOptions& options);

}  // namespace verdiff
