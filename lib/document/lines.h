#pragma once

#include "base/result.h"
#include "document/limits.h"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// The lines of a file (JSONL), one at a time, in memory that does not grow with the file. Blank
/// lines are skipped; `\r\n` ends a line too.
///
///     auto lines = Lines::open("payloads.jsonl");
///     while (auto line = lines->next()) {
///       if (!*line) return line->error();
///       use(**line, lines->number());
///     }
class Lines {
 public:
  /// "-" is standard input. cannot-read.
  static Result<Lines> open(const std::string& path, const Limits& limits = {});
  Lines(Lines&&) noexcept;
  ~Lines();

  /// nullopt: the end. too-large for a line past `Limits::bytes`, cannot-read; nothing comes after
  /// an error. The text lives until the next call.
  std::optional<Result<std::string_view>> next();

  /// The line that came last and all that follows it, for a file that turns out to be one text.
  Result<std::string> with_rest();

  /// Of the line that came last, from 1.
  std::uint32_t number() const { return number_; }

 private:
  Lines(std::string path, const Limits& limits);
  bool fill();
  Error fail(ErrorCode code, std::string message);

  std::string path_;
  std::size_t most_;
  std::unique_ptr<std::istream> own_;
  std::istream* in_ = nullptr;
  std::string buffer_;
  std::size_t line_ = 0;  // where the line that came last begins
  std::size_t rest_ = 0;  // and where the next one does
  std::uint32_t number_ = 0;
  bool ended_ = false;
};

}  // namespace verdiff
