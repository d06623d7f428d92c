#include "unit/report/sample.h"

#include "rules/fingerprint.h"

#include <algorithm>

namespace verdiff::sample {
namespace {

FindingSide side(std::uint32_t line, std::string pointer, std::string name, std::string value) {
  return {.present = true,
          .location = {line == 0 ? "" : "v1.yaml", line, 11},
          .pointer = std::move(pointer),
          .name = std::move(name),
          .value = std::move(value)};
}

FindingSide in_new(FindingSide side) {
  side.location.file = "v2.yaml";
  return side;
}

Finding output_finding(std::string rule, Level level) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.level = level;
  finding.subject = Subject::property;
  finding.direction = Direction::output;
  finding.flow = "POST /predict 200 application/json";
  return finding;
}

}  // namespace

Finding range_dropped() {
  Finding finding = output_finding("range-became-unbounded", Level::major);
  finding.aspect = Aspect::scale;
  finding.action = Action::changed;
  finding.effect = Effect::wider;
  finding.payload_path = "/probability";
  finding.reach = 12;
  const std::string pointer = "/components/schemas/Prediction/properties/probability";
  finding.before = side(31, pointer, "probability", "[0, 1]");
  finding.after = in_new(side(29, pointer, "probability", ""));
  finding.evidence = {.kind = EvidenceKind::witness,
                      .payload = Value::object(
                          {{"probability", Value::number("2")}, {"class", Value::string("churn")}}),
                      .pointer = "/probability",
                      .refused_by = "is greater than the maximum 1",
                      .whole_flow = true,
                      .unknown_reason = "",
                      .detail = ""};
  finding.message = "`probability` left the range [0, 1]: a score became a logit";
  finding.why =
      "Clients compare the number with a threshold or show it as a percentage.\nOutside of the "
      "range both go wrong, and nothing fails loudly.";
  finding.fix = "Send the logit in a new field and keep this one as it is.";
  return finding;
}

Finding renamed() {
  Finding finding = output_finding("property-renamed", Level::major);
  finding.aspect = Aspect::name;
  finding.action = Action::renamed;
  finding.effect = Effect::none;
  finding.payload_path = "/class";
  finding.before = side(25, "/components/schemas/Prediction/properties/class", "class", "");
  finding.after = in_new(side(26, "/components/schemas/Prediction/properties/label", "label", ""));
  finding.evidence.kind = EvidenceKind::reason;
  finding.evidence.detail = "clients look the field up by its name";
  finding.confidence = 0.86;
  finding.message = "`class` is now called `label`";
  finding.why = "Whoever reads `class` finds nothing.";
  finding.fix = "Send both names for a while.";
  return finding;
}

Finding undecided() {
  Finding finding = output_finding("pattern-changed", Level::major);
  finding.aspect = Aspect::pattern;
  finding.action = Action::changed;
  finding.effect = Effect::unknown;
  finding.payload_path = "/id";
  const std::string pointer = "/components/schemas/Prediction/properties/id/pattern";
  finding.before = side(40, pointer, "id", R"("^(?!x).*$")");
  finding.after = in_new(side(38, pointer, "id", R"("^(?!y).*$")"));
  finding.evidence.kind = EvidenceKind::unknown;
  finding.evidence.unknown_reason = "pattern";
  finding.evidence.detail = "the lookahead `(?!` is outside of what a regular engine can say";
  finding.message = "the pattern of `id` changed";
  finding.why = "Clients may rely on the form of an id.";
  return finding;
}

Finding field_added() {
  Finding finding = output_finding("property-added", Level::minor);
  finding.aspect = Aspect::existence;
  finding.action = Action::added;
  finding.effect = Effect::wider;
  finding.payload_path = "/confidence_score";
  finding.before = {.present = false,
                    .location = {"v1.yaml", 22, 7},
                    .pointer = "/components/schemas/Prediction/properties",
                    .name = "",
                    .value = ""};
  finding.after = in_new(side(33, "/components/schemas/Prediction/properties/confidence_score",
                              "confidence_score", R"({"type": "number"})"));
  finding.evidence.kind = EvidenceKind::proof;
  finding.message = "the optional field `confidence_score` was added";
  finding.why = "Nobody reads it yet; clients skip what they don't know.";
  return finding;
}

Finding description_changed(std::uint32_t line) {
  Finding finding = output_finding("description-changed", Level::patch);
  finding.subject = Subject::schema;
  finding.aspect = Aspect::description;
  finding.action = Action::changed;
  finding.effect = Effect::annotation;
  const std::string pointer = "/components/schemas/S" + std::to_string(line) + "/description";
  finding.before = side(line, pointer, "", R"("How sure.")");
  finding.after = in_new(side(line, pointer, "", R"("How sure the model is.")"));
  finding.message = "the description changed";
  finding.why = "Text for people.";
  return finding;
}

Finding note() {
  Finding finding = output_finding("keyword-not-compared", Level::none);
  finding.subject = Subject::contract;
  finding.aspect = Aspect::unsupported;
  finding.severity = Severity::note;
  finding.after = in_new(side(50, "/x", "", ""));
  finding.message = "`itemEncoding` is not compared";
  return finding;
}

Finding accepted() {
  Finding finding = renamed();
  finding.accepted =
      Acceptance{"the last client reads `label` already", "team churn", "2026-12-31"};
  return finding;
}

Finding known() {
  Finding finding = output_finding("property-removed", Level::major);
  finding.aspect = Aspect::existence;
  finding.action = Action::removed;
  finding.payload_path = "/segment";
  finding.before = side(44, "/components/schemas/Prediction/properties/segment", "segment",
                        R"({"type": "string"})");
  finding.evidence.detail = "clients look the field up by its name";
  finding.accepted = Acceptance{"it was so when verdiff came", "", ""};
  finding.message = "property `segment` was removed";
  finding.why = "Whoever reads `segment` finds nothing.";
  return finding;
}

Finding hostile() {
  const std::string evil =
      "<script>forged()</script><img src=x onerror=forged()> | `forged` **forged** [forged](//e.x) "
      "@forged #1 https://forged.example www.forged.example $forged$ </details>\n\n# forged\n"
      "::error::forged\r\n% %0A ]]> & \"'\x01\x1b[2J\xe2\x80\xae\xef\xbf\xbf";
  Finding finding = range_dropped();
  for (std::string* text :
       {&finding.rule, &finding.message, &finding.flow, &finding.payload_path, &finding.why,
        &finding.fix, &finding.evidence.refused_by, &finding.before.location.file,
        &finding.after.location.file, &finding.before.name, &finding.before.pointer}) {
    // Paths may be no UTF-8; payloads come out of documents, which are.
    *text += " " + evil + "\xff";
  }
  finding.before.value = to_json(Value::string(evil));
  finding.evidence.payload->set(evil, Value::string(evil + "```\n````"));
  finding.accepted = Acceptance{evil, evil, evil};
  return finding;
}

Report full_report() {
  Report full = report({range_dropped(), accepted(), known(), undecided(), field_added(),
                        description_changed(12), description_changed(14), note()});
  full.verdict = Verdict::insufficient;
  full.verdict_reason = "declared 1.2.0 -> 1.3.0 is not enough: 2.0.0 is needed";
  full.declared = Declared{"1.2.0", "1.3.0", Level::minor, "2.0.0"};
  return full;
}

Run run() {
  Run run;
  run.outcomes.push_back({"contracts/broken.yaml", std::nullopt,
                          Error{ErrorCode::syntax,
                                "expected a value, found '}'",
                                {"contracts/broken.yaml", 3, 7},
                                {{{"contracts/broken.yaml", 2, 1}, "the mapping begins here"}}}});
  run.outcomes.push_back({"contracts/churn.yaml", full_report(), std::nullopt});
  Report compatible = report({field_added(), description_changed()});
  compatible.verdict = Verdict::ok;
  compatible.verdict_reason = "declared 1.2.0 -> 1.3.0 is enough";
  compatible.declared = Declared{"1.2.0", "1.3.0", Level::minor, "1.3.0"};
  run.outcomes.push_back({"contracts/offers.yaml", compatible, std::nullopt});
  run.outcomes.push_back({"contracts/same.yaml", report({}), std::nullopt});
  return run;
}

Run run_of(Report report) {
  Run run;
  const std::string name = report.after.operand;
  run.outcomes.push_back({name, std::move(report), std::nullopt});
  return run;
}

Report report(std::vector<Finding> findings) {
  Report report;
  report.before = {.operand = "v1.yaml",
                   .format = "OpenAPI 3.1.0",
                   .title = "Churn",
                   .version = "1.2.0",
                   .version_location = {"v1.yaml", 4, 12},
                   .flows = 7,
                   .schemas = 9};
  report.after = report.before;
  report.after.operand = "v2.yaml";
  report.after.version = "1.3.0";
  report.after.version_location = {"v2.yaml", 4, 12};
  assign_fingerprints(findings);
  for (const Finding& finding : findings) report.level = std::max(report.level, finding.level);
  report.findings = std::move(findings);
  return report;
}

}  // namespace verdiff::sample
