#pragma once

#include "report/report.h"
#include "rules/rule.h"

#include <string>
#include <vector>

/// The catalogue of rules for its readers: `verdiff rules` and `verdiff rules ID`.
namespace verdiff {

/// All rules by area: id, level, title.
std::string render_rules(const std::vector<Rule>& rules, ReportForm form,
                         const RenderOptions& options);

/// One rule with everything that it says.
std::string render_rule(const Rule& rule, ReportForm form, const RenderOptions& options);

/// What level a rule gives, in words: "major", "input major, output minor", "proved", "by effect".
std::string level_in_words(const Rule& rule);

}  // namespace verdiff
