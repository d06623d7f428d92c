#pragma once

#include "document/node.h"

namespace verdiff {

/// Whether the value of `x-tensor` says what can be compared: a data type in words, a shape of
/// whole numbers (-1: any size), or both.
bool is_tensor(const Node& value);

}  // namespace verdiff
