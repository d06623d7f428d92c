#pragma once

#include "base/result.h"
#include "document/document.h"
#include "document/value.h"

#include <string>
#include <string_view>

namespace verdiff {

/// JSON as Python's `json.dumps` writes it: RFC 8259, and the tokens NaN, Infinity and -Infinity
/// may stand where a value may.
class PythonJson {
 public:
  /// Errors are located in `text` itself.
  static Result<PythonJson> read(std::string name, std::string_view text);

  /// One of the three tokens is a string here; only `copy` tells it from a string of the text.
  const Node& root() const { return document_.root(); }

  /// The tokens become the strings "NaN", "Infinity" and "-Infinity": JSON has no such numbers, and
  /// a change from or to one is still seen. Recurses as deep as the reader lets values nest.
  Value copy(const Node& node) const;

 private:
  PythonJson(Document document, std::string written)
      : document_(std::move(document)), written_(std::move(written)) {}

  Document document_;
  std::string written_;
};

}  // namespace verdiff
