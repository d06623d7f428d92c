#pragma once

#include "base/location.h"
#include "base/result.h"
#include "semver/version.h"

#include <cstddef>
#include <string>
#include <string_view>

/// A version that stands in a file of its own: `VERSION`, or a field of a JSON or YAML file.
namespace verdiff {

/// `--version-file FILE[:FIELD]`.
struct VersionFile {
  std::string path;   ///< empty: there is none, the contracts have their versions
  std::string field;  ///< a JSON pointer, or a name at the root; empty: `version`, `info.version`
};
/// The last ':' separates, unless the whole is an existing file. usage.
Result<VersionFile> parse_version_file(std::string_view text);

/// Where in a text the version stands.
struct VersionField {
  std::string version;
  std::size_t offset = 0;  ///< of its first character, a quote left out
  Location where;
};

/// The version in the text of a file (called `name` in messages). A file named .json, .yaml or
/// .yml, or one of which a field is asked, is read as a document; any other holds the version
/// alone. no-version where the field is missing, bad-version where it is no SemVer version.
Result<VersionField> find_version(const std::string& name, const std::string& text,
                                  const std::string& field);

/// The text with another version in the same place: nothing else changes, not even the quotes.
std::string with_version(const std::string& text, const VersionField& field,
                         std::string_view version);

/// `bump --write`: puts a version into a contract's own field (`contract`: an operand that is a
/// file), or into a version file where one is given. A version there that doesn't come before it
/// stays. The version that then stands there.
Result<std::string> write_version(const std::string& contract, const VersionFile& version_file,
                                  const std::string& version);

}  // namespace verdiff
