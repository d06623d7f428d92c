#include "diff/compare.h"
#include "diff/lifecycle.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace verdiff {

namespace {

std::multiset<std::uint64_t> hashes(std::span<const Node> nodes) {
  std::multiset<std::uint64_t> out;
  for (const Node& node : nodes) out.insert(node.hash());
  return out;
}

bool starts_with(std::span<const Node> list, std::span<const Node> start) {
  return list.size() >= start.size() &&
         std::equal(start.begin(), start.end(), list.begin(),
                    [](const Node& l, const Node& r) { return equal(l, r); });
}

/// Labels give each position its meaning, so their order counts (design §2).
Action label_action(const Node& before, const Node& after) {
  if (!before.is_array() || !after.is_array()) return Action::changed;
  if (starts_with(after.items(), before.items())) return Action::increased;
  if (starts_with(before.items(), after.items())) return Action::decreased;
  return hashes(before.items()) == hashes(after.items()) ? Action::reordered : Action::changed;
}

/// A promise that a list of values will grow; the values named so far are only examples.
Action open_enum_action(const Node& before, const Node& after) {
  const auto was = hashes(before.items());
  const auto is = hashes(after.items());
  if (std::includes(is.begin(), is.end(), was.begin(), was.end())) return Action::added;
  if (std::includes(was.begin(), was.end(), is.begin(), is.end())) return Action::removed;
  return Action::changed;
}

using ActionOf = Action (*)(const Node& before, const Node& after);

/// A keyword whose lists have words of their own for "new", "gone" and for how they differ.
void compare_whole(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect, Action fresh,
                   Action gone, ActionOf action_of) {
  const Owned* const before = at.before.first(keyword);
  const Owned* const after = at.after.first(keyword);
  if (before == nullptr && after == nullptr) return;
  if (before && after && equal(*before->entry->value, *after->entry->value)) return;
  walk.state(at.pair, {.aspect = aspect,
                       .action = !before  ? fresh
                                 : !after ? gone
                                          : action_of(*before->entry->value, *after->entry->value),
                       .effect = Effect::annotation,
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

ChangeSide told(ChangeSide side, const Node* node, std::string_view name = "") {
  side.present = node != nullptr;
  side.name = name;
  side.value.reset();
  if (node == nullptr) return side;
  side.place.node = node;
  side.value = Value::copy(*node);
  return side;
}

/// What a string contains is no value of the payload, so no slot can prove it.
void compare_content_schema(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::content_schema);
  const Owned* const after = at.after.first(Keyword::content_schema);
  if (!before && !after) return;
  if (before && after && walk.same(before->entry->schemas.front(), after->entry->schemas.front())) {
    return;
  }
  walk.state(at.pair, {.aspect = Aspect::content_schema,
                       .action = presence_action(before != nullptr, after != nullptr),
                       .effect = content_effect(at, Keyword::content_schema),
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

/// What an XML object says, its defaults left out (OpenAPI 3.1.1 §4.8.26.1).
std::map<std::string_view, std::uint64_t> said_of_xml(const Owned* owned) {
  std::map<std::string_view, std::uint64_t> out;
  if (owned == nullptr) return out;
  for (const Member& member : owned->entry->value->members()) {
    const bool is_default = member.value.is_boolean() && !member.value.boolean();
    if (!is_default && !member.key.starts_with("x-")) out.emplace(member.key, member.value.hash());
  }
  return out;
}

/// Whether XML is written at all is known when all flows are (reach.cc).
void compare_xml(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::xml);
  const Owned* const after = at.after.first(Keyword::xml);
  if (!before && !after) return;
  if (before && after && equal(*before->entry->value, *after->entry->value)) return;
  const bool same = said_of_xml(before) == said_of_xml(after);
  walk.state(at.pair, {.aspect = Aspect::xml,
                       .action = presence_action(before != nullptr, after != nullptr),
                       .effect = same ? Effect::annotation : Effect::incomparable,
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

/// What the author announced of the future: x-sunset, x-stability-level.
void compare_announcements(Walk& walk, const PairView& at) {
  const auto attributes = [](const View& view) {
    std::vector<Attribute> out;
    for (const Owned& owned : view.all(Keyword::unknown)) {
      out.push_back({owned.entry->name, owned.entry->value});
    }
    return out;
  };
  for (const LifecycleChange& change :
       compare_lifecycle(attributes(at.before), attributes(at.after))) {
    walk.state(at.pair, {.aspect = change.aspect,
                         .action = change.action,
                         .effect = Effect::annotation,
                         .before = told(absent_before(walk, at), change.before),
                         .after = told(absent_after(walk, at), change.after)});
  }
}

}  // namespace

void compare_meaning(Walk& walk, const PairView& at) {
  compare_whole(walk, at, Keyword::labels, Aspect::labels, Action::added, Action::removed,
                label_action);
  compare_whole(walk, at, Keyword::extensible_enum, Aspect::open_enum, Action::opened,
                Action::closed, open_enum_action);
  compare_discriminator(walk, at);
  compare_content_schema(walk, at);
  compare_xml(walk, at);
  compare_announcements(walk, at);
}

}  // namespace verdiff
