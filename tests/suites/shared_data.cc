#include "suites/shared_data.h"

#include "document/metaschema.h"
#include "support/places.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace verdiff::suites {

namespace {

namespace fs = std::filesystem;

Document document(std::string name, std::string text) {
  Result<Document> out = read_json(std::move(name), std::move(text));
  if (!out) {
    std::cerr << to_text(out.error()) << '\n';
    std::exit(1);
  }
  return *std::move(out);
}

}  // namespace

std::optional<std::string> shared_path(std::string_view relative) {
  const char* const stated = std::getenv("VERDIFF_SHARED");
  const fs::path root =
      stated != nullptr ? fs::path(stated) : fs::path(VERDIFF_SOURCE_DIR) / ".." / "shared";
  const fs::path path = (root / relative).lexically_normal();
  if (fs::exists(path)) return path.string();
  std::cerr << "SKIPPED: " << path.string() << " is not there; set VERDIFF_SHARED\n";
  return std::nullopt;
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

Document read(const std::string& path) {
  return document(path, contents(path));
}

std::vector<Document> read_lines(const std::string& path) {
  std::vector<Document> out;
  std::istringstream lines(contents(path));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) out.push_back(document(path, line));
  }
  return out;
}

std::vector<std::string> files_below(const std::string& folder, std::string_view extension) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = fs::relative(entry.path(), folder).generic_string();
    if (entry.is_regular_file() && path.ends_with(extension)) out.push_back(path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool fits(std::string_view pattern, std::string_view text) {
  std::size_t at = 0, p = 0, star = std::string_view::npos, mark = 0;
  while (at < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = at;
    } else if (p < pattern.size() && pattern[p] == text[at]) {
      ++p;
      ++at;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> explained(const std::string& file) {
  std::vector<std::string> out;
  std::istringstream lines(contents(std::string(VERDIFF_SOURCE_DIR) + "/tests/suites/" + file));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) out.push_back(line.substr(0, line.find('\t')));
  }
  return out;
}

bool explains(const std::vector<std::string>& patterns, std::string_view id) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return fits(pattern, id); });
}

Contract schema_contract(const Node& schema, const std::string& remotes) {
  const std::string text = to_json(schema);
  WorkspaceOptions options;
  options.remote_map.emplace("http://localhost:1234/", remotes);
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "no such file: " + path, {}, {}};
  };
  Workspace workspace(std::move(files), std::move(options));
  const auto load = [](const Result<const Document*>& loaded) {
    if (!loaded) std::cerr << to_text(loaded.error()) << '\n';
  };
  load(workspace.add(to_document(Value::copy(schema)), "schema.json"));
  if (text.find("localhost:1234") != std::string::npos) {
    for (const std::string& file : files_below(remotes, ".json")) {
      load(workspace.load("http://localhost:1234/" + file));
    }
  }
  if (text.find("json-schema.org/") != std::string::npos) {
    for (const Metaschema& metaschema : metaschemas()) {
      const bool old = metaschema.uri.find("/draft-") != std::string_view::npos;
      load(workspace.load((old ? "http://" : "https://") + std::string(metaschema.uri)));
    }
  }
  return {std::move(workspace), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
}

}  // namespace verdiff::suites
