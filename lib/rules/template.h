#pragma once

#include "base/result.h"
#include "diff/change.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// What a rule's message may be filled with, between braces: "property {name} was removed".
#define VERDIFF_PLACEHOLDERS(X)                                                                  \
  X(name, "what the subject is called: as the new side has it, or the old one where it is gone") \
  X(old_name, "renames, moves: what the old side calls it")                                      \
  X(new_name, "renames, moves: what the new side calls it")                                      \
  X(value, "of something added or removed: the keyword's value, the values concerned")           \
  X(before, "of something changed: the old value")                                               \
  X(after, "of something changed: the new value")                                                \
  X(place, "where in the payload: `/items/*/score`, or `the payload`")                           \
  X(owner, "the operation, component or section: `POST /predict`")                               \
  X(subject, "the subject in words: `request body`")                                             \
  X(action, "what happened, in words: `was added`, `went up`")                                   \
  X(producer, "who sends the payload: `the service` or `clients`")                               \
  X(consumer, "who reads the payload: `clients` or `the service`")                               \
  X(confidence, "renames: how sure the match is: `92 %`")
VERDIFF_VOCABULARY(Placeholder, VERDIFF_PLACEHOLDERS)

/// The placeholders of a message in order; bad-rule (without a place) for an unknown one or a brace
/// without its partner.
Result<std::vector<Placeholder>> placeholders(std::string_view message);

/// Whether facts with this subject, aspect and action have something to say for a placeholder.
/// (Whether they carry a name or a value at all is written in rules/facts.yaml, the ledger.)
bool can_fill(Placeholder placeholder, Subject subject, Aspect aspect, Action action);

/// The message about one change. Names and values are quoted as JSON and cut where they are long;
/// the result is one line that is safe to print.
std::string fill(std::string_view message, const Change& change);

}  // namespace verdiff
