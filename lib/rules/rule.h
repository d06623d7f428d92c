#pragma once

#include "base/result.h"
#include "base/vocabulary.h"
#include "diff/change.h"
#include "document/document.h"
#include "semver/level.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
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

/// One rule of the catalogue: one YAML file `rules/<area>/<id>.yaml`, in this order of fields.
/// rules/README.md is the manual for authors.
struct Rule {
  std::string id;  ///< = file name; kebab-case, subject first, past tense: property-became-required
  std::string area;   ///< = folder
  std::string title;  ///< lower case, no final stop
  std::string since;  ///< verdiff version that brought it
  Judged judged = Judged::proof;
  /// judged: reason. One level, or one a direction ({input: major, output: patch}); `by_effect`:
  /// the fact states its effect and the table of design §2 gives the level.
  struct ByDirection {
    Level none = Level::none, input = Level::none, output = Level::none;
  };
  std::optional<ByDirection> level;
  bool level_by_effect = false;
  Severity severity = Severity::error;
  struct Match {
    Subject subject{};
    Aspect aspect{};
    Action action{};
    std::optional<Direction> direction;
    std::vector<Trait> where;
  } match;
  /// Named policies that lower a major of this rule ({open-enums: minor}).
  std::vector<std::pair<std::string, Level>> policies;
  std::string message;  ///< template: `{name}`, `{before}`, `{after}`, `{flow}`, `{place}` …
  std::string why;      ///< 2-5 lines: who breaks, and how
  std::string fix;      ///< what to do instead
  std::vector<std::string> spec;  ///< links
  std::string mirror;             ///< id of the opposite rule …
  std::string no_mirror;          ///< … or why there is none
};

/// Reads one rule file. The errors say what a rule file may hold, with a did-you-mean.
Result<Rule> parse_rule(const Document& document, std::string_view area, std::string_view id);

/// The catalogue compiled into this binary, sorted by id.
const std::vector<Rule>& builtin_rules();

/// --rules DIR: every <area>/<id>.yaml below it; replaces the built-in rule of the same id.
Result<std::vector<Rule>> read_rules(const std::string& directory);

/// The rule that explains a change: the most specific match; nullptr when none does.
const Rule* find_rule(const std::vector<Rule>& rules, const Change& change);

}  // namespace verdiff
