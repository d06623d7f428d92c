// One page that needs nothing else: no font, no script and no picture from elsewhere, and a policy
// in it that forbids them.

#include "base/sha256.h"
#include "base/text.h"
#include "base/version.h"
#include "report/escape.h"
#include "report/finding_words.h"
#include "report/html/page.h"
#include "report/html_finding.h"
#include "report/remarks.h"
#include "report/report.h"
#include "report/run_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

/// So many findings of a contract are unfolded: what is left of the worst can be opened.
constexpr std::size_t most_open = 25;
/// A list of more flows than these helps nobody; the others can still be searched for.
constexpr std::size_t most_flows = 400;

/// The hash by which a content security policy knows an inline style or script (CSP 3 §2.3.1).
std::string policy_hash(std::string_view content) {
  const auto digest = sha256(content);
  const std::string bytes(digest.begin(), digest.end());
  return "'sha256-" + base64(bytes) + "'";
}

std::string head(const std::string& title) {
  const std::string policy = fmt::format(
      "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; "
      "form-action "
      "'none'",
      policy_hash(page_style()), policy_hash(page_script()));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<link rel=\"icon\" "
      "href=\"data:,\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      policy, html_text(title), page_style());
}

/// The flows of a run by number, in the order of their first mention; 0 is any.
class Flows {
 public:
  std::size_t number_of(const std::string& flow) {
    if (flow.empty()) return 0;
    const auto [found, is_new] = numbers_.emplace(flow, numbers_.size() + 1);
    if (is_new) names_.push_back(flow);
    return found->second;
  }

  /// Nothing where there is no choice.
  std::string select() const {
    if (names_.size() < 2) return {};
    std::string out =
        "<label class=\"flow\">flow <select name=\"flow\"><option value=\"\">all</option>\n";
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < std::min(names_.size(), most_flows); ++i) order.push_back(i);
    std::sort(order.begin(), order.end(),
              [&](std::size_t left, std::size_t right) { return names_[left] < names_[right]; });
    for (const std::size_t i : order) {
      out += fmt::format("<option value=\"{}\">{}</option>\n", i + 1,
                         escape_html(shorten(printable(names_[i]), 100)));
    }
    return out + "</select></label>\n";
  }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

std::string_view tone_of(Level level, bool closed) {
  if (closed) return "major";
  return level == Level::none ? "ok" : word(level);
}

std::string count_chips(const RunSummary& summary) {
  std::string out = "<ul class=\"counts\">\n";
  for (const Level level : {Level::major, Level::minor, Level::patch, Level::none}) {
    const std::size_t count = summary.counts[static_cast<std::size_t>(level)];
    if (count == 0) continue;
    const std::string_view plural = level == Level::none && count > 1 ? "s" : "";
    out += "<li>" +
           html_chip(level_name(level), fmt::format("{} {}{}", count, level_name(level), plural)) +
           "</li>\n";
  }
  if (summary.accepted > 0) {
    out += "<li>" + html_chip("ok", fmt::format("{} accepted", summary.accepted)) + "</li>\n";
  }
  return out + "</ul>\n";
}

std::string compared(const Report& report) {
  const auto side = [](const ContractSummary& contract) {
    std::string out = "<code>" + html_text(contract.operand) + "</code>";
    if (contract.version) out += " <strong>" + html_text(*contract.version) + "</strong>";
    return out;
  };
  return fmt::format("<p class=\"compared\">{} → {}, {}</p>\n", side(report.before),
                     side(report.after), html_text(reading_in_words(report)));
}

/// `diff` has no gate, unless it is told what fails.
std::string_view gate_in_words(const Run& run, const RenderOptions& options, bool closed) {
  const bool has_gate =
      options.fail_on ||
      std::any_of(run.outcomes.begin(), run.outcomes.end(), [](const ContractOutcome& outcome) {
        return outcome.report && outcome.report->open().verdict != Verdict::none;
      });
  if (!has_gate) return closed ? "error" : "diff";
  return closed ? "gate closed" : "gate open";
}

/// What was found, and where it is compared with a version, the verdict on that.
std::string verdict(const Run& run, const RenderOptions& options) {
  const RunSummary summary = summarize(run, options);
  const bool closed = summary.closed + summary.errors > 0;
  const std::string_view tone = tone_of(summary.level, closed);
  std::string out = fmt::format("<header class=\"verdict {}\">\n<p class=\"brand\">{}verdiff</p>\n",
                                tone, html_chip(tone, gate_in_words(run, options, closed)));
  out += "<h1>" + html_text(headline(run, options)) + "</h1>\n";
  if (is_single(run) && !run.outcomes.front().called.empty()) {
    out += "<p class=\"compared\"><strong>" + html_text(run.outcomes.front().called) +
           "</strong></p>\n";
  }
  if (is_single(run)) out += compared(run.outcomes.front().report->open());
  return out + count_chips(summary) + "</header>\n";
}

std::string contract_id(std::size_t number) {
  return fmt::format("c{}", number);
}

std::string contract_list(const Run& run, const RenderOptions& options) {
  std::string out = "<nav class=\"contracts\" aria-label=\"contracts\">\n<ol>\n";
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    const ContractOutcome& outcome = run.outcomes[i];
    const std::string name = html_text(name_in_words(outcome));
    const std::optional<Report> report = open_report(outcome);
    const bool closed = !report || closes_gate(*report, options);
    const std::string_view level = report ? word(report->level) : "error";
    const std::string_view tone =
        report ? tone_of(report->level, closed) : std::string_view("major");
    out += fmt::format("<li>{}<a href=\"#{}\"><code>{}</code></a><span>{}</span></li>\n",
                       html_chip(tone, level), contract_id(i), name,
                       report ? html_text(headline(*report)) : "can't be read");
  }
  return out + "</ol>\n</nav>\n";
}

std::string filter(const Run& run, const RenderOptions& options, const Flows& flows) {
  const RunSummary summary = summarize(run, options);
  if (summary.findings < 2) return {};
  std::string out = "<form class=\"filter\" hidden>\n";
  for (const Level level : {Level::major, Level::minor, Level::patch, Level::none}) {
    if (summary.counts[static_cast<std::size_t>(level)] == 0) continue;
    const std::string_view name = level_name(level);
    out += fmt::format(
        "<label><input type=\"checkbox\" name=\"level\" value=\"{}\" checked>{}</label>\n", name,
        html_chip(name, name));
  }
  if (summary.accepted > 0) {
    out += "<label><input type=\"checkbox\" name=\"accepted\" checked>accepted</label>\n";
  }
  return out + flows.select() +
         "<input type=\"search\" name=\"search\" placeholder=\"search\" aria-label=\"search\">\n"
         "<button type=\"button\">Open all</button>\n<output></output>\n</form>\n";
}

std::string findings_of(const Report& report, const std::string& prefix, Flows& flows) {
  std::string out;
  for (const std::string& remark : remarks(report)) {
    out += "<p class=\"compared\">" + escape_html_message(remark) + "</p>\n";
  }
  std::size_t count = 0;
  for (const Finding* finding : shown_findings(report)) {
    const bool open = finding->level > Level::patch && !finding->accepted && count++ < most_open;
    out += html_finding(*finding, {prefix, flows.number_of(finding->flow), open});
  }
  return out;
}

std::string contract_section(const ContractOutcome& outcome, std::size_t number, Flows& flows) {
  std::string out = fmt::format("<section id=\"{}\">\n<h2><code>{}</code></h2>\n",
                                contract_id(number), html_text(name_in_words(outcome)));
  if (outcome.error) {
    out += "<pre class=\"error\">" +
           escape_xml_lines(shorten_lines(to_text(*outcome.error), 1'000)) + "</pre>\n";
  } else {
    const Report report = outcome.report->open();
    out += compared(report) + "<p class=\"headline\">" + html_text(headline(report)) + "</p>\n" +
           findings_of(report, contract_id(number) + "-", flows);
  }
  return out + "</section>\n";
}

void take_contracts(const Run& run, Flows& flows, const TakeText& take) {
  if (is_single(run)) {
    return take(findings_of(run.outcomes.front().report->open(), "f-", flows));
  }
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    take(contract_section(run.outcomes[i], i, flows));
  }
}

/// The filter, which offers them, stands before the findings.
Flows flows_of(const Run& run) {
  Flows out;
  for (const ContractOutcome& outcome : run.outcomes) {
    if (!outcome.report) continue;
    const Report report = outcome.report->open();
    for (const Finding* finding : shown_findings(report)) out.number_of(finding->flow);
  }
  return out;
}

}  // namespace

void render_html(const Run& run, const RenderOptions& options, const TakeText& take) {
  Flows flows = flows_of(run);
  take(head("verdiff: " + sentence(run, options)));
  take(verdict(run, options));
  if (!is_single(run)) take(contract_list(run, options));
  take(filter(run, options, flows));
  take("<main>\n");
  take_contracts(run, flows, take);
  take("</main>\n");
  take(fmt::format("<footer>verdiff {}: {}</footer>\n", version_text,
                   html_text(sentence(run, options))));
  take(fmt::format("<script>{}</script>\n</body>\n</html>\n", page_script()));
}

}  // namespace verdiff
