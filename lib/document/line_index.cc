#include "document/line_index.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>

namespace verdiff {

namespace {

std::uint32_t count_line_breaks(std::string_view text) {
  return static_cast<std::uint32_t>(count_bytes(text, [](char c) { return c == '\n'; }));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) {
  blocks_.reserve(text.size() / block_size + 1);
  Block before;
  for (std::size_t at = 0; at <= text.size(); at += block_size) {
    blocks_.push_back(before);
    const std::string_view block = text.substr(at, block_size);
    const std::uint32_t line_breaks = count_line_breaks(block);
    before.line_breaks += line_breaks;
    before.code_points += static_cast<std::uint32_t>(count_code_points(block));
    if (line_breaks > 0) {
      before.line_start = static_cast<std::uint32_t>(at + block.rfind('\n') + 1);
    }
  }
}

std::uint32_t LineIndex::code_points_before(std::string_view text, std::size_t offset) const {
  const std::size_t block = offset / block_size;
  const std::size_t start = block * block_size;
  return blocks_[block].code_points +
         static_cast<std::uint32_t>(count_code_points(text.substr(start, offset - start)));
}

LineIndex::Position LineIndex::find(std::string_view text, std::size_t offset) const {
  if (blocks_.empty()) return {};
  offset = std::min(offset, text.size());
  const std::size_t block = offset / block_size;
  const std::string_view read = text.substr(block * block_size, offset - block * block_size);
  const std::size_t last_break = read.rfind('\n');
  std::size_t line_start = blocks_[block].line_start;
  if (last_break != std::string_view::npos) line_start = block * block_size + last_break + 1;
  if (line_start == 0 && text.starts_with(byte_order_mark)) {
    line_start = std::min(byte_order_mark.size(), offset);
  }
  const std::uint32_t line = blocks_[block].line_breaks + count_line_breaks(read) + 1;
  if (offset - line_start <= block_size) {  // nearly all lines are short
    const std::string_view before = text.substr(line_start, offset - line_start);
    return {line, static_cast<std::uint32_t>(count_code_points(before)) + 1};
  }
  return {line, code_points_before(text, offset) - code_points_before(text, line_start) + 1};
}

}  // namespace verdiff
