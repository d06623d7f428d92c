#include "semver/version.h"

#include "base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace verdiff {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool has_leading_zero(std::string_view text) {
  return text.size() > 1 && text.front() == '0';
}

/// §9, §10: [0-9A-Za-z-]
bool is_identifier_character(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

std::vector<std::string> split_at_dots(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
    out.emplace_back(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  out.emplace_back(text);
  return out;
}

/// Splits off what follows `mark`; nullopt: there is no mark.
std::optional<std::string_view> take_after(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

/// What is wrong with the dot-separated identifiers of one part, or nothing.
std::optional<std::string> flaw(const std::vector<std::string>& identifiers, std::string_view part,
                                bool leading_zeros) {
  for (const std::string& identifier : identifiers) {
    if (identifier.empty()) return fmt::format("the {} has an empty identifier", part);
    if (!std::all_of(identifier.begin(), identifier.end(), is_identifier_character)) {
      return fmt::format("the {} may hold only letters, digits, `-` and `.`", part);
    }
    if (!leading_zeros && is_number(identifier) && has_leading_zero(identifier)) {
      return fmt::format("number {} of the {} has a leading zero", identifier, part);
    }
  }
  return std::nullopt;
}

/// §2: three numbers without leading zeros.
std::optional<std::string> flaw_of_core(const std::vector<std::string>& numbers,
                                        std::string_view core) {
  if (core.starts_with('v') || core.starts_with('V')) return "drop the leading `v`";
  if (numbers.size() != 3 || !std::all_of(numbers.begin(), numbers.end(), is_number)) {
    return "it needs exactly three numbers, MAJOR.MINOR.PATCH";
  }
  for (const std::string& number : numbers) {
    if (has_leading_zero(number)) return fmt::format("number {} has a leading zero", number);
  }
  return std::nullopt;
}

/// Decimal texts without leading zeros: the longer one is larger, else text order is value order.
std::strong_ordering compare_numbers(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  return left.compare(right) <=> 0;
}

std::string successor(std::string number) {
  const auto not_nine =
      std::find_if(number.rbegin(), number.rend(), [](char c) { return c != '9'; });
  std::fill(number.rbegin(), not_nine, '0');
  if (not_nine == number.rend()) return "1" + number;
  ++*not_nine;
  return number;
}

/// §11.4: numbers by value and before texts, texts in ASCII order.
std::strong_ordering compare_identifiers(const std::string& left, const std::string& right) {
  const bool left_is_number = is_number(left);
  if (left_is_number != is_number(right)) {
    return left_is_number ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  return left_is_number ? compare_numbers(left, right) : left.compare(right) <=> 0;
}

/// §11.3, §11.4: a release is above its prereleases; a longer list above its own beginning.
std::strong_ordering compare_prereleases(const Version& left, const Version& right) {
  if (left.is_prerelease() != right.is_prerelease()) {
    return left.is_prerelease() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const std::size_t common = std::min(left.prerelease.size(), right.prerelease.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto order = compare_identifiers(left.prerelease[i], right.prerelease[i]);
    if (order != 0) return order;
  }
  return left.prerelease.size() <=> right.prerelease.size();
}

/// The release with these numbers.
Version release(std::string major, std::string minor, std::string patch) {
  Version out;
  out.major = std::move(major);
  out.minor = std::move(minor);
  out.patch = std::move(patch);
  return out;
}

Version release_of(const Version& version) {
  return release(version.major, version.minor, version.patch);
}

/// The number that a step changes, by the plain reading of 1.0.0 and later.
enum class Place { patch, minor, major };

/// Which promise a step at `place` out of the line of `from` touches.
Level level_of(Place place, const Version& from, ZeroRule zero) {
  const bool below_one = from.major == "0" && place != Place::major;
  if (below_one && zero == ZeroRule::any) return Level::major;
  if (below_one && zero == ZeroRule::cargo) {
    const bool leftmost_changes = place == Place::minor || from.minor == "0";
    return leftmost_changes ? Level::major : Level::minor;
  }
  switch (place) {
    case Place::patch:
      return Level::patch;
    case Place::minor:
      return Level::minor;
    case Place::major:
      break;
  }
  return Level::major;
}

/// What the release may hold that this prerelease announces: its last non-zero number tells.
Level announced_level(const Version& prerelease, ZeroRule zero) {
  const Place place = prerelease.patch != "0"   ? Place::patch
                      : prerelease.minor != "0" ? Place::minor
                                                : Place::major;
  return level_of(place, prerelease, zero);
}

}  // namespace

Result<Version> Version::parse(std::string_view text) {
  std::string_view core = text;
  const auto build = take_after(core, '+');  // first: metadata may hold '-', a prerelease no '+'
  const auto prerelease = take_after(core, '-');

  std::vector<std::string> numbers = split_at_dots(core);
  std::optional<std::string> problem = flaw_of_core(numbers, core);
  Version out;
  if (prerelease) {
    out.prerelease = split_at_dots(*prerelease);
    if (!problem) problem = flaw(out.prerelease, "prerelease", false);
  }
  if (build) {
    out.build = split_at_dots(*build);
    if (!problem) problem = flaw(out.build, "build metadata", true);
  }
  if (problem) {
    return Error{ErrorCode::bad_version,
                 fmt::format("expected a SemVer 2.0.0 version such as 1.4.0 or 1.4.0-rc.1, "
                             "found `{}`: {}",
                             printable(text), *problem),
                 {},
                 {}};
  }
  out.major = std::move(numbers[0]);
  out.minor = std::move(numbers[1]);
  out.patch = std::move(numbers[2]);
  return out;
}

std::string Version::to_text() const {
  std::string out = fmt::format("{}.{}.{}", major, minor, patch);
  if (!prerelease.empty()) out += fmt::format("-{}", fmt::join(prerelease, "."));
  if (!build.empty()) out += fmt::format("+{}", fmt::join(build, "."));
  return out;
}

std::weak_ordering precedence(const Version& left, const Version& right) {
  for (const auto number : {&Version::major, &Version::minor, &Version::patch}) {
    const auto order = compare_numbers(left.*number, right.*number);
    if (order != 0) return order;
  }
  return compare_prereleases(left, right);
}

Level declared_level(const Version& from, const Version& to, ZeroRule zero) {
  if (precedence(to, from) <= 0) return Level::none;
  const Level announced = from.is_prerelease() ? announced_level(from, zero) : Level::none;
  if (to.major != from.major) return Level::major;
  if (to.minor != from.minor) return std::max(announced, level_of(Place::minor, from, zero));
  if (to.patch != from.patch) return std::max(announced, level_of(Place::patch, from, zero));
  return announced;
}

Version next_version(const Version& from, Level level, ZeroRule zero) {
  if (level == Level::none) return from;
  const std::array<Version, 4> ascending = {
      release_of(from),
      release(from.major, from.minor, successor(from.patch)),
      release(from.major, successor(from.minor), "0"),
      release(successor(from.major), "0", "0"),
  };
  return *std::find_if(ascending.begin(), std::prev(ascending.end()),
                       [&](const Version& to) { return declared_level(from, to, zero) >= level; });
}

}  // namespace verdiff
