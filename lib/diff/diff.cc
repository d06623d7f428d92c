#include "diff/diff.h"

#include "diff/api.h"
#include "diff/walk.h"

namespace verdiff {

namespace {

/// The first place at which two documents differ, declared versions apart; nullopt: nowhere.
struct Difference {
  const Node* before = nullptr;
  const Node* after = nullptr;
};

std::optional<Difference> first_difference(const Contract& before, const Contract& after) {
  const auto is_version = [&](const Node& node) {
    return &node == before.version_place.node || &node == after.version_place.node;
  };
  std::vector<Difference> pending{{&before.workspace.documents().front()->root(),
                                   &after.workspace.documents().front()->root()}};
  while (!pending.empty()) {
    const Difference here = pending.back();
    pending.pop_back();
    if (is_version(*here.before) || equal(*here.before, *here.after)) continue;
    const auto left = here.before->members();
    const auto right = here.after->members();
    if (left.size() != right.size() || left.empty()) return here;
    std::vector<Difference> parts;
    for (const Member& member : left) {
      const Node* const twin = here.after->find(member.key);
      if (twin == nullptr) return here;
      parts.push_back({&member.value, twin});
    }
    pending.insert(pending.end(), parts.rbegin(), parts.rend());
  }
  return std::nullopt;
}

/// The same promise in other words: nothing was stated, and yet the documents differ.
void state_wording(Api& api) {
  const auto where = first_difference(api.before(), api.after());
  if (!where) return;
  const Document* const before = api.before().workspace.documents().front().get();
  const Document* const after = api.after().workspace.documents().front().get();
  api.state({.subject = Subject::contract,
             .aspect = Aspect::wording,
             .action = Action::changed,
             .effect = Effect::annotation,
             .before = present({before, where->before}, ""),
             .after = present({after, where->after}, "")},
            "");
}

/// The same contract of another training; false where the formats don't say.
bool state_artifact(Api& api) {
  const Place& before = api.before().artifact;
  const Place& after = api.after().artifact;
  if (before.node == nullptr || after.node == nullptr || equal(*before.node, *after.node)) {
    return false;
  }
  api.state({.subject = Subject::contract,
             .aspect = Aspect::definition,
             .action = Action::changed,
             .before = present(before, "", before.node),
             .after = present(after, "", after.node)},
            "");
  return true;
}

}  // namespace

Diff diff(const Contract& before, const Contract& after) {
  Diff out;
  Walk walk(before, after, out);
  Api api(walk);
  compare_surroundings(api);
  compare_operations(api);
  if (out.changes.empty() && !state_artifact(api)) state_wording(api);
  walk.settle();
  return out;
}

}  // namespace verdiff
