#pragma once

#include "formats/models/model.h"

namespace verdiff {

/// 3 for an MLmodel: `flavors` or `signature` as MLflow writes them, beside another field of it.
int sniff_mlflow(const Node& root);

/// What the MLmodel of an MLflow model promises: its signature (inputs, outputs, params). Model
/// files beside it, pickles above all, are never opened.
///
/// no-contract: there is no signature. invalid-contract, or an error of the JSON reader: the
/// signature is none that MLflow would load.
Result<Model> read_mlflow(const Document& main);

}  // namespace verdiff
