#pragma once

#include "base/location.h"
#include "base/vocabulary.h"
#include "contract/contract.h"
#include "policy/verdict.h"
#include "rules/engine.h"
#include "rules/rule.h"
#include "semver/version.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What a contract is compared with.
#define VERDIFF_BASES(X)                                               \
  X(revision, "a git revision, by name")                               \
  X(tag, "the newest release among the tags that fit a pattern: `v*`") \
  X(merge_base, "where the branch left the one that it goes to")
VERDIFF_VOCABULARY(BaseKind, VERDIFF_BASES)

struct BaseSetting {
  BaseKind kind = BaseKind::merge_base;
  std::string text;  ///< the revision, the tag pattern; empty for merge_base

  bool operator==(const BaseSetting&) const = default;
};

/// Where a contract's version stands.
struct VersionSource {
  std::string file;   ///< empty: in the contract itself
  std::string field;  ///< a JSON pointer or a name at the root; empty: where one usually is

  bool operator==(const VersionSource&) const = default;
};

/// `pattern: severity`. The pattern is a rule's id, an area of rules, or a glob over ids.
struct SeveritySetting {
  std::string pattern;
  Severity severity = Severity::error;

  bool operator==(const SeveritySetting&) const = default;
};
/// The `severities` of one place. Within it an id wins over a glob, a glob over an area, and the
/// last of the globs that match.
using SeverityLayer = std::vector<SeveritySetting>;

/// What may be said of a contract: in verdiff.yaml for all, in verdiff.yaml for some, on the
/// command line. What is not said is absent. Paths are as the process can open them.
struct Settings {
  std::optional<BaseSetting> base;
  std::optional<VersionSource> version;
  std::optional<UnchangedRule> unchanged;
  std::optional<Reader> reader;
  std::optional<std::vector<std::string>> policies;  ///< words of Policy
  std::optional<ZeroRule> zero;
  std::optional<UnknownPolicy> unknown;
  std::optional<std::uint64_t> budget;
  std::optional<std::string> input_format;
  std::optional<Direction> as;
  std::optional<std::string> rules;
  std::optional<std::string> accepted;
  std::map<std::string, std::string> remote_map;
  std::vector<std::string> roots;
  std::vector<SeverityLayer> severities;  ///< a later layer wins
  std::vector<std::string> skip;          ///< what skip.h reads
};

/// Puts `above` over `below`: what is said there wins, lists and maps that add up are joined.
void overlay(Settings& below, const Settings& above);

/// Gives each rule the severity that the layers say, if any does. Levels are not theirs to change.
void set_severities(std::vector<Rule>& rules, const std::vector<SeverityLayer>& layers);

/// Whether a pattern of `severities` speaks of the rule.
bool names_rule(std::string_view pattern, const Rule& rule);

}  // namespace verdiff
