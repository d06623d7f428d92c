#pragma once

#include "document/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::prove {

/// An array index as a JSON pointer has it (RFC 6901 §4); none that would need a very long array.
std::optional<std::size_t> index_of(std::string_view token);

/// Puts `inner` where the pointer's tokens lead in `value`, with objects and arrays on the way
/// where there are none. False: an array is too short.
bool splice(Value& value, const std::vector<std::string>& tokens, const Value& inner);

}  // namespace verdiff::prove
