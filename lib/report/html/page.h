#pragma once

#include <string_view>

namespace verdiff {

/// page.css and page.js, which the build compiles in (embed.cmake).
std::string_view page_style();
std::string_view page_script();

}  // namespace verdiff
