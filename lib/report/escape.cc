#include "report/escape.h"

#include "base/text.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace verdiff {
namespace {

/// U+FFFE and U+FFFF are characters to UTF-8, but not to XML 1.0 §2.2.
std::string without_noncharacters(std::string text) {
  for (std::size_t at = text.find("\xef\xbf"); at != std::string::npos;
       at = text.find("\xef\xbf", at + 3)) {
    if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) >= 0xbe) {
      text[at + 2] = '\xbd';
    }
  }
  return text;
}

/// GitHub looks for mentions in the text that Markdown made, so no escape of Markdown's keeps them
/// away: a space of no width behind the sign does.
constexpr std::string_view no_width = "&#8203;";

void append_markdown(std::string& out, std::string_view text, std::size_t at) {
  const char c = text[at];
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '|':
      out += "&#124;";
      return;
    case '$':  // mathematics
      out += "&#36;";
      return;
    case '@':
    case '#':
      out += c;
      out += no_width;
      return;
    case ':':  // https://
      out += text.substr(at + 1).starts_with("//") ? "&#58;" : ":";
      return;
    case '.':
      out += text.substr(0, at).ends_with("www") ? "&#46;" : ".";
      return;
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
    case '~':
    case '!':
      out += '\\';
      [[fallthrough]];
    default:
      out += c;
  }
}

/// Each character that is a key becomes its escape.
std::string with_escapes(std::string_view text,
                         std::initializer_list<std::pair<char, std::string_view>> escapes) {
  std::string out;
  for (const char c : text) {
    const auto* const found = std::find_if(escapes.begin(), escapes.end(),
                                           [&](const auto& escape) { return escape.first == c; });
    if (found == escapes.end()) {
      out += c;
    } else {
      out += found->second;
    }
  }
  return out;
}

/// HTML's and XML's five, in text that is printable already.
std::string markup(std::string_view text) {
  return with_escapes(
      text, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}});
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string without_mentions(std::string_view text) {
  return with_escapes(
      printable_paragraph(text),
      {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'@', "@&#8203;"}, {'#', "#&#8203;"}});
}

/// What stands between two backticks becomes an element of code; all is escaped in the same way.
std::string with_code(std::string_view text, std::string (*escape)(std::string_view)) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t open = text.find('`', begin);
    const std::size_t close =
        open == std::string_view::npos ? std::string_view::npos : text.find('`', open + 1);
    if (close == std::string_view::npos) return out + escape(text.substr(begin));
    out += escape(text.substr(begin, open - begin));
    out += "<code>" + escape(text.substr(open + 1, close - open - 1)) + "</code>";
    begin = close + 1;
  }
  return out;
}

}  // namespace

std::string escape_html(std::string_view text) {
  return markup(printable_paragraph(text));
}

std::string escape_xml(std::string_view text) {
  return without_noncharacters(markup(printable_paragraph(text)));
}

std::string escape_xml_lines(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += escape_xml(text.substr(begin, end - begin));
    if (end < text.size()) out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  const std::string line = printable_paragraph(text);
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) append_markdown(out, line, at);
  return out;
}

std::string escape_markdown_message(std::string_view text) {
  // An element, not backticks: the escapes of a cell of a table do nothing within backticks.
  return with_code(text, escape_markdown);
}

std::string escape_html_message(std::string_view text) {
  return with_code(text, escape_html);
}

std::string escape_markdown_html(std::string_view text) {
  return with_code(text, without_mentions);
}

std::string markdown_block(std::string_view text) {
  const std::string fence(std::max<std::size_t>(longest_run_of_backticks(text) + 1, 3), '`');
  return fmt::format("{}text\n{}{}{}\n", fence, text, text.ends_with('\n') ? "" : "\n", fence);
}

std::string escape_command_data(std::string_view text) {
  return with_escapes(text, {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}});
}

std::string escape_command_property(std::string_view text) {
  return with_escapes(printable(text),
                      {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}});
}

std::string path_uri(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$'()*+,;=@";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= count ? digits[group >> (18 - 6 * i) & 63] : '=';
    }
  }
  return out;
}

}  // namespace verdiff
