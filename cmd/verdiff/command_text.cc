#include "command_text.h"

#include <algorithm>
#include <string_view>

namespace verdiff::command {
namespace {

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '|';
}

/// "major|any|off", or "FORM[=FILE], FORM: text|json": the words of a closed set.
std::vector<std::string> words_of(std::string_view value) {
  const std::size_t colon = value.rfind(": ");
  if (colon != std::string_view::npos) value.remove_prefix(colon + 2);
  if (value.find('|') == std::string_view::npos ||
      !std::all_of(value.begin(), value.end(), is_word_letter)) {
    return {};
  }
  std::vector<std::string> words;
  while (true) {
    const std::size_t bar = value.find('|');
    words.emplace_back(value.substr(0, bar));
    if (bar == std::string_view::npos) return words;
    value.remove_prefix(bar + 1);
  }
}

/// A placeholder that stands for a place on the disk.
bool names_file(std::string_view value) {
  for (const char* const placeholder : {"FILE", "DIR", "OLD NEW"}) {
    if (value.find(placeholder) != std::string_view::npos) return true;
  }
  return false;
}

ArgumentText argument_of(const CLI::Option& option) {
  ArgumentText out;
  out.help = option.get_description();
  out.group = option.get_group();
  out.required = option.get_required();
  out.repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll &&
                   option.get_expected_max() > 0;
  const bool is_flag = option.get_items_expected_max() == 0;
  out.value = is_flag ? "" : option.get_type_name();
  out.words = words_of(out.value);
  if (option.get_positional()) {
    out.names = {option.get_name(true)};
    out.takes_file = out.words.empty();
    out.repeatable = option.get_expected_max() > 1;
    return out;
  }
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  out.takes_file = out.words.empty() && names_file(out.value);
  for (const CLI::Option* const other : option.get_excludes()) {
    out.not_with.push_back(other->get_name());
  }
  std::sort(out.not_with.begin(), out.not_with.end());
  return out;
}

}  // namespace

CommandText describe(const CLI::App& app) {
  CommandText out;
  out.name = app.get_name();
  out.description = app.get_description();
  out.footer = app.get_footer();
  for (const CLI::Option* const option : app.get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    (option->get_positional() ? out.operands : out.options).push_back(argument_of(*option));
  }
  for (const CLI::App* const command : app.get_subcommands({})) {
    out.commands.push_back(describe(*command));
  }
  return out;
}

std::string usage_of(const CommandText& command) {
  std::string out = command.name + " [OPTIONS]";
  for (const ArgumentText& operand : command.operands) {
    const std::string name = operand.names.front();
    out += operand.required ? " " + name : " [" + name + "]";
    if (operand.repeatable) out += "...";
  }
  return out;
}

}  // namespace verdiff::command
