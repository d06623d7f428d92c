#pragma once

#include "formats/format.h"
#include "formats/models/model.h"

namespace verdiff {

int sniff_triton(const Node& root);

/// The model configuration of Triton (model_config.proto): `config.pbtxt`, or what the server
/// answers: JSON with the names of the .proto file (GET v2/models/M/config) or in lowerCamelCase,
/// also wrapped as gRPC's ModelConfigResponse. Labels are read from the files that `label_filename`
/// names.
Result<Contract> load_triton(Workspace workspace, const Document& main, const LoadOptions& options);

/// The same with the names of the .proto file, and before its labels are read.
///
/// no-contract: `input` or `output` is missing; the server may fill them in from the model.
Result<Model> read_triton(const Document& main);

}  // namespace verdiff
