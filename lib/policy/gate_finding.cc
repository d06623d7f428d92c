#include "policy/gate_finding.h"

#include "rules/template.h"

namespace verdiff {

Finding gate_finding(std::string_view id, const std::vector<Rule>& rules,
                     const std::vector<SeverityLayer>& severities) {
  // A folder of rules may put another one in its place, and take none away.
  std::vector<Rule> weighed = {*find_rule(rules, id)};
  set_severities(weighed, severities);
  const Rule& rule = weighed.front();
  Change change;
  change.subject = rule.match.subjects.front();
  change.aspect = rule.match.aspect;
  change.action = rule.match.actions.front();
  Finding out;
  out.rule = rule.id;
  out.level = rule.level.value_or(Rule::ByDirection{})[Direction::none];
  out.severity = rule.severity;
  out.subject = change.subject;
  out.aspect = change.aspect;
  out.action = change.action;
  out.evidence.kind = EvidenceKind::reason;
  out.message = fill(rule.message, change);
  out.why = rule.why;
  out.fix = rule.fix;
  return out;
}

}  // namespace verdiff
