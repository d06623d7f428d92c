#include "prove/shapes/number.h"

#include "base/decimal.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace verdiff::prove {

namespace {

mpz_class power(unsigned long base, unsigned long exponent) {
  mpz_class out;
  mpz_ui_pow_ui(out.get_mpz_t(), base, exponent);
  return out;
}

mpz_class floor_of(const Rational& value) {
  mpz_class out;
  mpz_fdiv_q(out.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  return out;
}

mpz_class ceiling_of(const Rational& value) {
  mpz_class out;
  mpz_cdiv_q(out.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  return out;
}

/// lcm(a/b, c/d) = lcm(ad, cb) / bd.
Rational common_multiple(const Rational& left, const Rational& right) {
  const mpz_class a = left.get_num() * right.get_den();
  const mpz_class b = right.get_num() * left.get_den();
  Rational out(lcm(a, b), left.get_den() * right.get_den());
  out.canonicalize();
  return out;
}

/// How often `prime` divides `value`, which is divided by it.
unsigned long strip(mpz_class& value, unsigned long prime) {
  const mpz_class factor(prime);
  return mpz_remove(value.get_mpz_t(), value.get_mpz_t(), factor.get_mpz_t());
}

/// Integers of [low, high] outwards from the one nearest to zero: 0, 1, -1, 2, -2, …
class Outwards {
 public:
  Outwards(std::optional<mpz_class> low, std::optional<mpz_class> high)
      : low_(std::move(low)), high_(std::move(high)) {
    if (low_ && *low_ > 0) {
      up_ = *low_;
      down_.reset();
    } else if (high_ && *high_ < 0) {
      down_ = *high_;
      up_.reset();
    } else {
      up_ = 0;
      down_ = -1;
    }
    trim();
  }

  /// nullopt at the end of the range.
  std::optional<mpz_class> next() {
    if (!up_ && !down_) return std::nullopt;
    mpz_class out;
    if (up_ && (!down_ || *up_ <= -*down_)) {
      out = *up_;
      ++*up_;
    } else {
      out = *down_;
      --*down_;
    }
    trim();
    return out;
  }

 private:
  void trim() {
    if (up_ && high_ && *up_ > *high_) up_.reset();
    if (down_ && low_ && *down_ < *low_) down_.reset();
  }

  std::optional<mpz_class> low_, high_, up_, down_;
};

bool contains(std::span<const Rational> values, const Rational& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

std::optional<Rational> parse_rational(std::string_view text) {
  const std::optional<Decimal> decimal = Decimal::parse(text);
  if (!decimal) return std::nullopt;
  if (decimal->is_zero()) return Rational(0);
  const std::int64_t exponent = decimal->exponent();
  const std::size_t magnitude = static_cast<std::size_t>(std::abs(exponent));
  if (magnitude + decimal->digits().size() > max_number_digits) return std::nullopt;
  mpz_class digits(std::string(decimal->digits()), 10);
  if (decimal->is_negative()) digits = -digits;
  const mpz_class scale = power(10, magnitude);
  if (exponent >= 0) return Rational(digits * scale);
  Rational out(digits, scale);
  out.canonicalize();
  return out;
}

std::string to_number_text(const Rational& value) {
  mpz_class rest = value.get_den();
  const unsigned long twos = strip(rest, 2);
  const unsigned long fives = strip(rest, 5);
  const unsigned long decimals = std::max(twos, fives);
  const mpz_class digits = value.get_num() * power(2, decimals - twos) * power(5, decimals - fives);
  const std::string text = digits.get_str() + "e-" + std::to_string(decimals);
  return Decimal::parse(text).value_or(Decimal{}).to_text();
}

bool is_multiple_of(const Rational& value, const Rational& factor) {
  return mpz_divisible_p(mpz_class(value.get_num() * factor.get_den()).get_mpz_t(),
                         mpz_class(value.get_den() * factor.get_num()).get_mpz_t()) != 0;
}

void NumberSet::at_least(const Rational& bound, bool strict) {
  if (!low_ || bound > low_->value || (bound == low_->value && strict)) low_ = {bound, strict};
}

void NumberSet::at_most(const Rational& bound, bool strict) {
  if (!high_ || bound < high_->value || (bound == high_->value && strict)) high_ = {bound, strict};
}

void NumberSet::multiple_of(const Rational& factor) {
  factor_ = factor_ ? common_multiple(*factor_, factor) : factor;
}

void NumberSet::not_multiple_of(const Rational& factor) {
  non_factors_.push_back(factor);
}

bool NumberSet::has(const Rational& value) const {
  if (low_ && (low_->strict ? value <= low_->value : value < low_->value)) return false;
  if (high_ && (high_->strict ? value >= high_->value : value > high_->value)) return false;
  if (factor_ && !is_multiple_of(value, *factor_)) return false;
  return std::none_of(non_factors_.begin(), non_factors_.end(),
                      [&](const Rational& factor) { return is_multiple_of(value, factor); });
}

bool NumberSet::empty_interval() const {
  if (!low_ || !high_) return false;
  if (low_->value == high_->value) return low_->strict || high_->strict;
  return low_->value > high_->value;
}

Found<Rational> NumberSet::find(std::size_t count, std::span<const Rational> excluded,
                                Budget& budget) const {
  if (empty_interval()) return Found<Rational>::none();
  if (factor_) return find_multiples(count, excluded, budget);
  if (low_ && high_ && low_->value == high_->value) {
    if (!has(low_->value) || contains(excluded, low_->value)) return Found<Rational>::none();
    return {{low_->value}, true};
  }
  return find_dense(count, excluded, budget);
}

Found<Rational> NumberSet::find_multiples(std::size_t count, std::span<const Rational> excluded,
                                          Budget& budget) const {
  // Every member of the set of the factor is a member of the set that it is kept out of.
  for (const Rational& factor : non_factors_) {
    if (is_multiple_of(*factor_, factor)) return Found<Rational>::none();
  }
  std::optional<mpz_class> low, high;
  if (low_) {
    const Rational quotient = low_->value / *factor_;
    low = low_->strict ? mpz_class(floor_of(quotient) + 1) : ceiling_of(quotient);
  }
  if (high_) {
    const Rational quotient = high_->value / *factor_;
    high = high_->strict ? mpz_class(ceiling_of(quotient) - 1) : floor_of(quotient);
  }
  Found<Rational> out;
  Outwards range(low, high);
  while (out.values.size() < count && budget.spend()) {
    const std::optional<mpz_class> k = range.next();
    if (!k) {
      out.exhaustive = true;
      break;
    }
    Rational value = *k * *factor_;
    if (has(value) && !contains(excluded, value)) out.values.push_back(std::move(value));
  }
  return out;
}

Found<Rational> NumberSet::find_dense(std::size_t count, std::span<const Rational> excluded,
                                      Budget& budget) const {
  // An interval with more than one point has infinitely many decimals outside the excluded points
  // and progressions: some number of decimals is past that of every excluded multiple.
  Found<Rational> out;
  mpz_class scale = 1;
  for (std::size_t decimals = 0; out.values.size() < count; ++decimals, scale *= 10) {
    std::optional<mpz_class> low, high;
    if (low_) low = ceiling_of(low_->value * scale);
    if (high_) high = floor_of(high_->value * scale);
    Outwards range(low, high);
    const std::size_t most = count + excluded.size() + 16;
    for (std::size_t tried = 0; tried < most && out.values.size() < count; ++tried) {
      if (!budget.spend()) return out;
      const std::optional<mpz_class> numerator = range.next();
      if (!numerator) break;
      Rational value(*numerator, scale);
      value.canonicalize();
      if (has(value) && !contains(excluded, value) && !contains(out.values, value)) {
        out.values.push_back(std::move(value));
      }
    }
  }
  return out;
}

}  // namespace verdiff::prove
