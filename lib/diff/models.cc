#include "diff/api.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace verdiff {

namespace {

const Message* find_role(const Operation& operation, std::string_view role) {
  const auto found = std::find_if(operation.messages.begin(), operation.messages.end(),
                                  [&](const Message& one) { return one.role == role; });
  return found == operation.messages.end() ? nullptr : &*found;
}

void state_message(Api& api, const OperationPair& pair, const Message& message, Action action) {
  const bool added = action == Action::added;
  const Contract& contract = added ? api.after() : api.before();
  api.state({.subject = Subject::message,
             .aspect = Aspect::existence,
             .action = action,
             .direction = contract.flows[message.flow].direction,
             .before = added ? missing_at(pair.before.place, message.role)
                             : present(message.place, message.role),
             .after = added ? present(message.place, message.role)
                            : missing_at(pair.after.place, message.role)},
            pair.after.name);
}

/// The two servings of a pair.
class ServingPair {
 public:
  ServingPair(Api& api, const OperationPair& pair)
      : api_(api), pair_(pair), before_(*pair.before.serving), after_(*pair.after.serving) {}

  void compare() {
    compare_batch();
    mark(Aspect::streaming, before_.streams, after_.streams);
    mark(Aspect::sequence, before_.sequence, after_.sequence);
    for (const ServedVersion& one : before_.versions) {
      if (!lists(after_, one) && !after_.versions.empty()) state_version(one, Action::removed);
    }
    for (const ServedVersion& one : after_.versions) {
      if (!lists(before_, one) && !before_.versions.empty()) state_version(one, Action::added);
    }
  }

 private:
  static bool lists(const Serving& serving, const ServedVersion& version) {
    return std::any_of(serving.versions.begin(), serving.versions.end(),
                       [&](const ServedVersion& one) { return one.name == version.name; });
  }

  void mark(Aspect aspect, bool was, bool is) {
    api_.state_mark({.subject = Subject::operation,
                     .aspect = aspect,
                     .before = present(pair_.before.place, pair_.before.name),
                     .after = present(pair_.after.place, pair_.after.name)},
                    was, is, pair_.after.name);
  }

  void compare_batch() {
    const auto& was = before_.batch_size;
    const auto& is = after_.batch_size;
    if (!was || !is || *was == *is) return;
    const auto side = [](const Serving& serving, const Operation& operation) {
      ChangeSide out = present(serving.batch_place, operation.name);
      out.value = Value::number(std::to_string(*serving.batch_size));
      return out;
    };
    api_.state({.subject = Subject::operation,
                .aspect = Aspect::batch_size,
                .action = *is > *was ? Action::increased : Action::decreased,
                .before = side(before_, pair_.before),
                .after = side(after_, pair_.after)},
               pair_.after.name);
  }

  void state_version(const ServedVersion& version, Action action) {
    const bool added = action == Action::added;
    api_.state({.subject = Subject::operation,
                .aspect = Aspect::served_version,
                .action = action,
                .before = added ? missing_at(pair_.before.place, version.name)
                                : present(version.place, version.name),
                .after = added ? present(version.place, version.name)
                               : missing_at(pair_.after.place, version.name)},
               pair_.after.name);
  }

  Api& api_;
  const OperationPair& pair_;
  const Serving& before_;
  const Serving& after_;
};

}  // namespace

void compare_roles(Api& api, const OperationPair& pair) {
  for (const Message& message : pair.before.messages) {
    const Message* const twin = find_role(pair.after, message.role);
    if (twin == nullptr) {
      state_message(api, pair, message, Action::removed);
    } else {
      api.flow(message.flow, twin->flow);
    }
  }
  for (const Message& message : pair.after.messages) {
    if (find_role(pair.before, message.role) == nullptr) {
      state_message(api, pair, message, Action::added);
    }
  }
}

void compare_serving(Api& api, const OperationPair& pair) {
  if (pair.before.serving && pair.after.serving) ServingPair(api, pair).compare();
}

}  // namespace verdiff
