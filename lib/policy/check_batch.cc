#include "policy/check_batch.h"

#include "base/text.h"
#include "payloads/rows.h"

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
  return Value::object({{"id", Value::string(finding.fingerprint)},
                        {"rule", Value::string(finding.rule)},
                        {"level", Value::string(word(finding.level))},
                        {"flow", text_or_null(finding.flow)},
                        {"message", Value::string(as_utf8(finding.message))}});
}

Value line_of(const Report& report, Value out) {
  out.set("gate", Value::string(gate_closed(report) ? "closed" : "open"));
  out.set("verdict", Value::string(word(report.verdict)));
  out.set("level", Value::string(word(report.level)));
  out.set("next", text_or_null(report.declared ? report.declared->next : ""));
  std::vector<Value> findings;
  for (const Finding& finding : report.findings) findings.push_back(finding_value(finding));
  out.set("findings", Value::array(std::move(findings)));
  return out;
}

bool is_closed(const Value& line) {
  return line.find("gate")->text == "closed";
}

}  // namespace

Result<BatchTotals> check_batch(const std::string& file, const CompareOptions& compare,
                                const CheckOptions& versions, const WriteLine& write) {
  const auto rules = rules_of(compare.rules_directory);
  if (!rules) return rules.error();
  const auto answer = [&](const Node& row, Value head) -> Result<Value> {
    auto before = contract_in_row(row, "old", compare.load);
    if (!before) return before.error();
    auto after = contract_in_row(row, "new", compare.load);
    if (!after) return after.error();
    CheckOptions options = versions;
    const auto from = version_in_row(row, "from", versions.from);
    if (!from) return from.error();
    const auto to = version_in_row(row, "to", versions.to);
    if (!to) return to.error();
    options.from = *from;
    options.to = *to;
    Report report = compare_contracts({*before, operand_in_row(row, "old")},
                                      {*after, operand_in_row(row, "new")}, *rules, compare);
    const auto checked = check(report, options);
    if (!checked) return checked.error();
    return line_of(report, std::move(head));
  };
  return answer_rows(file, write, {answer, is_closed});
}

}  // namespace verdiff
