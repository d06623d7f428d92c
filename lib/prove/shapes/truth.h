#pragma once

#include <cstdint>

namespace verdiff::prove {

enum class Truth : std::uint8_t { no, yes, unknown };
constexpr Truth operator!(Truth truth) {
  return truth == Truth::yes ? Truth::no : truth == Truth::no ? Truth::yes : Truth::unknown;
}
/// Both (Kleene): unknown only where the rest does not decide.
constexpr Truth operator&(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes ? b : Truth::unknown;
}
constexpr Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

}  // namespace verdiff::prove
