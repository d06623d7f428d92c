#pragma once

#include "document/document.h"
#include "formats/format.h"
#include "fuzz/fuzz.h"
#include "prove/validate.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff::fuzz {

/// Small enough that thousands of inputs are tried in a second.
inline Limits schema_limits() {
  Limits out;
  out.depth = 24;
  out.nodes = 500;
  out.alias_nodes = 500;
  return out;
}

/// The bare JSON Schema in a text, alone: no other file can be read.
inline std::optional<Contract> schema_of(std::string_view text) {
  Result<Document> document = read_document("schema", std::string(text), schema_limits());
  if (!document) return std::nullopt;
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "there is no file " + path, {}, {}};
  };
  LoadOptions options;
  options.format = "json-schema";
  Result<Contract> out =
      load_contract(*std::move(document), std::move(files), "schema", {}, options);
  if (!out) return std::nullopt;
  return *std::move(out);
}

/// What the validator says of a payload and the one schema of a contract.
inline Validation validate(const Contract& contract, const Node& payload,
                           const ValidationOptions& options) {
  const Flow& flow = contract.flows.front();
  return Validator(contract).validate(flow.place, contract.schemas[flow.schema].dialect, payload,
                                      options);
}

}  // namespace verdiff::fuzz
