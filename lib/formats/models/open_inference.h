#pragma once

#include "formats/models/model.h"

namespace verdiff {

int sniff_open_inference(const Node& root);
int sniff_mlserver(const Node& root);

/// Model metadata of the Open Inference Protocol v2: the answer of GET v2/models/M, or a
/// ModelMetadataResponse in ProtoJSON.
///
/// no-contract: neither inputs nor outputs.
Result<Model> read_open_inference(const Document& main);

/// MLServer's model-settings.json, whose `inputs` and `outputs` are what the server then answers.
///
/// no-contract: neither inputs nor outputs.
Result<Model> read_mlserver(const Document& main);

}  // namespace verdiff
