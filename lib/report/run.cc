#include "base/text.h"
#include "base/version.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "report/style.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace verdiff {
namespace {

std::string state_of(const ContractOutcome& outcome) {
  if (outcome.error) return "error";
  return gate_closed(*outcome.report) ? "closed" : "open";
}

std::size_t count_of(const Run& run, const std::string& state) {
  return static_cast<std::size_t>(
      std::count_if(run.outcomes.begin(), run.outcomes.end(),
                    [&](const ContractOutcome& outcome) { return state_of(outcome) == state; }));
}

/// "3 contracts: 1 error, 1 closed, 1 open".
std::string summary_of(const Run& run) {
  std::string out =
      fmt::format("{} contract{}", run.outcomes.size(), run.outcomes.size() == 1 ? "" : "s");
  std::string_view separator = ": ";
  for (const char* const state : {"error", "closed", "open"}) {
    const std::size_t count = count_of(run, state);
    if (count == 0) continue;
    out += fmt::format("{}{} {}", separator, count, state);
    separator = ", ";
  }
  return out;
}

std::string line_of(const ContractOutcome& outcome, const RenderOptions& options) {
  const std::string name = paint(printable(outcome.name), Style::strong, options.color);
  if (outcome.error) return fmt::format("{}: {}\n", name, to_text(*outcome.error));
  return fmt::format("{}: {}\n", name, printable(sentence(*outcome.report)));
}

std::string text_of(const Run& run, const RenderOptions& options) {
  std::string out;
  for (const ContractOutcome& outcome : run.outcomes) {
    const bool is_told = outcome.report && gate_closed(*outcome.report);
    if (is_told) out += render_text(*outcome.report, options) + '\n';
  }
  for (const ContractOutcome& outcome : run.outcomes) out += line_of(outcome, options);
  return out + '\n' + summary_of(run) + '\n';
}

/// A report within another text, two levels deep.
std::string indented(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "      ";
  }
  return out;
}

std::string json_of(const Run& run) {
  JsonWriter json;
  json.open('{').text("verdiff", version_text).number("run", std::uint64_t{1});
  json.open("contracts", '[');
  for (const ContractOutcome& outcome : run.outcomes) {
    json.open('{').text("name", outcome.name).text("gate", state_of(outcome));
    if (outcome.error) {
      json.text("error", to_text(*outcome.error)).null("report");
    } else {
      json.null("error").raw("report", indented(render_json(*outcome.report)));
    }
    json.close('}');
  }
  json.close(']').open("summary", '{');
  json.number("contracts", std::uint64_t{run.outcomes.size()});
  for (const char* const state : {"error", "closed", "open"}) {
    json.number(state, std::uint64_t{count_of(run, state)});
  }
  json.close('}').close('}');
  return json.take();
}

}  // namespace

std::string render(const Run& run, ReportForm form, const RenderOptions& options) {
  return form == ReportForm::json ? json_of(run) : text_of(run, options);
}

}  // namespace verdiff
