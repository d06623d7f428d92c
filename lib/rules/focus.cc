#include "rules/focus.h"

#include <algorithm>

namespace verdiff {

namespace {

/// The side that sends the payload: the new one of an output, the old one of an input.
const ChangeSide& producer_side(const Change& change) {
  return change.direction == Direction::input ? change.before : change.after;
}
const ChangeSide& consumer_side(const Change& change) {
  return change.direction == Direction::input ? change.after : change.before;
}

/// What the consumer's schema itself requires, but for one name.
std::vector<std::string> others_required(const Side& consumer, const std::string& name) {
  std::vector<std::string> out;
  const Entry* const required = consumer.contract->schemas[consumer.schema].find(Keyword::required);
  if (required == nullptr) return out;
  for (const std::string_view other : required->names) {
    if (other != name) out.emplace_back(other);
  }
  return out;
}

/// Without what the consumer asks for, but with everything else; or with what it does not take.
std::vector<Focus> of_property(const Change& change, const Side& consumer) {
  const std::string& asked = consumer_side(change).name;
  const std::string& sent = producer_side(change).name;
  std::vector<Focus> out;
  if (!asked.empty()) {
    out.push_back({.present = others_required(consumer, asked), .absent = {asked}});
    out.push_back({.absent = {asked}});
  }
  if (!sent.empty() && change.aspect != Aspect::required) out.push_back({.present = {sent}});
  return out;
}

/// One of the values that the producer has and the consumer has not.
std::vector<Focus> of_values(const Change& change) {
  const ChangeSide& told = producer_side(change);
  if (!told.value || told.value->kind != NodeKind::array) return {};
  return {{.values = told.value->items}};
}

}  // namespace

std::vector<Focus> focuses(const Change& change, const Side& consumer) {
  std::vector<Focus> out;
  if (change.subject == Subject::property) {
    out = of_property(change, consumer);
  } else if (const auto& alternative = producer_side(change).schema) {
    out.push_back({.schema = alternative});
  } else if (change.aspect == Aspect::nullable) {
    out.push_back({.values = {Value()}});
  } else if (change.aspect == Aspect::enum_) {
    out = of_values(change);
  }
  out.push_back({});  // anything that the changed schema itself lets through
  return out;
}

}  // namespace verdiff
