#include "prove/validator/program.h"

#include <gmpxx.h>

#include <algorithm>
#include <utility>

namespace verdiff::validator {

namespace {

constexpr std::size_t safe_digits = 18;  // of a 64-bit integer

Decimal decimal_of(const Number& number) {
  if (!number.small) return number.decimal;
  return Decimal::parse(std::to_string(number.integer)).value_or(Decimal{});
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  Number out;
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (!digits.empty() && digits.size() <= safe_digits &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    out.small = true;
    for (const char c : digits) out.integer = out.integer * 10 + (c - '0');
    if (negative) out.integer = -out.integer;
    return out;
  }
  std::optional<Decimal> decimal = Decimal::parse(text);
  if (!decimal) return std::nullopt;
  out.decimal = std::move(*decimal);
  return out;
}

std::strong_ordering compare(const Number& left, const Number& right) {
  if (left.small && right.small) return left.integer <=> right.integer;
  return decimal_of(left) <=> decimal_of(right);
}

bool divides(const Number& factor, const Number& value) {
  if (factor.small && value.small) return value.integer % factor.integer == 0;
  const Decimal a = decimal_of(value);
  const Decimal b = decimal_of(factor);
  if (a.is_zero()) return true;
  // Is a·10^m a multiple of b·10^n? Not for m < n: `a` has no factor ten left.
  if (a.exponent() < b.exponent()) return false;
  const mpz_class digits(std::string(a.digits()), 10);
  const mpz_class modulus(std::string(b.digits()), 10);
  const mpz_class power(a.exponent() - b.exponent());
  mpz_class tens;
  const mpz_class ten(10);
  mpz_powm(tens.get_mpz_t(), ten.get_mpz_t(), power.get_mpz_t(), modulus.get_mpz_t());
  const mpz_class product = digits * tens;
  return mpz_divisible_p(product.get_mpz_t(), modulus.get_mpz_t()) != 0;
}

}  // namespace verdiff::validator
