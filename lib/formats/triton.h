#pragma once

#include "formats/model.h"

namespace verdiff {

int sniff_triton(const Node& root);

/// The model configuration of Triton (model_config.proto): `config.pbtxt`, or the JSON of
/// GET v2/models/M/config.
///
/// no-contract: `input` or `output` is missing; the server may fill them in from the model.
Result<Model> read_triton(const Document& main);

}  // namespace verdiff
