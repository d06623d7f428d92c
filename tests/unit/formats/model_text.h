#pragma once

#include "formats/models/model.h"

#include <string>

namespace verdiff::testing {

/// What a reader of a model format found, one line for each thing it says:
///
///     Triton config "flowers", batches of 8
///     in image FP32[-1,3,224,224] NCHW
///     out scores FP32[-1,10] labels in labels.txt
///     served 1, 3
///     attribute platform: "onnxruntime_onnx"
std::string model_text(const Document& main, const Model& model);

/// The same, or the error.
std::string model_text(const Document& main, const Result<Model>& model);

/// Of a text that is read as a file of that name.
std::string model_text(const std::string& name, const std::string& source,
                       Result<Model> (*read)(const Document& main));

}  // namespace verdiff::testing
