#pragma once

#include "contract/contract.h"
#include "formats/load_operand.h"
#include "policy/settings.h"
#include "policy/verdict.h"
#include "rules/engine.h"

#include <string>
#include <vector>

namespace verdiff {

struct CompareOptions {
  std::string name;  ///< of verdiff.yaml: what reports call the contract
  LoadSettings load;
  JudgeOptions judge;
  /// A file that promises nothing (a model without a signature) counts as no contract: a first
  /// release, or one that is gone. Otherwise it is an error, no-contract.
  bool allow_no_contract = false;
  std::string rules_directory;            ///< --rules
  std::vector<SeverityLayer> severities;  ///< of verdiff.yaml; a later layer wins
  std::vector<std::string> skip;          ///< of verdiff.yaml: what is no promise (policy/skip.h)
};

/// The built-in rules, or with those of a folder. A folder that can't be read is wrong usage, no
/// contract's fault.
Result<std::vector<Rule>> rules_of(const std::string& directory);

/// A contract and how the report calls it.
struct NamedContract {
  Contract& contract;
  std::string operand;
};

/// What changed, judged; the verdict is not filled yet (`check`, `bump`). `rules` are those of
/// `rules_of`; the severities of `options` are laid over them. While it runs, what is skipped is
/// not in the contracts; afterwards they are as they were.
Report compare_contracts(const NamedContract& before, const NamedContract& after,
                         const std::vector<Rule>& rules, const CompareOptions& options);

/// A contract that its base does not have: a first release, minor. `base` is the operand that is
/// missing.
Report first_release(const std::string& base, const NamedContract& after,
                     const std::vector<Rule>& rules, const CompareOptions& options);

/// A contract that only its base has: nobody can rely on it any longer, major.
Report removed_contract(const NamedContract& before, const std::string& after,
                        const std::vector<Rule>& rules, const CompareOptions& options);

/// Whether a side that could not be loaded counts as no contract.
inline bool is_absent(const Result<Contract>& side, const CompareOptions& options) {
  return options.allow_no_contract && !side && side.error().code == ErrorCode::no_contract;
}

}  // namespace verdiff
