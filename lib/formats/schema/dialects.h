#pragma once

#include "contract/dialect.h"
#include "document/node.h"

#include <optional>
#include <string_view>

namespace verdiff {

/// "JSON Schema draft 4", "OpenAPI 3.0": for messages.
std::string_view title(Dialect dialect);

/// The dialect that a `$schema` names: the drafts' own metaschemas and OpenAPI's, with http or
/// https, with or without the empty fragment. `http://json-schema.org/schema` is the newest.
std::optional<Dialect> find_dialect(std::string_view schema_uri);

/// The root is an OpenAPI document: it has `openapi` or `swagger`.
bool is_openapi(const Node& root);
/// The root looks like a schema: it has `$schema`, `$id`, or a keyword that asserts something and
/// a value of the kind that it takes.
bool looks_like_schema(const Node& root);

}  // namespace verdiff
