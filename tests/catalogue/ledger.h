#pragma once

#include "diff/change.h"

#include <string>
#include <vector>

namespace verdiff::test {

/// One row of rules/facts.yaml: facts that `diff` may state.
struct LedgerRow {
  std::vector<Subject> subjects;
  Aspect aspect{};
  std::vector<Action> actions;
  std::vector<Direction> directions;
  std::vector<Trait> traits;
  bool is_named = false;   ///< says what ChangeSide::name holds
  bool has_value = false;  ///< says what ChangeSide::value holds
};

/// The ledger; fails the test where it isn't in the words of lib/diff/change.h.
std::vector<LedgerRow> read_ledger();

/// A fact without sides.
Change fact(Subject subject, Aspect aspect, Action action, Direction direction,
            std::uint32_t traits = 0);

/// "output property existence removed".
std::string in_words(const Change& fact);

}  // namespace verdiff::test
