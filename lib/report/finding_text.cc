#include "report/finding_text.h"

#include "base/text.h"
#include "report/finding_words.h"
#include "report/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace verdiff {
namespace {

std::string place_of(const FindingSide& side) {
  return printable(to_text(side.location));
}

/// What one side shows of its value.
struct ShownValue {
  std::string text;
  Style style = Style::plain;
};

ShownValue shown_value(const FindingSide& side, Style style) {
  return side.present ? ShownValue{printable(side.value), style}
                      : ShownValue{"absent", Style::faint};
}

/// Long texts that begin alike would be cut to the same: they start shortly before they differ.
void skip_common_start(ShownValue& before, ShownValue& after, std::size_t columns) {
  constexpr std::size_t context = 16;
  const bool fits = display_width(before.text) <= columns && display_width(after.text) <= columns;
  const std::size_t common = common_start(before.text, after.text);
  const std::string_view start = std::string_view(before.text).substr(0, common);
  const std::size_t width = display_width(start);
  if (fits || width < columns / 2 || width <= context) return;
  const std::size_t skipped = take_columns(start, width - context).size();
  before.text.replace(0, skipped, "…");
  after.text.replace(0, skipped, "…");
}

/// Both places with their values: beside them in one column, or below them where paths leave too
/// little room. An absent side shows where it would stand.
class Sides {
 public:
  Sides(Writer& writer, const Finding& finding)
      : writer_(writer),
        old_place_(place_of(finding.before)),
        new_place_(place_of(finding.after)),
        old_value_(shown_value(finding.before, Style::gone)),
        new_value_(shown_value(finding.after, Style::come)) {
    const std::size_t longest =
        std::max(display_width(old_value_.text), display_width(new_value_.text));
    place_width_ = std::max(display_width(old_place_), display_width(new_place_));
    if (place_width_ != 0) place_width_ += 2;
    const std::size_t beside =
        writer.columns() > place_width_ ? writer.columns() - place_width_ : 0;
    below_ = longest > beside && beside < enough_columns;
    value_columns_ = below_ ? writer.columns() : beside;
    skip_common_start(old_value_, new_value_, value_columns_);
  }

  void write() {
    write("old", old_place_, old_value_);
    write("new", new_place_, new_value_);
  }

 private:
  /// With less room beside the places, values are better off below.
  static constexpr std::size_t enough_columns = 60;

  void write(std::string_view label, const std::string& place, const ShownValue& value) {
    const std::string text = writer_.painted(shorten(value.text, value_columns_), value.style);
    if (text.empty()) return writer_.line(label, place);
    if (below_ && !place.empty()) {
      writer_.line(label, place);
      return writer_.line("", text);
    }
    writer_.line(label, place + std::string(place_width_ - display_width(place), ' ') + text);
  }

  Writer& writer_;
  std::string old_place_, new_place_;
  ShownValue old_value_, new_value_;
  std::size_t place_width_ = 0;
  std::size_t value_columns_ = 0;
  bool below_ = false;
};

void write_witness(Writer& writer, const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  if (!evidence.payload) return;
  writer.witness(*evidence.payload, evidence.pointer, consumer_side(finding.direction),
                 evidence.refused_by);
  if (!evidence.whole_flow && !finding.payload_path.empty()) {
    writer.paragraph("", fmt::format("(the value of {} alone)", finding.payload_path));
  }
}

void write_evidence(Writer& writer, const Finding& finding) {
  const EvidenceKind kind = finding.evidence.kind;
  if (kind == EvidenceKind::witness) return write_witness(writer, finding);
  writer.paragraph(word(kind), evidence_in_words(finding));
}

void write_details(Writer& writer, const Finding& finding, Detail detail) {
  const std::string flow = flow_in_words(finding);
  if (!flow.empty()) writer.paragraph("at", flow);
  Sides(writer, finding).write();
  write_evidence(writer, finding);
  if (const std::string sure = confidence_in_words(finding); !sure.empty()) {
    writer.line("match", sure);
  }
  writer.paragraph("policy", policy_in_words(finding));
  writer.paragraph("accepted", acceptance_in_words(finding));
  writer.line("id", writer.painted(finding.fingerprint, Style::faint));
  if (detail == Detail::repeated) return;
  writer.paragraph("why", finding.why);
  writer.paragraph("fix", finding.fix);
}

/// One line: where it stands, in the new file if it is still there.
void write_brief(Writer& writer, const Finding& finding) {
  const FindingSide& side = finding.after.present ? finding.after : finding.before;
  const std::string place = place_of(side);
  const std::string flow = printable(flow_in_words(finding));
  const std::string text = place + (place.empty() || flow.empty() ? "" : "  ") + flow;
  if (!text.empty()) writer.brief(text);
  if (finding.accepted) writer.brief("accepted " + printable(acceptance_in_words(finding)));
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
  const std::string_view name = level_name(level);
  return paint(name, style_of(level), options.color) +
         std::string(Writer::level_column - name.size(), ' ');
}

std::string finding_text(const Finding& finding, Detail detail, const RenderOptions& options) {
  Writer writer(options);
  writer.headline(level_in_words(finding.level, options),
                  printable(finding.rule) + ": " + printable(finding.message));
  writer.end_line();
  if (detail == Detail::brief) {
    write_brief(writer, finding);
  } else {
    write_details(writer, finding, detail);
  }
  return writer.take();
}

}  // namespace verdiff
