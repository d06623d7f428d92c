#include "report/finding_text.h"

#include "base/text.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

constexpr std::size_t level_column = 7;  // "major" and two spaces
constexpr std::size_t label_column = 9;  // "witness" and two spaces
constexpr std::size_t indent = level_column + label_column;
/// However narrow the terminal, text gets this much.
constexpr std::size_t least_columns = 24;

/// One finding on its way to a string.
class Writer {
 public:
  explicit Writer(const RenderOptions& options) : options_(options) {}

  std::size_t columns() const {
    const std::size_t width = options_.width;
    return std::max(width, indent + least_columns) - indent;
  }

  std::string painted(std::string_view text, Style style) const {
    return paint(text, style, options_.color);
  }

  /// Level, rule and message; the message wrapped below the rule.
  void headline(const Finding& finding) {
    const std::size_t width = std::max(options_.width, std::uint32_t{least_columns});
    out_ += level_in_words(finding.level, options_);
    const std::string text = printable(finding.rule) + ": " + printable(finding.message);
    const std::size_t rule = text.find(' ');
    bool is_first = true;
    for (const std::string& wrapped : wrap(text, width - level_column)) {
      if (!is_first) out_ += '\n' + std::string(level_column, ' ');
      out_ += is_first ? painted(wrapped.substr(0, rule), Style::strong) + wrapped.substr(rule)
                       : wrapped;
      is_first = false;
    }
  }

  /// `label    text`, what is in `text` already painted and cut.
  void line(std::string_view label, std::string_view text) {
    out_.append(level_column, ' ');
    out_ += painted(label, Style::faint);
    if (!text.empty()) {
      out_.append(label_column - label.size(), ' ');
      out_ += text;
    }
    out_ += '\n';
  }

  void paragraph(std::string_view label, std::string_view text) {
    for (const std::string& wrapped : wrap(printable_words(text), columns())) {
      line(label, wrapped);
      label = "";
    }
  }

  void end_line() { out_ += '\n'; }
  void append(std::string_view text) { out_ += text; }
  std::string take() { return std::move(out_); }

 private:
  /// Line breaks of a paragraph are white space, not something to be spelt out.
  static std::string printable_words(std::string_view text) {
    std::string flat(text);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    return printable(flat);
  }

  const RenderOptions& options_;
  std::string out_;
};

std::string cut_to(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  return std::string(take_columns(text, columns - 1)) + "…";
}

std::string place_of(const FindingSide& side) {
  return printable(to_text(side.location));
}

/// Both places, the values beside them in one column. An absent side shows where it would stand.
void write_sides(Writer& writer, const Finding& finding) {
  const std::string old_place = place_of(finding.before);
  const std::string new_place = place_of(finding.after);
  const std::size_t place_width = std::max(display_width(old_place), display_width(new_place));
  const auto write = [&](std::string_view label, const FindingSide& side, const std::string& place,
                         Style style) {
    const std::string value = side.present ? printable(side.value) : "absent";
    std::string text = place;
    if (!value.empty()) {
      text.append(place_width - display_width(place) + (place_width == 0 ? 0 : 2), ' ');
      const std::size_t used = std::min(display_width(text), writer.columns() - least_columns / 2);
      text += writer.painted(cut_to(value, writer.columns() - used),
                             side.present ? style : Style::faint);
    }
    writer.line(label, text);
  };
  write("old", finding.before, old_place, Style::gone);
  write("new", finding.after, new_place, Style::come);
}

/// The payload, and below its offending place the reason why it is refused.
void write_witness(Writer& writer, const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  if (!evidence.payload) return;
  const MarkedPayload payload = mark_payload(*evidence.payload, evidence.pointer, writer.columns());
  std::string text = payload.before + writer.painted(payload.marked, Style::major) + payload.after;
  writer.line("witness", text);
  const std::size_t offset = display_width(payload.before);
  const std::size_t width = std::max<std::size_t>(display_width(payload.marked), 1);
  const std::string mark = std::string(width, '^');
  const std::string refusal =
      fmt::format("refused by {}: {}", consumer_side(finding.direction), evidence.refused_by);
  const bool fits = offset + width + 1 + display_width(refusal) <= writer.columns();
  writer.line("", std::string(offset, ' ') + writer.painted(mark, Style::major) +
                      (fits ? " " + printable(refusal) : ""));
  if (!fits) writer.paragraph("", refusal);
  if (!evidence.whole_flow && !finding.payload_path.empty()) {
    writer.paragraph("", fmt::format("(the value of {} alone)", finding.payload_path));
  }
}

std::string proof_in_words(const Finding& finding) {
  if (!finding.evidence.detail.empty()) return finding.evidence.detail;
  if (finding.effect == Effect::equivalent) return "both versions allow exactly the same payloads";
  return finding.direction == Direction::input
             ? "every payload that the old version takes, the new one takes too"
             : "every payload that the new version sends, the old one allowed";
}

void write_evidence(Writer& writer, const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  switch (evidence.kind) {
    case EvidenceKind::witness:
      return write_witness(writer, finding);
    case EvidenceKind::proof:
      return writer.paragraph("proof", proof_in_words(finding));
    case EvidenceKind::reason:
      return writer.paragraph("reason", evidence.detail);
    case EvidenceKind::unknown:
      break;
  }
  writer.paragraph("unknown", evidence.detail.empty()
                                  ? fmt::format("not decided ({})", evidence.unknown_reason)
                                  : fmt::format("not decided ({}): {}", evidence.unknown_reason,
                                                evidence.detail));
}

/// "/probability of POST /predict 200 application/json (in 12 flows)"
std::string flow_in_words(const Finding& finding) {
  std::string out = finding.payload_path;
  if (!out.empty() && !finding.flow.empty()) out += " of ";
  out += finding.flow;
  if (finding.reach > 1) out += fmt::format(" (in {} flows)", finding.reach);
  return out;
}

void write_details(Writer& writer, const Finding& finding, Detail detail) {
  const std::string flow = flow_in_words(finding);
  if (!flow.empty()) writer.paragraph("at", flow);
  write_sides(writer, finding);
  write_evidence(writer, finding);
  if (finding.confidence) {
    writer.line("match", fmt::format("{:.0f} % sure that the two names mean the same thing",
                                     *finding.confidence * 100));
  }
  if (!finding.policy.empty()) {
    writer.paragraph("policy", fmt::format("`{}` makes this {}; without it, it is major",
                                           finding.policy, word(finding.level)));
  }
  if (detail == Detail::repeated) return;
  writer.paragraph("why", finding.why);
  writer.paragraph("fix", finding.fix);
}

}  // namespace

Style style_of(Level level) {
  switch (level) {
    case Level::major:
      return Style::major;
    case Level::minor:
      return Style::minor;
    case Level::patch:
      return Style::patch;
    case Level::none:
      break;
  }
  return Style::note;
}

std::string level_in_words(Level level, const RenderOptions& options) {
  const std::string_view name = level == Level::none ? "note" : word(level);
  return paint(name, style_of(level), options.color) + std::string(level_column - name.size(), ' ');
}

std::string finding_text(const Finding& finding, Detail detail, const RenderOptions& options) {
  Writer writer(options);
  writer.headline(finding);
  if (detail == Detail::brief) {
    const FindingSide& side = finding.after.present ? finding.after : finding.before;
    if (!side.location.file.empty()) {
      writer.append("  " + writer.painted(place_of(side), Style::faint));
    }
    writer.end_line();
    return writer.take();
  }
  writer.end_line();
  write_details(writer, finding, detail);
  return writer.take();
}

}  // namespace verdiff
