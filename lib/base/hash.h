#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace verdiff {

/// Structural hashes: filters for equality, the same in every run. Not for tables that hostile
/// input may fill, and not for identities that are written down.

/// Order matters: combine(combine(0, a), b) differs from combine(combine(0, b), a).
constexpr std::uint64_t combine(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t mixed = seed * 0x9e3779b97f4a7c15 + (value ^ 0xd6e8feb86659fd93);
  mixed = (mixed ^ (mixed >> 32)) * 0xff51afd7ed558ccd;  // constants: splitmix64, murmur3
  return mixed ^ (mixed >> 29);
}

/// Word by word; the last one overlaps the one before, or else is put together of halves that
/// overlap: the size is in the hash, so nothing is lost, and no byte is copied by itself.
inline std::uint64_t hash_text(std::string_view text) {
  const auto load = [&]<class Word>(std::size_t at, Word word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    return std::uint64_t{word};
  };
  const std::size_t size = text.size();
  std::uint64_t hash = size;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) hash = combine(hash, load(at, hash));
    return combine(hash, load(size - 8, hash));
  }
  if (size >= 4) {
    return combine(hash, load(0, std::uint32_t{}) << 32 | load(size - 4, std::uint32_t{}));
  }
  if (size == 0) return hash;
  const std::uint64_t ends = load(0, std::uint8_t{}) << 16 | load(size - 1, std::uint8_t{});
  return combine(hash, ends << 8 | load(size / 2, std::uint8_t{}));
}

}  // namespace verdiff
