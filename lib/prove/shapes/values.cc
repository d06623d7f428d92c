#include "prove/shapes/values.h"

#include "base/utf8.h"

#include <algorithm>
#include <limits>

namespace verdiff::prove {

Values::Values() {
  add(NodeKind::null, 0, 1);
  add(NodeKind::boolean, 0, 1);
  add(NodeKind::boolean, 1, 1);
}

ValueId Values::add(NodeKind kind, std::size_t index, std::uint64_t size) {
  rows_.push_back({kind, static_cast<std::uint32_t>(index), size});
  return ValueId{static_cast<std::uint32_t>(rows_.size() - 1)};
}

TextId Values::text(std::string_view text) {
  if (const auto known = text_numbers_.find(text); known != text_numbers_.end()) {
    return known->second;
  }
  const TextId id{static_cast<std::uint32_t>(texts_.size())};
  texts_.emplace_back(text);
  lengths_.push_back(count_code_points(text));
  text_numbers_.emplace(texts_.back(), id);
  return id;
}

ValueId Values::string(TextId text) {
  const auto [it, added] = by_text_.emplace(text, ValueId{});
  if (added) it->second = add(NodeKind::string, static_cast<std::size_t>(text), 1);
  return it->second;
}

ValueId Values::number(const Rational& value) {
  const auto [it, added] = by_number_.emplace(value, ValueId{});
  if (added) {
    it->second = add(NodeKind::number, numbers_.size(), 1);
    numbers_.push_back(value);
  }
  return it->second;
}

namespace {

/// What is shared counts as often as it is there, so that sizes double from level to level.
std::uint64_t sum(std::uint64_t left, std::uint64_t right) {
  const std::uint64_t out = left + right;
  return out < left ? std::numeric_limits<std::uint64_t>::max() : out;
}

}  // namespace

ValueId Values::array(std::vector<ValueId> items) {
  if (const auto known = by_items_.find(items); known != by_items_.end()) return known->second;
  std::uint64_t size = 1;
  for (const ValueId item : items) size = sum(size, this->size(item));
  const ValueId id = add(NodeKind::array, items_.size(), size);
  items_.push_back(items);
  by_items_.emplace(std::move(items), id);
  return id;
}

ValueId Values::object(MemberIds members) {
  std::sort(members.begin(), members.end());
  if (const auto known = by_members_.find(members); known != by_members_.end()) {
    return known->second;
  }
  std::uint64_t size = 1;
  for (const auto& [name, value] : members) size = sum(size, this->size(value));
  const ValueId id = add(NodeKind::object, members_.size(), size);
  members_.push_back(members);
  by_members_.emplace(std::move(members), id);
  return id;
}

std::optional<ValueId> Values::member(ValueId id, TextId name) const {
  const MemberIds& members = this->members(id);
  const auto found =
      std::lower_bound(members.begin(), members.end(), name,
                       [](const auto& member, TextId wanted) { return member.first < wanted; });
  if (found == members.end() || found->first != name) return std::nullopt;
  return found->second;
}

// Recursion: as deep as the document, which its reader limits.
std::optional<ValueId> Values::read(const Node& node) {
  switch (node.kind()) {
    case NodeKind::null:
      return null();
    case NodeKind::boolean:
      return boolean(node.boolean());
    case NodeKind::string:
      return string(text(node.text()));
    case NodeKind::number: {
      const std::optional<Rational> value = parse_rational(node.text());
      if (!value) return std::nullopt;
      return number(*value);
    }
    case NodeKind::array: {
      std::vector<ValueId> items;
      for (const Node& item : node.items()) {
        const std::optional<ValueId> id = read(item);
        if (!id) return std::nullopt;
        items.push_back(*id);
      }
      return array(std::move(items));
    }
    case NodeKind::object: {
      // By name: numbers of texts, and with them the steps of a search, don't depend on the order
      // in which a document has them.
      std::vector<const Member*> sorted;
      for (const Member& member : node.members()) sorted.push_back(&member);
      std::sort(sorted.begin(), sorted.end(),
                [](const Member* left, const Member* right) { return left->key < right->key; });
      MemberIds members;
      for (const Member* const member : sorted) {
        const std::optional<ValueId> id = read(member->value);
        if (!id) return std::nullopt;
        members.emplace_back(text(member->key), *id);
      }
      return object(std::move(members));
    }
  }
  return std::nullopt;
}

// Recursion: values are either read from documents or built by a search of limited depth.
Value Values::to_value(ValueId id) const {
  switch (kind(id)) {
    case NodeKind::null:
      return Value::null();
    case NodeKind::boolean:
      return Value::of(boolean(id));
    case NodeKind::string:
      return Value::string(text(text(id)));
    case NodeKind::number:
      return Value::number(to_number_text(number(id)));
    case NodeKind::array: {
      std::vector<Value> out;
      out.reserve(items(id).size());
      for (const ValueId item : items(id)) out.push_back(to_value(item));
      return Value::array(std::move(out));
    }
    case NodeKind::object: {
      MemberIds sorted = members(id);
      std::sort(sorted.begin(), sorted.end(), [this](const auto& left, const auto& right) {
        return text(left.first) < text(right.first);
      });
      std::vector<std::pair<std::string, Value>> out;
      out.reserve(sorted.size());
      for (const auto& [name, value] : sorted) out.emplace_back(text(name), to_value(value));
      return Value::object(std::move(out));
    }
  }
  return Value::null();
}

}  // namespace verdiff::prove
