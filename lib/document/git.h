#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What a git command printed and how it ended. The file is private to this folder; what others ask
/// of git is in repository.h.
struct GitOutput {
  bool started = false;  ///< false: there is no git to run
  int status = -1;       ///< its exit status; -1 when it was stopped or did not start
  std::string text;      ///< standard output, cut behind `most` bytes
};

/// Runs `git ARGUMENTS` in the working directory, without a shell, without a terminal and without
/// the network (a partial clone may not fetch).
GitOutput run_git(const std::vector<std::string>& arguments, std::size_t most);

/// Whether git knows a commit or tree by this name.
bool is_revision(std::string_view revision);
/// Whether the file (relative to the working directory) is in the revision.
bool is_in_revision(std::string_view revision, std::string_view path);

/// One `git cat-file --batch` that answers many questions, so that reading hundreds of files takes
/// one process. May be asked from several threads.
class GitObjects {
 public:
  GitObjects();
  ~GitObjects();
  GitObjects(const GitObjects&) = delete;
  GitObjects& operator=(const GitObjects&) = delete;

  struct Blob {
    bool found = false;
    bool too_large = false;  ///< then `text` is empty
    std::string text;
  };
  /// The file at a path, relative to the top of the work tree, in a commit (a full object id).
  /// nullopt: git can't be asked.
  std::optional<Blob> read(std::string_view commit, std::string_view path, std::size_t most);

 private:
  struct Process;
  std::unique_ptr<Process> process_;
};

}  // namespace verdiff
