#include "document/git.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT: POSIX has it in no header

namespace verdiff {

namespace {

/// The pointers that exec wants; the strings have to outlive them.
std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& string : strings) out.push_back(string.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> git_environment() {
  std::vector<std::string> out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
    out.emplace_back(*entry);
  for (const char* setting : {"GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0",
                              "GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1"}) {
    out.emplace_back(setting);
  }
  return out;
}

class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

std::string read_at_most(int file, std::size_t most) {
  std::string out;
  char buffer[1 << 16];
  while (out.size() <= most) {
    const ssize_t got = read(file, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    out.append(buffer, static_cast<std::size_t>(got));
  }
  return out;
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

GitOutput run_git(const std::vector<std::string>& arguments, std::size_t most) {
  GitOutput out;
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return out;
  std::vector<std::string> words = {"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = git_environment();
  FileActions actions;
  posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(actions.get(), ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int failed = posix_spawnp(&process, "git", actions.get(), nullptr,
                                  pointers_to(words).data(), pointers_to(environment).data());
  close(ends[1]);
  if (failed == 0) {
    out.started = true;
    out.text = read_at_most(ends[0], most);
  }
  close(ends[0]);  // a git that still prints is stopped by it
  if (failed == 0) out.status = wait_for(process);
  return out;
}

bool is_revision(std::string_view revision) {
  // A name that starts with '-' would be an option; git has no such names either.
  if (revision.empty() || revision.starts_with('-')) return false;
  return run_git({"rev-parse", "--verify", "--quiet", fmt::format("{}^{{tree}}", revision)}, 256)
             .status == 0;
}

bool is_in_revision(std::string_view revision, std::string_view path) {
  if (revision.empty() || revision.starts_with('-')) return false;
  return run_git({"cat-file", "-e", fmt::format("{}:./{}", revision, path)}, 256).status == 0;
}

}  // namespace verdiff
