#pragma once

#include "base/result.h"
#include "policy/compare.h"
#include "policy/verdict.h"

#include <string>

namespace verdiff {

/// One file in two states, as git hands them to an external diff (gitattributes(5), "Defining an
/// external diff driver").
struct GitDiff {
  std::string old_path, new_path;  ///< from the top of the work tree, which is where git runs it
  /// Where the bytes are: in a temporary file, in the work tree, or `/dev/null` where there are
  /// none.
  std::string old_file, new_file;
};

/// What changed, with places as git writes them: `a/churn.yaml`, `b/churn.yaml`. A file that is not
/// there on one side is a contract that is new, or removed. git hands over one file; others that it
/// refers to are read from the work tree, on both sides. unknown-format where a side is no
/// contract.
Result<Report> compare(const GitDiff& files, const CompareOptions& options);

}  // namespace verdiff
