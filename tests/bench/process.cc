#include "bench/process.h"

#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace verdiff::bench {

Process run_process(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  Process out;
  // Not by fork: that copies the page tables of this process, which holds large documents.
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto began = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  int state = 0;
  rusage usage{};
  if (failed != 0 || ::wait4(child, &state, 0, &usage) != child) return out;
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - began;
  out.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  out.milliseconds = wall.count();
  out.peak_megabytes = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux: KiB
  return out;
}

}  // namespace verdiff::bench
