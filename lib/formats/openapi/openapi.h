#pragma once

#include "formats/format.h"

namespace verdiff {

int sniff_openapi(const Node& root);

/// OpenAPI 2.0 (Swagger), 3.0.x, 3.1.x and 3.2.x.
Result<Contract> load_openapi(Workspace workspace, const Document& main,
                              const LoadOptions& options);

}  // namespace verdiff
