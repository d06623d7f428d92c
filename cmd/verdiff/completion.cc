#include "command_text.h"

#include <string_view>

namespace verdiff::command {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator = " ") {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

std::vector<std::string> command_names(const CommandText& program) {
  std::vector<std::string> names;
  for (const CommandText& command : program.commands) names.push_back(command.name);
  return names;
}

std::vector<std::string> option_names(const CommandText& command) {
  std::vector<std::string> names;
  for (const ArgumentText& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

/// In single quotes, as every shell here reads them; fish alone has escapes inside.
std::string quoted(std::string_view text, std::string_view inner_quote) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += inner_quote;
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string sh_quoted(std::string_view text) {
  return quoted(text, "'\\''");
}

/// What may stand where an argument's value does.
std::string bash_value(const ArgumentText& argument) {
  if (!argument.words.empty()) return "words=" + sh_quoted(joined(argument.words));
  return argument.takes_file ? "files=yes" : ":";
}

std::string bash_command(const CommandText& command) {
  std::string out = "    " + command.name + ")\n";
  out += "      options=" + sh_quoted(joined(option_names(command))) + "\n";
  out += "      case $before in\n";
  for (const ArgumentText& option : command.options) {
    if (option.value.empty()) continue;
    out += "        " + joined(option.names, " | ") + ") " + bash_value(option) + " ;;\n";
  }
  out += "        *) ";
  out += command.operands.empty() ? ":" : bash_value(command.operands.front());
  return out + "; operand=yes ;;\n      esac ;;\n";
}

/// `--option=value` comes as three words: bash splits at the equals sign.
constexpr std::string_view bash_head =
    R"(  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command= options= words= files= operand= i
  COMPREPLY=()
  if [[ $word == '=' ]]; then
    word=
  elif [[ $before == '=' ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ " $commands " == *" ${COMP_WORDS[i]} "* ]]; then
      command=${COMP_WORDS[i]}
      break
    fi
  done
  case $command in
)";

constexpr std::string_view bash_tail = R"(  esac
  if [[ $operand && $word == -* ]]; then
    words=$options
    files=
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  # Only within a completion, and not before bash 4.
  if [[ $files ]]; then compopt -o default 2> /dev/null; fi
  return 0
}
complete -F _verdiff verdiff
)";

/// Text inside of a specification of _arguments.
std::string zsh_escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_value(const ArgumentText& argument) {
  const std::string label = argument.value.empty() ? argument.names.front() : argument.value;
  std::string out = ":" + zsh_escaped(argument.words.empty() ? label : "one of", ":\\") + ":";
  if (!argument.words.empty()) return out + "(" + joined(argument.words) + ")";
  return out + (argument.takes_file ? "_files" : "");
}

/// One a name, each shutting out the others.
std::string zsh_option(const ArgumentText& option) {
  std::vector<std::string> without = option.not_with;
  if (!option.repeatable) {
    without.insert(without.end(), option.names.begin(), option.names.end());
  }
  std::string out;
  for (const std::string& name : option.names) {
    std::string text;
    if (!option.not_with.empty() || option.names.size() > 1) text += "(" + joined(without) + ")";
    if (option.repeatable) text += '*';
    text += name;
    if (!option.value.empty() && name.size() > 2) text += "=";
    text += "[" + zsh_escaped(option.help, "[]:\\") + "]";
    // OLD NEW: two values, whatever they are called.
    const bool two = option.value.find(' ') != std::string::npos && option.words.empty();
    if (!option.value.empty()) text += zsh_value(option) + (two ? zsh_value(option) : "");
    out += " \\\n        " + sh_quoted(text);
  }
  return out;
}

std::string zsh_command(const CommandText& command) {
  std::string out = "      " + command.name + ")\n        _arguments -S -s";
  for (const ArgumentText& option : command.options) out += zsh_option(option);
  for (const ArgumentText& operand : command.operands) {
    out += " \\\n        " + sh_quoted((operand.repeatable ? "*" : "") + zsh_value(operand));
  }
  return out + " ;;\n";
}

std::string fish_quoted(std::string_view text) {
  return quoted(zsh_escaped(text, "\\"), "\\'");
}

std::string fish_argument(const ArgumentText& argument) {
  if (!argument.words.empty()) return " -x -a " + fish_quoted(joined(argument.words));
  return argument.takes_file ? " -r -F" : " -x";
}

std::string fish_options(const CommandText& command, const std::string& condition) {
  std::string out;
  for (const ArgumentText& option : command.options) {
    out += "complete -c verdiff -n " + condition;
    for (const std::string& name : option.names) {
      out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (!option.value.empty()) out += fish_argument(option);
    out += " -d " + fish_quoted(option.help) + "\n";
  }
  return out;
}

}  // namespace

std::string bash_completion(const CommandText& program) {
  std::string out = "# Completion of " + program.name + " for bash; `verdiff completion bash`.\n\n";
  out += "_verdiff() {\n  local commands=" + sh_quoted(joined(command_names(program))) + "\n";
  out += bash_head;
  for (const CommandText& command : program.commands) out += bash_command(command);
  out += "    *)\n      options=" + sh_quoted(joined(option_names(program))) + "\n";
  out += "      words=$commands\n      operand=yes ;;\n";
  return out + std::string(bash_tail);
}

std::string zsh_completion(const CommandText& program) {
  std::string out =
      "#compdef verdiff\n# Completion of verdiff for zsh; `verdiff completion zsh`.\n\n";
  out += "_verdiff() {\n  local curcontext=$curcontext state line\n  _arguments -C";
  for (const ArgumentText& option : program.options) out += zsh_option(option);
  out += " \\\n        '1: :->command' '*:: :->arguments'\n";
  out += "  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandText& command : program.commands) {
    out +=
        "        " + sh_quoted(command.name + ":" + zsh_escaped(command.description, ":\\")) + "\n";
  }
  out += "      )\n      _describe command commands ;;\n    arguments)\n      case $words[1] in\n";
  for (const CommandText& command : program.commands) out += zsh_command(command);
  out += "      esac ;;\n  esac\n}\n\n";
  // Read as a function of fpath, or sourced.
  return out +
         "if [ \"$funcstack[1]\" = _verdiff ]; then\n  _verdiff \"$@\"\nelse\n"
         "  compdef _verdiff verdiff\nfi\n";
}

std::string fish_completion(const CommandText& program) {
  std::string out = "# Completion of verdiff for fish; `verdiff completion fish`.\n\n";
  out += "complete -c verdiff -f\n";
  out += fish_options(program, "__fish_use_subcommand");
  for (const CommandText& command : program.commands) {
    out += "complete -c verdiff -n __fish_use_subcommand -a " + command.name + " -d " +
           fish_quoted(command.description) + "\n";
  }
  for (const CommandText& command : program.commands) {
    const std::string condition = "'__fish_seen_subcommand_from " + command.name + "'";
    out += "\n" + fish_options(command, condition);
    if (command.operands.empty()) continue;
    const ArgumentText& operand = command.operands.front();
    out += "complete -c verdiff -n " + condition;
    out += operand.words.empty() ? " -F" : " -a " + fish_quoted(joined(operand.words));
    out += "\n";
  }
  return out;
}

}  // namespace verdiff::command
