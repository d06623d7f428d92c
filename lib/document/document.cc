#include "document/document.h"

#include "document/pointer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

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

/// Looks everywhere: the values of one field of a text proto may stand around other fields, so that
/// no offset tells whose child a node is.
std::optional<std::string> search(const Node& root, const Node& node) {
  struct Open {
    const Node* at;
    std::size_t next = 0;          // of its children
    std::size_t pointer_size = 0;  // before it
  };
  std::string pointer;
  std::vector<Open> open = {{&root}};
  while (!open.empty()) {
    Open& here = open.back();
    const Node& at = *here.at;
    if (at.offset() == node.offset() && at.same_content(node)) return pointer;
    const std::size_t child = here.next++;
    if (child >= at.items().size() + at.members().size()) {
      pointer.resize(here.pointer_size);
      open.pop_back();
      continue;
    }
    const std::size_t size = pointer.size();
    pointer +=
        at.is_array() ? "/" + std::to_string(child) : "/" + escape_token(at.members()[child].key);
    open.push_back({at.is_array() ? &at.items()[child] : &at.members()[child].value, 0, size});
  }
  return std::nullopt;
}

}  // namespace

/// Only aliases and merge keys put children out of order, and text protos leave gaps in them; so
/// the quick way nearly always leads there, and is right where it arrives.
std::string Document::pointer_to(const Node& node) const {
  if (auto quick = descend(*root_, node, true)) return *std::move(quick);
  if (auto slow = descend(*root_, node, false)) return *std::move(slow);
  return search(*root_, node).value_or("");
}

}  // namespace verdiff
