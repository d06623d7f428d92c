#include "base/version.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "report/run_words.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verdiff {
namespace {

/// The version of the report's own shape: docs/report.schema.json. Fields may join it; one that
/// goes or changes its meaning makes it 2.
constexpr std::uint64_t report_version = 1;

void write_location(JsonWriter& json, const Location& where) {
  json.text("file", where.file)
      .number("line", std::uint64_t{where.line})
      .number("column", std::uint64_t{where.column});
}

void write_contract(JsonWriter& json, std::string_view key, const ContractSummary& contract) {
  json.open(key, '{')
      .text("operand", contract.operand)
      .text("format", contract.format)
      .text_or_null("title", contract.title)
      .text_or_null("version", contract.version.value_or(""));
  if (contract.version) {
    json.open("version_location", '{');
    write_location(json, contract.version_location);
    json.close('}');
  } else {
    json.null("version_location");
  }
  json.number("flows", std::uint64_t{contract.flows})
      .number("schemas", std::uint64_t{contract.schemas})
      .close('}');
}

void write_declared(JsonWriter& json, const std::optional<Declared>& declared) {
  if (!declared) {
    json.null("declared");
    return;
  }
  json.open("declared", '{').text_or_null("from", declared->from).text_or_null("to", declared->to);
  if (declared->level) {
    json.text("level", word(*declared->level));
  } else {
    json.null("level");
  }
  json.text_or_null("next", declared->next).close('}');
}

void write_side(JsonWriter& json, std::string_view key, const FindingSide& side) {
  if (!side.present) {
    json.null(key);
    return;
  }
  json.open(key, '{');
  write_location(json, side.location);
  json.text("pointer", side.pointer).text_or_null("name", side.name);
  if (side.value.empty()) {
    json.null("value");
  } else {
    json.raw("value", side.value);
  }
  json.close('}');
}

void write_evidence(JsonWriter& json, const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  json.open("evidence", '{').text("kind", word(evidence.kind));
  switch (evidence.kind) {
    case EvidenceKind::witness:
      json.raw("payload", evidence.payload ? to_json(*evidence.payload) : "null")
          .text("pointer", evidence.pointer)
          .text("refused_by", consumer_side(finding.direction))
          .text("why", evidence.payload
                           ? refusal(*evidence.payload, evidence.pointer, evidence.refused_by)
                           : evidence.refused_by)
          .boolean("whole_flow", evidence.whole_flow);
      break;
    case EvidenceKind::unknown:
      json.text("reason", evidence.unknown_reason).text_or_null("detail", evidence.detail);
      break;
    case EvidenceKind::proof:
    case EvidenceKind::reason:
      json.text_or_null("detail", evidence.detail);
      break;
  }
  json.close('}');
}

void write_accepted(JsonWriter& json, const std::optional<Acceptance>& accepted) {
  if (!accepted) {
    json.null("accepted");
    return;
  }
  json.open("accepted", '{')
      .text("reason", accepted->reason)
      .text("owner", accepted->owner)
      .text_or_null("until", accepted->until)
      .close('}');
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.open('{')
      .text("id", finding.fingerprint)
      .text("rule", finding.rule)
      .text("level", word(finding.level))
      .text("severity", word(finding.severity))
      .text("subject", word(finding.subject))
      .text("aspect", word(finding.aspect))
      .text("action", word(finding.action))
      .text("direction", word(finding.direction))
      .text("effect", word(finding.effect))
      .text_or_null("flow", finding.flow)
      .text("payload_path", finding.payload_path)
      .number("reach", std::uint64_t{finding.reach});
  write_side(json, "before", finding.before);
  write_side(json, "after", finding.after);
  write_evidence(json, finding);
  if (finding.confidence) {
    json.raw("confidence", fmt::format("{:.2f}", *finding.confidence));
  } else {
    json.null("confidence");
  }
  json.text_or_null("policy", finding.policy);
  write_accepted(json, finding.accepted);
  json.text("message", finding.message)
      .text("why", finding.why)
      .text_or_null("fix", finding.fix)
      .close('}');
}

void write_skipped(JsonWriter& json, const std::vector<Skipped>& skipped) {
  json.open("skipped", '[');
  for (const Skipped& one : skipped) {
    json.open('{')
        .text("pattern", one.pattern)
        .text("kind", word(one.kind))
        .number("count", std::uint64_t{one.count})
        .close('}');
  }
  json.close(']');
}

void write_problems(JsonWriter& json, const std::vector<AcceptedProblem>& problems) {
  json.open("accepted_problems", '[');
  for (const AcceptedProblem& problem : problems) {
    json.open('{')
        .text("kind", word(problem.kind))
        .text_or_null("finding", problem.finding)
        .text("message", problem.message);
    write_location(json, problem.location);
    json.close('}');
  }
  json.close(']');
}

void write_counts(JsonWriter& json, const LevelCounts& counts) {
  for (const Level level : {Level::major, Level::minor, Level::patch, Level::none}) {
    json.number(word(level), std::uint64_t{counts[static_cast<std::size_t>(level)]});
  }
}

void write_summary(JsonWriter& json, const Report& report) {
  json.open("summary", '{').number("findings", std::uint64_t{report.findings.size()});
  write_counts(json, count_levels(report));
  json.text("sentence", sentence(report)).close('}');
}

void write_report(JsonWriter& json, const Report& report) {
  json.open('{').text("verdiff", version_text).number("report", report_version);
  if (!report.name.empty()) json.text("name", report.name);
  write_contract(json, "old", report.before);
  write_contract(json, "new", report.after);
  json.text("reader", word(report.reader)).text("level", word(report.level));
  write_declared(json, report.declared);
  json.text("verdict", word(report.verdict)).open("findings", '[');
  for (const Finding& finding : report.findings) write_finding(json, finding);
  json.close(']');
  write_skipped(json, report.skipped);
  write_problems(json, report.accepted_problems);
  write_summary(json, report);
  json.close('}');
}

void write_error(JsonWriter& json, const ContractOutcome& outcome, const Error& error) {
  json.open('{').text("operand", outcome.name);
  if (!outcome.called.empty()) json.text("name", outcome.called);
  json.open("error", '{').text("code", word(error.code)).text("message", error.message);
  json.text_or_null("file", error.where.file)
      .number("line", std::uint64_t{error.where.line})
      .number("column", std::uint64_t{error.where.column})
      .close('}')
      .close('}');
}

}  // namespace

std::string render_json(const Report& report) {
  JsonWriter json;
  write_report(json, report);
  return json.take();
}

void render_json(const Run& run, const RenderOptions& options, const TakeText& take) {
  JsonWriter json(take);
  if (is_single(run)) {
    write_report(json, run.outcomes.front().report->open());
    return json.finish();
  }
  json.open('{').text("verdiff", version_text).number("report", report_version);
  json.open("contracts", '[');
  for (const auto& outcome : run.outcomes) {
    if (outcome.report) {
      write_report(json, outcome.report->open());
    } else {
      write_error(json, outcome, *outcome.error);
    }
  }
  json.close(']');
  const RunSummary summary = summarize(run, options);
  json.open("summary", '{')
      .number("contracts", std::uint64_t{summary.contracts})
      .number("errors", std::uint64_t{summary.errors})
      .number("closed", std::uint64_t{summary.closed})
      .text("level", word(summary.level))
      .number("findings", std::uint64_t{summary.findings});
  write_counts(json, summary.counts);
  json.text("sentence", sentence(run, options)).close('}').close('}');
  json.finish();
}

}  // namespace verdiff
