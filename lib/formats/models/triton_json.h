#pragma once

#include "base/result.h"
#include "document/document.h"

#include <optional>

namespace verdiff {

/// The configuration inside of what a Triton server answers: by gRPC (`ModelConfigResponse`) it is
/// wrapped, `{"config": {…}}`, by HTTP it is the document itself.
const Node& triton_config(const Node& root);

/// A field by its name in the .proto file, which protobuf's JSON mapping writes as lowerCamelCase
/// unless it is told to keep it (ProtoJSON: parsers take both).
const Node* find_triton_field(const Node& message, std::string_view name);

/// The configuration unwrapped and with the names of the .proto file, as a document of its own over
/// the same source; nullopt: it is so already.
std::optional<Result<Document>> plain_triton_config(const Document& main);

}  // namespace verdiff
