#pragma once

#include <string>

/// The denominators of the budget: what the parser libraries cost when nothing is done with what
/// they find. Each returns the number of events, so that the work can't be optimised away.
namespace verdiff::bench {

std::size_t bare_json_events(const std::string& text);
std::size_t bare_yaml_events(const std::string& text);

}  // namespace verdiff::bench
