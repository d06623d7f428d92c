#include "command.h"
#include "command_text.h"

namespace verdiff::command {

CLI::App* add(CLI::App& app, Completion& options) {
  CLI::App* const command =
      app.add_subcommand("completion", "A script that completes verdiff's command line in a shell");
  command->footer(
      "Packages install it. Elsewhere, in the shell's start-up file:\n"
      "  eval \"$(verdiff completion bash)\"\n"
      "  eval \"$(verdiff completion zsh)\"\n"
      "  verdiff completion fish | source\n"
      "\n"
      "Exit status: 0; 2 wrong usage.");
  add_word<Shell>(*command, "SHELL", options.shell, "The shell")->required();
  return command;
}

Result<Output> run(const Completion& options, const CLI::App& app) {
  const CommandText program = describe(app);
  Output output;
  switch (options.shell) {
    case Shell::bash:
      output.parts.push_back({"", bash_completion(program), false});
      break;
    case Shell::zsh:
      output.parts.push_back({"", zsh_completion(program), false});
      break;
    case Shell::fish:
      output.parts.push_back({"", fish_completion(program), false});
      break;
  }
  return output;
}

CLI::App* add(CLI::App& app, Man&) {
  CLI::App* const command = app.add_subcommand("man", "The manual page, in the language of man(7)");
  command->footer(
      "Packages install it. Elsewhere:\n"
      "  verdiff man | man -l -\n"
      "\n"
      "Exit status: 0; 2 wrong usage.");
  return command;
}

Result<Output> run(const Man&, const CLI::App& app) {
  Output output;
  output.parts.push_back({"", man_page(describe(app), std::string(version())), false});
  return output;
}

}  // namespace verdiff::command
