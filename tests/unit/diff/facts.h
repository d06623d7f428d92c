#pragma once

#include "contract/contract.h"
#include "diff/diff.h"

#include <string>
#include <string_view>
#include <vector>

/// Facts as lines, so that a test reads as what a reader would be told.
namespace verdiff::test {

/// A contract from YAML text; fails the test when it can't be read.
Contract contract(std::string_view text, Direction as = Direction::output);

/// `output property existence removed /class`, one line a fact, in the order of the diff. The place
/// is the payload path, with `|name` where the subject has a name of its own.
std::vector<std::string> facts(std::string_view before, std::string_view after,
                               Direction as = Direction::output);

std::string line(const Change& change);

}  // namespace verdiff::test
