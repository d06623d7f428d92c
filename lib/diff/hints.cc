#include "diff/api.h"

#include <string_view>

namespace verdiff {

namespace {

/// What a tool or an answer says of itself to whoever lets a model run it (MCP 2025-06-18,
/// ToolAnnotations; OpenAI's `strict`), and what is meant where it says nothing.
struct Hint {
  std::string_view name;
  bool otherwise;
  bool promise;  ///< the value that callers may rely on
};

constexpr Hint hints[] = {{"readOnlyHint", false, true},
                          {"destructiveHint", true, false},
                          {"idempotentHint", false, true},
                          {"openWorldHint", true, false},
                          {"strict", false, true}};

bool promises(const Hint& hint, const Node* said) {
  const bool value = said != nullptr && said->is_boolean() ? said->boolean() : hint.otherwise;
  return value == hint.promise;
}

}  // namespace

bool is_hint(std::string_view name) {
  for (const Hint& hint : hints) {
    if (hint.name == name) return true;
  }
  return false;
}

void compare_hints(Api& api, Subject subject, const OperationPair& pair) {
  for (const Hint& hint : hints) {
    const Node* const before = find_attribute(pair.before.attributes, hint.name);
    const Node* const after = find_attribute(pair.after.attributes, hint.name);
    const bool was = promises(hint, before);
    const bool is = promises(hint, after);
    if (was == is) continue;
    ChangeSide left = present(pair.before.place, hint.name, before);
    ChangeSide right = present(pair.after.place, hint.name, after);
    left.value = Value::of(was == hint.promise);
    right.value = Value::of(is == hint.promise);
    api.state({.subject = subject,
               .aspect = Aspect::hint,
               .action = is ? Action::increased : Action::decreased,
               .before = std::move(left),
               .after = std::move(right)},
              pair.after.name);
  }
}

}  // namespace verdiff
