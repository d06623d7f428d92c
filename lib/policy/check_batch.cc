#include "policy/check_batch.h"

#include "base/text.h"
#include "document/operand.h"
#include "payloads/rows.h"
#include "policy/known.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

Result<std::optional<std::string>> version_in_row(const Node& row, std::string_view member,
                                                  const std::optional<std::string>& otherwise) {
  const Node* const stated = row.find(member);
  if (stated == nullptr || stated->is_null()) return otherwise;
  if (stated->is_string()) return std::optional<std::string>(stated->text());
  return bad_row(fmt::format("expected `{}` to be a version (a string), found {}", member,
                             with_article(stated->kind())));
}

std::string operand_in_row(const Node& row, std::string_view member) {
  const Node* const stated = row.find(member);
  return std::string(stated != nullptr && stated->is_string() ? stated->text() : member);
}

Value text_or_null(const std::string& text) {
  return text.empty() ? Value::null() : Value::string(as_utf8(text));
}

Value finding_value(const Finding& finding) {
  Value out = Value::object({{"id", Value::string(finding.fingerprint)},
                             {"rule", Value::string(finding.rule)},
                             {"level", Value::string(word(finding.level))},
                             {"flow", text_or_null(finding.flow)},
                             {"message", Value::string(as_utf8(finding.message))}});
  if (finding.accepted) out.set("accepted", Value::of(true));
  return out;
}

Value line_of(const Report& report, Value out) {
  out.set("gate", Value::string(gate_closed(report) ? "closed" : "open"));
  out.set("verdict", Value::string(word(report.verdict)));
  out.set("level", Value::string(word(report.level)));
  out.set("next", text_or_null(report.declared ? report.declared->next : ""));
  std::vector<Value> findings;
  for (const Finding& finding : report.findings) findings.push_back(finding_value(finding));
  out.set("findings", Value::array(std::move(findings)));
  if (report.accepted_problems.empty()) return out;
  std::vector<Value> problems;
  for (const AcceptedProblem& problem : report.accepted_problems) {
    problems.push_back(Value::string(as_utf8(to_text(problem.location) + ": " + problem.message)));
  }
  out.set("accepted_problems", Value::array(std::move(problems)));
  return out;
}

bool is_closed(const Value& line) {
  return line.find("gate")->text == "closed";
}

/// What a row's new contract is called by; nothing where it stands in the row.
std::string path_in_row(const Node& row) {
  const Node* const after = row.find("new");
  if (after == nullptr || !after->is_string()) return "";
  const auto operand = parse_operand(std::string(after->text()));
  return operand && operand->path != "-" ? operand->path : "";
}

Result<CheckOptions> versions_of(const Node& row, const ContractOptions& options, bool is_in_file) {
  CheckOptions out = options.versions;
  const auto from = version_in_row(row, "from", out.from);
  if (!from) return from.error();
  const auto to = version_in_row(row, "to", out.to);
  if (!to) return to.error();
  out.from = *from;
  out.to = *to;
  if (!is_in_file) return out;
  const auto read = read_version_file(options.version_file, operand_in_row(row, "old"), out);
  if (!read) return read.error();
  return out;
}

/// Answers rows, each by what verdiff.yaml says of its new contract.
class BatchGate {
 public:
  explicit BatchGate(const GateOptions& options) : options_(options) {}

  const Result<std::vector<Rule>>& rules_in(const std::string& folder) {
    return rules_.get(folder, [&] { return rules_of(folder); });
  }

  Result<Report> report_of(const Node& row) {
    const std::string path = path_in_row(row);
    const ContractOptions options = path.empty() ? options_.contract : options_of(options_, path);
    CompareOptions compare = options.compare;
    judge_among_many(compare.judge);  // rows have the others
    auto before = contract_in_row(row, "old", compare.load);
    if (!before) return before.error();
    auto after = contract_in_row(row, "new", compare.load);
    if (!after) return after.error();
    const auto versions = versions_of(row, options, !path.empty());
    if (!versions) return versions.error();
    const auto& rules = rules_in(compare.rules_directory);
    if (!rules) return rules.error();
    // An entry accepts what a path's contract says, and nothing that stands in a row.
    const AcceptedSources sources = path.empty() ? AcceptedSources() : options.accepted;
    const auto& accepted = accepted_.get(sources, [&] { return read_words(sources); });
    if (!accepted) return accepted.error();
    Report out = compare_contracts({*before, operand_in_row(row, "old")},
                                   {*after, operand_in_row(row, "new")}, *rules, compare);
    if (const auto done = reach_verdict(out, compare, *versions, *accepted, {}); !done) {
      return done.error();
    }
    // What one row has no use for, another one may have.
    std::erase_if(out.accepted_problems, [](const AcceptedProblem& problem) {
      return problem.kind == AcceptedProblemKind::unused;
    });
    return out;
  }

 private:
  const GateOptions& options_;
  Known<std::string, Result<std::vector<Rule>>> rules_;
  Known<AcceptedSources, Result<AcceptedWords>> accepted_;
};

}  // namespace

Result<BatchTotals> check_batch(const std::string& file, const GateOptions& options,
                                const WriteLine& write) {
  BatchGate gate(options);
  // What is wrong for all is one error, not one a row.
  const auto& rules = gate.rules_in(options.contract.compare.rules_directory);
  if (!rules) return rules.error();
  const auto answer = [&gate](const Node& row, Value head) -> Result<Value> {
    const auto report = gate.report_of(row);
    if (!report) return report.error();
    return line_of(*report, std::move(head));
  };
  return answer_rows(file, write, {answer, is_closed});
}

}  // namespace verdiff
