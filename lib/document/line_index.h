#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace verdiff {

/// Finds lines and columns in a text. Built in one fast pass that only counts, so that a document
/// whose places are never asked for pays next to nothing; a lookup then reads one block.
class LineIndex {
 public:
  struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;  ///< in code points; a byte order mark counts as none
  };

  LineIndex() = default;
  explicit LineIndex(std::string_view text);

  /// `text` is the one that the index was made for; offsets past its end mean its end.
  Position find(std::string_view text, std::size_t offset) const;

 private:
  static constexpr std::size_t block_size = 1024;
  /// What lies before the first byte of a block.
  struct Block {
    std::uint32_t line_breaks = 0;
    std::uint32_t code_points = 0;
    std::uint32_t line_start = 0;  ///< offset of the line that reaches into the block
  };
  std::uint32_t code_points_before(std::string_view text, std::size_t offset) const;

  std::vector<Block> blocks_;
};

}  // namespace verdiff
