#pragma once

#include "base/vocabulary.h"

namespace verdiff {

/// The language that a schema object is written in: decides which keywords exist and what they
/// mean.
#define VERDIFF_DIALECTS(X)                                                                       \
  X(draft4, "JSON Schema draft 4")                                                                \
  X(draft6, "JSON Schema draft 6")                                                                \
  X(draft7, "JSON Schema draft 7")                                                                \
  X(draft2019_09, "JSON Schema 2019-09")                                                          \
  X(draft2020_12, "JSON Schema 2020-12")                                                          \
  X(openapi_2_0, "the schema object of OpenAPI (Swagger) 2.0: draft 4, in part")                  \
  X(openapi_3_0, "the schema object of OpenAPI 3.0: draft 5 (Wright-00), in part, with nullable") \
  X(openapi_3_1, "OpenAPI 3.1 and 3.2: JSON Schema 2020-12 with the OAS base vocabulary")
VERDIFF_VOCABULARY(Dialect, VERDIFF_DIALECTS)

}  // namespace verdiff
