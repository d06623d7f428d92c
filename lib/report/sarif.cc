// SARIF 2.1.0 (OASIS standard, 27 March 2020); the sections below are its own.

#include "base/version.h"
#include "report/escape.h"
#include "report/finding_words.h"
#include "report/json_writer.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/sarif_rules.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

constexpr std::string_view home = "https://github.com/verdiff/verdiff";

/// Files by the place of their first mention, so that results can refer to them (§3.4.5).
class Artifacts {
 public:
  std::size_t index_of(const std::string& file) {
    const auto [found, is_new] = indices_.emplace(file, files_.size());
    if (is_new) files_.push_back(file);
    return found->second;
  }

  void write(JsonWriter& json) const {
    json.open("artifacts", '[');
    for (const std::string& file : files_) {
      const FilePlace place = file_place(file);
      json.open('{').open("location", '{').text("uri", path_uri(place.path)).close('}');
      if (!place.revision.empty()) {
        json.open("properties", '{').text("revision", place.revision).close('}');
      }
      json.close('}');
    }
    json.close(']');
  }

 private:
  std::map<std::string, std::size_t> indices_;
  std::vector<std::string> files_;
};

void write_physical(JsonWriter& json, const Location& where, Artifacts& artifacts) {
  const FilePlace place = file_place(where.file);
  json.open("physicalLocation", '{')
      .open("artifactLocation", '{')
      .text("uri", path_uri(place.path))
      .number("index", artifacts.index_of(where.file))
      .close('}');
  // A region without a line would be one of a binary file (§3.30.1).
  if (where.line > 0) {
    json.open("region", '{').number("startLine", std::uint64_t{where.line});
    if (where.column > 0) json.number("startColumn", std::uint64_t{where.column});
    json.close('}');
  }
  json.close('}');
}

void write_logical(JsonWriter& json, const Finding& finding, const FindingSide& side) {
  json.open("logicalLocations", '[');
  if (!finding.flow.empty()) {
    json.open('{')
        .text("name", finding.flow)
        .text("fullyQualifiedName", finding.flow + finding.payload_path)
        .text("kind", "resource")
        .close('}');
  }
  if (!side.pointer.empty()) {
    json.open('{');
    if (!side.name.empty()) json.text("name", side.name);
    json.text("fullyQualifiedName", side.pointer).text("kind", "value").close('}');
  }
  json.close(']');
}

void write_location(JsonWriter& json, const Finding& finding, const FindingSide& side,
                    Artifacts& artifacts) {
  json.open('{');
  write_physical(json, side.location, artifacts);
  write_logical(json, finding, side);
}

void write_locations(JsonWriter& json, const Finding& finding, Artifacts& artifacts) {
  const FindingSide& shown = shown_side(finding);
  const FindingSide& other = &shown == &finding.after ? finding.before : finding.after;
  json.open("locations", '[');
  if (!shown.location.file.empty()) {
    write_location(json, finding, shown, artifacts);
    json.close('}');
  }
  json.close(']').open("relatedLocations", '[');
  if (!other.location.file.empty()) {
    write_location(json, finding, other, artifacts);
    const bool is_old = &other == &finding.before;
    const std::string where = fmt::format("{}{}", is_old ? "the old side" : "the new side",
                                          other.present ? "" : ", where it would stand");
    json.number("id", std::uint64_t{1}).open("message", '{').text("text", where).close('}');
    json.close('}');
  }
  json.close(']');
}

/// What a level is to SARIF, unless the team's severity is lower.
std::string_view sarif_level(const Finding& finding) {
  if (finding.level == Level::none) return "none";
  if (finding.level == Level::patch || finding.severity == Severity::note) return "note";
  return finding.level == Level::major && finding.severity == Severity::error ? "error" : "warning";
}

void write_suppressions(JsonWriter& json, const Finding& finding) {
  json.open("suppressions", '[');
  if (finding.accepted) {
    const Acceptance& accepted = *finding.accepted;
    json.open('{').text("kind", "external").text("status", "accepted");
    if (!accepted.reason.empty()) json.text("justification", accepted.reason);
    json.open("properties", '{')
        .text_or_null("owner", accepted.owner)
        .text_or_null("until", accepted.until)
        .close('}')
        .close('}');
  }
  json.close(']');
}

void write_evidence(JsonWriter& json, const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  json.open("evidence", '{').text("kind", word(evidence.kind));
  if (evidence.payload) {
    json.raw("payload", to_json(*evidence.payload))
        .text("pointer", evidence.pointer)
        .text("why", refusal_in_words(finding));
  } else {
    json.text_or_null("detail", evidence_in_words(finding));
  }
  json.close('}');
}

void write_properties(JsonWriter& json, const Report& report, const Finding& finding,
                      const RenderOptions& options) {
  json.open("properties", '{')
      .text("semver", word(finding.level))
      .text("severity", word(finding.severity))
      .boolean("blocks", blocks(report, finding, options))
      .text("direction", word(finding.direction))
      .text("effect", word(finding.effect))
      .text_or_null("flow", finding.flow)
      .text("payloadPath", finding.payload_path)
      .number("reach", std::uint64_t{finding.reach});
  write_evidence(json, finding);
  json.text_or_null("policy", finding.policy).close('}');
}

/// Of what a stranger wrote, no link is to be made (§3.11.6: `[text](target)`).
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : printable_paragraph(text)) {
    if (c == '(' && out.ends_with(']')) out += ' ';
    out += c;
  }
  return out;
}

std::string message_text(const Finding& finding) {
  std::string out = plain(finding.message) + ".";
  if (const auto& payload = finding.evidence.payload) {
    out += fmt::format("\nWitness {}: {}.", plain(to_json(*payload, 200)),
                       plain(refusal_in_words(finding)));
  }
  if (finding.accepted) out += "\nAccepted " + plain(acceptance_in_words(finding));
  if (!finding.why.empty()) out += "\n" + plain(finding.why);
  if (!finding.fix.empty()) out += "\n" + plain(finding.fix);
  return out;
}

/// By a baseline, not by an entry of its own.
bool is_known(const Finding& finding) {
  return finding.accepted && finding.accepted->until.empty();
}

/// One document: the run of the tool, with the results of all contracts.
class SarifWriter {
 public:
  SarifWriter(const Run& run, const RenderOptions& options, const TakeText& take)
      : run_(run), options_(options), json_(take) {
    for (const auto& outcome : run.outcomes) {
      if (!outcome.report) continue;
      const Report report = outcome.report->open();
      rules_.add(report);
      const auto& findings = report.findings;
      has_baseline_ = has_baseline_ || std::any_of(findings.begin(), findings.end(), is_known);
    }
    rules_.number();
  }

  void write() {
    json_.open('{')
        .text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .text("version", "2.1.0")
        .open("runs", '[')
        .open('{');
    write_tool();
    write_invocation();
    json_.text("columnKind", "unicodeCodePoints");
    json_.open("results", '[');
    for (const auto& outcome : run_.outcomes) {
      if (!outcome.report) continue;
      const Report report = outcome.report->open();
      for (const Finding* finding : shown_findings(report)) write_result(report, *finding);
    }
    json_.close(']');
    artifacts_.write(json_);
    write_contracts();
    json_.close('}').close(']').close('}');
    json_.finish();
  }

 private:
  void write_tool() {
    json_.open("tool", '{')
        .open("driver", '{')
        .text("name", "verdiff")
        .text("version", version_text)
        .text("semanticVersion", version_text)
        .text("informationUri", home);
    rules_.write(json_);
    json_.close('}').close('}');
  }

  void write_invocation() {
    const RunSummary summary = summarize(run_, options_);
    const std::uint64_t exit = summary.errors > 0 ? 3 : summary.closed > 0 ? 1 : 0;
    json_.open("invocations", '[')
        .open('{')
        .boolean("executionSuccessful", summary.errors == 0)
        .number("exitCode", exit)
        .open("toolExecutionNotifications", '[');
    for (const auto& outcome : run_.outcomes) {
      if (outcome.error) {
        write_notification(word(outcome.error->code), "error",
                           name_in_words(outcome) + ": " + error_in_words(*outcome.error),
                           outcome.error->where);
      } else {
        write_remarks(name_in_words(outcome), outcome.report->open());
      }
    }
    json_.close(']').close('}').close(']');
  }

  void write_remarks(const std::string& name, const Report& report) {
    for (const AcceptedProblem& problem : report.accepted_problems) {
      write_notification("accepted-" + std::string(word(problem.kind)), "error",
                         name + ": " + problem.message, problem.location);
    }
    for (const std::string& remark : left_out_remarks(report)) {
      write_notification("left-out", "note", name + ": " + remark, {});
    }
  }

  void write_notification(std::string_view id, std::string_view level, const std::string& text,
                          const Location& where) {
    json_.open('{')
        .open("descriptor", '{')
        .text("id", id)
        .close('}')
        .text("level", level)
        .open("message", '{')
        .text("text", plain(text))
        .close('}');
    if (!where.file.empty()) {
      json_.open("locations", '[').open('{');
      write_physical(json_, where, artifacts_);
      json_.close('}').close(']');
    }
    json_.close('}');
  }

  void write_result(const Report& report, const Finding& finding) {
    json_.open('{')
        .text("ruleId", finding.rule)
        .number("ruleIndex", rules_.index_of(finding.rule))
        .text("kind", finding.level == Level::none ? "informational" : "fail")
        .text("level", sarif_level(finding))
        .open("message", '{')
        .text("text", message_text(finding))
        .close('}');
    write_locations(json_, finding, artifacts_);
    json_.open("partialFingerprints", '{')
        .text("verdiffFinding/v1", finding.fingerprint)
        .close('}');
    // Where one result has a baseline state, all have (§3.27.24).
    if (has_baseline_) json_.text("baselineState", is_known(finding) ? "unchanged" : "new");
    write_suppressions(json_, finding);
    write_properties(json_, report, finding, options_);
    json_.close('}');
  }

  /// What SARIF has no field for: the verdict of each contract.
  void write_contracts() {
    json_.open("properties", '{').text("sentence", sentence(run_, options_));
    json_.open("contracts", '[');
    for (const auto& outcome : run_.outcomes) {
      if (!outcome.report) continue;
      const Report report = outcome.report->open();
      json_.open('{')
          .text("name", name_in_words(outcome))
          .text("old", report.before.operand)
          .text("new", report.after.operand)
          .text("level", word(report.level))
          .text("verdict", word(report.verdict))
          .text("sentence", sentence(report))
          .close('}');
    }
    json_.close(']').close('}');
  }

  const Run& run_;
  const RenderOptions& options_;
  SarifRules rules_;
  Artifacts artifacts_;
  JsonWriter json_;
  bool has_baseline_ = false;
};

}  // namespace

void render_sarif(const Run& run, const RenderOptions& options, const TakeText& take) {
  SarifWriter(run, options, take).write();
}

}  // namespace verdiff
