// Values as a whole, and what is said about them: the part of Evaluation that stays where it is.

#include "base/text.h"
#include "base/utf8.h"
#include "document/value.h"
#include "prove/validator/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff::validator {

namespace {

std::uint8_t types_of(const Node& value) {
  switch (value.kind()) {
    case NodeKind::null:
      return type_bit(Type::null);
    case NodeKind::boolean:
      return type_bit(Type::boolean);
    case NodeKind::string:
      return type_bit(Type::string);
    case NodeKind::array:
      return type_bit(Type::array);
    case NodeKind::object:
      return type_bit(Type::object);
    case NodeKind::number:
      break;
  }
  // From draft 6 on, 1.0 is an integer. Draft 4 leaves it open (§3.5); it is one here, too.
  const std::optional<Number> number = Number::parse(value.text());
  const bool integer = number && number->is_integer();
  return static_cast<std::uint8_t>(type_bit(Type::number) |
                                   (integer ? type_bit(Type::integer) : 0));
}

std::string type_words(std::uint8_t bits) {
  static constexpr auto names = std::to_array<std::pair<Type, std::string_view>>({
      {Type::null, "null"},
      {Type::boolean, "a boolean"},
      {Type::number, "a number"},
      {Type::integer, "an integer"},
      {Type::string, "a string"},
      {Type::array, "an array"},
      {Type::object, "an object"},
  });
  if (bits & type_bit(Type::number))
    bits = static_cast<std::uint8_t>(bits & ~type_bit(Type::integer));
  std::vector<std::string_view> words;
  for (const auto& [type, name] : names) {
    if (bits & type_bit(type)) words.push_back(name);
  }
  if (words.empty()) return "of any type that there is";
  std::string out(words.front());
  for (std::size_t i = 1; i < words.size(); ++i) {
    out += fmt::format("{}{}", i + 1 == words.size() ? " or " : ", ", words[i]);
  }
  return out;
}

std::string_view plural(std::uint64_t count) {
  return count == 1 ? "" : "s";
}

}  // namespace

bool Evaluation::check_scalar(const Check& check, const Node& value) {
  switch (check.op) {
    case Op::type:
      // Whether it is an integer is dearer to tell, and then does not matter.
      if (value.is_number() && (check.types & type_bit(Type::number)) != 0) return true;
      return (types_of(value) & check.types) != 0;
    case Op::constant:
      return value.hash() == check.keyword->hash() && equal(value, *check.keyword);
    case Op::enumeration: {
      const std::span<const Node> values = check.keyword->items();
      return std::any_of(values.begin(), values.end(), [&](const Node& one) {
        return step() && one.hash() == value.hash() && equal(one, value);
      });
    }
    case Op::minimum:
    case Op::exclusive_minimum:
    case Op::maximum:
    case Op::exclusive_maximum:
    case Op::multiple_of:
      return !value.is_number() || check_number(check, value);
    case Op::pattern:
      return !value.is_string() || check_pattern(*check.regex, value.text());
    case Op::unique_items:
      return check_unique(value);
    case Op::format:
      return !value.is_string() || check_format(*check.format, value.text());
    default:
      return check_length(check, value);
  }
}

bool Evaluation::check_number(const Check& check, const Node& value) {
  const std::optional<Number> number = Number::parse(value.text());
  if (!number)
    return stop(UnknownReason::unsupported,
                fmt::format("the number {} is too large", value.text()));
  switch (check.op) {
    case Op::minimum:
      return compare(*number, check.number) >= 0;
    case Op::exclusive_minimum:
      return compare(*number, check.number) > 0;
    case Op::maximum:
      return compare(*number, check.number) <= 0;
    case Op::exclusive_maximum:
      return compare(*number, check.number) < 0;
    default:
      return divides(check.number, *number);
  }
}

bool Evaluation::check_length(const Check& check, const Node& value) {
  switch (check.op) {
    case Op::min_length:
      return !value.is_string() || count_code_points(value.text()) >= check.count;
    case Op::max_length:
      return !value.is_string() || count_code_points(value.text()) <= check.count;
    case Op::min_items:
      return !value.is_array() || value.items().size() >= check.count;
    case Op::max_items:
      return !value.is_array() || value.items().size() <= check.count;
    case Op::min_properties:
      return !value.is_object() || value.members().size() >= check.count;
    default:
      return !value.is_object() || value.members().size() <= check.count;
  }
}

bool Evaluation::check_pattern(const Regex& regex, std::string_view text) {
  if (!regex.problem().empty()) return stop(UnknownReason::pattern, "a pattern " + regex.problem());
  const std::optional<bool> found = regex.search(text, steps_, options_.budget);
  if (!found) return stop(UnknownReason::budget, "the step budget is spent");
  return *found;
}

bool Evaluation::check_format(const StringFormat& format, std::string_view text) {
  steps_ += text.size();
  const std::optional<bool> holds = format.holds(text);
  if (!holds) {
    return stop(UnknownReason::unsupported,
                fmt::format("whether {} is of the format \"{}\" takes what is not built in",
                            to_json(Value::string(text), 60), format.name));
  }
  return *holds;
}

std::string why(const Check& check, const Node& value) {
  const std::string keyword = check.keyword != nullptr ? to_json(*check.keyword, 60) : "";
  switch (check.op) {
    case Op::type:
      return fmt::format("is {}, not {}", type_words(types_of(value)), type_words(check.types));
    case Op::constant:
      return fmt::format("is not the constant {}", keyword);
    case Op::enumeration:
      return fmt::format("is none of the values {}", keyword);
    case Op::minimum:
      return fmt::format("is less than the minimum {}", keyword);
    case Op::exclusive_minimum:
      return fmt::format("is not greater than the exclusive minimum {}", keyword);
    case Op::maximum:
      return fmt::format("is greater than the maximum {}", keyword);
    case Op::exclusive_maximum:
      return fmt::format("is not less than the exclusive maximum {}", keyword);
    case Op::multiple_of:
      return fmt::format("is not a multiple of {}", keyword);
    case Op::min_length:
      return fmt::format("is shorter than {} character{}", keyword, plural(check.count));
    case Op::max_length:
      return fmt::format("is longer than {} character{}", keyword, plural(check.count));
    case Op::pattern:
      return fmt::format("does not match the pattern {}", keyword);
    case Op::format:
      return fmt::format("is not of the format {}", keyword);
    case Op::min_items:
      return fmt::format("has fewer than {} item{}", keyword, plural(check.count));
    case Op::max_items:
      return fmt::format("has more than {} item{}", keyword, plural(check.count));
    case Op::unique_items:
      return "holds an item twice";
    case Op::min_properties:
      return fmt::format("has fewer than {} propert{}", keyword, check.count == 1 ? "y" : "ies");
    case Op::max_properties:
      return fmt::format("has more than {} propert{}", keyword, check.count == 1 ? "y" : "ies");
    default:
      return "is not valid";
  }
}

}  // namespace verdiff::validator
