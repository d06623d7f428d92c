#pragma once

#include "base/location.h"
#include "base/result.h"
#include "rules/engine.h"
#include "rules/finding.h"
#include "semver/level.h"
#include "semver/version.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// From findings to a verdict: is the version that was declared high enough for what changed?
namespace verdiff {

/// What one side was.
struct ContractSummary {
  std::string operand;  ///< as given
  std::string format;   ///< "OpenAPI 3.1.0"
  std::string title;
  std::optional<std::string> version;  ///< as declared
  Location version_location;
  std::uint32_t flows = 0;
  std::uint32_t schemas = 0;
  bool present =
      true;  ///< false: there is no such contract on this side, and only `operand` is set
};

#define VERDIFF_VERDICTS(X)                                                               \
  X(none, "nothing was declared, so nothing is compared with it (`diff`, `bump`)")        \
  X(ok, "the declared version is high enough")                                            \
  X(insufficient, "the changes need a higher version than the declared one")              \
  X(unchanged, "the version did not change although the contract did: not yet bumped")    \
  X(undeclared, "neither side declares a version, so only the needed level can be named") \
  X(decreased, "the new version comes before the old one")                                \
  X(first_release, "the contract is new, so there is nothing that it could break")
VERDIFF_VOCABULARY(Verdict, VERDIFF_VERDICTS)

/// What closes the gate while the version is not bumped yet, or where there is none.
#define VERDIFF_UNCHANGED_RULES(X)                                                          \
  X(major, "a major: an unbumped minor is the normal state of a branch before its release") \
  X(any, "anything that asks for a release")                                                \
  X(off, "nothing")
VERDIFF_VOCABULARY(UnchangedRule, VERDIFF_UNCHANGED_RULES)

/// The versions that a verdict speaks of. An empty text: not known.
struct Declared {
  std::string from, to;        ///< as declared; `bump --from` knows no `to`, `--declared` neither
  std::optional<Level> level;  ///< what the step from -> to allows, seen through the zero rule
  std::string next;            ///< the smallest release after `from` that would do

  bool operator==(const Declared&) const = default;
};

#define VERDIFF_SKIPPED_KINDS(X)                           \
  X(operation, "an operation, with all that it exchanges") \
  X(response, "a response of an operation")                \
  X(flow, "a payload")                                     \
  X(finding, "a finding at a place")
VERDIFF_VOCABULARY(SkippedKind, VERDIFF_SKIPPED_KINDS)

/// What a pattern of `skip` in verdiff.yaml left out.
struct Skipped {
  std::string pattern;
  SkippedKind kind = SkippedKind::operation;
  std::uint32_t count = 0;

  bool operator==(const Skipped&) const = default;
};

#define VERDIFF_ACCEPTED_PROBLEMS(X)                                            \
  X(expired, "its last day is over: the finding counts again")                  \
  X(unused, "nothing of this contract is the finding that it accepts any more") \
  X(over_broad, "it names no single finding, so it would accept unseen ones")
VERDIFF_VOCABULARY(AcceptedProblemKind, VERDIFF_ACCEPTED_PROBLEMS)

/// What is wrong with an entry of the file of accepted findings. Each closes the gate.
struct AcceptedProblem {
  AcceptedProblemKind kind = AcceptedProblemKind::unused;
  std::string finding;  ///< the fingerprint in the entry; empty where it has none
  std::string message;  ///< what is wrong, and what to do
  Location location;

  bool operator==(const AcceptedProblem&) const = default;
};

/// Everything a report is made of. Owns all of it.
struct Report {
  std::string name;  ///< as verdiff.yaml calls the contract; empty: by its operands
  ContractSummary before, after;
  Reader reader = Reader::tolerant;
  Level level = Level::none;      ///< the highest of the findings
  std::vector<Finding> findings;  ///< worst first
  std::vector<Skipped> skipped;   ///< left out of all of this
  std::vector<AcceptedProblem> accepted_problems;
  Verdict verdict = Verdict::none;
  std::optional<Declared> declared;
  std::string verdict_reason;  ///< one clause, no final stop; empty for Verdict::none
  UnchangedRule unchanged = UnchangedRule::major;  ///< what `gate_closed` goes by
};

struct CheckOptions {
  std::optional<std::string> from, to;  ///< --from, --to: instead of the contracts' own versions
  std::optional<Level> declared;        ///< --declared: the bump itself instead of two versions
  ZeroRule zero = ZeroRule::cargo;
  UnchangedRule unchanged = UnchangedRule::major;  ///< --unchanged
  /// Of the tag that the old contract is taken from, and of the one that is being released: they
  /// count where the contract of their side declares no version. A contract that never declares one
  /// has that of its newest tag until the next tag.
  std::optional<std::string> released = {}, releasing = {};
};

/// Fills verdict, declared and verdict_reason. By SemVer 2.0.0 precedence, so build metadata makes
/// no new version.
///
/// - bad-version: a version is not SemVer 2.0.0; it stands in the contract, or in an option (then
///   the error has no place).
/// - no-version: only one of the two sides declares one.
Result<void> check(Report& report, const CheckOptions& options);

/// What the findings ask of the gate: the highest level among those whose severity is error and
/// that nobody accepted. The others keep their level in the report, but close nothing by
/// themselves.
Level blocking_level(const Report& report);

/// The part of `gate_closed` that speaks of versions: the version went backwards; or it is too low
/// for what blocks; or it has not been bumped yet (or there is none) and what blocks is as high as
/// the report's UnchangedRule says.
bool version_closes_gate(const Report& report);

/// True when `check` should exit 1: the version closes the gate, or an accepted finding is in a bad
/// way.
bool gate_closed(const Report& report);

/// What `bump` prints: the needed level's word, or with `from` the smallest release after it that
/// may carry the changes (then `declared` is filled too). bad-version.
Result<std::string> bump(Report& report, const std::optional<std::string>& from, ZeroRule zero);

/// Findings of each level: index = enumerator value.
using LevelCounts = std::array<std::size_t, Vocabulary<Level>::words.size()>;
LevelCounts count_levels(const Report& report);

/// "MAJOR: 2 major, 1 minor, 3 patch - 1.2.0 -> 1.3.0 is not enough: 2.0.0 is needed".
std::string sentence(const Report& report);

}  // namespace verdiff
