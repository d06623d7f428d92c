#pragma once

#include "contract/contract.h"
#include "document/document.h"
#include "document/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::suites {

/// A path below the shared data, or nullopt after saying on stderr that the suite is skipped.
std::optional<std::string> shared_path(std::string_view relative);
constexpr int skipped = 77;  ///< exit status, as CMakeLists.txt has it

std::string contents(const std::string& path);
Document read(const std::string& path);
/// One document a line.
std::vector<Document> read_lines(const std::string& path);
/// Regular files below a folder that end in `extension`, sorted; relative to the folder.
std::vector<std::string> files_below(const std::string& folder, std::string_view extension);

/// Does the text fit a pattern in which `*` stands for anything?
bool fits(std::string_view pattern, std::string_view text);
/// The patterns in a file beside this one: a pattern and a reason on each line, by a tab.
std::vector<std::string> explained(const std::string& file);
bool explains(const std::vector<std::string>& patterns, std::string_view id);

/// A contract whose only document is that schema, with every remote document of the official suite
/// and every metaschema at hand where the schema's text mentions such a place.
Contract schema_contract(const Node& schema, const std::string& remotes);

}  // namespace verdiff::suites
