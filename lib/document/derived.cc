#include "document/derived.h"

namespace verdiff {

void DerivedBuilder::value(const Node& node) {
  const std::uint32_t at = node.offset();
  switch (node.kind()) {
    case NodeKind::null:
      return null(at);
    case NodeKind::boolean:
      return boolean(node.boolean(), at);
    case NodeKind::number:
      return number(node.text(), at);
    case NodeKind::string:
      return string(node.text(), at);
    case NodeKind::array:
      begin_array(at);
      for (const Node& item : node.items()) value(item);
      return end_array();
    case NodeKind::object:
      begin_object(at);
      for (const Member& member : node.members()) {
        key(member.key, member.key_offset);
        value(member.value);
      }
      return end_object();
  }
}

}  // namespace verdiff
