#include "run.h"

#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

std::uint32_t terminal_width() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const char* const no_color = std::getenv("NO_COLOR");
  const verdiff::command::Terminal terminal = {
      .is_terminal = isatty(STDOUT_FILENO) == 1,
      .no_color = no_color != nullptr && *no_color != '\0',
      .width = terminal_width(),
  };
  return verdiff::command::run(argc, argv, std::cout, std::cerr, terminal);
}
