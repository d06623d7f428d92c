#include "report/format_list.h"

#include "base/text.h"
#include "report/json_writer.h"
#include "report/style.h"

#include <algorithm>

namespace verdiff {
namespace {

std::string formats_json() {
  JsonWriter json;
  json.open('{').open("formats", '[');
  for (const Format& format : formats()) {
    json.open('{')
        .text("name", format.name)
        .text("title", format.title)
        .text("reads", format.reads)
        .close('}');
  }
  json.close(']').close('}');
  return json.take();
}

}  // namespace

std::string render_formats(ReportForm form, const RenderOptions& options) {
  if (form != ReportForm::text) return formats_json();
  constexpr std::string_view indent = "  ";
  constexpr std::size_t least_columns = 24;
  const std::size_t width = std::max<std::size_t>(options.width, indent.size() + least_columns);
  std::string out;
  for (const Format& format : formats()) {
    if (!out.empty()) out += '\n';
    out += paint(format.name, Style::strong, options.color) + "  ";
    out += std::string(format.title) + '\n';
    for (const std::string& line : wrap(format.reads, width - indent.size())) {
      out += std::string(indent) + line + '\n';
    }
  }
  return out;
}

}  // namespace verdiff
