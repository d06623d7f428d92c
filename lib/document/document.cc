#include "document/document.h"

#include "document/pointer.h"

#include <algorithm>
#include <optional>

namespace verdiff {

Location Document::locate(std::size_t offset) const {
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

template <class Range, class OffsetOf>
std::size_t child_at(const Range& children, bool in_order, std::uint32_t offset,
                     OffsetOf offset_of) {
  return in_order ? child_in_order(children, offset, offset_of)
                  : child_in_any_order(children, offset, offset_of);
}

/// Follows offsets down from the root; nullopt where they lead past the node.
std::optional<std::string> descend(const Node& root, const Node& node, bool in_order) {
  std::string out;
  const Node* at = &root;
  while (!(at->offset() == node.offset() && at->same_content(node))) {
    if (at->is_array()) {
      const std::span<const Node> items = at->items();
      const std::size_t found =
          child_at(items, in_order, node.offset(), [](const Node& item) { return item.offset(); });
      if (found == items.size()) return std::nullopt;
      out += "/" + std::to_string(found);
      at = &items[found];
    } else {
      const std::span<const Member> members = at->members();
      const std::size_t found =
          child_at(members, in_order, node.offset(),
                   [](const Member& member) { return member.value.offset(); });
      if (found == members.size()) return std::nullopt;
      out += "/" + escape_token(members[found].key);
      at = &members[found].value;
    }
  }
  return out;
}

}  // namespace

/// Only aliases and merge keys put children out of order, so the quick way nearly always leads
/// there; it is right where it arrives.
std::string Document::pointer_to(const Node& node) const {
  if (auto quick = descend(*root_, node, true)) return *std::move(quick);
  return descend(*root_, node, false).value_or("");
}

}  // namespace verdiff
