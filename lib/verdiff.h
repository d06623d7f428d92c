#pragma once

#include "base/result.h"
#include "base/text.h"
#include "policy/verdict.h"
#include "report/report.h"
#include "rules/engine.h"

#include <map>
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

Result<Report> compare(const std::string& before, const std::string& after,
                       const CompareOptions& options);

/// `show`: the neutral contract, in words or as JSON.
Result<std::string> show(const std::string& operand, const LoadSettings& load, ReportForm form);

/// `rules`: the catalogue. `rules ID`: one rule; unknown-rule with a did-you-mean.
Result<std::string> list_rules(const std::string& rules_directory, ReportForm form,
                               const RenderOptions& options);
Result<std::string> explain_rule(std::string_view id, const std::string& rules_directory,
                                 ReportForm form, const RenderOptions& options);

/// What --input-format takes.
std::vector<std::string> input_formats();

std::string_view version();

}  // namespace verdiff
