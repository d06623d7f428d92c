#pragma once

#include <string>

namespace verdiff::testing {

/// The content of testdata/PATH; "" when there is no such file.
std::string read_testdata(const std::string& path);

/// VERDIFF_UPDATE=1 is in the environment: expectations are rewritten instead of checked.
bool is_updating();

/// What testdata/PATH should hold: its content. With VERDIFF_UPDATE=1 in the environment, `actual`
/// is written there first; then read the difference that git shows.
///
///     CHECK(actual == golden("reports/sample.txt", actual));
std::string golden(const std::string& path, const std::string& actual);

}  // namespace verdiff::testing
