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

inline std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = text.size();
  while (text.size() >= sizeof hash) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    hash = combine(hash, word);
    text.remove_prefix(sizeof word);
  }
  if (text.empty()) return hash;
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return combine(hash, rest);
}

}  // namespace verdiff
