#include "text_diff.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;  // NOLINT: POSIX has it in no header

namespace verdiff::command {
namespace {

std::string read_all(int file) {
  std::string out;
  char buffer[1 << 16];
  while (true) {
    const ssize_t got = read(file, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return out;
    out.append(buffer, static_cast<std::size_t>(got));
  }
}

/// What a command prints; how it ends says nothing (`git diff` ends with 1 where files differ).
std::optional<std::string> output_of(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  pid_t process = 0;
  const int failed =
      posix_spawnp(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::optional<std::string> out;
  if (failed == 0) out = read_all(ends[0]);
  close(ends[0]);
  while (failed == 0 && waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
  }
  return out;
}

/// git takes "/tmp/x/churn.yaml" for "a/tmp/x/churn.yaml": only what lies outside is renamed.
void rename(std::string& text, std::string_view file, std::string_view path) {
  if (!file.starts_with('/') || file == "/dev/null") return;
  const std::string name = "/" + std::string(path);
  for (std::size_t at = text.find(file); at != std::string::npos;
       at = text.find(file, at + name.size())) {
    text.replace(at, file.size(), name);
  }
}

}  // namespace

std::string text_diff(const GitDiff& files, bool color) {
  const auto lines =
      output_of({"git", "--no-pager", "diff", "--no-index", "--no-ext-diff", "--no-textconv",
                 color ? "--color=always" : "--color=never", "--", files.old_file, files.new_file});
  if (!lines) return "b/" + files.new_path + " differs; there is no git to show how\n";
  // Names stand above the first hunk alone.
  const std::size_t hunk = std::min(lines->find("@@"), lines->size());
  std::string head = lines->substr(0, hunk);
  rename(head, files.old_file, files.old_path);
  rename(head, files.new_file, files.new_path);
  return head + lines->substr(hunk);
}

}  // namespace verdiff::command
