#pragma once

#include "contract/contract.h"

#include <string>

/// The neutral contract, as verdiff reads it.
namespace verdiff {

/// For people: every operation with its flows by name (`@flow` of an operand), then the payloads as
/// compact lines, then what is not compared.
///
///     POST /predict
///       in   POST /predict request application/json (required)
///            object
///              age*  integer 0..150
///       out  POST /predict 200 application/json
///            Prediction
///
/// A line says what a schema asserts; names of properties end in `*` where they are required. A
/// named schema is written out once, under "schemas"; another one that comes up again is named by
/// the place where it stands.
std::string show_text(const Contract& contract);

/// For programs: operations, flows and schemas by number, every keyword of every schema.
std::string show_json(const Contract& contract);

}  // namespace verdiff
