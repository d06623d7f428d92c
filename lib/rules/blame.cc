#include "rules/blame.h"

namespace verdiff {

namespace {

bool has(const Change& change, Trait trait) {
  return (change.traits & bit(trait)) != 0;
}

/// A keyword that takes values away: less of it is more.
Effect of_restriction(Action action) {
  switch (action) {
    case Action::added:
    case Action::closed:
      return Effect::narrower;
    case Action::removed:
    case Action::opened:
      return Effect::wider;
    default:
      return Effect::unknown;
  }
}

/// A list of what is allowed: more of it is more.
Effect of_allowance(Action action) {
  switch (action) {
    case Action::added:
    case Action::opened:
      return Effect::wider;
    case Action::removed:
    case Action::closed:
      return Effect::narrower;
    case Action::reordered:
      return Effect::equivalent;
    default:
      return Effect::unknown;
  }
}

Effect of_lower_bound(Action action) {
  if (action == Action::increased) return Effect::narrower;
  if (action == Action::decreased) return Effect::wider;
  return of_restriction(action);
}

Effect of_upper_bound(Action action) {
  if (action == Action::increased) return Effect::wider;
  if (action == Action::decreased) return Effect::narrower;
  return of_restriction(action);
}

/// A property that comes or goes changes what may break only where it has to be there: an unknown
/// optional one is skipped by a client, and ignored or refused by the service (which a rule tells).
Effect of_property(const Change& change) {
  if (!has(change, Trait::required)) return Effect::equivalent;
  return of_restriction(change.action);
}

Effect of_schema(const Change& change) {
  switch (change.aspect) {
    case Aspect::type:
    case Aspect::nullable:
    case Aspect::enum_:
    case Aspect::any_of:
    case Aspect::one_of:
      return of_allowance(change.action);
    case Aspect::minimum:
    case Aspect::min_length:
    case Aspect::min_items:
    case Aspect::min_contains:
    case Aspect::min_properties:
      return of_lower_bound(change.action);
    case Aspect::maximum:
    case Aspect::max_length:
    case Aspect::max_items:
    case Aspect::max_contains:
    case Aspect::max_properties:
      return of_upper_bound(change.action);
    case Aspect::pattern:
    case Aspect::multiple_of:
    case Aspect::items:
    case Aspect::contains:
    case Aspect::unique_items:
    case Aspect::additional_properties:
    case Aspect::unevaluated_items:
    case Aspect::unevaluated_properties:
    case Aspect::property_names:
    case Aspect::dependent_required:
    case Aspect::dependent_schemas:
    case Aspect::all_of:
    case Aspect::not_:
      return of_restriction(change.action);
    case Aspect::wording:
      return Effect::equivalent;
    default:
      return Effect::unknown;
  }
}

}  // namespace

Effect effect_in_words(const Change& change) {
  if (has(change, Trait::nested)) return Effect::unknown;
  if (change.subject == Subject::property) {
    if (change.aspect == Aspect::existence) return of_property(change);
    if (change.aspect == Aspect::required) return of_restriction(change.action);
    return Effect::unknown;
  }
  return of_schema(change);
}

bool can_break(const Change& change) {
  switch (effect_in_words(change)) {
    case Effect::equivalent:
      return false;
    case Effect::narrower:
      return change.direction != Direction::output;
    case Effect::wider:
      return change.direction != Direction::input;
    default:
      return true;
  }
}

}  // namespace verdiff
