#include "document/lines.h"

#include "document/disk.h"

#include <fmt/format.h>

#include <iostream>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t block = std::size_t{1} << 18;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Lines::Lines(std::string path, const Limits& limits)
    : path_(std::move(path)), most_(limits.bytes) {}
Lines::Lines(Lines&&) noexcept = default;
Lines::~Lines() = default;

Result<Lines> Lines::open(const std::string& path, const Limits& limits) {
  Lines out(path, limits);
  if (path == "-") {
    out.in_ = &std::cin;
    return out;
  }
  auto file = open_file(path);
  if (!file) return file.error();
  out.own_ = std::make_unique<std::ifstream>(*std::move(file));
  out.in_ = out.own_.get();
  return out;
}

Error Lines::fail(ErrorCode code, std::string message) {
  ended_ = true;
  rest_ = buffer_.size();
  return {code, std::move(message), {path_, number_, number_ == 0 ? 0u : 1u}, {}};
}

/// One more block behind what is there; false at the end.
bool Lines::fill() {
  const std::size_t had = buffer_.size();
  buffer_.resize(had + block);
  in_->read(buffer_.data() + had, static_cast<std::streamsize>(block));
  buffer_.resize(had + static_cast<std::size_t>(in_->gcount()));
  ended_ = !*in_;
  return buffer_.size() > had;
}

std::optional<Result<std::string_view>> Lines::next() {
  std::size_t scanned = rest_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', scanned);
    if (end == std::string::npos && !ended_) {
      buffer_.erase(0, rest_);
      scanned = buffer_.size();
      rest_ = 0;
      if (scanned > most_) {
        ++number_;
        return fail(ErrorCode::too_large,
                    fmt::format("a line is longer than the limit of {} bytes", most_));
      }
      fill();
      if (in_->bad()) {
        return fail(ErrorCode::cannot_read, "expected to read to the end, failed before");
      }
      continue;
    }
    if (end == std::string::npos && rest_ == buffer_.size()) return std::nullopt;
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    line_ = rest_;
    rest_ = scanned = end == std::string::npos ? stop : stop + 1;
    ++number_;
    const std::string_view line = std::string_view(buffer_).substr(line_, stop - line_);
    if (!is_blank(line)) return line;
  }
}

Result<std::string> Lines::with_rest() {
  buffer_.erase(0, line_);
  line_ = 0;
  while (!ended_ && buffer_.size() <= most_) fill();
  if (in_->bad()) return fail(ErrorCode::cannot_read, "expected to read to the end, failed before");
  if (buffer_.size() > most_) {
    return fail(ErrorCode::too_large,
                fmt::format("the text is longer than the limit of {} bytes", most_));
  }
  rest_ = buffer_.size();
  return buffer_;
}

}  // namespace verdiff
