#pragma once

#include "document/derived.h"

namespace verdiff {

/// Writes a schema of Gemini (`responseSchema`, a declaration's `parameters`) as JSON Schema: types
/// in lower case, `nullable` as a type, counts that ProtoJSON writes as strings as numbers, keys in
/// the spelling of JSON Schema. Everything else is kept as it is.
void write_gemini_schema(DerivedBuilder& build, const Node& schema);

}  // namespace verdiff
