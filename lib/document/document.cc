#include "document/document.h"

#include "document/pointer.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace verdiff {

Location Document::locate(std::size_t offset) const {
  if (!origins_.empty()) offset = origins_[std::min(offset, origins_.size() - 1)];
  const LineIndex::Position position = lines_.find(*source_, offset);
  return {name_, position.line, position.column};
}

namespace {

/// The last child that starts at or before `offset`, if children start one after the other.
template <class Range, class OffsetOf>
std::size_t child_in_order(const Range& children, std::uint32_t offset, OffsetOf offset_of) {
  const auto next = std::partition_point(children.begin(), children.end(), [&](const auto& child) {
    return offset_of(child) <= offset;
  });
  return next == children.begin() ? children.size()
                                  : static_cast<std::size_t>(next - children.begin()) - 1;
}

/// The same in any order. What an alias or a merge key brought in from elsewhere starts before its
/// parent does, so that it never hides the parent's own children.
template <class Range, class OffsetOf>
std::size_t child_in_any_order(const Range& children, std::uint32_t offset, OffsetOf offset_of) {
  std::size_t best = children.size();
  for (std::size_t i = 0; i < children.size(); ++i) {
    const std::uint32_t start = offset_of(children[i]);
    if (start > offset) continue;
    if (best == children.size() || start >= offset_of(children[best])) best = i;
  }
  return best;
}

/// Which children may be out of the order of the source.
enum class Order {
  kept,      ///< none
  gaps,      ///< a list may go on behind what follows it: text protos
  unsteady,  ///< any: aliases and merge keys
};

/// Where the part of a value begins that may hold `offset`: of a list with gaps, its last item that
/// starts at or before it.
std::uint32_t nearest_start(const Node& value, std::uint32_t offset) {
  const std::span<const Node> items = value.items();
  const std::size_t item =
      child_in_order(items, offset, [](const Node& one) { return one.offset(); });
  return item == items.size() ? value.offset() : std::max(value.offset(), items[item].offset());
}

std::size_t item_at(std::span<const Node> items, Order order, std::uint32_t offset) {
  const auto offset_of = [](const Node& item) { return item.offset(); };
  return order == Order::unsteady ? child_in_any_order(items, offset, offset_of)
                                  : child_in_order(items, offset, offset_of);
}

std::size_t member_at(std::span<const Member> members, Order order, std::uint32_t offset) {
  const auto offset_of = [](const Member& member) { return member.value.offset(); };
  switch (order) {
    case Order::kept:
      return child_in_order(members, offset, offset_of);
    case Order::gaps:
      return child_in_any_order(members, offset, [&](const Member& member) {
        return nearest_start(member.value, offset);
      });
    case Order::unsteady:
      break;
  }
  return child_in_any_order(members, offset, offset_of);
}

/// Follows offsets down from the root; nullopt where they lead past the node.
std::optional<std::string> descend(const Node& root, const Node& node, Order order) {
  std::string out;
  const Node* at = &root;
  while (!(at->offset() == node.offset() && at->same_content(node))) {
    if (at->is_array()) {
      const std::span<const Node> items = at->items();
      const std::size_t found = item_at(items, order, node.offset());
      if (found == items.size()) return std::nullopt;
      out += "/" + std::to_string(found);
      at = &items[found];
    } else {
      const std::span<const Member> members = at->members();
      const std::size_t found = member_at(members, order, node.offset());
      if (found == members.size()) return std::nullopt;
      out += "/" + escape_token(members[found].key);
      at = &members[found].value;
    }
  }
  return out;
}

}  // namespace

/// Children are nearly always in order, so the quick way nearly always leads there; each way is
/// right where it arrives.
std::string Document::pointer_to(const Node& node) const {
  for (const Order order : {Order::kept, Order::gaps, Order::unsteady}) {
    if (auto pointer = descend(*root_, node, order)) return *std::move(pointer);
  }
  return "";
}

}  // namespace verdiff
