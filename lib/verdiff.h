#pragma once

#include "base/result.h"
#include "rules/engine.h"
#include "rules/finding.h"
#include "rules/rule.h"
#include "semver/version.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// verdiff as a library: load two contracts, compare them, judge the changes, render a report.
///
///     verdiff::CompareOptions options;
///     auto report = verdiff::compare("v1.yaml", "v2.yaml", options);
///     if (!report) { std::cerr << verdiff::to_text(report.error()) << '\n'; return 3; }
///     std::cout << verdiff::render(*report, verdiff::ReportForm::text, {});
///
/// Nothing throws; nothing touches the network; the same inputs give the same bytes.
namespace verdiff {

struct LoadSettings {
  std::string input_format;                       ///< --input-format; empty: by content
  Direction as = Direction::output;               ///< --as, for a bare JSON Schema
  std::map<std::string, std::string> remote_map;  ///< --remote-map
  std::vector<std::string> roots;                 ///< --root: further folders that may be read
};

struct CompareOptions {
  LoadSettings load;
  JudgeOptions judge;
  std::string rules_directory;  ///< --rules
};

/// What one side was.
struct ContractSummary {
  std::string operand;  ///< as given
  std::string format;   ///< "OpenAPI 3.1.0"
  std::string title;
  std::optional<std::string> version;  ///< as declared
  Location version_location;
  std::uint32_t flows = 0;
  std::uint32_t schemas = 0;
};

#define VERDIFF_VERDICTS(X)                                                            \
  X(none, "nothing was declared, so nothing is compared with it (`diff`)")             \
  X(ok, "the declared version is high enough")                                         \
  X(insufficient, "the changes need a higher version than the declared one")           \
  X(unchanged, "the version did not change although the contract did: not yet bumped") \
  X(decreased, "the new version comes before the old one")
VERDIFF_VOCABULARY(Verdict, VERDIFF_VERDICTS)

/// What `check` found out about the declared versions.
struct Declared {
  std::string from, to;       ///< as declared
  Level level = Level::none;  ///< what the step from -> to allows, through the zero rule
  std::string next;           ///< the smallest version that would do
};

/// Everything a report is made of. Owns all of it.
struct Report {
  ContractSummary before, after;
  Reader reader = Reader::tolerant;
  Level level = Level::none;      ///< the highest of the findings, accepted ones apart
  std::vector<Finding> findings;  ///< worst first
  Verdict verdict = Verdict::none;
  std::optional<Declared> declared;
  std::string verdict_reason;  ///< one sentence
};

Result<Report> compare(const std::string& before, const std::string& after,
                       const CompareOptions& options);

struct CheckOptions {
  std::optional<std::string> from, to;  ///< --from, --to: instead of the contracts' own versions
  std::optional<Level> declared;        ///< --declared: the bump itself instead of two versions
  ZeroRule zero = ZeroRule::cargo;
};

/// Fills verdict, declared and verdict_reason. bad-version, no-version.
Result<void> check(Report& report, const CheckOptions& options);

/// The gate: true when `check` should exit 1.
bool gate_closed(const Report& report);

/// `bump --from V`.
Result<std::string> next_version(const Report& report, std::string_view from, ZeroRule zero);

#define VERDIFF_REPORT_FORMS(X)        \
  X(text, "for people, on a terminal") \
  X(json, "docs/report.schema.json")
VERDIFF_VOCABULARY(ReportForm, VERDIFF_REPORT_FORMS)

struct RenderOptions {
  bool color = false;
  std::uint32_t width = 100;
  bool patches = true;  ///< text: list patch findings one by one, or only count them
};
std::string render(const Report& report, ReportForm form, const RenderOptions& options);

/// `show`: the neutral contract, in words or as JSON.
Result<std::string> show(const std::string& operand, const LoadSettings& load, ReportForm form);

/// `rules`, `rules ID`. unknown-rule with a did-you-mean.
Result<std::string> list_rules(const std::string& rules_directory, ReportForm form);
Result<std::string> explain_rule(std::string_view id, const std::string& rules_directory,
                                 ReportForm form);

std::string_view version();

}  // namespace verdiff
