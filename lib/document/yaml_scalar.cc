#include "document/yaml_scalar.h"

#include "document/digits.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace verdiff {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// Hexadecimal and octal numbers longer than this are refused: turning them into decimal takes
/// quadratic time.
constexpr std::size_t longest_radix_digits = 1024;

std::string to_decimal(std::string_view digits, unsigned radix) {
  constexpr std::uint64_t limb = 1'000'000'000;
  constexpr std::size_t limb_digits = 9;
  std::vector<std::uint64_t> limbs = {0};  // least significant first
  for (const char c : digits) {
    std::uint64_t carry = digit_value(c, radix).value_or(0);
    for (std::uint64_t& part : limbs) {
      carry += part * radix;
      part = carry % limb;
      carry /= limb;
    }
    if (carry != 0) limbs.push_back(carry);
  }
  std::string out = std::to_string(limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- > 0;) {
    const std::string part = std::to_string(limbs[i]);
    out += std::string(limb_digits - part.size(), '0') + part;
  }
  return out;
}

/// `0x1F`, `0o17`. The core schema has no sign in front of them.
std::optional<YamlScalar> resolve_radix(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'x' && text[1] != 'o')) return std::nullopt;
  const unsigned radix = text[1] == 'x' ? 16 : 8;
  const std::string_view digits = text.substr(2);
  const bool all = std::all_of(digits.begin(), digits.end(),
                               [&](char c) { return digit_value(c, radix).has_value(); });
  if (!all) return std::nullopt;
  if (digits.size() > longest_radix_digits) return YamlScalar{YamlScalar::Kind::too_large, {}, {}};
  return YamlScalar{YamlScalar::Kind::integer, false, to_decimal(digits, radix)};
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view out = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(out.size());
  return out;
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
std::optional<YamlScalar> resolve_decimal(std::string_view text) {
  YamlScalar out{YamlScalar::Kind::integer, false, {}};
  if (text.starts_with('-')) out.number = "-";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::string_view whole = take_digits(text);
  const bool has_whole = !whole.empty();
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  out.number += whole.empty() ? "0" : whole;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string_view fraction = take_digits(text);
    if (!has_whole && fraction.empty()) return std::nullopt;
    if (!fraction.empty()) out.number.append(".").append(fraction);
    out.kind = YamlScalar::Kind::floating;
  } else if (!has_whole) {
    return std::nullopt;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    const std::string_view all = text;
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (take_digits(text).empty()) return std::nullopt;
    out.number += all.substr(0, all.size() - text.size());
    out.kind = YamlScalar::Kind::floating;
  }
  if (!text.empty()) return std::nullopt;
  return out;
}

}  // namespace

YamlScalar resolve_plain(std::string_view text) {
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return {YamlScalar::Kind::null, {}, {}};
  if (is_one_of(text, {"true", "True", "TRUE"})) return {YamlScalar::Kind::boolean, true, {}};
  if (is_one_of(text, {"false", "False", "FALSE"})) return {YamlScalar::Kind::boolean, false, {}};
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return {YamlScalar::Kind::not_a_number, {}, {}};
  std::string_view magnitude = text;
  if (text.starts_with('-') || text.starts_with('+')) magnitude.remove_prefix(1);
  if (is_one_of(magnitude, {".inf", ".Inf", ".INF"})) {
    return {YamlScalar::Kind::not_a_number, {}, {}};
  }
  if (std::optional<YamlScalar> number = resolve_radix(text)) return *std::move(number);
  if (std::optional<YamlScalar> number = resolve_decimal(text)) return *std::move(number);
  return {};
}

}  // namespace verdiff
