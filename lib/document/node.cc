#include "document/node.h"

#include "base/decimal.h"
#include "document/key_order.h"

#include <algorithm>
#include <array>
#include <vector>

namespace verdiff {

static_assert(sizeof(Node) == 32, "a document is mostly nodes");

std::string_view to_text(NodeKind kind) {
  static constexpr std::array<std::string_view, 6> names = {"null",   "boolean", "number",
                                                            "string", "array",   "object"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view with_article(NodeKind kind) {
  static constexpr std::array<std::string_view, 6> names = {"null",     "a boolean", "a number",
                                                            "a string", "an array",  "an object"};
  return names[static_cast<std::size_t>(kind)];
}

std::span<const std::uint32_t> Node::index() const {
  if (!is_object() || size_ <= unindexed_members) return {};
  const void* const behind = static_cast<const Member*>(data_) + size_;
  return {static_cast<const std::uint32_t*>(behind), size_};
}

const Member* Node::find_member(std::string_view key) const {
  const std::span<const Member> all = members();
  const std::span<const std::uint32_t> order = index();
  const HashedKey wanted(key);
  if (order.empty()) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Member& member) { return HashedKey(member) == wanted; });
    return found == all.end() ? nullptr : &*found;
  }
  const auto found = std::lower_bound(order.begin(), order.end(), wanted,
                                      [&](std::uint32_t at, const HashedKey& key_wanted) {
                                        return HashedKey(all[at]) < key_wanted;
                                      });
  if (found == order.end() || !(HashedKey(all[*found]) == wanted)) return nullptr;
  return &all[*found];
}

namespace {

bool same_number(std::string_view left, std::string_view right) {
  return left == right || Decimal::parse(left) == Decimal::parse(right);
}

}  // namespace

bool equal(const Node& left, const Node& right) {
  struct Pair {
    const Node* left;
    const Node* right;
  };
  std::vector<Pair> open;  // stays empty, and costs nothing, for what holds no other values
  Pair next = {&left, &right};
  while (true) {
    const auto [a, b] = next;
    if (a->hash() != b->hash() || a->kind() != b->kind()) return false;
    switch (a->same_content(*b) ? NodeKind::null : a->kind()) {
      case NodeKind::null:
        break;
      case NodeKind::boolean:
        if (a->boolean() != b->boolean()) return false;
        break;
      case NodeKind::number:
        if (!same_number(a->text(), b->text())) return false;
        break;
      case NodeKind::string:
        if (a->text() != b->text()) return false;
        break;
      case NodeKind::array:
        if (a->items().size() != b->items().size()) return false;
        for (std::size_t i = 0; i < a->items().size(); ++i) {
          open.push_back({&a->items()[i], &b->items()[i]});
        }
        break;
      case NodeKind::object:
        if (a->members().size() != b->members().size()) return false;
        for (const Member& member : a->members()) {
          const Node* const other = b->find(member.key);
          if (other == nullptr) return false;
          open.push_back({&member.value, other});
        }
        break;
    }
    if (open.empty()) return true;
    next = open.back();
    open.pop_back();
  }
}

}  // namespace verdiff
