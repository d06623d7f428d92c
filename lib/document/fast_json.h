#pragma once

#include "document/builder.h"

#include <cstddef>
#include <memory>
#include <string>

namespace verdiff {

/// Reads JSON by simdjson, which is several times faster than nlohmann's lexer but says little of
/// what it refuses (docs/decisions/0005-simdjson.md). So it only ever says yes: read_json.cc reads
/// again what is refused here, to say what is wrong and where. Keeps its buffers from one document
/// to the next. In a build without simdjson it refuses everything.
class FastJson {
 public:
  FastJson();
  ~FastJson();
  FastJson(FastJson&&) noexcept;
  FastJson& operator=(FastJson&&) noexcept;

  /// Bytes of room behind the text, which simdjson reads a vector at a time. `pad` makes it; text
  /// that was read into a large enough string is spared the copy.
  static constexpr std::size_t padding = 64;
  static void pad(std::string& source);

  /// Feeds `build` with the object or array from `start` of its padded source on. False: this is
  /// refused, and `build` is of no further use.
  bool feed(DocumentBuilder& build, std::size_t start);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace verdiff
