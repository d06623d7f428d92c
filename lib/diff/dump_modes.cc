#include "diff/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pydantic writes a class down as a JSON Schema in one of two modes, `validation` (what it takes
/// in) and `serialization` (what it gives out). A schema does not say which, so that a dump of each
/// is easily compared. What only the second mode writes tells them apart; alone it may as well be a
/// change of the class, so that nothing is said unless the signs are strong.
namespace verdiff {

namespace {

struct Signs {
  std::vector<std::string> strong;    ///< what only `serialization` writes, of a property of both
  std::vector<std::string> computed;  ///< read-only and required, and only on this side
};

std::string_view text_of(const Node& object, std::string_view key) {
  const Node* const value = object.find(key);
  return value != nullptr && value->is_string() ? value->text() : std::string_view();
}

/// A class and all its fields have titles, unless they are references.
bool is_dump(const Node& schema) {
  const Node* const properties = schema.find("properties");
  if (properties == nullptr || properties->members().empty()) return false;
  if (text_of(schema, "title").empty()) return false;
  return std::all_of(
      properties->members().begin(), properties->members().end(), [](const Member& one) {
        return !text_of(one.value, "title").empty() || one.value.find("$ref") != nullptr ||
               one.value.find("allOf") != nullptr;
      });
}

bool is_read_only(const Node& property) {
  const Node* const mark = property.find("readOnly");
  return mark != nullptr && mark->boolean();
}

/// The pattern of a Decimal as it is taken: a number, or a string of digits.
std::string_view taken_decimal(const Node& property) {
  const Node* const any = property.find("anyOf");
  if (any == nullptr) return {};
  bool number = false;
  std::string_view pattern;
  for (const Node& one : any->items()) {
    if (text_of(one, "type") == "number") number = true;
    if (text_of(one, "type") == "string") pattern = text_of(one, "pattern");
  }
  return number ? pattern : std::string_view();
}

/// A class as it is written on one side.
class DumpedClass {
 public:
  explicit DumpedClass(const Node& schema) {
    if (const Node* const listed = schema.find("properties")) properties_ = listed;
    const Node* const names = schema.find("required");
    if (names == nullptr) return;
    for (const Node& one : names->items()) required_.insert(one.text());
  }

  std::span<const Member> properties() const {
    return properties_ != nullptr ? properties_->members() : std::span<const Member>();
  }
  const Node* find(std::string_view name) const {
    return properties_ != nullptr ? properties_->find(name) : nullptr;
  }
  bool requires_it(std::string_view name) const { return required_.contains(name); }

 private:
  const Node* properties_ = nullptr;
  std::set<std::string_view> required_;
};

class Comparison {
 public:
  void compare(const Node& before, const Node& after) {
    const DumpedClass left(before), right(after);
    for (const Member& one : left.properties()) {
      const Node* const other = right.find(one.key);
      if (other == nullptr) {
        note_lone(one, left, before_);
        continue;
      }
      same_ = same_ && equal(one.value, *other);
      note_pair(one.key, {one.value, left}, {*other, right}, before_);
      note_pair(one.key, {*other, right}, {one.value, left}, after_);
    }
    for (const Member& one : right.properties()) {
      if (left.find(one.key) == nullptr) note_lone(one, right, after_);
    }
  }

  const Signs& before() const { return before_; }
  const Signs& after() const { return after_; }

  /// The signs of one side and none of the other. Computed fields count where nothing else differs
  /// and there are several: one may well have been added.
  bool tells(const Signs& here, const Signs& there) const {
    if (!there.strong.empty() || !there.computed.empty()) return false;
    return !here.strong.empty() || (same_ && here.computed.size() >= 2);
  }

 private:
  struct Field {
    const Node& schema;
    const DumpedClass& owner;
  };

  void note_lone(const Member& one, const DumpedClass& owner, Signs& signs) {
    if (is_read_only(one.value) && owner.requires_it(one.key)) {
      signs.computed.push_back(fmt::format("`{}` is read-only and required", one.key));
    } else {
      same_ = false;
    }
  }

  static void note_pair(std::string_view name, Field here, Field there, Signs& signs) {
    const bool defaults =
        here.schema.find("default") != nullptr && there.schema.find("default") != nullptr;
    if (defaults && here.owner.requires_it(name) && !there.owner.requires_it(name)) {
      signs.strong.push_back(fmt::format("`{}` has a default and is required", name));
    }
    const std::string_view pattern = taken_decimal(there.schema);
    if (!pattern.empty() && text_of(here.schema, "type") == "string" &&
        text_of(here.schema, "pattern") == pattern) {
      signs.strong.push_back(fmt::format("`{}` is a decimal and a string only", name));
    }
  }

  Signs before_, after_;
  bool same_ = true;
};

/// The schema of a contract that is one schema; nullptr: it is something else.
const Node* lone_schema(const Contract& contract) {
  const bool lone = contract.flows.size() == 1 && contract.operations.size() == 1 &&
                    contract.operations.front().kind == OperationKind::message;
  return lone ? contract.flows.front().place.node : nullptr;
}

}  // namespace

void compare_dump_modes(Api& api) {
  const Node* const before = lone_schema(api.before());
  const Node* const after = lone_schema(api.after());
  if (before == nullptr || after == nullptr) return;
  if (!is_dump(*before) || !is_dump(*after)) return;
  if (text_of(*before, "title") != text_of(*after, "title")) return;

  Comparison comparison;
  comparison.compare(*before, *after);
  const Node* const old_classes = before->find("$defs");
  const Node* const new_classes = after->find("$defs");
  if (old_classes != nullptr && new_classes != nullptr) {
    for (const Member& one : old_classes->members()) {
      const Node* const other = new_classes->find(one.key);
      if (other != nullptr) comparison.compare(one.value, *other);
    }
  }
  const bool gives = comparison.tells(comparison.after(), comparison.before());
  if (!gives && !comparison.tells(comparison.before(), comparison.after())) return;
  const Signs& signs = gives ? comparison.after() : comparison.before();
  const std::string evidence = signs.strong.empty()
                                   ? fmt::format("{}", fmt::join(signs.computed, ", "))
                                   : signs.strong.front();
  const auto side = [&](const Contract& contract, bool serialized) {
    ChangeSide out = present(root_of(contract), evidence);
    out.value = Value::string(serialized ? "serialization" : "validation");
    return out;
  };
  api.state({.subject = Subject::contract,
             .aspect = Aspect::dump_mode,
             .action = Action::changed,
             .effect = Effect::annotation,
             .before = side(api.before(), !gives),
             .after = side(api.after(), gives)},
            "");
}

}  // namespace verdiff
