#include "document/workspace.h"

#include "document/disk.h"
#include "document/metaschema.h"
#include "document/uri.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace verdiff {

namespace {

/// The path that a URI reference of this workspace names; nullopt for another scheme or host.
std::optional<std::string> path_of(std::string_view uri) {
  const UriView parts = parse_uri(uri);
  const bool local =
      !parts.authority || parts.authority->empty() || *parts.authority == "localhost";
  if (!local || parts.query || (parts.scheme && *parts.scheme != "file")) return std::nullopt;
  if (!parts.scheme && parts.authority) return std::nullopt;
  const std::optional<std::string> path = percent_decode(parts.path);
  if (!path || path->find('\0') != std::string::npos) return std::nullopt;
  return normal_path(*path);
}

/// Whether a normal path, taken from inside a folder, names nothing in it.
bool leaves_folder(std::string_view normal) {
  return normal.empty() || normal.starts_with('/') || normal == ".." || normal.starts_with("../");
}

/// One spelling for each document: what by_uri_ is keyed by.
std::string key_of(std::string_view uri) {
  const std::optional<std::string> path = path_of(uri);
  return path ? path_to_uri(*path) : std::string(uri);
}

const Metaschema* find_metaschema(std::string_view uri) {
  const UriView parts = parse_uri(uri);
  if (!parts.authority || parts.query || !parts.scheme) return nullptr;
  if (*parts.scheme != "http" && *parts.scheme != "https") return nullptr;
  const std::string name = fmt::format("{}{}", *parts.authority, parts.path);
  const auto all = metaschemas();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Metaschema& entry, const std::string& wanted) { return entry.uri < wanted; });
  return found == all.end() || found->uri != name ? nullptr : &*found;
}

}  // namespace

Workspace::Workspace(Files files, WorkspaceOptions options)
    : files_(std::move(files)), options_(std::move(options)) {}

Result<const Document*> Workspace::keep(Result<Document> document, std::string uri) {
  if (!document) return std::move(document).error();
  const Limits& limits = options_.limits;
  if (documents_.size() >= limits.documents) {
    return Error{ErrorCode::too_many_documents,
                 fmt::format("expected at most {} files in one contract, found more; bundle them",
                             limits.documents),
                 {document->name(), 0, 0},
                 {}};
  }
  bytes_ += document->source().size();
  if (bytes_ > limits.total_bytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("expected at most {} bytes in all files of one contract, found more",
                             limits.total_bytes),
                 {document->name(), 0, 0},
                 {}};
  }
  documents_.push_back(std::make_unique<Document>(*std::move(document)));
  by_uri_.emplace(uri, documents_.back().get());
  uris_.push_back(std::move(uri));
  return documents_.back().get();
}

Result<const Document*> Workspace::read_path(const std::string& path) {
  Result<std::string> source = files_.read(path);
  if (!source) return std::move(source).error();
  return keep(read_document(files_.prefix + path, *std::move(source), options_.limits),
              path_to_uri(path));
}

Result<const Document*> Workspace::open(const std::string& path) {
  const std::string normal = normal_path(path);
  const auto known = by_uri_.find(path_to_uri(normal));
  if (known != by_uri_.end()) return known->second;
  return read_path(normal);
}

Result<const Document*> Workspace::add(Document document, const std::string& path) {
  return keep(std::move(document), path_to_uri(normal_path(path)));
}

std::optional<std::string> Workspace::mapped_path(std::string_view uri) const {
  const auto exact = options_.remote_map.find(uri);
  if (exact != options_.remote_map.end()) return exact->second;
  // The longest prefix is the last in order that the URI starts with.
  for (auto at = options_.remote_map.rbegin(); at != options_.remote_map.rend(); ++at) {
    const auto& [prefix, folder] = *at;
    if (!prefix.ends_with('/') || !uri.starts_with(prefix)) continue;
    const std::optional<std::string> rest = percent_decode(uri.substr(prefix.size()));
    if (!rest || rest->find('\0') != std::string::npos) return std::nullopt;
    const std::string below = normal_path(*rest);
    if (leaves_folder(below)) return std::nullopt;
    return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", below);
  }
  return std::nullopt;
}

Result<void> Workspace::check_allowed(const std::string& path) const {
  if (files_.roots.empty()) return {};
  const std::string canonical = canonical_path(path);
  const std::filesystem::path parts(canonical);
  const bool in_git = std::find(parts.begin(), parts.end(), ".git") != parts.end();
  const bool inside =
      std::any_of(files_.roots.begin(), files_.roots.end(),
                  [&](const std::string& root) { return is_below(root, canonical); });
  if (inside && !in_git) return {};
  return Error{ErrorCode::outside_root,
               fmt::format("expected a file below {}, found one elsewhere; allow its folder as a "
                           "further root",
                           fmt::join(files_.roots, " or ")),
               {files_.prefix + path, 0, 0},
               {}};
}

Result<const Document*> Workspace::load(std::string_view uri) {
  while (uri.ends_with('#')) uri.remove_suffix(1);
  const std::string key = key_of(uri);
  if (const auto known = by_uri_.find(key); known != by_uri_.end()) return known->second;
  if (const std::optional<std::string> mapped = mapped_path(uri)) {
    Result<std::string> source = read_file(*mapped, options_.limits.bytes);
    if (!source) return std::move(source).error();
    return keep(read_document(*mapped, *std::move(source), options_.limits), key);
  }
  if (const Metaschema* const schema = find_metaschema(uri)) {
    return keep(read_json(std::string(uri), std::string(schema->text), options_.limits), key);
  }
  if (const std::optional<std::string> path = path_of(uri)) {
    if (const Result<void> allowed = check_allowed(*path); !allowed) return allowed.error();
    return read_path(*path);
  }
  return Error{
      ErrorCode::remote_reference,
      fmt::format("expected a file on this machine, found the remote reference '{}'; get it "
                  "and name it with --remote-map {}=FILE",
                  uri, uri),
      {},
      {}};
}

Result<std::string> Workspace::read_beside(std::string_view name, std::size_t most) {
  const std::optional<std::string> main = uris_.empty() ? std::nullopt : path_of(uris_.front());
  const std::size_t slash = main ? main->rfind('/') : std::string::npos;
  const std::string folder = slash == std::string::npos ? "" : main->substr(0, slash + 1);
  const std::string below = normal_path(name);
  const std::string path = folder + below;
  const auto outside = [&] {
    return Error{ErrorCode::outside_root,
                 fmt::format("expected a file below {}, found one elsewhere",
                             folder.empty() ? "./" : folder),
                 {files_.prefix + path, 0, 0},
                 {}};
  };
  const bool leaves = leaves_folder(below) || below.find('\0') != std::string::npos;
  // Symbolic links are of the disk alone.
  const auto leads_out = [&] {
    return !files_.roots.empty() &&
           !is_below(canonical_path(folder.empty() ? "." : folder), canonical_path(path));
  };
  if (leaves || leads_out()) return outside();
  if (const Result<void> allowed = check_allowed(path); !allowed) return allowed.error();
  Result<std::string> bytes = files_.read(path);
  if (!bytes) return bytes;
  bytes_ += bytes->size();
  if (bytes->size() > most || bytes_ > options_.limits.total_bytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("expected at most {} bytes, found more", most),
                 {files_.prefix + path, 0, 0},
                 {}};
  }
  return bytes;
}

std::string Workspace::base_uri(const Document& document) const {
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    if (documents_[i].get() == &document) return uris_[i];
  }
  return {};
}

}  // namespace verdiff
