#include "policy/team_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace verdiff {

namespace fs = std::filesystem;

namespace {

/// The git work tree around a canonical folder, else the folder.
fs::path top_around(const fs::path& folder) {
  std::error_code error;
  for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at;
    if (at == at.parent_path()) break;
  }
  return folder;
}

}  // namespace

TeamPaths::TeamPaths(std::string_view file)
    : folder_(file.substr(0, file.rfind('/') == std::string_view::npos ? 0 : file.rfind('/') + 1)) {
  std::error_code error;
  top_ = top_around(fs::weakly_canonical(folder_.empty() ? "." : folder_, error)).string();
}

Result<std::string> TeamPaths::resolve(std::string_view path) const {
  const auto refuse = [&](std::string_view what) {
    return Error{
        ErrorCode::bad_config,
        fmt::format("expected a path in the work tree, relative to this file; `{}` {}", path, what),
        {},
        {}};
  };
  if (path.empty()) return refuse("is empty");
  if (path.starts_with('/')) return refuse("is absolute");
  std::error_code error;
  const std::string out = folder_ + std::string(path);
  const fs::path whole = fs::weakly_canonical(fs::absolute(out, error), error);
  const fs::path top(top_);
  const bool inside =
      std::mismatch(top.begin(), top.end(), whole.begin(), whole.end()).first == top.end();
  if (!inside) return refuse("leads out of it");
  return out;
}

}  // namespace verdiff
