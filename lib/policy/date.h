#pragma once

#include <string>
#include <string_view>

namespace verdiff {

/// Whether a text is a day of the calendar, `2026-11-25` (RFC 3339 full-date). Such days compare as
/// their texts do.
bool is_date(std::string_view text);

/// The day of a moment in UTC; seconds since 1970-01-01.
std::string date_of(long long seconds);

}  // namespace verdiff
