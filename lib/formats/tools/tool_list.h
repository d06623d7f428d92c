#pragma once

#include "base/result.h"
#include "document/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// One schema that a language model or its caller fills in, taken out of its container.
struct Tool {
  std::string name;
  const Node* node = nullptr;       ///< the tool as a whole
  const Node* arguments = nullptr;  ///< a schema; nullptr: it takes none
  const Node* result = nullptr;     ///< a schema; nullptr: not said
  bool served = false;              ///< by a server that takes the arguments (MCP)
  bool answer = false;              ///< no tool: the form of the model's own answer, in `result`
  bool gemini = false;              ///< schemas are written as Gemini's
};

/// All tools of a document, whatever wraps them: a JSON-RPC answer, a list, a request body, several
/// pages of a list. Empty: none. invalid-contract: a tool without a name, two of one name.
Result<std::vector<Tool>> list_tools(const Document& main);
/// Whether there is one.
bool holds_tools(const Node& root);

}  // namespace verdiff
