#pragma once

#include "base/result.h"
#include "document/document.h"
#include "document/limits.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Where bytes come from: the disk, one git revision, standard input, or a map in a test.
/// Paths are as the user or a relative $ref writes them, with '/' and without `.` or `..` parts
/// where those can be resolved. Never the network.
struct Files {
  std::function<Result<std::string>(const std::string& path)> read;
  /// Shown before a path in messages and locations: "" for the disk, "main:" for a git revision.
  std::string prefix;
  /// A referenced path outside these folders of the disk, or in a `.git` folder, is refused with
  /// outside-root; empty: no limit. Canonical paths: symbolic links lead nowhere else.
  std::vector<std::string> roots;
};

struct WorkspaceOptions {
  Limits limits;
  /// --remote-map: absolute URI (without fragment) -> path on disk. A URI that ends in '/' stands
  /// for everything below it, and maps to a folder.
  std::map<std::string, std::string, std::less<>> remote_map;
};

/// The documents of one contract: its main file and every file that it references, each read once.
/// Files referenced from a git revision come from the same revision.
class Workspace {
 public:
  Workspace(Files files, WorkspaceOptions options = {});
  Workspace(Workspace&&) = default;
  Workspace& operator=(Workspace&&) = default;

  /// Reads the main file. Its base URI is its own path.
  Result<const Document*> open(const std::string& path);
  /// Adds a document that is already in memory under a path (inline schemas of a batch, tests).
  Result<const Document*> add(Document document, const std::string& path);

  /// The document behind an absolute URI without fragment: a path of this workspace
  /// (`file:` or the scheme-less paths that `base_uri` gives), a --remote-map entry, or a draft's
  /// own metaschema, which is built in. remote-reference for anything else. An error says what is
  /// wrong with the target; the caller adds the place of the reference.
  Result<const Document*> load(std::string_view uri);

  /// The bytes of a file in the folder of the main one, or below it, that is no document (a list of
  /// labels): at most `most` of them. outside-root: the name leads out of that folder.
  Result<std::string> read_beside(std::string_view name, std::size_t most);

  /// The base URI of a document of this workspace: what relative references in it are resolved
  /// against. A path gives a scheme-less URI (`v1/api.yaml`).
  std::string base_uri(const Document& document) const;

  /// In the order in which they were read; the first is the main file.
  const std::vector<std::unique_ptr<Document>>& documents() const { return documents_; }

 private:
  Result<const Document*> keep(Result<Document> document, std::string uri);
  Result<const Document*> read_path(const std::string& path);
  std::optional<std::string> mapped_path(std::string_view uri) const;
  Result<void> check_allowed(const std::string& path) const;

  Files files_;
  WorkspaceOptions options_;
  std::size_t bytes_ = 0;
  std::vector<std::unique_ptr<Document>> documents_;
  std::vector<std::string> uris_;  // of documents_, in step
  std::map<std::string, const Document*, std::less<>> by_uri_;
};

}  // namespace verdiff
