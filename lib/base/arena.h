#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace verdiff {

/// Memory that is given back all at once. Holds only trivially destructible things; what it hands
/// out stays where it is when the arena is moved.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept
      : blocks_(std::move(other.blocks_)),
        next_(std::exchange(other.next_, 0)),
        end_(std::exchange(other.end_, 0)) {
    other.blocks_.clear();
  }
  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    next_ = std::exchange(other.next_, 0);
    end_ = std::exchange(other.end_, 0);
    return *this;
  }

  template <class T>
  std::span<T> allocate(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* const first = static_cast<T*>(allocate_raw(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  /// Storage that the caller fills; `alignment` is that of some type.
  void* allocate_raw(std::size_t bytes, std::size_t alignment) {
    const std::size_t gap = (alignment - next_ % alignment) % alignment;
    if (end_ - next_ < gap || end_ - next_ - gap < bytes) return allocate_in_new_block(bytes);
    void* const out = reinterpret_cast<void*>(next_ + gap);
    next_ += gap + bytes;
    return out;
  }

  template <class T>
  std::span<const T> copy(std::span<const T> from) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (from.empty()) return {};
    T* const first = static_cast<T*>(allocate_raw(from.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(from.begin(), from.end(), first);
    return {first, from.size()};
  }

  std::string_view copy(std::string_view text) {
    const std::span<const char> out = copy(std::span<const char>(text.data(), text.size()));
    return {out.data(), out.size()};
  }

 private:
  struct Free {
    void operator()(void* block) const { std::free(block); }
  };

  void* allocate_in_new_block(std::size_t bytes);

  std::vector<std::unique_ptr<void, Free>> blocks_;
  std::uintptr_t next_ = 0;  // what is free in the last block: up to end_
  std::uintptr_t end_ = 0;
};

}  // namespace verdiff
