#pragma once

#include "report/report.h"
#include "rules/finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What every form says of a finding, in the same words. All of it is plain text that may hold what
/// a stranger wrote: a form makes it harmless in its own way.
namespace verdiff {

/// "major"; a level of none is called a note.
std::string_view level_name(Level level);

/// "/probability of POST /predict 200 application/json (in 12 flows)"
std::string flow_in_words(const Finding& finding);

/// Who refuses a witness and why: "refused by old: 2 is greater than the maximum 1".
std::string refusal_in_words(const Finding& finding);

/// The evidence that is no witness; empty where a reason says no more than `why` does.
std::string evidence_in_words(const Finding& finding);

/// "86 % sure that the two names mean the same thing"; empty where there is no doubt, or where the
/// message says it already.
std::string confidence_in_words(const Finding& finding);

/// "`open-enums` makes this minor; without it, it is major"; empty without a policy.
std::string policy_in_words(const Finding& finding);

/// "by the payments team until 2026-12-31: the last client moves in December"; empty where nobody
/// has accepted the finding.
std::string acceptance_in_words(const Finding& finding);

/// At most `columns` columns of printable text, the last one "…" where something is left out.
std::string shorten(std::string_view text, std::size_t columns);

/// The same of each line of a text that is not printable yet, at most ten of them.
std::string shorten_lines(std::string_view text, std::size_t columns);

/// All of a finding that is switched off is its level, so no form for people shows it.
std::vector<const Finding*> shown_findings(const Report& report);

/// A witness on two lines of at most `columns`: the payload, and below its offending place a mark
/// with who refuses it and why. Harmless on a terminal. Empty where there is none.
std::string witness_lines(const Finding& finding, std::size_t columns);

/// A file as its name in a report says: `main:churn.yaml` is churn.yaml in the revision main.
struct FilePlace {
  std::string path;
  std::string revision;  ///< empty: the working tree

  bool operator==(const FilePlace&) const = default;
};
FilePlace file_place(std::string_view file);

/// The side whose file a viewer should open at the finding: the new one; the old one where the new
/// side is gone, unless that stands in a revision only. Then it is the place in the new file where
/// it would stand.
const FindingSide& shown_side(const Finding& finding);

/// Bytes that two texts begin with alike, whole characters only.
std::size_t common_start(std::string_view left, std::string_view right);

/// What stands in both values at the start and at the end is common: only `changed` tells them
/// apart. Cut between characters. An absent side, or one without a value, is all of it empty.
struct ValueParts {
  std::string start, changed, end;
};
struct ValuePair {
  ValueParts before, after;
};
/// Printable, of each part at most `most` columns, with "…" where something is left out.
ValuePair compare_values(const Finding& finding, std::size_t most);

}  // namespace verdiff
