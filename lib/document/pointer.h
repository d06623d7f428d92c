#pragma once

#include "base/result.h"
#include "document/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// JSON pointers, RFC 6901. `~0` is '~', `~1` is '/'.
std::string escape_token(std::string_view token);
/// The tokens of a pointer, unescaped; bad-pointer when it neither is empty nor starts with '/'.
Result<std::vector<std::string>> split_pointer(std::string_view pointer);
/// The value a pointer leads to; nullptr when it leads nowhere.
const Node* find_pointer(const Node& root, std::string_view pointer);

}  // namespace verdiff
