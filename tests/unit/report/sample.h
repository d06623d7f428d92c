#pragma once

#include "policy/run.h"

#include <string>
#include <vector>

/// Findings made by hand, so that the forms can be tested without a comparison.
namespace verdiff::sample {

/// An output's range that was dropped: major, with a witness.
Finding range_dropped();
/// A renamed output field: major by reason, with a confidence.
Finding renamed();
/// A question that was not decided: major.
Finding undecided();
/// An optional output field that was added: minor, proved.
Finding field_added();
/// A description: patch.
Finding description_changed(std::uint32_t line = 12);
/// verdiff can't compare something: a note.
Finding note();

/// A rename that a team takes until a day.
Finding accepted();
/// A removed field that a baseline knows.
Finding known();
/// Every text in it is made to break out of some form: markup, tables, commands, terminals, text
/// that runs from right to left. Each holds the word "forged" behind what should not work.
Finding hostile();

/// Two versions of one service, 1.2.0 -> 1.3.0.
Report report(std::vector<Finding> findings);

/// One finding of each kind, checked: the gate is closed.
Report full_report();
/// Four contracts, worst first: one that can't be read, one that closes the gate, one that breaks
/// nobody, and one without a difference.
Run run();
/// Of one contract.
Run run_of(Report report);

}  // namespace verdiff::sample
