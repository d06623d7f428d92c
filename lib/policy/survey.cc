#include "policy/survey.h"

#include "document/document.h"
#include "document/git.h"
#include "formats/format.h"
#include "policy/release.h"
#include "semver/version.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace verdiff {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_text = std::size_t{64} << 20;
/// Contracts that people write are smaller, and data that happens to be JSON is not worth reading.
constexpr std::uintmax_t largest_contract = std::uintmax_t{4} << 20;
constexpr std::uintmax_t most_bytes = std::uintmax_t{256} << 20;

Error usage(std::string message) {
  return {ErrorCode::usage, std::move(message), {}, {}};
}

std::vector<std::string> split(std::string_view text, char end) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(end), text.size());
    if (at > 0) out.emplace_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string_view ending(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const bool in_name =
      dot != std::string_view::npos && path.find('/', dot) == std::string_view::npos;
  return in_name ? path.substr(dot) : std::string_view();
}

/// Whether a file could be a contract of this repository, by its name: hidden folders, other
/// people's code and what tests are fed with hold none.
bool may_be_of_repository(std::string_view path) {
  if (!may_be_contract(path)) return false;
  constexpr auto others = std::to_array<std::string_view>(
      {"node_modules", "vendor", "test", "tests", "testdata", "fixtures"});
  for (const std::string& part : split(path, '/')) {
    if (part.starts_with('.')) return false;
    if (std::find(others.begin(), others.end(), part) != others.end()) return false;
  }
  return path != "verdiff.yaml" && path != "verdiff-accepted.yaml";
}

bool says_what_it_is(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string source{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return false;
  const auto document = read_document(path, std::move(source));
  return document && names_its_format(document->root());
}

std::vector<std::string> contracts_among(const std::vector<std::string>& files) {
  std::vector<std::string> out;
  std::uintmax_t bytes = 0;
  for (const std::string& path : files) {
    std::error_code error;
    if (!may_be_of_repository(path) || !fs::is_regular_file(path, error)) continue;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error || size > largest_contract) continue;
    bytes += size;
    if (bytes > most_bytes) break;
    if (says_what_it_is(path)) out.push_back(path);
  }
  return out;
}

}  // namespace

bool Survey::has(std::string_view path) const {
  return std::binary_search(files.begin(), files.end(), path);
}

std::vector<TagPattern> tag_patterns(const std::vector<std::string>& tags) {
  struct Group {
    std::size_t count = 0;
    std::string newest;
    std::optional<Version> version;
  };
  std::map<std::string, Group> groups;
  for (const std::string& tag : tags) {
    const auto release = parse_release_tag({tag, "", ""});
    if (!release) continue;
    const bool has_v = tag.substr(release->owner.size()).starts_with('v');
    Group& group = groups[release->owner + (has_v ? "v" : "")];
    ++group.count;
    if (group.version && precedence(release->version, *group.version) <= 0) continue;
    group.version = release->version;
    group.newest = tag;
  }
  std::vector<TagPattern> out;
  for (const auto& [prefix, group] : groups) {
    out.push_back({prefix.empty() ? "*.*.*" : prefix + "*", group.newest, group.count});
  }
  return out;
}

std::vector<std::string> as_globs(const std::vector<std::string>& contracts,
                                  const std::vector<std::string>& files) {
  const auto glob_of = [](const std::string& path) {
    return path.substr(0, path.rfind('/') + 1) + "*" + std::string(ending(path));
  };
  std::map<std::string, std::size_t> of_contracts, of_files;
  for (const std::string& path : contracts) ++of_contracts[glob_of(path)];
  for (const std::string& path : files) ++of_files[glob_of(path)];
  std::set<std::string> listed;
  std::vector<std::string> out;
  for (const std::string& path : contracts) {
    const std::string glob = glob_of(path);
    const std::size_t count = of_contracts[glob];
    const bool whole = count > 1 && count == of_files[glob];
    if (!whole) out.push_back(path);
    if (whole && listed.insert(glob).second) out.push_back(glob);
  }
  return out;
}

Result<Survey> survey(std::span<const std::string_view> wanted) {
  const GitOutput top = run_git({"rev-parse", "--show-prefix"}, 4096);
  if (!top.started || top.status != 0) {
    return usage("expected a git work tree, found none; run `git init` first");
  }
  if (top.text != "\n") {
    return usage("expected the top of the work tree as working directory, found its folder " +
                 top.text.substr(0, top.text.find('\n')));
  }
  Survey out;
  out.files = split(
      run_git({"ls-files", "--cached", "--others", "--exclude-standard", "-z"}, most_text).text,
      '\0');
  for (const std::string_view path : wanted) {
    std::error_code error;
    if (!out.has(path) && fs::exists(fs::symlink_status(path, error))) {
      out.files.insert(std::lower_bound(out.files.begin(), out.files.end(), path),
                       std::string(path));
    }
  }
  out.contracts = contracts_among(out.files);
  out.tags = tag_patterns(split(run_git({"tag", "--list"}, most_text).text, '\n'));
  return out;
}

}  // namespace verdiff
