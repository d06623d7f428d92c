#include "base/decimal.h"

#include "fuzz/fuzz.h"

// A decimal's own text has its value, and order is antisymmetric with zero.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using verdiff::Decimal;
  using verdiff::fuzz::require;
  const auto number = Decimal::parse(verdiff::fuzz::text_of(data, size));
  if (!number) return 0;
  const auto again = Decimal::parse(number->to_text());
  require(again && *again == *number);
  require((*number < Decimal{}) == (Decimal{} > *number));
  require((*number == Decimal{}) == number->is_zero());
  return 0;
}
