#include "policy/compare.h"

#include "diff/diff.h"
#include "policy/gate_finding.h"
#include "policy/skip.h"
#include "rules/fingerprint.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace verdiff {

namespace {

ContractSummary summary_of(const NamedContract& named) {
  const Contract& contract = named.contract;
  ContractSummary summary;
  summary.operand = named.operand;
  summary.format = contract.format;
  summary.title = contract.title;
  summary.version = contract.version;
  const Place& place = contract.version_place;
  if (place.document != nullptr && place.node != nullptr) {
    summary.version_location = place.document->locate(*place.node);
  }
  summary.flows = static_cast<std::uint32_t>(contract.flows.size());
  summary.schemas = static_cast<std::uint32_t>(contract.schemas.size());
  return summary;
}

ContractSummary absent(const std::string& operand) {
  ContractSummary summary;
  summary.operand = operand;
  summary.present = false;
  return summary;
}

/// Where a contract begins that one side does not have.
FindingSide side_of(const NamedContract& named) {
  FindingSide out;
  out.present = true;
  out.location = {named.operand, 1, 1};
  const auto& documents = named.contract.workspace.documents();
  if (!documents.empty()) out.location = documents.front()->locate(documents.front()->root());
  return out;
}

/// Leaves out of a contract what is skipped, as long as it lives.
class SkippedWhile {
 public:
  SkippedWhile(Skips& skips, Contract& contract) : contract_(contract) {
    if (skips.empty()) return;
    operations_ = contract.operations;
    skips.drop(contract);
  }
  ~SkippedWhile() {
    if (operations_) contract_.operations = *std::move(operations_);
  }
  SkippedWhile(const SkippedWhile&) = delete;
  SkippedWhile& operator=(const SkippedWhile&) = delete;

 private:
  Contract& contract_;
  std::optional<std::vector<Operation>> operations_;
};

Report report_of(Finding finding, const CompareOptions& options) {
  Report report;
  report.name = options.name;
  report.reader = options.judge.reader;
  report.level = finding.level;
  report.findings.push_back(std::move(finding));
  assign_fingerprints(report.findings);
  return report;
}

}  // namespace

Result<std::vector<Rule>> rules_of(const std::string& directory) {
  if (directory.empty()) return builtin_rules();
  auto rules = rules_with(directory);
  if (rules || rules.error().code != ErrorCode::cannot_read) return rules;
  Error error = rules.error();
  error.code = ErrorCode::usage;
  return error;
}

Report compare_contracts(const NamedContract& before, const NamedContract& after,
                         const std::vector<Rule>& rules, const CompareOptions& options) {
  std::vector<Rule> weighed;
  if (!options.severities.empty()) {
    weighed = rules;
    set_severities(weighed, options.severities);
  }
  Report report;
  report.name = options.name;
  report.before = summary_of(before);
  report.after = summary_of(after);
  report.reader = options.judge.reader;
  Skips skips(options.skip);
  const SkippedWhile before_skipped(skips, before.contract);
  const SkippedWhile after_skipped(skips, after.contract);
  const Diff changes = diff(before.contract, after.contract);
  report.findings = judge(before.contract, after.contract, changes,
                          options.severities.empty() ? rules : weighed, options.judge);
  skips.drop(report.findings);
  report.skipped = skips.counts();
  for (const Finding& finding : report.findings) {
    report.level = std::max(report.level, finding.level);
  }
  return report;
}

Report first_release(const std::string& base, const NamedContract& after,
                     const std::vector<Rule>& rules, const CompareOptions& options) {
  Finding finding = gate_finding("contract-added", rules, options.severities);
  finding.after = side_of(after);
  Report report = report_of(std::move(finding), options);
  report.before = absent(base);
  report.after = summary_of(after);
  return report;
}

Report removed_contract(const NamedContract& before, const std::string& after,
                        const std::vector<Rule>& rules, const CompareOptions& options) {
  Finding finding = gate_finding("contract-removed", rules, options.severities);
  finding.before = side_of(before);
  Report report = report_of(std::move(finding), options);
  report.before = summary_of(before);
  report.after = absent(after);
  return report;
}

}  // namespace verdiff
