#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verdiff {

/// A JSON number as exact decimal: sign, digits without leading or trailing zeros, power of ten.
/// `1`, `1.0` and `10e-1` are one value; nothing is ever rounded.
///
///     *Decimal::parse("0.10") == *Decimal::parse("1e-1")    // true
///     *Decimal::parse("9007199254740993") > …               // exact past 2^53
class Decimal {
 public:
  /// The largest |exponent| that is taken, as written and in d.ddde±x form; a hostile `1e999999999`
  /// is refused, not unfolded.
  static constexpr std::int64_t max_exponent = 1'000'000;

  Decimal() = default;  // zero

  /// JSON number syntax (RFC 8259 §6). nullopt: not a number, or an exponent past the limit.
  static std::optional<Decimal> parse(std::string_view text);

  bool is_zero() const { return digits_.empty(); }
  bool is_negative() const { return negative_; }
  /// A whole number: `3`, `3.0`, `30e-1`.
  bool is_integer() const { return digits_.empty() || exponent_ >= 0; }

  /// value = ± digits × 10^exponent; digits is empty for zero.
  std::string_view digits() const { return digits_; }
  std::int64_t exponent() const { return exponent_; }

  /// The shortest plain text: `1`, `0.01`, `-2.5`, `1e+30` past 21 digits.
  std::string to_text() const;

  bool operator==(const Decimal&) const = default;
  std::strong_ordering operator<=>(const Decimal& other) const;

 private:
  std::string digits_;
  std::int64_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace verdiff
