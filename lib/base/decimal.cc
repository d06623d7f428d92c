#include "base/decimal.h"

#include <algorithm>

namespace verdiff {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the digit run at `at`.
std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal out;
  std::size_t at = 0;
  if (at < text.size() && text[at] == '-') {
    out.negative_ = true;
    ++at;
  }
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return std::nullopt;
  out.digits_.assign(text.substr(at, whole));
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_at(text, ++at);
    if (fraction == 0) return std::nullopt;
    out.digits_.append(text.substr(at, fraction));
    out.exponent_ = -static_cast<std::int64_t>(fraction);
    at += fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    bool minus = false;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) minus = text[at++] == '-';
    const std::size_t length = digits_at(text, at);
    if (length == 0) return std::nullopt;
    std::int64_t exponent = 0;
    for (const char c : text.substr(at, length)) {
      exponent = exponent * 10 + (c - '0');
      if (exponent > max_exponent) return std::nullopt;
    }
    out.exponent_ += minus ? -exponent : exponent;
    at += length;
  }
  if (at != text.size()) return std::nullopt;

  out.digits_.erase(0, std::min(out.digits_.find_first_not_of('0'), out.digits_.size()));
  const std::size_t kept = out.digits_.find_last_not_of('0') + 1;  // npos + 1 == 0
  out.exponent_ += static_cast<std::int64_t>(out.digits_.size() - kept);
  out.digits_.resize(kept);
  if (out.digits_.empty()) return Decimal{};
  const std::int64_t scientific = static_cast<std::int64_t>(kept) + out.exponent_ - 1;
  if (scientific > max_exponent || scientific < -max_exponent) return std::nullopt;
  return out;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  if (is_zero() || other.is_zero() || negative_ != other.negative_) {
    const int left = is_zero() ? 0 : negative_ ? -1 : 1;
    const int right = other.is_zero() ? 0 : other.negative_ ? -1 : 1;
    return left <=> right;
  }
  const auto magnitude = [&] {
    const std::int64_t left = static_cast<std::int64_t>(digits_.size()) + exponent_;
    const std::int64_t right = static_cast<std::int64_t>(other.digits_.size()) + other.exponent_;
    if (left != right) return left <=> right;
    return digits_.compare(other.digits_) <=> 0;  // no trailing zeros: text order is value order
  }();
  return negative_ ? 0 <=> magnitude : magnitude;
}

std::string Decimal::to_text() const {
  if (is_zero()) return "0";
  const std::int64_t size = static_cast<std::int64_t>(digits_.size());
  const std::int64_t point = size + exponent_;  // digits before the decimal point
  std::string out = negative_ ? "-" : "";
  if (point > 21 || point < -6) {
    out += digits_.front();
    if (size > 1) out += "." + digits_.substr(1);
    return out + (point > 0 ? "e+" : "e-") + std::to_string(point > 0 ? point - 1 : 1 - point);
  }
  if (exponent_ >= 0) return out + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  if (point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits_;
  return out + digits_.substr(0, static_cast<std::size_t>(point)) + "." +
         digits_.substr(static_cast<std::size_t>(point));
}

}  // namespace verdiff
