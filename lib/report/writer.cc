#include "report/writer.h"

#include "base/text.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {

std::size_t Writer::columns() const {
  const std::size_t width = options_.width;
  return std::max(width, indent + least_columns) - indent;
}

std::string Writer::painted(std::string_view text, Style style) const {
  return paint(text, style, options_.color);
}

void Writer::headline(std::string_view lead, const std::string& text) {
  const std::size_t width = std::max(options_.width, std::uint32_t{least_columns});
  out_ += lead;
  const std::size_t first_word = text.find(' ');
  bool is_first = true;
  for (const std::string& wrapped : wrap(text, width - level_column)) {
    if (!is_first) out_ += '\n' + std::string(level_column, ' ');
    out_ += is_first
                ? painted(wrapped.substr(0, first_word), Style::strong) + wrapped.substr(first_word)
                : wrapped;
    is_first = false;
  }
}

void Writer::line(std::string_view label, std::string_view text) {
  out_.append(level_column, ' ');
  out_ += painted(label, Style::faint);
  if (!text.empty()) {
    out_.append(label_column - label.size(), ' ');
    out_ += text;
  }
  out_ += '\n';
}

void Writer::paragraph(std::string_view label, std::string_view text) {
  for (const std::string& wrapped : wrap(printable_paragraph(text), columns())) {
    line(label, wrapped);
    label = "";
  }
}

void Writer::brief(std::string_view text) {
  out_.append(level_column, ' ');
  out_ += painted(text, Style::faint) + '\n';
}

void Writer::witness(const Value& value, std::string_view pointer, std::string_view refused_by,
                     std::string_view why) {
  const MarkedPayload payload = mark_payload(value, pointer, columns());
  line("witness", payload.before + painted(payload.marked, Style::major) + payload.after);
  const std::size_t offset = display_width(payload.before);
  const std::size_t room = std::max<std::size_t>(columns(), offset + 1) - offset;
  const std::string mark(std::min(mark_width(payload.marked), room), '^');
  const std::string reason =
      fmt::format("refused by {}: {}", refused_by, refusal(value, pointer, why));
  const bool fits = offset + mark.size() + 1 + display_width(reason) <= columns();
  line("", std::string(offset, ' ') + painted(mark, Style::major) +
               (fits ? " " + printable(reason) : ""));
  if (!fits) paragraph("", reason);
}

}  // namespace verdiff
