#pragma once

#include "prove/budget.h"
#include "prove/found.h"

#include <gmpxx.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::prove {

/// Exact: JSON numbers are decimals, and multiples of decimals have decimals as common multiples.
using Rational = mpq_class;

/// The value of a JSON number; nullopt for one whose exponent would unfold to more than
/// `max_number_digits` digits (a hostile `1e999999`).
constexpr std::size_t max_number_digits = 2000;
std::optional<Rational> parse_rational(std::string_view text);

/// The shortest JSON text of a number whose denominator has no other prime factors than 2 and 5.
std::string to_number_text(const Rational& value);

bool is_multiple_of(const Rational& value, const Rational& factor);

/// A bound of an interval; `strict` excludes the bound itself.
struct Bound {
  Rational value;
  bool strict = false;
};

/// An interval ∩ multiples ∖ multiples: what minimum, maximum, their exclusive forms, multipleOf
/// and `integer`, and the negations of all of them, can say about a number together.
class NumberSet {
 public:
  void at_least(const Rational& bound, bool strict);
  void at_most(const Rational& bound, bool strict);
  void multiple_of(const Rational& factor);
  void not_multiple_of(const Rational& factor);

  bool has(const Rational& value) const;

  /// Up to `count` members that are not among `excluded`: nearest to zero first, positive before
  /// negative, and where every integer is excluded those with the fewest decimals.
  Found<Rational> find(std::size_t count, std::span<const Rational> excluded, Budget& budget) const;

 private:
  Found<Rational> find_multiples(std::size_t count, std::span<const Rational> excluded,
                                 Budget& budget) const;
  Found<Rational> find_dense(std::size_t count, std::span<const Rational> excluded,
                             Budget& budget) const;
  bool empty_interval() const;

  std::optional<Bound> low_, high_;
  std::optional<Rational> factor_;  // least common multiple of every multiple_of
  std::vector<Rational> non_factors_;
};

}  // namespace verdiff::prove
