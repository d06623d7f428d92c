#pragma once

#include "base/result.h"
#include "base/vocabulary.h"
#include "diff/change.h"
#include "document/document.h"
#include "semver/level.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff {

/// What a team does about a finding. Users may change it; the level, never.
#define VERDIFF_SEVERITIES(X)                            \
  X(off, "not shown")                                    \
  X(note, "shown, never counted")                        \
  X(warning, "shown, does not close the gate by itself") \
  X(error, "closes the gate where the level does")
VERDIFF_VOCABULARY(Severity, VERDIFF_SEVERITIES)

#define VERDIFF_JUDGED(X)                                                                        \
  X(proof, "by inclusion at the slot: direction x effect gives the level")                       \
  X(reason,                                                                                      \
    "by the rule's own level: what sets of values can't see; inclusion comes first where there " \
    "is a slot")
VERDIFF_VOCABULARY(Judged, VERDIFF_JUDGED)

/// Named policies: promises between a team and its clients, for the rules that name them. One that
/// lowers a major speaks of what a service sends, so it doesn't count in direction input; one that
/// makes a note a major says what clients rely on beyond the contract.
#define VERDIFF_POLICIES(X)                                                            \
  X(open_enums, "clients are ready for values that an output's list doesn't name yet") \
  X(open_statuses, "clients are ready for success statuses that aren't declared yet")  \
  X(json_readers, "clients read columns as JSON, which knows numbers and no widths")   \
  X(pinned_versions, "clients ask for a model by its version")
VERDIFF_VOCABULARY(Policy, VERDIFF_POLICIES)

/// Whether it makes a note a major, instead of lowering a major.
constexpr bool raises(Policy policy) {
  return policy == Policy::pinned_versions;
}

/// One rule of the catalogue: one YAML file `rules/<area>/<id>.yaml`, with the fields in this
/// order. rules/README.md is the manual for authors.
struct Rule {
  std::string id;  ///< = file name; kebab-case, subject first, past tense: property-became-required
  std::string area;   ///< = folder
  std::string title;  ///< lower case, no final stop
  std::string since;  ///< verdiff version that brought it
  Judged judged = Judged::proof;

  /// judged: reason. `level: major` is the same level everywhere.
  struct ByDirection {
    Level none = Level::none, input = Level::none, output = Level::none;

    Level operator[](Direction direction) const;
    bool operator==(const ByDirection&) const = default;
  };
  std::optional<ByDirection> level;
  /// `level: by-effect`: the fact states its effect, the table of design §2 gives the level.
  bool level_by_effect = false;
  Severity severity = Severity::error;

  /// The facts that this rule explains: any of the subjects, the aspect, any of the actions, in the
  /// direction (absent: in all), with all of the traits.
  struct Match {
    std::vector<Subject> subjects;
    Aspect aspect{};
    std::vector<Action> actions;
    std::optional<Direction> direction;
    std::vector<Trait> where;

    bool operator==(const Match&) const = default;
  } match;

  std::vector<std::pair<Policy, Level>> policies;
  std::string message;            ///< one sentence with placeholders; see template.h
  std::string why;                ///< 2-5 lines: who breaks, and how
  std::string fix;                ///< what to do instead
  std::vector<std::string> spec;  ///< links
  std::string mirror;             ///< id of the opposite rule …
  std::string no_mirror;          ///< … or why there is none

  bool operator==(const Rule&) const = default;
};

/// Reads one rule file. bad-rule says what a rule file may hold, with a did-you-mean.
Result<Rule> parse_rule(const Document& document, std::string_view area, std::string_view id);

/// The catalogue compiled into this binary, sorted by id.
const std::vector<Rule>& builtin_rules();

/// Every `<area>/<id>.yaml` below a folder, sorted by path.
Result<std::vector<std::string>> rule_files(const std::string& directory);
/// The rule in one such file.
Result<Rule> read_rule(const std::string& path);
/// All rules below a folder, sorted by id.
Result<std::vector<Rule>> read_rules(const std::string& directory);
/// By id; bad-rule where two rules have the same.
Result<std::vector<Rule>> sort_rules(std::vector<Rule> rules);

/// --rules DIR: the built-in catalogue, where a rule of the folder replaces the one of the same id.
Result<std::vector<Rule>> rules_with(const std::string& directory);

bool matches(const Rule& rule, const Change& change);

/// The rule that explains a change; nullptr when none does. The most specific match wins: more
/// traits, then a stated direction. The catalogue has no ties (a test holds it to that); among
/// rules of a --rules folder the first id wins.
const Rule* find_rule(const std::vector<Rule>& rules, const Change& change);

/// By id; nullptr when there is none.
const Rule* find_rule(const std::vector<Rule>& rules, std::string_view id);

}  // namespace verdiff
