// Objects and arrays: the part of Evaluation that goes into values.

#include "base/hash.h"
#include "prove/validator/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace verdiff::validator {

namespace {

/// The schema that `properties` has for the member at that index.
const NamedSchema* named_schema(const Check& check, std::string_view name, std::size_t index) {
  if (index < check.guesses.size()) {
    const NamedSchema& guess = check.named[check.guesses[index]];
    if (guess.name == name) return &guess;
  }
  const auto found = std::lower_bound(
      check.named.begin(), check.named.end(), name,
      [](const NamedSchema& entry, std::string_view key) { return entry.name < key; });
  if (found == check.named.end() || found->name != name) return nullptr;
  if (index < check.named.size()) {  // no more guesses than there are names
    check.guesses.resize(check.named.size());
    check.guesses[index] = static_cast<std::uint32_t>(found - check.named.begin());
  }
  return &*found;
}

}  // namespace

bool Evaluation::check_required(const Check& check, const Node& value, const Context& context) {
  if (!value.is_object()) return true;
  const bool dependent = check.op == Op::dependent_required;
  if (dependent && value.find(check.anchor) == nullptr) return true;
  bool ok = true;
  for (const NamedSchema& name : check.named) {
    if (!step()) return false;
    if (value.find(name.name) != nullptr) continue;
    if (context.absent != nullptr && context.absent->has(name.name)) continue;
    ok = fail(check, value, context, [&] {
      return dependent ? fmt::format("has \"{}\" but lacks \"{}\", which that requires",
                                     check.anchor, name.name)
                       : fmt::format("lacks the required property \"{}\"", name.name);
    });
    if (!wants_errors(context)) return false;
  }
  return ok;
}

bool Evaluation::check_property(const Check& check, const NamedSchema* named, const Member& member,
                                const Context& context, bool& evaluated) {
  const Path path{context.path, member.key, 0, false};
  const Context inner{&path, nullptr, nullptr, context.errors};
  bool ok = true;
  if (named != nullptr) {
    evaluated = true;
    if (context.absent != nullptr && context.absent->has(member.key)) {
      if (wants_errors(context)) {
        add_error(*named->value, scope_.back(), inner, member.value,
                  options_.exchange == Exchange::request
                      ? "is readOnly, so it is not part of a request"
                      : "is writeOnly, so it is not part of a response");
      }
      return false;
    }
    ok = matches(*named->schema, member.value, inner) && ok;
  }
  for (const PatternSchema& pattern : check.patterns) {
    if (!check_pattern(*pattern.pattern, member.key)) {
      if (stopped_) return false;
      continue;
    }
    evaluated = true;
    ok = matches(*pattern.schema, member.value, inner) && ok;
  }
  if (evaluated || check.rest == nullptr) return ok;
  evaluated = true;
  program_.compile(*check.rest);
  if (check.rest->boolean == false) {
    if (wants_errors(context)) {
      add_error(
          *check.rest_keyword, scope_.back(), inner, member.value,
          fmt::format("stands under \"{}\", a name that the schema does not allow", member.key));
    }
    return false;
  }
  return matches(*check.rest, member.value, inner);
}

/// Before all other members: going into those for an alternative that is not meant would multiply
/// the work at each level of nested unions. Where all errors are listed, `properties` finds these.
bool Evaluation::check_tags(const Check& check, const Node& value, const Context& context) {
  if (context.errors != nullptr && context.errors->room > 1) return true;
  for (const NamedSchema& tag : check.named) {
    const Node* const member = value.find(tag.name);
    if (member == nullptr) continue;
    const Path path{context.path, tag.name, 0, false};
    if (!matches(*tag.schema, *member, {&path, nullptr, nullptr, context.errors})) return false;
  }
  return true;
}

bool Evaluation::check_properties(const Check& check, const Node& value, const Context& context) {
  bool ok = true;
  for (std::size_t i = 0; i < value.members().size(); ++i) {
    if (!step()) return false;
    bool evaluated = false;
    const Member& member = value.members()[i];
    ok =
        check_property(check, named_schema(check, member.key, i), member, context, evaluated) && ok;
    if (stopped_ || (!ok && !wants_errors(context))) return false;
    if (evaluated && context.evaluated != nullptr) context.evaluated->members[i] = true;
  }
  return ok;
}

bool Evaluation::check_names(const Check& check, const Node& value, const Context& context) {
  bool ok = true;
  for (const Member& member : value.members()) {
    const Path path{context.path, member.key, 0, false};
    const Context inner{&path, nullptr, nullptr, context.errors};
    ok = matches(*check.schemas.front(), text_node(member.key), inner) && ok;
    if (stopped_ || (!ok && !wants_errors(context))) return false;
  }
  return ok;
}

bool Evaluation::check_items(const Check& check, const Node& value, const Context& context) {
  bool ok = true;
  const std::span<const Node> items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    Schema* const schema = i < check.schemas.size() ? check.schemas[i] : check.rest;
    if (schema == nullptr) break;
    const Path path{context.path, {}, i, true};
    ok = matches(*schema, items[i], {&path, nullptr, nullptr, context.errors}) && ok;
    if (stopped_ || (!ok && !wants_errors(context))) return false;
    if (context.evaluated != nullptr) context.evaluated->items[i] = true;
  }
  return ok;
}

bool Evaluation::check_contains(const Check& check, const Node& value, const Context& context) {
  if (!value.is_array()) return true;
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    const Path path{context.path, {}, i, true};
    const Context inner{&path, nullptr, nullptr, nullptr};
    const bool matched = matches(*check.schemas.front(), value.items()[i], inner);
    if (stopped_) return false;
    if (!matched) continue;
    ++found;
    if (context.evaluated != nullptr && check.marks_items) context.evaluated->items[i] = true;
  }
  if (found < check.count) {
    return fail(check, value, context, [&] {
      return fmt::format("holds {} items that match `contains`, fewer than {}", found, check.count);
    });
  }
  if (check.most && found > *check.most) {
    return fail(check, value, context, [&] {
      return fmt::format("holds {} items that match `contains`, more than {}", found, *check.most);
    });
  }
  return true;
}

bool Evaluation::check_unevaluated(const Check& check, const Node& value, const Context& context) {
  bool ok = true;
  Schema& schema = *check.schemas.front();
  Evaluated& evaluated = *context.evaluated;
  const auto run = [&](const Node& inner, const Path& path) {
    ok = matches(schema, inner, {&path, nullptr, nullptr, context.errors}) && ok;
    return !stopped_ && (ok || wants_errors(context));
  };
  if (check.op == Op::unevaluated_properties) {
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      if (evaluated.members[i]) continue;
      const Member& member = value.members()[i];
      if (!run(member.value, {context.path, member.key, 0, false})) return false;
      evaluated.members[i] = true;
    }
    return ok;
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    if (evaluated.items[i]) continue;
    if (!run(value.items()[i], {context.path, {}, i, true})) return false;
    evaluated.items[i] = true;
  }
  return ok;
}

bool Evaluation::check_unique(const Node& value) {
  const std::span<const Node> items = value.items();
  if (!step(items.size())) return false;
  std::vector<const Node*> by_hash;
  by_hash.reserve(items.size());
  for (const Node& item : items) by_hash.push_back(&item);
  std::sort(by_hash.begin(), by_hash.end(),
            [](const Node* a, const Node* b) { return a->hash() < b->hash(); });
  for (std::size_t i = 0; i < by_hash.size(); ++i) {
    for (std::size_t j = i + 1; j < by_hash.size() && by_hash[j]->hash() == by_hash[i]->hash();
         ++j) {
      if (!step()) return false;
      if (equal(*by_hash[i], *by_hash[j])) return false;
    }
  }
  return true;
}

}  // namespace verdiff::validator
