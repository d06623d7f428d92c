#include "policy/artifact.h"

#include "base/sha256.h"
#include "document/disk.h"
#include "document/document.h"
#include "document/value.h"
#include "formats/models/evidence.h"
#include "policy/gate_finding.h"
#include "rules/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 1'000'000;
constexpr int most_folders_deep = 256;

Error unreadable(const std::string& path, std::string message) {
  return {ErrorCode::cannot_read, std::move(message), {path, 0, 0}, {}};
}

/// In pieces: a model may be larger than the memory.
Result<std::string> file_digest(const std::string& path) {
  auto in = open_file(path);
  if (!in) return in.error();
  Sha256 hash;
  std::string buffer(std::size_t{1} << 16, '\0');
  while (*in) {
    in->read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    hash.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(in->gcount())));
  }
  if (in->bad()) return unreadable(path, "expected to read the file to its end, failed before");
  return to_hex(hash.finish());
}

/// Of where it leads to, not of what is there.
Result<std::string> link_digest(const std::string& path) {
  std::error_code error;
  const fs::path target = fs::read_symlink(path, error);
  if (error) return unreadable(path, "expected to read a symbolic link, failed");
  return sha256_hex(target.string());
}

struct Entry {
  std::string path;  ///< below the folder, with '/'
  bool is_link = false;

  bool operator<(const Entry& other) const { return path < other.path; }
};

Result<std::vector<Entry>> entries_of(const std::string& folder) {
  std::vector<Entry> out;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const fs::file_status status = at->symlink_status(error);
    if (error) break;
    const std::string path = at->path().lexically_relative(folder).generic_string();
    if (at.depth() > most_folders_deep || out.size() >= most_files) {
      return Error{ErrorCode::too_large,
                   fmt::format("expected at most {} files in folders {} deep in an artifact, found "
                               "more",
                               most_files, most_folders_deep),
                   {folder, 0, 0},
                   {}};
    }
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status) && !fs::is_symlink(status)) {
      return unreadable(at->path().string(),
                        "expected a file or a folder in an artifact, found "
                        "something else (a device, a socket)");
    }
    out.push_back({path, fs::is_symlink(status)});
  }
  if (error) return unreadable(folder, "expected to read the folder, failed: " + error.message());
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::string> folder_digest(const std::string& folder) {
  const auto entries = entries_of(folder);
  if (!entries) return entries.error();
  Sha256 hash;
  for (const Entry& entry : *entries) {
    const std::string path = (fs::path(folder) / entry.path).string();
    const auto digest = entry.is_link ? link_digest(path) : file_digest(path);
    if (!digest) return digest.error();
    // No path holds a NUL, so that no two lists read alike.
    hash.add(fmt::format("{} {} {}", entry.is_link ? "link" : "file", *digest, entry.path));
    hash.add(std::string_view("\0", 1));
  }
  return to_hex(hash.finish());
}

/// Without a name: what is accepted is accepted wherever the artifact lies.
FindingSide side_of(const std::string& path, const std::string& digest) {
  FindingSide out;
  out.present = true;
  out.location = {path, 0, 0};
  out.value = to_json(Value::string("sha256:" + digest));
  return out;
}

/// Behind those of its level: the worst stay first.
void insert(Report& report, Finding finding) {
  finding.fingerprint = fingerprint(finding);
  const auto place =
      std::find_if(report.findings.begin(), report.findings.end(),
                   [&](const Finding& other) { return other.level < finding.level; });
  report.level = std::max(report.level, finding.level);
  report.findings.insert(place, std::move(finding));
}

/// A file that only says which bytes are meant (a DVC lock file, a manifest) counts for what it
/// says: the rest of it changes with every run.
std::optional<std::string> stated_digest(const std::string& path) {
  constexpr std::uintmax_t most_bytes = std::uintmax_t{4} << 20;
  std::error_code error;
  if (fs::file_size(path, error) > most_bytes || error) return std::nullopt;
  auto text = read_file(path, most_bytes);
  if (!text) return std::nullopt;
  const auto document = read_document(path, *std::move(text));
  if (!document) return std::nullopt;
  const ModelEvidence* const evidence = find_evidence(document->root());
  if (evidence == nullptr) return std::nullopt;
  const std::string stated = stated_digests(document->root(), *evidence);
  if (stated.empty()) return std::nullopt;
  return sha256_hex(stated);
}

}  // namespace

Result<std::string> artifact_digest(const std::string& path) {
  if (is_folder(path)) return folder_digest(path);
  if (auto stated = stated_digest(path)) return *std::move(stated);
  return file_digest(path);
}

Result<void> compare_artifacts(Report& report, const ArtifactPair& artifact,
                               const CompareOptions& options) {
  if (artifact.before.empty()) return {};
  const auto before = artifact_digest(artifact.before);
  if (!before) return before.error();
  const auto after = artifact_digest(artifact.after);
  if (!after) return after.error();
  if (*before == *after) return {};
  const auto rules = rules_of(options.rules_directory);
  if (!rules) return rules.error();
  Finding finding = gate_finding("artifact-changed", *rules, options.severities);
  finding.before = side_of(artifact.before, *before);
  finding.after = side_of(artifact.after, *after);
  insert(report, std::move(finding));
  return {};
}

Result<void> note_same_artifact(Report& report, const ArtifactPair& artifact,
                                const CompareOptions& options) {
  const bool is_bumped =
      report.declared && report.declared->level && *report.declared->level > Level::none;
  if (artifact.before.empty() || !is_bumped || report.level > Level::none) return {};
  const auto rules = rules_of(options.rules_directory);
  if (!rules) return rules.error();
  Finding finding = gate_finding("artifact-unchanged", *rules, options.severities);
  finding.effect = Effect::equivalent;
  finding.before.name = artifact.before;
  finding.after.name = artifact.after;
  insert(report, std::move(finding));
  return {};
}

}  // namespace verdiff
