#pragma once

#include "base/result.h"

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>

namespace verdiff {

/// What verdiff asks of the file system.

bool is_file(const std::string& path);  ///< exists and is no folder
bool is_folder(const std::string& path);

/// Absolute, without `..` and symbolic links as far as it exists.
std::string canonical_path(const std::string& path);
/// Whether a canonical path is the canonical folder or lies in it.
bool is_below(const std::string& folder, const std::string& path);
/// The git work tree around a path, else its folder; canonical.
std::string root_around(const std::string& path);

/// A file to read from, with what is wrong with the path where there is none.
Result<std::ifstream> open_file(const std::string& path);
/// The bytes of a file; those behind `most` may be missing.
Result<std::string> read_file(const std::string& path, std::size_t most);
Result<std::string> read_standard_input(std::size_t most);

/// Puts a file in the place of another, all at once and with its permissions; a symbolic link keeps
/// leading there. cannot-write.
Result<void> replace_file(const std::string& path, std::string_view text);

}  // namespace verdiff
