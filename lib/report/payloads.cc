// What `validate` tells.

#include "base/text.h"
#include "base/version.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "report/style.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

std::string in_words(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}", count, what);
}

std::string failure_text(const PayloadFailure& failure, const RenderOptions& options) {
  const std::string_view verdict = failure.undecided ? "undecided" : "invalid";
  std::string out = fmt::format("{}: {}: ", printable(to_text(failure.where)),
                                paint(verdict, Style::major, options.color));
  if (!failure.pointer.empty()) out += printable(failure.pointer) + ": ";
  out += printable(failure.message) + '\n';
  if (!failure.keyword.file.empty()) {
    out += paint(fmt::format("       by {} {}", printable(to_text(failure.keyword)),
                             printable(failure.keyword_pointer)),
                 Style::faint, options.color) +
           '\n';
  }
  return out;
}

std::string as_text(const PayloadReport& report, const RenderOptions& options) {
  std::string out;
  for (const PayloadFailure& failure : report.failures) out += failure_text(failure, options);
  const std::uint64_t refused = report.invalid + report.undecided;
  if (refused > report.failures.size()) {
    out += fmt::format("and {} more\n", refused - report.failures.size());
  }
  if (!out.empty()) out += '\n';
  const bool fine = refused == 0;
  std::string counts = in_words(report.valid, "valid");
  if (report.invalid > 0) counts += ", " + in_words(report.invalid, "invalid");
  if (report.undecided > 0) counts += ", " + in_words(report.undecided, "undecided");
  const std::string_view verdict = fine ? "VALID" : report.invalid > 0 ? "INVALID" : "UNDECIDED";
  out += paint(verdict, fine ? Style::patch : Style::major, options.color);
  return out + fmt::format(": {} payload{} of {} {}: {}\n", report.payloads(),
                           report.payloads() == 1 ? "" : "s", printable(report.file),
                           printable(report.flow), counts);
}

void write_location(JsonWriter& json, std::string_view key, const Location& where,
                    std::string_view pointer) {
  if (where.file.empty()) {
    json.null(key);
    return;
  }
  json.open(key, '{')
      .text("file", where.file)
      .number("line", std::uint64_t{where.line})
      .number("column", std::uint64_t{where.column})
      .text("pointer", pointer)
      .close('}');
}

std::string as_json(const PayloadReport& report) {
  JsonWriter json;
  json.open('{')
      .text("verdiff", version_text)
      .number("report", std::uint64_t{1})
      .open("contract", '{')
      .text("operand", report.operand)
      .text("format", report.format)
      .text("flow", report.flow)
      .close('}')
      .number("payloads", report.payloads())
      .number("valid", report.valid)
      .number("invalid", report.invalid)
      .number("undecided", report.undecided)
      .open("failures", '[');
  for (const PayloadFailure& failure : report.failures) {
    json.open('{').text("answer",
                        word(failure.undecided ? Validity::undecided : Validity::invalid));
    write_location(json, "where", failure.where, failure.pointer);
    write_location(json, "keyword", failure.keyword, failure.keyword_pointer);
    json.text("message", failure.message).close('}');
  }
  return json.close(']').close('}').take();
}

}  // namespace

std::string render(const PayloadReport& report, ReportForm form, const RenderOptions& options) {
  return form == ReportForm::text ? as_text(report, options) : as_json(report);
}

}  // namespace verdiff
