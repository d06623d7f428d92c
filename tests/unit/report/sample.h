#pragma once

#include "policy/verdict.h"

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

/// Two versions of one service, 1.2.0 -> 1.3.0.
Report report(std::vector<Finding> findings);

}  // namespace verdiff::sample
