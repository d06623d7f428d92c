#pragma once

#include "base/result.h"
#include "base/text.h"
#include "formats/load_operand.h"
#include "payloads/batch.h"
#include "payloads/fit.h"
#include "payloads/validation.h"
#include "policy/accepted.h"
#include "policy/accepted_edit.h"
#include "policy/artifact.h"
#include "policy/changelog.h"
#include "policy/check_batch.h"
#include "policy/compare.h"
#include "policy/config.h"
#include "policy/date.h"
#include "policy/gate.h"
#include "policy/git_diff.h"
#include "policy/init.h"
#include "policy/release_history.h"
#include "policy/verdict.h"
#include "policy/version_file.h"
#include "report/report.h"
#include "rules/engine.h"

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

/// What settings mean for a comparison; those that speak of versions and of git are for `check`.
CompareOptions compare_options(const Settings& settings);

/// verdiff.yaml: the file named, else the nearest one from the working directory upwards; without
/// any, a Config without a path. bad-config.
Result<Config> load_config(const std::string& file = "");

Result<Report> compare(const std::string& before, const std::string& after,
                       const CompareOptions& options);

/// `fit`: can the producer's output feed the consumer's input? Operands may name one flow each;
/// they need not where there is only one that could be meant.
Result<FitReport> fit(const std::string& producer, const std::string& consumer,
                      const FitOptions& options);

/// `validate`: recorded payloads against one flow of a contract.
Result<PayloadReport> validate(const std::string& contract, const std::vector<std::string>& files,
                               const ValidateOptions& options);

/// `show`: the neutral contract, in words or as JSON.
Result<std::string> show(const std::string& operand, const LoadSettings& load, ReportForm form);

/// `formats`: what is read, and by what fields.
std::string list_formats(ReportForm form, const RenderOptions& options);

/// `rules`: the catalogue. `rules ID`: one rule; unknown-rule with a did-you-mean.
Result<std::string> list_rules(const std::string& rules_directory, ReportForm form,
                               const RenderOptions& options);
Result<std::string> explain_rule(std::string_view id, const std::string& rules_directory,
                                 ReportForm form, const RenderOptions& options);

/// What --input-format takes.
std::vector<std::string> input_formats();

std::string_view version();

}  // namespace verdiff
