#include "diff/same.h"

#include <algorithm>
#include <numeric>

namespace verdiff {

namespace {

std::uint64_t key_of(SchemaId before, SchemaId after) {
  return std::uint64_t{index(before)} << 32 | index(after);
}

/// Positions of `names` in order of the names.
std::vector<std::size_t> sorted_positions(std::span<const std::string_view> names) {
  std::vector<std::size_t> out(names.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::sort(out.begin(), out.end(),
            [&](std::size_t l, std::size_t r) { return names[l] < names[r]; });
  return out;
}

/// The schemas under the same names; false where the names differ.
bool pair_by_name(const Entry& before, const Entry& after,
                  std::vector<std::pair<SchemaId, SchemaId>>& parts) {
  const auto left = sorted_positions(before.names);
  const auto right = sorted_positions(after.names);
  for (std::size_t n = 0; n < left.size(); ++n) {
    if (before.names[left[n]] != after.names[right[n]]) return false;
  }
  if (before.schemas.size() != before.names.size()) return true;
  for (std::size_t n = 0; n < left.size(); ++n) {
    parts.emplace_back(before.schemas[left[n]], after.schemas[right[n]]);
  }
  return true;
}

bool same_value(const Entry& before, const Entry& after) {
  if (before.value == nullptr || after.value == nullptr) return before.value == after.value;
  return equal(*before.value, *after.value);
}

}  // namespace

bool SameSchemas::same_locally(const Schema& before, const Schema& after, Pairs& parts) const {
  if (before.boolean != after.boolean || before.entries.size() != after.entries.size())
    return false;
  for (std::size_t i = 0; i < before.entries.size(); ++i) {
    const Entry& left = before.entries[i];
    const Entry& right = after.entries[i];
    if (left.keyword != right.keyword || left.name != right.name || left.types != right.types ||
        left.schemas.size() != right.schemas.size() || left.names.size() != right.names.size()) {
      return false;
    }
    const bool carries_schemas = !left.schemas.empty();
    if (std::equal(left.names.begin(), left.names.end(), right.names.begin())) {
      for (std::size_t n = 0; n < left.schemas.size(); ++n) {
        parts.emplace_back(left.schemas[n], right.schemas[n]);
      }
    } else if (!pair_by_name(left, right, parts)) {
      return false;
    }
    const bool by_value =
        !carries_schemas && left.keyword != Keyword::type && left.keyword != Keyword::required;
    if (by_value && !same_value(left, right)) return false;
  }
  return true;
}

bool SameSchemas::operator()(SchemaId before, SchemaId after) {
  // Coinduction: the pairs met on the way count as the same unless one of them turns out not to be.
  assumed_.clear();
  pending_.assign(1, {before, after});
  bool same = true;
  while (same && !pending_.empty()) {
    const auto [left, right] = pending_.back();
    pending_.pop_back();
    if (before_[left].hash != after_[right].hash) {
      same = false;
    } else if (same_.insert(key_of(left, right)).second) {
      assumed_.push_back(key_of(left, right));
      same = same_locally(before_[left], after_[right], pending_);
    }
  }
  if (!same) {
    for (const std::uint64_t key : assumed_) same_.erase(key);
  }
  return same;
}

}  // namespace verdiff
