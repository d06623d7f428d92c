#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace verdiff {

/// SHA-256 (FIPS 180-4 §6.2) of some bytes.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The first `digits` of its 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes, std::size_t digits = 64);

}  // namespace verdiff
