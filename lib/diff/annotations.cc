#include "diff/compare.h"
#include "diff/lifecycle.h"

#include <algorithm>
#include <set>

namespace verdiff {

namespace {

struct AnnotationRow {
  Keyword keyword;
  Aspect aspect;
};

constexpr AnnotationRow rows[] = {
    {Keyword::default_, Aspect::default_},           {Keyword::unit, Aspect::unit},
    {Keyword::examples, Aspect::examples},           {Keyword::title, Aspect::title},
    {Keyword::description, Aspect::description},     {Keyword::comment, Aspect::documentation},
    {Keyword::external_docs, Aspect::documentation},
};

bool says_yes(const Owned& owned) {
  return owned.entry->value != nullptr && owned.entry->value->boolean();
}

/// Flags: `false` is what absence means.
const Owned* raised(const View& view, Keyword keyword) {
  const auto all = view.all(keyword);
  const auto found = std::find_if(all.begin(), all.end(), says_yes);
  return found == all.end() ? nullptr : &*found;
}

void compare_flag(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect) {
  const Owned* const before = raised(at.before, keyword);
  const Owned* const after = raised(at.after, keyword);
  if ((before == nullptr) == (after == nullptr)) return;
  walk.state(at.pair, {.aspect = aspect,
                       .action = after ? Action::added : Action::removed,
                       .effect = aspect == Aspect::deprecated ? Effect::annotation : Effect::none,
                       .before = before ? walk.before_side(*before) : absent_before(walk, at),
                       .after = after ? walk.after_side(*after) : absent_after(walk, at)});
}

/// Extensions and unknown keywords, by name.
void compare_unknown(Walk& walk, const PairView& at) {
  const auto state = [&](const Owned* before, const Owned* after) {
    Fact fact{.aspect = Aspect::extension,
              .action = presence_action(before != nullptr, after != nullptr),
              .effect = Effect::annotation,
              .before = before ? walk.before_side(*before) : absent_before(walk, at),
              .after = after ? walk.after_side(*after) : absent_after(walk, at)};
    fact.before.name = fact.after.name = (before ? before : after)->entry->name;
    walk.state(at.pair, std::move(fact));
  };
  const auto by_name = [](const View& view) {
    std::vector<const Owned*> out;
    for (const Owned& owned : view.all(Keyword::unknown)) {
      if (!is_lifecycle(owned.entry->name, *owned.entry->value)) out.push_back(&owned);
    }
    std::stable_sort(out.begin(), out.end(), [](const Owned* l, const Owned* r) {
      return l->entry->name < r->entry->name;
    });
    return out;
  };
  const auto before = by_name(at.before);
  const auto after = by_name(at.after);
  auto left = before.begin();
  auto right = after.begin();
  while (left != before.end() || right != after.end()) {
    const bool only_left = right == after.end() ||
                           (left != before.end() && (*left)->entry->name < (*right)->entry->name);
    const bool only_right =
        !only_left && (left == before.end() || (*right)->entry->name < (*left)->entry->name);
    if (only_left) {
      state(*left++, nullptr);
    } else if (only_right) {
      state(nullptr, *right++);
    } else {
      if (!equal(*(*left)->entry->value, *(*right)->entry->value)) state(*left, *right);
      ++left;
      ++right;
    }
  }
}

/// How a schema says what it says, apart from the schemas inside it: which keywords, in which
/// conjunct, with which plain values.
std::vector<std::uint64_t> form_of(const SchemaGraph& graph, SchemaId id) {
  std::vector<std::uint64_t> out;
  const View view(graph, id);
  for (const SchemaId part : view.conjuncts()) {
    const Schema& schema = graph[part];
    out.push_back(schema.boolean ? (*schema.boolean ? 1 : 2) : 3);
    for (const Entry& entry : schema.entries) {
      out.push_back(static_cast<std::uint64_t>(entry.keyword));
      out.push_back(entry.schemas.size());
      const bool plain = entry.schemas.empty() && entry.value != nullptr;
      out.push_back(plain ? entry.value->hash() : 0);
    }
  }
  return out;
}

}  // namespace

void compare_list(Walk& walk, const PairView& at, Keyword keyword, Aspect aspect, Effect effect) {
  std::vector<const Owned*> before, after;
  for (const Owned& owned : at.before.all(keyword)) before.push_back(&owned);
  for (const Owned& owned : at.after.all(keyword)) after.push_back(&owned);
  std::erase_if(before, [&](const Owned* left) {
    const auto twin = std::find_if(after.begin(), after.end(), [&](const Owned* right) {
      return equal(*left->entry->value, *right->entry->value);
    });
    if (twin == after.end()) return false;
    after.erase(twin);
    return true;
  });
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const Owned* const left = i < before.size() ? before[i] : nullptr;
    const Owned* const right = i < after.size() ? after[i] : nullptr;
    walk.state(at.pair, {.aspect = aspect,
                         .action = presence_action(left != nullptr, right != nullptr),
                         .effect = effect,
                         .before = left ? walk.before_side(*left) : absent_before(walk, at),
                         .after = right ? walk.after_side(*right) : absent_after(walk, at)});
  }
}

void compare_annotations(Walk& walk, const PairView& at) {
  for (const AnnotationRow& row : rows) {
    compare_list(walk, at, row.keyword, row.aspect, Effect::annotation);
  }
  compare_flag(walk, at, Keyword::deprecated, Aspect::deprecated);
  compare_flag(walk, at, Keyword::read_only, Aspect::read_only);
  compare_flag(walk, at, Keyword::write_only, Aspect::write_only);
  compare_meaning(walk, at);
  compare_unknown(walk, at);
}

void compare_wording(Walk& walk, const PairView& at) {
  if (walk.across()) return;  // no two formats say the same in the same words
  const auto before = form_of(walk.before().schemas, at.before.id());
  const auto after = form_of(walk.after().schemas, at.after.id());
  if (before == after) return;
  Fact fact{.aspect = Aspect::wording,
            .before = walk.before_side({at.before.id(), nullptr}),
            .after = walk.after_side({at.after.id(), nullptr})};
  walk.state(at.pair, std::move(fact));
}

}  // namespace verdiff
