#include "document/git.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <mutex>
#include <spawn.h>
#include <sys/socket.h>
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

/// Starts `git ARGUMENTS` that reads `in` (-1: nothing) and writes `out`; 0 where it can't.
pid_t start_git(const std::vector<std::string>& arguments, int in, int out) {
  std::vector<std::string> words = {"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = git_environment();
  FileActions actions;
  if (in < 0) {
    posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(actions.get(), in, STDIN_FILENO);
  }
  posix_spawn_file_actions_adddup2(actions.get(), out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int failed = posix_spawnp(&process, "git", actions.get(), nullptr,
                                  pointers_to(words).data(), pointers_to(environment).data());
  return failed == 0 ? process : 0;
}

}  // namespace

GitOutput run_git(const std::vector<std::string>& arguments, std::size_t most) {
  GitOutput out;
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return out;
  const pid_t process = start_git(arguments, -1, ends[1]);
  close(ends[1]);
  if (process != 0) {
    out.started = true;
    out.text = read_at_most(ends[0], most);
  }
  close(ends[0]);  // a git that still prints is stopped by it
  if (process != 0) out.status = wait_for(process);
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

/// A socket in place of two pipes: writing to a git that has ended is then an error, not a signal.
struct GitObjects::Process {
  std::mutex mutex;
  pid_t id = 0;
  int socket = -1;
  std::string buffer;
  std::size_t at = 0;

  Process() {
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
    id = start_git({"cat-file", "--batch"}, ends[1], ends[1]);
    close(ends[1]);
    socket = ends[0];
  }
  ~Process() {
    if (socket >= 0) close(socket);
    if (id != 0) wait_for(id);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool ask(std::string_view line) const {
    while (!line.empty()) {
      const ssize_t sent = send(socket, line.data(), line.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return false;
      line.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  bool fill() {
    if (at == buffer.size()) {
      buffer.clear();
      at = 0;
    }
    char piece[1 << 16];
    ssize_t got = -1;
    do {
      got = recv(socket, piece, sizeof piece, 0);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) return false;
    buffer.append(piece, static_cast<std::size_t>(got));
    return true;
  }

  std::optional<std::string> line() {
    while (true) {
      const std::size_t end = buffer.find('\n', at);
      if (end != std::string::npos) {
        std::string out = buffer.substr(at, end - at);
        at = end + 1;
        return out;
      }
      if (!fill()) return std::nullopt;
    }
  }

  /// The next bytes; kept only where `wanted`.
  std::optional<std::string> bytes(std::size_t size, bool wanted) {
    std::string out;
    if (wanted) out.reserve(size);
    while (size > 0) {
      if (at == buffer.size() && !fill()) return std::nullopt;
      const std::size_t taken = std::min(size, buffer.size() - at);
      if (wanted) out.append(buffer, at, taken);
      at += taken;
      size -= taken;
    }
    return out;
  }
};

GitObjects::GitObjects() : process_(std::make_unique<Process>()) {}
GitObjects::~GitObjects() = default;

std::optional<GitObjects::Blob> GitObjects::read(std::string_view commit, std::string_view path,
                                                 std::size_t most) {
  Blob out;
  // A question is a line; no contract has a line break in its path.
  if (path.find('\n') != std::string_view::npos) return out;
  const std::lock_guard lock(process_->mutex);
  if (process_->id == 0 || !process_->ask(fmt::format("{}:{}\n", commit, path))) {
    return std::nullopt;
  }
  const auto head = process_->line();
  if (!head) return std::nullopt;
  // "<object> <type> <size>", or the question and " missing".
  const std::size_t last = head->rfind(' ');
  std::size_t size = 0;
  const char* const end = head->data() + head->size();
  const bool is_found = last != std::string::npos && !head->ends_with(" missing") &&
                        std::from_chars(head->data() + last + 1, end, size).ec == std::errc();
  if (!is_found) return out;
  out.found = head->substr(0, last).ends_with(" blob");
  out.too_large = size > most;
  auto text = process_->bytes(size, out.found && !out.too_large);
  const auto newline = process_->bytes(1, false);
  if (!text || !newline) return std::nullopt;
  out.text = *std::move(text);
  return out;
}

}  // namespace verdiff
