#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace verdiff {

/// Memory that is given back all at once. Holds only trivially destructible things; what it hands
/// out stays where it is when the arena is moved.
class Arena {
 public:
  Arena() : memory_(std::make_unique<std::pmr::monotonic_buffer_resource>(first_block)) {}

  template <class T>
  std::span<T> allocate(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* const first = static_cast<T*>(memory_->allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  /// Storage that the caller fills.
  void* allocate_raw(std::size_t bytes, std::size_t alignment) {
    return memory_->allocate(bytes, alignment);
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
  static constexpr std::size_t first_block = 4096;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_;
};

}  // namespace verdiff
