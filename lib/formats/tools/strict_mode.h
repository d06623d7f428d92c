#pragma once

#include "contract/contract.h"

#include <vector>

namespace verdiff {

/// What OpenAI's strict mode does not take of a schema: words outside of its subset, each where it
/// stands, and sizes past its limits, each once. In the order of the document.
///
/// Its subset: an object without `anyOf` as the root, `additionalProperties: false` and every
/// property `required` in all objects, none of the keywords that combine or depend. Its limits have
/// moved; each row of the table in strict_mode.cc says since when.
///
/// The schema is read as it is written: a reference is not followed, and each definition counts
/// once, with levels of its own.
std::vector<StrictBreach> find_strict_breaches(const Document& document, const Node& schema);

}  // namespace verdiff
