#include "diff/fact.h"

#include <utility>

namespace verdiff {

FactKey key_of(const Fact& fact) {
  return {fact.subject,           fact.aspect,           fact.action,      fact.direction,
          fact.before.place.node, fact.after.place.node, fact.before.name, fact.after.name};
}

Change to_change(Fact fact) {
  Change change;
  change.subject = fact.subject;
  change.aspect = fact.aspect;
  change.action = fact.action;
  change.direction = fact.direction;
  change.effect = fact.effect;
  change.traits = fact.traits;
  change.before = std::move(fact.before);
  change.after = std::move(fact.after);
  change.confidence = fact.confidence;
  change.flow = fact.flow;
  return change;
}

}  // namespace verdiff
