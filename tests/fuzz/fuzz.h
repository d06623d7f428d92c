#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// A fuzz target is one file with one function: it takes any bytes, and calls `require` on what has
/// to hold whatever they are. ./dev fuzz links it with libFuzzer; in every test run replay.cc feeds
/// it the files of testdata/fuzz/<target>/ (seeds, and every input that ever failed).
namespace verdiff::fuzz {

inline void require(bool condition) {
  if (!condition) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace verdiff::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
