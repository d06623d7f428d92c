#include "base/arena.h"

#include <algorithm>
#include <limits>
#include <new>
#include <sys/mman.h>

namespace verdiff {

namespace {

constexpr std::size_t first_block = std::size_t{1} << 12;
constexpr std::size_t largest_block = std::size_t{1} << 22;
constexpr std::size_t large_page = std::size_t{1} << 21;

/// From a large page on in whole large pages, where the system has them: what arenas hold is walked
/// from end to end, and with small pages much of the time goes into finding these.
void* allocate_block(std::size_t bytes) {
  if (bytes < large_page) return std::malloc(bytes);
  void* const block = std::aligned_alloc(large_page, bytes);
#ifdef MADV_HUGEPAGE
  if (block != nullptr) ::madvise(block, bytes, MADV_HUGEPAGE);  // a wish: its failure is no error
#endif
  return block;
}

}  // namespace

void* Arena::allocate_in_new_block(std::size_t bytes) {
  if (bytes > std::numeric_limits<std::size_t>::max() / 2) throw std::bad_alloc();
  const std::size_t doublings = std::min<std::size_t>(blocks_.size(), 10);
  std::size_t size = std::max(bytes, std::min(first_block << doublings, largest_block));
  if (size >= large_page) size = (size + large_page - 1) / large_page * large_page;
  std::unique_ptr<void, Free> block(allocate_block(size));
  if (!block) throw std::bad_alloc();
  const auto start = reinterpret_cast<std::uintptr_t>(block.get());
  blocks_.push_back(std::move(block));
  // What a large value leaves of its block may be less than what the last one still has.
  if (size - bytes >= end_ - next_) {
    next_ = start + bytes;
    end_ = start + size;
  }
  return reinterpret_cast<void*>(start);
}

}  // namespace verdiff
