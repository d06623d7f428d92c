#pragma once

#include "document/value.h"

namespace verdiff::hostile {

/// Writes out what a file of the collection says shortly (testdata/hostile/README.md): `repeat`,
/// `nest` and `text`, and `{i}` and `{i+1}` inside them.
Value unfolded(const Value& short_form);

}  // namespace verdiff::hostile
