#include "diff/api.h"
#include "diff/lifecycle.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace verdiff {

namespace {

/// The aspect that a field of the surrounding format belongs to; nullopt: compared elsewhere.
std::optional<Aspect> aspect_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::optional<Aspect>> known[] = {
      {"summary", Aspect::summary},
      {"description", Aspect::description},
      {"title", Aspect::title},
      {"example", Aspect::examples},
      {"examples", Aspect::examples},
      {"externalDocs", Aspect::documentation},
      {"license", Aspect::documentation},
      {"contact", Aspect::documentation},
      {"termsOfService", Aspect::documentation},
      {"tags", std::nullopt},      // one fact a tag, below
      {"encoding", std::nullopt},  // encodings.cc, part by part
      {"style", std::nullopt},     // parameters.cc, with defaults filled in
      {"explode", std::nullopt},
      {"allowReserved", std::nullopt},
      {"allowEmptyValue", std::nullopt},
      {"collectionFormat", std::nullopt},
  };
  for (const auto& [field, aspect] : known) {
    if (field == name) return aspect;
  }
  if (is_hint(name)) return std::nullopt;  // hints.cc
  return Aspect::extension;
}

/// Whether the field's name has to be told because the aspect covers several.
bool is_named(Aspect aspect) {
  return aspect == Aspect::documentation || aspect == Aspect::extension;
}

void state_field(Api& api, const AttributeSite& site, std::string_view name, const Node* before,
                 const Node* after) {
  // A contract's attributes are those of the document and, as `info.license`, of its info object.
  constexpr std::string_view info = "info.";
  if (name.starts_with(info)) name.remove_prefix(info.size());
  if (before && is_lifecycle(name, *before)) before = nullptr;
  if (after && is_lifecycle(name, *after)) after = nullptr;
  if (!before && !after) return;
  const auto aspect = aspect_of(name);
  if (!aspect || (before && after && equal(*before, *after))) return;
  if (site.subject == Subject::contract && *aspect == Aspect::title) return;  // surroundings.cc
  const std::string_view told = is_named(*aspect) ? name : std::string_view();
  api.state({.subject = site.subject,
             .aspect = *aspect,
             .action = presence_action(before != nullptr, after != nullptr),
             .direction = site.direction,
             .effect = Effect::annotation,
             .before = before ? present(site.before, told, before) : missing_at(site.before, told),
             .after = after ? present(site.after, told, after) : missing_at(site.after, told)},
            site.owner);
}

bool lists(const Node* tags, const Node& tag) {
  if (tags == nullptr) return false;
  const auto items = tags->items();
  return std::any_of(items.begin(), items.end(), [&](const Node& one) { return equal(one, tag); });
}

void compare_tags(Api& api, const AttributeSite& site, const Node* before, const Node* after) {
  const auto state = [&](Action action, const Node& tag) {
    const bool added = action == Action::added;
    api.state({.subject = site.subject,
               .aspect = Aspect::tags,
               .action = action,
               .direction = site.direction,
               .effect = Effect::annotation,
               .before = added ? missing_at(site.before, tag.text())
                               : present(site.before, tag.text(), &tag),
               .after = added ? present(site.after, tag.text(), &tag)
                              : missing_at(site.after, tag.text())},
              site.owner);
  };
  bool same_tags = before != nullptr && after != nullptr;
  for (const Node& tag : before ? before->items() : std::span<const Node>()) {
    if (lists(after, tag)) continue;
    state(Action::removed, tag);
    same_tags = false;
  }
  for (const Node& tag : after ? after->items() : std::span<const Node>()) {
    if (lists(before, tag)) continue;
    state(Action::added, tag);
    same_tags = false;
  }
  if (!same_tags || equal(*before, *after)) return;
  api.state({.subject = site.subject,
             .aspect = Aspect::tags,
             .action = Action::reordered,
             .direction = site.direction,
             .effect = Effect::annotation,
             .before = present(site.before, "", before),
             .after = present(site.after, "", after)},
            site.owner);
}

void compare_announcements(Api& api, const AttributeSite& site, std::span<const Attribute> before,
                           std::span<const Attribute> after) {
  for (const LifecycleChange& change : compare_lifecycle(before, after)) {
    api.state(
        {.subject = site.subject,
         .aspect = change.aspect,
         .action = change.action,
         .direction = site.direction,
         .effect = Effect::annotation,
         .before =
             change.before ? present(site.before, "", change.before) : missing_at(site.before),
         .after = change.after ? present(site.after, "", change.after) : missing_at(site.after)},
        site.owner);
  }
}

}  // namespace

const Node* find_attribute(std::span<const Attribute> attributes, std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& one) { return one.name == name; });
  return found == attributes.end() ? nullptr : found->value;
}

void compare_attributes(Api& api, const AttributeSite& site, std::span<const Attribute> before,
                        std::span<const Attribute> after) {
  for (const Attribute& one : before) {
    state_field(api, site, one.name, one.value, find_attribute(after, one.name));
  }
  for (const Attribute& one : after) {
    if (find_attribute(before, one.name) == nullptr) {
      state_field(api, site, one.name, nullptr, one.value);
    }
  }
  if (site.subject == Subject::operation || site.subject == Subject::callback ||
      site.subject == Subject::webhook) {
    compare_tags(api, site, find_attribute(before, "tags"), find_attribute(after, "tags"));
  }
  compare_announcements(api, site, before, after);
}

}  // namespace verdiff
