// What `fit` tells.

#include "base/text.h"
#include "base/version.h"
#include "document/value.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "report/writer.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

std::string side_in_words(const FitSide& side) {
  return printable(fmt::format("{} {}", side.file, side.flow));
}

void write_outcome(Writer& writer, const FitReport& report) {
  const Outcome& outcome = report.outcome;
  if (const auto& witness = outcome.witness) {
    writer.witness(*witness, report.refusal.pointer, "the consumer", report.refusal.why);
    writer.line("keyword", printable(to_text(report.refused_by)));
  } else if (outcome.reason) {
    writer.paragraph("unknown", fmt::format("not decided ({}){}{}", word(*outcome.reason),
                                            outcome.detail.empty() ? "" : ": ", outcome.detail));
  }
}

std::string sentence(const FitReport& report, bool color) {
  switch (report.outcome.answer) {
    case Answer::included:
      return paint("FITS", Style::patch, color) +
             ": everything that the producer may send, the consumer takes";
    case Answer::not_included:
      return paint("DOES NOT FIT", Style::major, color) +
             ": the consumer refuses some of what the producer may send";
    case Answer::unknown:
      break;
  }
  return paint("UNKNOWN", Style::major, color) + ": whether they fit could not be decided";
}

std::string as_text(const FitReport& report, const RenderOptions& options) {
  Writer writer(options);
  write_outcome(writer, report);
  const std::string evidence = writer.take();
  const std::string_view reader = report.reader == Reader::strict ? " (strict reader)" : "";
  return fmt::format("{} -> {}{}\n\n{}{}{}\n",
                     paint(side_in_words(report.producer), Style::strong, options.color),
                     paint(side_in_words(report.consumer), Style::strong, options.color), reader,
                     evidence, evidence.empty() ? "" : "\n", sentence(report, options.color));
}

void write_side(JsonWriter& json, std::string_view key, const FitSide& side) {
  json.open(key, '{')
      .text("operand", side.operand)
      .text("format", side.format)
      .text("flow", side.flow)
      .close('}');
}

void write_witness(JsonWriter& json, const FitReport& report) {
  const auto& witness = report.outcome.witness;
  if (!witness) {
    json.null("witness");
    return;
  }
  json.open("witness", '{')
      .raw("payload", to_json(*witness))
      .text("pointer", report.refusal.pointer)
      .text("why", report.refusal.why)
      .open("keyword", '{')
      .text("file", report.refused_by.file)
      .number("line", std::uint64_t{report.refused_by.line})
      .number("column", std::uint64_t{report.refused_by.column})
      .text("pointer", report.refusal.keyword_pointer)
      .close('}')
      .close('}');
}

std::string as_json(const FitReport& report) {
  JsonWriter json;
  json.open('{').text("verdiff", version_text).number("report", std::uint64_t{1});
  write_side(json, "producer", report.producer);
  write_side(json, "consumer", report.consumer);
  json.text("reader", word(report.reader)).text("answer", word(report.outcome.answer));
  write_witness(json, report);
  if (const auto reason = report.outcome.reason) {
    json.open("reason", '{')
        .text("word", word(*reason))
        .text("detail", report.outcome.detail)
        .close('}');
  } else {
    json.null("reason");
  }
  return json.number("steps", report.outcome.steps).close('}').take();
}

}  // namespace

std::string render(const FitReport& report, ReportForm form, const RenderOptions& options) {
  return form == ReportForm::text ? as_text(report, options) : as_json(report);
}

}  // namespace verdiff
