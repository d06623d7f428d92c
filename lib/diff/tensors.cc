#include "diff/compare.h"

#include <string>
#include <string_view>

namespace verdiff {

namespace {

/// nullptr: the rank is not known.
const Node* shape_of(const Owned& tensor) {
  return tensor.entry->value->find("shape");
}

/// The two tensors of a pair.
struct Tensors {
  Walk& walk;
  const PairView& at;
  const Owned& before;
  const Owned& after;

  /// One end of a fact about a part of the tensor.
  static ChangeSide end(ChangeSide side, const Node* part, const std::string& name) {
    side.name = name;
    side.present = part != nullptr;
    side.value.reset();
    if (part == nullptr) return side;
    side.place.node = part;
    side.value = Value::copy(*part);
    return side;
  }
  void state(Aspect aspect, Action action, const Node* was, const Node* is,
             const std::string& name = "") const {
    walk.state(at.pair, {.aspect = aspect,
                         .action = action,
                         .effect = Effect::annotation,
                         .before = end(walk.before_side(before), was, name),
                         .after = end(walk.after_side(after), is, name)});
  }
  void compare_word(Aspect aspect, std::string_view field) const {
    const Node* const was = before.entry->value->find(field);
    const Node* const is = after.entry->value->find(field);
    if (was == nullptr && is == nullptr) return;
    if (was != nullptr && is != nullptr && equal(*was, *is)) return;
    state(aspect, presence_action(was != nullptr, is != nullptr), was, is);
  }
};

/// -1 stands for any size.
bool is_open(const Node& size) {
  return size.text().starts_with('-');
}

void compare_dimensions(const Tensors& tensors, const Node& before, const Node& after) {
  for (std::size_t i = 0; i < before.items().size(); ++i) {
    const Node& was = before.items()[i];
    const Node& is = after.items()[i];
    if (equal(was, is)) continue;
    const Action action = is_open(is)    ? Action::opened
                          : is_open(was) ? Action::closed
                                         : Action::changed;
    tensors.state(Aspect::dim, action, &was, &is, std::to_string(i));
  }
}

void compare_shapes(const Tensors& tensors) {
  const Node* const before = shape_of(tensors.before);
  const Node* const after = shape_of(tensors.after);
  if (before == nullptr && after == nullptr) return;
  if (before == nullptr || after == nullptr) {
    return tensors.state(Aspect::rank, before == nullptr ? Action::closed : Action::opened, before,
                         after);
  }
  if (before->items().size() != after->items().size()) {
    return tensors.state(Aspect::rank, Action::changed, before, after);
  }
  compare_dimensions(tensors, *before, *after);
}

}  // namespace

bool compare_tensors(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::tensor);
  const Owned* const after = at.after.first(Keyword::tensor);
  if (before == nullptr && after == nullptr) return false;
  if (before == nullptr || after == nullptr) {
    if (walk.across()) return false;
    compare_list(walk, at, Keyword::tensor, Aspect::dtype, Effect::annotation);
    return after == nullptr;  // the worst is said
  }
  const Tensors tensors{walk, at, *before, *after};
  tensors.compare_word(Aspect::dtype, "datatype");
  compare_shapes(tensors);
  tensors.compare_word(Aspect::layout, "layout");
  tensors.compare_word(Aspect::content_type, "contentType");
  return true;
}

}  // namespace verdiff
