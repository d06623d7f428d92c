#pragma once

#include "rules/finding.h"

#include <string>
#include <string_view>
#include <vector>

/// The name of a finding that outlives edits: 16 hexadecimal digits, the beginning of a SHA-256, so
/// that nobody can craft a break that passes for an accepted finding.
///
/// Made of: rule, direction, place, the names and the values on both sides.
/// Not made of: files, lines, columns, the flow that happens to be shown first, reach, level,
/// evidence, words. So it stays the same when the file is moved, reformatted or reordered, when
/// another operation starts to use a shared component, and when a rule's text or a proof improves.
namespace verdiff {

std::string fingerprint(const Finding& finding);

/// Findings that nothing but their order tells apart (the same edit to two branches of an anyOf)
/// have the same fingerprint: gives them different ones, in the order given.
void tell_twins_apart(std::vector<Finding>& findings);

/// Both: Finding::fingerprint of all, each once.
void assign_fingerprints(std::vector<Finding>& findings);

/// A JSON pointer without what depends on order: an index below `parameters`, `allOf`, `anyOf`,
/// `oneOf`, `enum`, `required`, `type`, `examples`, `security`, `servers` or `tags` becomes `-`.
/// Those of `prefixItems` and of a list of `items` stay: there, position is meaning.
std::string orderless_pointer(std::string_view pointer);

}  // namespace verdiff
