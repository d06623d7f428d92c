#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "document/operand.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace verdiff {

/// How operands are read, from the command line or the policy file.
struct LoadSettings {
  std::string input_format;                       ///< --input-format; empty: by content
  std::optional<Direction> as;                    ///< --as, as LoadOptions::direction
  std::map<std::string, std::string> remote_map;  ///< --remote-map
  std::vector<std::string> roots;                 ///< --root: further folders that may be read
};

/// The contract that an operand names. With `@flow`, the contract of that flow alone, as a message:
/// whatever does not hang below the flow's schema is gone.
Result<Contract> load_operand(const Operand& operand, const LoadSettings& settings);

/// The same where the bytes come from elsewhere than the operand's text says (one of many
/// revisions).
Result<Contract> load_operand(const Operand& operand, Files files, const LoadSettings& settings);

}  // namespace verdiff
