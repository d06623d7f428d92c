#include "document/document.h"

#include "document/pointer.h"

#include <algorithm>

namespace verdiff {

Location Document::locate(std::size_t offset) const {
  const LineIndex::Position position = lines_.find(*source_, offset);
  return {name_, position.line, position.column};
}

namespace {

/// The last child that starts at or before `offset`. What an alias or a merge key brought in from
/// elsewhere starts before its parent does, so that it never hides the parent's own children.
template <class Range, class OffsetOf>
std::size_t child_at(const Range& children, std::uint32_t offset, OffsetOf offset_of) {
  std::size_t best = children.size();
  for (std::size_t i = 0; i < children.size(); ++i) {
    const std::uint32_t start = offset_of(children[i]);
    if (start > offset) continue;
    if (best == children.size() || start >= offset_of(children[best])) best = i;
  }
  return best;
}

}  // namespace

std::string Document::pointer_to(const Node& node) const {
  std::string out;
  const Node* at = root_;
  while (!(at->offset() == node.offset() && at->same_content(node))) {
    if (at->is_array()) {
      const std::span<const Node> items = at->items();
      const std::size_t found =
          child_at(items, node.offset(), [](const Node& item) { return item.offset(); });
      if (found == items.size()) break;
      out += "/" + std::to_string(found);
      at = &items[found];
    } else {
      const std::span<const Member> members = at->members();
      const std::size_t found = child_at(
          members, node.offset(), [](const Member& member) { return member.value.offset(); });
      if (found == members.size()) break;
      out += "/" + escape_token(members[found].key);
      at = &members[found].value;
    }
  }
  return out;
}

}  // namespace verdiff
