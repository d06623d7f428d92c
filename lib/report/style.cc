#include "report/style.h"

#include <fmt/format.h>

namespace verdiff {
namespace {

std::string_view codes(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "1";
    case Style::faint:
    case Style::note:
      return "2";
    case Style::major:
      return "1;31";
    case Style::minor:
      return "1;33";
    case Style::patch:
      return "1;36";
    case Style::gone:
      return "31";
    case Style::come:
      break;
  }
  return "32";
}

}  // namespace

std::string paint(std::string_view text, Style style, bool color) {
  if (!color || text.empty() || codes(style).empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", codes(style), text);
}

}  // namespace verdiff
