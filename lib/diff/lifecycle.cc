#include "diff/lifecycle.h"

#include <algorithm>
#include <iterator>

namespace verdiff {

namespace {

constexpr std::string_view sunset_field = "x-sunset";
constexpr std::string_view stability_field = "x-stability-level";
constexpr std::string_view stability_levels[] = {"draft", "alpha", "beta", "stable"};

const Node* find(std::span<const Attribute> attributes, std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& one) {
    return one.name == name && one.value != nullptr && is_lifecycle(name, *one.value);
  });
  return found == attributes.end() ? nullptr : found->value;
}

/// A full-date of RFC 3339, alone or before a time; other text announces no date.
bool is_date(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) return false;
  }
  return text.size() == form.size() || text[form.size()] == 'T' || text[form.size()] == 't';
}

bool is_level(std::string_view text) {
  return std::find(std::begin(stability_levels), std::end(stability_levels), text) !=
         std::end(stability_levels);
}

/// Dates stand in the order of time as text does.
void compare_sunset(const Node* before, const Node* after, std::vector<LifecycleChange>& out) {
  if (before == nullptr && after == nullptr) return;
  Action action = Action::added;
  if (before != nullptr && after == nullptr) action = Action::removed;
  if (before != nullptr && after != nullptr) {
    if (before->text() == after->text()) return;
    action = before->text() < after->text() ? Action::increased : Action::decreased;
  }
  out.push_back({Aspect::sunset, action, before, after});
}

std::ptrdiff_t rank(const Node* level) {
  const auto last = std::end(stability_levels);
  if (level == nullptr) return last - std::begin(stability_levels) - 1;
  return std::find(std::begin(stability_levels), last, level->text()) -
         std::begin(stability_levels);
}

void compare_stability(const Node* before, const Node* after, std::vector<LifecycleChange>& out) {
  const auto was = rank(before);
  const auto is = rank(after);
  if (was == is) return;
  out.push_back(
      {Aspect::stability, was < is ? Action::increased : Action::decreased, before, after});
}

}  // namespace

std::vector<LifecycleChange> compare_lifecycle(std::span<const Attribute> before,
                                               std::span<const Attribute> after) {
  std::vector<LifecycleChange> out;
  compare_sunset(find(before, sunset_field), find(after, sunset_field), out);
  compare_stability(find(before, stability_field), find(after, stability_field), out);
  return out;
}

bool is_lifecycle(std::string_view name, const Node& value) {
  return (name == sunset_field && is_date(value.text())) ||
         (name == stability_field && is_level(value.text()));
}

}  // namespace verdiff
