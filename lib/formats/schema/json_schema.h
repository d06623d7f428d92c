#pragma once

#include "formats/format.h"

namespace verdiff {

int sniff_json_schema(const Node& root);

/// A bare JSON Schema: one message, `payload`.
Result<Contract> load_json_schema(Workspace workspace, const Document& main,
                                  const LoadOptions& options);

/// One schema of a document of any format, by `options.pointer`, as one message.
Result<Contract> load_one_schema(Workspace workspace, const Document& main,
                                 const LoadOptions& options);

/// The values that a schema shows of itself: `example` or `examples`, then `default`.
std::vector<const Node*> examples_of(const Schema& schema);

}  // namespace verdiff
