#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "document/workspace.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

struct LoadOptions {
  /// --input-format: a word of `format_names()`; empty: sniff by content.
  std::string format;
  /// --as: the direction of a bare JSON Schema (else output), and of a tool's arguments (else as
  /// tools.h says).
  std::optional<Direction> direction;
  /// One schema in a file: the operand's `#pointer`. The contract is then that schema alone, as one
  /// message (its dialect is that of its file).
  std::optional<std::string> pointer;
  /// Dialect of a bare schema without `$schema`.
  Dialect default_dialect = Dialect::draft2020_12;
};

/// Reads the main document of `files` at `path` and everything it references, and gives the
/// contract in it.
Result<Contract> load_contract(Files files, const std::string& path,
                               const WorkspaceOptions& workspace, const LoadOptions& options);

/// The same for a document that is already in memory (batches, tests): references to other files
/// are resolved by `files` as seen from `path`.
Result<Contract> load_contract(Document document, Files files, const std::string& path,
                               const WorkspaceOptions& workspace, const LoadOptions& options);

/// One contract format: how it is recognised and how it becomes a contract.
struct Format {
  std::string_view name;   ///< --input-format word: `openapi`, `json-schema`
  std::string_view title;  ///< "OpenAPI 2.0, 3.0, 3.1, 3.2"
  std::string_view reads;  ///< the fields used, one line, for `verdiff formats`
  /// 0: no; higher wins.
  int (*sniff)(const Node& root);
  Result<Contract> (*load)(Workspace workspace, const Document& main, const LoadOptions& options);
  bool of_models = false;
};

/// Whether a file says by itself that it is a contract: `openapi`, `swagger`, `$schema` with a
/// draft of JSON Schema, or the fields of a model format. What many files are searched by; a bare
/// schema has to be named, as have the tools of a language model.
bool names_its_format(const Node& root);
/// The same of a text that nobody has read yet, and which may be broken: quick, and now and then
/// true of what turns out to be no contract.
bool names_its_format(std::string_view text);

/// Whether a file may be a contract by its name: .json, .yaml, .yml, .pbtxt, or an MLmodel.
bool may_be_contract(std::string_view path);

/// Every format, in sniffing order. The one list: formats.cc.
const std::vector<Format>& formats();

}  // namespace verdiff
