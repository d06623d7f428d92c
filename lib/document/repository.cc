#include "document/repository.h"

#include "document/disk.h"
#include "document/git.h"
#include "document/uri.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace verdiff {

namespace {

namespace fs = std::filesystem;

/// Of a list that git prints.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

Error git_error(std::string message, const std::string& file = {}) {
  return {ErrorCode::git, std::move(message), {file, 0, 0}, {}};
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The list that git printed, its parts ended by `separator`.
Result<std::vector<std::string>> list_of(const std::vector<std::string>& arguments,
                                         char separator) {
  const GitOutput out = run_git(arguments, most_bytes);
  if (out.text.size() > most_bytes) {
    return Error{
        ErrorCode::too_large,
        fmt::format("`git {}` names more than {} bytes of files", arguments.front(), most_bytes),
        {},
        {}};
  }
  if (out.status != 0) return git_error(fmt::format("`git {}` failed", arguments.front()));
  return split(out.text, separator);
}

/// A path that means itself: no pattern, from the top of the work tree.
std::string pathspec(const std::string& path) {
  return ":(top,literal)" + path;
}

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

/// Pairs of `git … --name-status -z`, "R087", old name, new name: the new name's old one. The first
/// of a name counts.
std::map<std::string, std::string> renames_of(const std::vector<std::string>& words) {
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; i + 2 < words.size(); i += 3) out.emplace(words[i + 2], words[i + 1]);
  return out;
}

}  // namespace

Result<Repository> Repository::open() {
  const GitOutput asked =
      run_git({"rev-parse", "--is-shallow-repository", "--show-toplevel"}, most_bytes);
  if (!asked.started) {
    return git_error("expected git in PATH, found none; install it, or name the old contract, too");
  }
  const std::vector<std::string> lines = split(asked.text, '\n');
  if (asked.status != 0 || lines.size() != 2) {
    return git_error(
        "expected a git work tree around the working directory, found none (`git status` says "
        "why); name the old contract, too");
  }
  Repository out;
  out.shallow_ = lines[0] == "true";
  out.top_ = canonical_path(lines[1]);
  std::error_code error;
  const std::string below = fs::path(canonical_path(".")).lexically_relative(out.top_).string();
  if (!below.empty() && below != ".") out.prefix_ = below + (below.ends_with('/') ? "" : "/");
  out.head_ = out.commit_of("HEAD").value_or("");
  out.objects_ = std::make_shared<GitObjects>();
  return out;
}

Result<std::string> Repository::path_of(const std::string& given) const {
  // The folder's symbolic links are followed, a link as the file itself is what git tracks.
  const fs::path path = fs::path(given).is_absolute() ? fs::path(given) : fs::path(".") / given;
  const fs::path folder = canonical_path(path.parent_path().string());
  const std::string whole =
      path.filename().empty() || path.filename() == "." || path.filename() == ".."
          ? canonical_path(given)
          : (folder / path.filename()).string();
  if (!is_below(top_, whole)) {
    return git_error(fmt::format("expected a path in the git work tree {}, found one elsewhere; "
                                 "name the old contract, too",
                                 top_),
                     given);
  }
  const std::string out = fs::path(whole).lexically_relative(top_).string();
  return out == "." ? std::string() : out;
}

std::string Repository::shown(const std::string& path) const {
  if (prefix_.empty()) return path;
  return fs::path(path).lexically_relative(fs::path(prefix_).parent_path()).string();
}

std::optional<std::string> Repository::commit_of(std::string_view revision) const {
  if (revision.empty() || revision.starts_with('-')) return std::nullopt;
  const GitOutput out =
      run_git({"rev-parse", "--verify", "--quiet", fmt::format("{}^{{commit}}", revision)}, 256);
  if (out.status != 0) return std::nullopt;
  return first_line(out.text);
}

std::optional<std::string> Repository::merge_base(std::string_view revision) const {
  const auto commit = commit_of(revision);
  if (!commit || head_.empty()) return std::nullopt;
  const GitOutput out = run_git({"merge-base", *commit, head_}, 256);
  if (out.status != 0) return std::nullopt;
  return first_line(out.text);
}

std::optional<std::string> Repository::common_ancestor(
    const std::vector<std::string>& commits) const {
  if (commits.size() == 1) return commits.front();
  // A command line has an end, though its list of commits hasn't; and so many have one in common
  // with their first.
  constexpr std::size_t most = 1000;
  std::vector<std::string> arguments = {"merge-base", "--octopus"};
  arguments.insert(arguments.end(), commits.begin(),
                   commits.begin() + static_cast<std::ptrdiff_t>(std::min(most, commits.size())));
  const GitOutput out = run_git(arguments, 256);
  if (out.status != 0) return std::nullopt;
  if (commits.size() <= most) return first_line(out.text);
  std::vector<std::string> rest(commits.begin() + most, commits.end());
  rest.push_back(first_line(out.text));
  return common_ancestor(rest);
}

Result<std::vector<GitTag>> Repository::tags(bool merged_only) const {
  if (merged_only && head_.empty()) return std::vector<GitTag>();
  std::vector<std::string> arguments = {
      "for-each-ref", "--sort=refname",
      "--format=%(refname:strip=2) %(creatordate:short) %(objecttype) %(objectname) "
      "%(*objecttype) %(*objectname)"};
  if (merged_only) arguments.push_back("--merged=" + head_);
  arguments.emplace_back("refs/tags");
  const auto lines = list_of(arguments, '\n');
  if (!lines) return lines.error();
  std::vector<GitTag> out;
  for (const std::string& line : *lines) {  // names of refs hold no spaces (git check-ref-format)
    const std::vector<std::string> words = split(line, ' ');
    if (words.size() == 6 && words[4] == "commit") out.push_back({words[0], words[5], words[1]});
    if (words.size() == 4 && words[2] == "commit") out.push_back({words[0], words[3], words[1]});
  }
  return out;
}

std::optional<std::string> Repository::default_branch() const {
  for (const char* name : {"refs/remotes/origin/HEAD", "refs/remotes/origin/main",
                           "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"}) {
    if (commit_of(name)) return name;
  }
  return std::nullopt;
}

Result<std::vector<std::string>> Repository::files_below(const std::string& folder) const {
  std::vector<std::string> arguments = {"ls-files", "-z",       "--full-name",
                                        "--cached", "--others", "--exclude-standard"};
  arguments.insert(arguments.end(), {"--", pathspec(folder)});
  auto out = list_of(arguments, '\0');
  if (out) sort_unique(*out);
  return out;
}

Result<std::vector<std::string>> Repository::deleted_since(const std::string& commit,
                                                           const std::string& folder) const {
  const std::vector<std::string> how = {"--no-renames",  "--diff-filter=D", "--name-only",
                                        "--no-ext-diff", "--no-relative",   "-z"};
  std::vector<std::string> committed = {"log", "--no-show-signature", "--format="};
  committed.insert(committed.end(), how.begin(), how.end());
  committed.insert(committed.end(), {commit + ".." + head_, "--", pathspec(folder)});
  std::vector<std::string> staged = {"diff"};
  staged.insert(staged.end(), how.begin(), how.end());
  staged.insert(staged.end(), {head_, "--", pathspec(folder)});
  auto out = list_of(committed, '\0');
  if (!out) return out;
  const auto more = list_of(staged, '\0');
  if (!more) return more;
  out->insert(out->end(), more->begin(), more->end());
  sort_unique(*out);
  std::erase_if(*out, [this](const std::string& path) { return is_file(top_ + "/" + path); });
  return out;
}

std::optional<std::string> Repository::name_in(const std::string& commit,
                                               const std::string& path) const {
  std::string name = path;
  const std::vector<std::string> how = {
      "-M", "--diff-filter=R", "--name-status", "--no-ext-diff", "--no-relative", "-z"};
  std::vector<std::string> staged = {"diff"};
  staged.insert(staged.end(), how.begin(), how.end());
  staged.insert(staged.end(), {head_, "--"});
  if (const auto words = list_of(staged, '\0')) {
    const auto renames = renames_of(*words);
    const auto found = renames.find(name);
    if (found != renames.end()) name = found->second;
  }
  std::vector<std::string> committed = {"log", "--no-show-signature", "--follow", "--format="};
  committed.insert(committed.end(), how.begin(), how.end());
  committed.insert(committed.end(), {commit + ".." + head_, "--", pathspec(name)});
  if (const auto words = list_of(committed, '\0')) {
    // Newest first, each the name before the one that came last.
    for (std::size_t i = 0; i + 2 < words->size(); i += 3) name = (*words)[i + 1];
  }
  if (name == path) return std::nullopt;
  return name;
}

bool Repository::has(const std::string& commit, const std::string& path) const {
  const auto blob = objects_->read(commit, path, 0);
  return blob && blob->found;
}

Result<std::string> Repository::read(const std::string& commit, const std::string& path,
                                     const Limits& limits) const {
  auto blob = objects_->read(commit, path, limits.bytes);
  if (!blob) return git_error("expected git to read a file of a revision, failed");
  if (blob->too_large) {
    return Error{ErrorCode::too_large,
                 fmt::format("expected at most {} bytes in a file, found more", limits.bytes),
                 {},
                 {}};
  }
  if (!blob->found) return git_error("expected a file in this revision, found none");
  return std::move(blob->text);
}

Files Repository::files_in(const std::string& commit, const std::string& shown_as,
                           const Limits& limits) const {
  Files out;
  out.prefix = shown_as + ":";
  out.read = [self = *this, commit, prefix = out.prefix,
              limits](const std::string& given) -> Result<std::string> {
    const std::string path = normal_path(self.prefix_ + given);
    const bool outside = path == ".." || path.starts_with("../") || path.starts_with('/');
    Result<std::string> text =
        outside ? Result<std::string>(git_error("expected a file in the work tree, found a path "
                                                "that leads out of it"))
                : self.read(commit, path, limits);
    if (text) return text;
    Error error = text.error();
    error.where.file = prefix + given;
    return error;
  };
  return out;
}

}  // namespace verdiff
