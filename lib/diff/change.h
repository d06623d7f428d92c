#pragma once

#include "base/vocabulary.h"
#include "contract/contract.h"
#include "document/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The vocabulary of change: diff states facts in these words, rules match them, reports print
/// them.
namespace verdiff {

/// What a fact is about.
#define VERDIFF_SUBJECTS(X)                                                             \
  X(contract, "the contract as a whole: title, description, licence, tags, extensions") \
  X(server, "a base URL that the service is reached at")                                \
  X(security_scheme, "a named way to authenticate")                                     \
  X(security, "what an operation asks of its callers' credentials")                     \
  X(component, "a named schema")                                                        \
  X(path, "the common prefix of many operations' paths")                                \
  X(operation, "something that clients can ask for: an HTTP method and path, a model")  \
  X(tool, "something that a language model can ask for")                                \
  X(message, "a payload by its role: inputs, outputs, arguments, result")               \
  X(callback, "a request that the service sends after an operation")                    \
  X(webhook, "a request that the service sends to its subscribers")                     \
  X(parameter, "a path, query, header, cookie or form parameter")                       \
  X(request_body, "the body of a request")                                              \
  X(media_type, "one representation of a body")                                         \
  X(response, "one status of an operation's answers")                                   \
  X(header, "a response header")                                                        \
  X(link, "a link from a response to another operation")                                \
  X(property, "a named field of an object")                                             \
  X(schema, "the values allowed in one place")
VERDIFF_VOCABULARY(Subject, VERDIFF_SUBJECTS)

/// Which side of the subject changed.
#define VERDIFF_ASPECTS(X)                                                                        \
  X(existence, "whether it is there at all")                                                      \
  X(name, "what it is called")                                                                    \
  X(prefix, "the beginning that many paths share")                                                \
  X(place, "where it is sent: path, query, header, cookie")                                       \
  X(required, "whether it must be present")                                                       \
  X(deprecated, "whether it is on its way out")                                                   \
  X(sunset, "the date announced for its removal (x-sunset)")                                      \
  X(stability, "how much it promises: draft, alpha, beta, stable (x-stability-level)")            \
  X(operation_id, "the name that generated clients give it")                                      \
  X(serialization,                                                                                \
    "how a value becomes text: style, explode, allowReserved, allowEmptyValue, collectionFormat") \
  X(encoding, "how the parts of a body are encoded")                                              \
  X(requirement, "schemes and scopes that must hold")                                             \
  X(scope, "one OAuth scope")                                                                     \
  X(definition, "what a scheme or link is made of")                                               \
  X(summary, "text for people")                                                                   \
  X(tags, "how operations are grouped")                                                           \
  X(documentation, "pointers to more text, licence, contact")                                     \
  X(extension, "an x-… field or an unknown keyword")                                              \
  X(type, "the JSON types allowed, null apart")                                                   \
  X(nullable, "whether null is allowed")                                                          \
  X(enum_, "the closed list of values (const included)")                                          \
  X(multiple_of, "the step that numbers keep to")                                                 \
  X(minimum, "the least number, inclusive or exclusive")                                          \
  X(maximum, "the greatest number, inclusive or exclusive")                                       \
  X(scale, "a recognised range as a whole: [0,1], [0,100], [-1,1], unbounded")                    \
  X(min_length, "the least number of characters")                                                 \
  X(max_length, "the greatest number of characters")                                              \
  X(pattern, "the regular expression that strings match")                                         \
  X(format, "the named form of a value: int32, date-time, uuid")                                  \
  X(content_encoding, "how binary content is written as a string")                                \
  X(content_media_type, "what a string contains")                                                 \
  X(content_schema, "the schema of what a string contains")                                       \
  X(prefix_items, "array items by position")                                                      \
  X(items, "the schema of (the other) array items")                                               \
  X(contains, "items that an array must contain")                                                 \
  X(min_contains, "the least number of items that fit `contains`")                                \
  X(max_contains, "the greatest number of items that fit `contains`")                             \
  X(min_items, "the least number of items")                                                       \
  X(max_items, "the greatest number of items")                                                    \
  X(unique_items, "whether items must differ")                                                    \
  X(unevaluated_items, "items that no other keyword speaks of")                                   \
  X(pattern_properties, "properties by a pattern of their names")                                 \
  X(additional_properties, "properties that are not listed")                                      \
  X(property_names, "what properties may be called")                                              \
  X(dependent_required, "properties that must come with others")                                  \
  X(dependent_schemas, "schemas that hold when a property is present")                            \
  X(min_properties, "the least number of properties")                                             \
  X(max_properties, "the greatest number of properties")                                          \
  X(unevaluated_properties, "properties that no other keyword speaks of")                         \
  X(all_of, "schemas that must all hold")                                                         \
  X(any_of, "alternatives of which at least one holds")                                           \
  X(one_of, "alternatives of which exactly one holds")                                            \
  X(not_, "a schema that must not hold")                                                          \
  X(condition, "if, then and else")                                                               \
  X(reference, "a reference that is resolved while validating ($dynamicRef)")                     \
  X(boolean, "the schema `true` (anything) or `false` (nothing)")                                 \
  X(discriminator, "the property that tells alternatives apart")                                  \
  X(mapping, "a value of the discriminator and the schema that it selects")                       \
  X(read_only, "whether only the service sets it")                                                \
  X(write_only, "whether only clients set it")                                                    \
  X(default_, "the value of what is left out")                                                    \
  X(unit, "the unit of a number (x-unit)")                                                        \
  X(labels, "the meaning of each position (x-labels)")                                            \
  X(open_enum, "the promise that a list of values will grow (x-extensible-enum)")                 \
  X(dtype, "the data type of a tensor's elements")                                                \
  X(rank, "the number of a tensor's dimensions")                                                  \
  X(dim, "the size of one dimension of a tensor")                                                 \
  X(layout, "the order of a tensor's dimensions: NHWC, NCHW")                                     \
  X(content_type, "how the bytes of a tensor are decoded")                                        \
  X(column_type, "the type of a table's column, as the model format names it")                    \
  X(batch_size, "how many requests may be sent as one")                                           \
  X(streaming, "whether an answer may come in many parts, or none")                               \
  X(sequence, "whether requests belong to sequences that callers have to name")                   \
  X(served_version, "a version of a model that clients can ask for by name")                      \
  X(examples, "sample values")                                                                    \
  X(title, "a schema's title")                                                                    \
  X(description, "text for people")                                                               \
  X(xml, "how a value is written as XML")                                                         \
  X(satisfiable, "whether any payload fits at all, as its producer writes it")                    \
  X(wording, "the same values, said in other words: an inlined $ref, an allOf split")             \
  X(hint, "what a tool says of itself to whoever runs it: that it only reads, that it is strict") \
  X(strict_subset, "a schema's words that the strict mode its tool asks for does not take")       \
  X(strict_limit, "a schema's size, past what the strict mode its tool asks for takes")           \
  X(dump_mode, "how a class was written down: what it takes in, or what it gives out")            \
  X(expressible, "what the format of the other side has no words for")                            \
  X(unread, "a file that the contract names and that could not be read")                          \
  X(unsupported, "a construct that verdiff can't compare")
VERDIFF_VOCABULARY(Aspect, VERDIFF_ASPECTS)

/// rules/facts.yaml says aspect by aspect when each is stated. Of a list of values or alternatives,
/// `added` and `removed` speak of members, `closed` and `opened` of the list as a whole.
#define VERDIFF_ACTIONS(X)                                             \
  X(added, "only the new side has it")                                 \
  X(removed, "only the old side has it")                               \
  X(changed, "both have it, not the same")                             \
  X(renamed, "the same thing under another name")                      \
  X(moved, "the same thing in another place")                          \
  X(increased, "a bound went up, an ordered list grew at its end")     \
  X(decreased, "a bound went down, an ordered list shrank at its end") \
  X(closed, "what was open is a closed list now, or refused")          \
  X(opened, "what was a closed list, or refused, is open now")         \
  X(reordered, "the same values in another order")
VERDIFF_VOCABULARY(Action, VERDIFF_ACTIONS)

/// What a change does to the set of values; see docs/concepts.md for direction x effect -> level.
#define VERDIFF_EFFECTS(X)                                            \
  X(none, "not about a set of values")                                \
  X(annotation, "no value is allowed or refused that was not before") \
  X(equivalent, "the same values in other words")                     \
  X(narrower, "fewer values")                                         \
  X(wider, "more values")                                             \
  X(incomparable, "some values gone, some new")                       \
  X(unknown, "not decided")
VERDIFF_VOCABULARY(Effect, VERDIFF_EFFECTS)

/// One end of a change. An absent end (something added or removed) has no value, and its place is
/// the nearest thing on that side that contains where it would stand.
struct ChangeSide {
  bool present = false;
  Place place;
  std::string name;  ///< property, parameter, path, status, media type … as that side calls it
  std::optional<Value> value;  ///< the keyword's value, the bound, the enum values concerned
  std::optional<SchemaId> schema = {};  ///< of an alternative that comes or goes
};

/// One fact: subject, aspect, action, direction, both sides. No judgement, but `effect` where the
/// fact itself says it (annotation, format lattices, scales); proofs give it for everything else.
struct Change {
  Subject subject = Subject::schema;
  Aspect aspect = Aspect::existence;
  Action action = Action::changed;
  Direction direction = Direction::none;
  Effect effect = Effect::none;
  ChangeSide before;
  ChangeSide after;
  /// Further conditions that rules may ask for in `where`: words of `Trait`.
  std::uint32_t traits = 0;
  /// Renames: 0..1, how sure the match is; shown.
  std::optional<double> confidence;
  /// The pairs of schemas at which the change is proved (indexes into Diff::pairs), ascending;
  /// empty for facts that no set of values can see.
  std::vector<std::uint32_t> slots;
  /// The first of the pairs of schemas at which it is stated, where the shown path leads to.
  std::optional<std::uint32_t> pair;
  /// How many flows it touches, and the one that is shown (index into Diff::flows).
  std::uint32_t reach = 0;
  std::optional<std::uint32_t> flow;
  /// Operation, component or section that it belongs to, in words ("POST /predict").
  std::string owner;
  /// Where in the payload, from the shown flow's root: `/items/*/score`; "" for the root.
  std::string payload_path;
};

/// Conditions of a fact that a rule can ask for (`where: [required]`).
#define VERDIFF_TRAITS(X)                                                                      \
  X(required, "the new side must be present (the old side where it was removed)")              \
  X(optional, "it may be left out")                                                            \
  X(has_default, "a default stands in when it is left out")                                    \
  X(was_deprecated, "the old side was deprecated")                                             \
  X(success, "a 1xx, 2xx or 3xx status")                                                       \
  X(error, "a 4xx, 5xx or default status")                                                     \
  X(declared_before, "a status range or default already allowed it")                           \
  X(in_path, "a path parameter: sent by position, so that its name isn't on the wire")         \
  X(open_enum, "the old side promised that values will be added")                              \
  X(free_form, "the old side took any further property without a schema")                      \
  X(valued, "the old side gave further properties a schema")                                   \
  X(without_effect, "by the letter of its dialect it changes nothing (nullable without type)") \
  X(to_unbounded, "the new scale has no bounds: a score became a logit")                       \
  X(sent, "a discriminator without a mapping for it sends its name")                           \
  X(same_json, "as JSON every value of it was allowed before")                                 \
  X(nested, "below a keyword that turns inclusion around (not, if, contains)")
VERDIFF_VOCABULARY(Trait, VERDIFF_TRAITS)

constexpr std::uint32_t bit(Trait trait) {
  return std::uint32_t{1} << static_cast<int>(trait);
}

}  // namespace verdiff
