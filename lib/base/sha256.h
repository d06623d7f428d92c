#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verdiff {

/// SHA-256 (FIPS 180-4 §6.2) of bytes that come piece by piece.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// Of everything added; nothing can be added after it.
  std::array<std::uint8_t, 32> finish();

 private:
  static constexpr std::size_t block_size = 64;

  // §5.3.3: the first 32 bits of the fractional parts of the square roots of the first 8 primes.
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  ///< less than a block
  std::uint64_t size_ = 0;
};

/// SHA-256 of some bytes.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The first `digits` of its 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes, std::size_t digits = 64);

/// A digest as hexadecimal digits, lower case.
std::string to_hex(const std::array<std::uint8_t, 32>& digest);

}  // namespace verdiff
