#pragma once

#include "formats/format.h"

namespace verdiff {

/// What language models are given to fill in: tools (MCP `tools/list`, OpenAI, Gemini) and the form
/// of an answer (`response_format`, `text.format`, `responseSchema`).
///
/// A tool becomes an operation with the flows `NAME arguments` and `NAME result`. The arguments of
/// an MCP tool are what its server takes: input. Those of a function that is given to a model come
/// out of the model: output, unless LoadOptions::direction says otherwise. The form of an answer is
/// a message, as a bare JSON Schema is.
int sniff_tools(const Node& root);
Result<Contract> load_tools(Workspace workspace, const Document& main, const LoadOptions& options);

}  // namespace verdiff
