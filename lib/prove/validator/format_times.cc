// Dates and times (RFC 3339).

#include "prove/validator/format.h"

#include <array>

namespace verdiff::validator {

namespace {

/// Takes so many digits; nullopt if they are not there.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    out = out * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return out;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return false;
  const auto month = take_digits(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return false;
  const auto day = take_digits(text, 2);
  if (!day) return false;
  static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
  const int length = lengths[static_cast<std::size_t>(*month - 1)] + (*month == 2 && leap ? 1 : 0);
  return *day >= 1 && *day <= length;
}

/// Minutes east of UTC.
std::optional<int> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const bool west = take(text, '-');
  if (!west && !take(text, '+')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return (west ? -1 : 1) * (*hour * 60 + *minute);
}

bool take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return false;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return false;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return false;
  if (take(text, '.')) {
    if (!take_digits(text, 1)) return false;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  const auto offset = take_offset(text);
  if (!offset) return false;
  // Leap seconds come at the end of a day in UTC (§5.7).
  constexpr int day = 24 * 60;
  return *second < 60 || (*hour * 60 + *minute - *offset + 2 * day) % day == day - 1;
}

bool take_number(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return false;
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return true;
}

/// Numbers with the units given, from some unit on without a gap; false: none, or something else.
bool take_units(std::string_view& text, std::string_view units, char end) {
  std::size_t next = std::string_view::npos;
  while (!text.empty() && text.front() != end) {
    if (!take_number(text) || text.empty()) return false;
    const std::size_t unit = units.find(text.front());
    if (unit == std::string_view::npos) return false;
    if (next != std::string_view::npos && unit != next) return false;
    next = unit + 1;
    text.remove_prefix(1);
  }
  return next != std::string_view::npos;
}

}  // namespace

std::optional<bool> is_date(std::string_view text) {
  return take_date(text) && text.empty();
}

std::optional<bool> is_time(std::string_view text) {
  return take_time(text) && text.empty();
}

std::optional<bool> is_date_time(std::string_view text) {
  if (!take_date(text) || (!take(text, 'T') && !take(text, 't'))) return false;
  return take_time(text) && text.empty();
}

/// RFC 3339 appendix A: units come without gaps, weeks alone.
std::optional<bool> is_duration(std::string_view text) {
  if (!take(text, 'P')) return false;
  if (std::string_view weeks = text; take_number(weeks) && weeks == "W") return true;
  const bool date = !text.empty() && text.front() != 'T';
  if (date && !take_units(text, "YMD", 'T')) return false;
  if (text.empty()) return date;
  return take(text, 'T') && take_units(text, "HMS", '\0') && text.empty();
}

}  // namespace verdiff::validator
