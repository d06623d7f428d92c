#include "document/operand.h"

#include "document/disk.h"
#include "document/git.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace verdiff {

namespace {

struct Suffixed {
  std::string path;
  std::string suffix;  ///< from '#' or '@' on
};

/// The longest path that exists and has a '#' or '@' or nothing behind it; when none exists, all
/// up to the first of the two.
Suffixed split_suffix(const std::string& text,
                      const std::function<bool(const std::string&)>& exists) {
  std::size_t end = text.size();
  while (end != std::string::npos && end > 0) {
    if (exists(text.substr(0, end))) return {text.substr(0, end), text.substr(end)};
    end = text.find_last_of("#@", end - 1);
  }
  const std::size_t first = std::min(text.find_first_of("#@"), text.size());
  return {text.substr(0, first), text.substr(first)};
}

void take_suffix(Operand& operand, const std::string& suffix) {
  if (suffix.starts_with('#')) operand.pointer = suffix.substr(1);
  if (suffix.starts_with('@')) operand.flow = suffix.substr(1);
}

/// The colon between revision and path: the last one, unless it belongs to the pointer or flow, as
/// git shows by knowing the text before an earlier one.
std::size_t revision_end(const std::string& text) {
  const std::size_t last = text.rfind(':');
  if (last == std::string::npos || text.find(':') == last) return last;
  for (std::size_t at = last; at != std::string::npos;
       at = at == 0 ? at - 1 : text.rfind(':', at - 1)) {
    if (is_revision(text.substr(0, at))) return at;
  }
  return last;
}

Error usage(std::string message) {
  return {ErrorCode::usage, std::move(message), {}, {}};
}

}  // namespace

Result<Operand> parse_operand(std::string_view given) {
  const std::string text(given);
  Operand out;
  out.text = text;
  if (text.empty()) return usage("expected a file, '-' or REVISION:FILE, found an empty operand");
  if (text == "-" || text.starts_with("-#") || text.starts_with("-@")) {
    out.path = "-";
    take_suffix(out, text.substr(1));
    return out;
  }
  const Suffixed on_disk = split_suffix(text, is_file);
  if (!is_file(on_disk.path) && text.find("://") != std::string::npos) {
    return usage(
        fmt::format("expected a file, found the URL '{}'; verdiff uses no network, so "
                    "download it first",
                    text));
  }
  const std::size_t colon = is_file(on_disk.path) ? std::string::npos : revision_end(text);
  if (colon == std::string::npos) {
    out.path = on_disk.path;
    take_suffix(out, on_disk.suffix);
    if (out.path.empty()) return usage(fmt::format("expected a file before '{}'", on_disk.suffix));
    return out;
  }
  out.revision = text.substr(0, colon);
  const std::string rest = text.substr(colon + 1);
  const bool plain = rest.find_first_of("#@") == std::string::npos;
  const Suffixed in_git =
      plain ? Suffixed{rest, {}} : split_suffix(rest, [&](const std::string& path) {
        return is_in_revision(*out.revision, path);
      });
  out.path = in_git.path;
  take_suffix(out, in_git.suffix);
  if (out.revision->empty() || out.revision->starts_with('-') || out.path.empty()) {
    return usage(fmt::format("expected REVISION:FILE, found '{}'", text));
  }
  return out;
}

namespace {

Error git_error(const std::string& revision, const std::string& path, std::string message) {
  return {ErrorCode::git, std::move(message), {fmt::format("{}:{}", revision, path), 0, 0}, {}};
}

Result<std::string> read_revision(const std::string& revision, const std::string& path,
                                  std::size_t most) {
  if (path.starts_with('/')) {
    return git_error(revision, path,
                     "expected a path relative to the working directory, found an absolute one");
  }
  GitOutput shown = run_git({"cat-file", "blob", fmt::format("{}:./{}", revision, path)}, most);
  if (shown.status == 0 || shown.text.size() > most) return std::move(shown.text);
  if (!shown.started) {
    return git_error(revision, path,
                     "expected git in PATH, found none; install it, or name a file");
  }
  if (run_git({"rev-parse", "--git-dir"}, most).status != 0) {
    return git_error(
        revision, path,
        "expected a file by this name, or a git work tree around the working directory; "
        "found neither");
  }
  if (!is_revision(revision)) {
    return git_error(
        revision, path,
        fmt::format("expected a revision, found '{}', which git does not know; fetch it "
                    "(a shallow clone has few), or check the name",
                    revision));
  }
  return git_error(revision, path,
                   fmt::format("expected a file in revision '{}', found none at '{}'; the path is "
                               "relative to the working directory",
                               revision, path));
}

}  // namespace

Result<Files> files_of(const Operand& operand, const std::vector<std::string>& extra_roots,
                       const Limits& limits) {
  const std::size_t most = limits.bytes;
  Files out;
  if (operand.revision) {
    out.prefix = *operand.revision + ":";
    out.read = [revision = *operand.revision, most](const std::string& path) {
      return read_revision(revision, path, most);
    };
    return out;
  }
  out.read = [main = operand.path, most](const std::string& path) {
    return path == "-" && main == "-" ? read_standard_input(most) : read_file(path, most);
  };
  out.roots.push_back(root_around(operand.path));
  for (const std::string& root : extra_roots) {
    if (!is_folder(root)) {
      return usage(fmt::format("expected a folder as a root, found '{}'", root));
    }
    out.roots.push_back(canonical_path(root));
  }
  return out;
}

}  // namespace verdiff
