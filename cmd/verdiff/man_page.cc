#include "command_text.h"

#include <algorithm>
#include <string_view>

namespace verdiff::command {
namespace {

/// Text as roff takes it: a hyphen that can be copied, a backslash that is one.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

/// A line of text; one that begins with a dot or a quote would be a request.
std::string line_of(std::string_view text) {
  const bool request = !text.empty() && (text[0] == '.' || text[0] == '\'');
  return (request ? "\\&" : "") + escaped(text) + "\n";
}

/// A quoted argument of a request.
std::string argument(std::string_view text) {
  std::string out = "\"";
  for (const char c : escaped(text)) out += c == '"' ? std::string("\\(dq") : std::string(1, c);
  return out + "\"";
}

/// Lines that are indented stand as they are; others flow.
std::string paragraphs(std::string_view text) {
  std::string out = ".PP\n";
  bool example = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with("  ") != example) {
      example = !example;
      out += example ? ".nf\n" : ".fi\n";
    }
    out += line.empty() ? ".PP\n" : line_of(line);
  }
  return out + (example ? ".fi\n" : "");
}

std::string tagged(const ArgumentText& text) {
  std::string names;
  for (const std::string& name : text.names) {
    names += (names.empty() ? "\\fB" : ", \\fB") + escaped(name) + "\\fR";
  }
  if (!text.value.empty()) names += " \\fI" + escaped(text.value) + "\\fR";
  std::string out = ".TP\n" + names + "\n" + line_of(text.help);
  if (text.not_with.empty()) return out;
  std::string others;
  for (const std::string& name : text.not_with) others += (others.empty() ? "" : ", ") + name;
  return out + line_of("(not with " + others + ")");
}

std::string options_of(const CommandText& command) {
  std::string out;
  std::vector<std::string> groups;
  for (const ArgumentText& option : command.options) {
    if (std::find(groups.begin(), groups.end(), option.group) == groups.end()) {
      groups.push_back(option.group);
    }
  }
  for (const std::string& group : groups) {
    if (groups.size() > 1) out += ".PP\n" + line_of(group + ":");
    for (const ArgumentText& option : command.options) {
      if (option.group == group) out += tagged(option);
    }
  }
  return out;
}

std::string command_section(const CommandText& program, const CommandText& command) {
  std::string out = ".SS " + argument(program.name + " " + usage_of(command)) + "\n";
  out += line_of(command.description);
  for (const ArgumentText& operand : command.operands) out += tagged(operand);
  out += options_of(command);
  return command.footer.empty() ? out : out + paragraphs(command.footer);
}

}  // namespace

std::string man_page(const CommandText& program, const std::string& version) {
  std::string out = ".TH VERDIFF 1 \"\" " + argument(program.name + " " + version) +
                    " \"User Commands\"\n.SH NAME\n";
  std::string_view description = program.description;
  if (description.ends_with('.')) description.remove_suffix(1);
  out += program.name + " \\- " + escaped(description) + "\n";
  out += ".SH SYNOPSIS\n";
  for (const CommandText& command : program.commands) {
    out += ".B " + program.name + "\n" + line_of(usage_of(command)) + ".br\n";
  }
  out += ".SH OPTIONS\n" + options_of(program);
  out += ".SH COMMANDS\n";
  for (const CommandText& command : program.commands) out += command_section(program, command);
  return out + ".SH SEE ALSO\n.BR git (1)\n.PP\nhttps://github.com/verdiff/verdiff\n";
}

}  // namespace verdiff::command
