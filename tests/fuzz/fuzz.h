#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

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

/// What stands before and after the line `--- b`; without one, nothing stands after it.
inline std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  constexpr std::string_view separator = "\n--- b\n";
  const std::size_t cut = text.find(separator);
  if (cut == std::string_view::npos) return {text, {}};
  return {text.substr(0, cut), text.substr(cut + separator.size())};
}

}  // namespace verdiff::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
