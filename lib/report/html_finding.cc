#include "report/html_finding.h"

#include "base/text.h"
#include "report/escape.h"
#include "report/finding_words.h"
#include "report/payload_layout.h"
#include "report/witness_text.h"

#include <fmt/format.h>

namespace verdiff {
namespace {

/// Columns of what a stranger may make as long as he likes.
constexpr std::size_t longest_text = 1'000;
/// Of each of the three parts of a value: alike, different, alike.
constexpr std::size_t longest_part = 240;

std::string place_of(const FindingSide& side) {
  return html_text(to_text(side.location));
}

/// The lines of laid out JSON, which are printable already.
std::string html_lines(std::string_view lines) {
  std::string out;
  for (std::size_t begin = 0; begin <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    out += escape_html(lines.substr(begin, end - begin));
    if (end < lines.size()) out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string value_of(const FindingSide& side, const ValueParts& parts, std::string_view tag) {
  if (!side.present) return "<pre class=\"absent\">absent</pre>";
  if (side.value.empty()) {
    const std::string name = side.name.empty() ? "present" : html_text(side.name);
    return "<pre><code>" + name + "</code></pre>";
  }
  std::string out = "<pre><code>" + escape_html(parts.start);
  if (!parts.changed.empty()) {
    out += fmt::format("<{}>{}</{}>", tag, escape_html(parts.changed), tag);
  }
  return out + escape_html(parts.end) + "</code></pre>";
}

std::string side_figure(std::string_view label, const FindingSide& side, const ValueParts& parts,
                        std::string_view tag) {
  return fmt::format(
      "<figure><figcaption><span>{}</span><span "
      "class=\"place\">{}</span></figcaption>{}</figure>\n",
      label, place_of(side), value_of(side, parts, tag));
}

std::string pair(const Finding& finding) {
  const ValuePair values = compare_values(finding, longest_part);
  return "<div class=\"pair\">\n" + side_figure("old", finding.before, values.before, "del") +
         side_figure("new", finding.after, values.after, "ins") + "</div>\n";
}

std::string_view witness_caption(const Finding& finding) {
  if (finding.direction == Direction::input) {
    return "callers of the old version may send this; the new version refuses it";
  }
  return "the new version may send this; whoever was built for the old one refuses it";
}

std::string witness(const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  if (!evidence.payload) return {};
  const MarkedPayload payload = lay_out_payload(*evidence.payload, evidence.pointer);
  const std::string_view part = !evidence.whole_flow && !finding.payload_path.empty()
                                    ? "of this value alone"
                                    : "the whole payload";
  return fmt::format(
      "<figure class=\"witness\"><figcaption><span>witness: {}</span><span>{}</span></figcaption>"
      "<pre><code>{}<mark>{}</mark>{}</code></pre>"
      "<p class=\"refused\">{}</p></figure>\n",
      witness_caption(finding), part, html_lines(payload.before), html_lines(payload.marked),
      html_lines(payload.after), html_text(refusal_in_words(finding)));
}

std::string words_row(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, html_message(text));
}

std::string words_of(const Finding& finding) {
  const std::string rows = words_row(word(finding.evidence.kind), evidence_in_words(finding)) +
                           words_row("match", confidence_in_words(finding)) +
                           words_row("policy", policy_in_words(finding)) +
                           words_row("accepted", acceptance_in_words(finding)) +
                           words_row("why", finding.why) + words_row("fix", finding.fix);
  return rows.empty() ? "" : "<dl class=\"words\">\n" + rows + "</dl>\n";
}

/// What one needs to speak of the finding elsewhere.
std::string trace_of(const Finding& finding, const std::string& id) {
  std::string out =
      fmt::format("<p class=\"trace\"><a href=\"#{}\">{}</a>", id, html_text(finding.fingerprint));
  const std::string& pointer = shown_side(finding).pointer;
  if (!pointer.empty()) out += " <code>" + html_text(pointer) + "</code>";
  if (finding.severity != Severity::error) {
    out += fmt::format(", severity {}", word(finding.severity));
  }
  return out + "</p>\n";
}

std::string summary_of(const Finding& finding) {
  const std::string_view level = level_name(finding.level);
  std::string out = "<summary>" + html_chip(level, level);
  out += fmt::format("<span class=\"what\"><strong>{}</strong> {}", html_text(finding.rule),
                     html_message(finding.message));
  if (finding.accepted) out += " " + html_chip("ok", "accepted");
  out += fmt::format("</span><span class=\"place\">{}</span>", place_of(shown_side(finding)));
  const std::string flow = flow_in_words(finding);
  if (!flow.empty()) out += "<span class=\"where\">" + html_text(flow) + "</span>";
  return out + "</summary>\n";
}

}  // namespace

std::string html_chip(std::string_view tone, std::string_view text) {
  return fmt::format("<span class=\"chip {}\">{}</span>", tone, text);
}

std::string html_text(std::string_view text) {
  return escape_html(shorten(printable_paragraph(text), longest_text));
}

std::string html_message(std::string_view text) {
  return escape_html_message(shorten(printable_paragraph(text), longest_text));
}

std::string html_finding(const Finding& finding, const HtmlPlace& place) {
  const std::string_view level = level_name(finding.level);
  const std::string id = place.id_prefix + finding.fingerprint;
  return fmt::format(
             "<article class=\"finding {}\" id=\"{}\" data-level=\"{}\" data-flow=\"{}\"{}>\n"
             "<details{}>\n",
             level, id, level, place.flow, finding.accepted ? " data-accepted" : "",
             place.open ? " open" : "") +
         summary_of(finding) + "<div class=\"body\">\n" + pair(finding) + witness(finding) +
         words_of(finding) + trace_of(finding, id) + "</div>\n</details>\n</article>\n";
}

}  // namespace verdiff
