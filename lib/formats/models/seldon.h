#pragma once

#include "formats/models/model.h"

namespace verdiff {

int sniff_seldon(const Node& root);

/// metadata.yaml of Seldon Core v1 (also the answer of /api/v1.0/metadata/M), with elements of
/// either form: `messagetype` or a tensor of the Open Inference Protocol.
///
/// no-contract: neither inputs nor outputs.
Result<Model> read_seldon(const Document& main);

}  // namespace verdiff
