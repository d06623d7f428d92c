#pragma once

#include "policy/verdict.h"

#include <string>
#include <vector>

namespace verdiff {

/// What verdiff.yaml did to a report beside its findings, a line each, the same words in every form
/// for people: findings of severity off, what was skipped, accepted findings in a bad way. Plain
/// text, no final stop.
std::vector<std::string> remarks(const Report& report);
/// The same without the accepted findings, for forms that show those at their places.
std::vector<std::string> left_out_remarks(const Report& report);

}  // namespace verdiff
