#include "bench/process.h"

#include <chrono>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace verdiff::bench {

Process run_process(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  Process out;
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  int state = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &state, 0, &usage) != child) return out;
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - began;
  out.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  out.milliseconds = wall.count();
  out.peak_megabytes = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux: KiB
  return out;
}

}  // namespace verdiff::bench
