#pragma once

#include "document/document.h"
#include "document/pointer.h"
#include "fuzz/fuzz.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff::fuzz {

/// Small enough that what an input unfolds to can be looked at whole.
inline Limits small_limits() {
  Limits out;
  out.depth = 64;
  out.nodes = 4096;
  out.alias_nodes = 4096;
  return out;
}

/// What holds for every document, whatever it was read from.
inline void require_sound(const Document& document) {
  std::vector<const Node*> open = {&document.root()};
  while (!open.empty()) {
    const Node& node = *open.back();
    open.pop_back();
    require(node.offset() <= document.source().size());
    require(document.locate(node).line >= 1);
    const Node* const found = find_pointer(document.root(), document.pointer_to(node));
    require(found != nullptr && equal(*found, node));
    for (const Node& item : node.items()) open.push_back(&item);
    for (const Member& member : node.members()) {
      require(node.find(member.key) == &member.value);
      open.push_back(&member.value);
    }
  }
}

inline void require_equal(const Document& left, const Document& right) {
  require(left.root().hash() == right.root().hash());
  require(equal(left.root(), right.root()));
}

/// An error says what, and where in the file.
inline void require_located(const Error& error) {
  require(!error.message.empty() && error.code != ErrorCode::internal);
  require(error.where.line >= 1 && error.where.column >= 1);
}

}  // namespace verdiff::fuzz
