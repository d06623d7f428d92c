#pragma once

#include "diff/walk.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// What is compared outside of schemas: operations and what they are made of. The functions pair
/// old with new, state facts, and hand the flows on to the walk.
namespace verdiff {

/// Two operations that stand for one another.
struct OperationPair {
  const Operation& before;
  const Operation& after;
};

/// States facts outside of schemas. The same fact about the same two places (what many operations
/// inherit from the top of the document) is one change, with the operations counted as its reach.
class Api {
 public:
  explicit Api(Walk& walk) : walk_(walk) {}

  void state(Fact fact, const std::string& owner);

  /// A mark (required, deprecated) that both sides' owners have or lack.
  void state_mark(Fact fact, bool was, bool is, const std::string& owner);

  Walk& walk() { return walk_; }
  const Contract& before() const { return walk_.before(); }
  const Contract& after() const { return walk_.after(); }

  /// Hands two flows to the walk; the index of their pair in Diff::flows.
  std::uint32_t flow(std::uint32_t before, std::uint32_t after, bool as_xml = false);

 private:
  Walk& walk_;
  std::map<FactKey, std::size_t> stated_;
};

/// One end of a fact.
ChangeSide present(Place place, std::string_view name, const Node* value = nullptr);
ChangeSide missing_at(Place place, std::string_view name = "");

/// The document as a whole: where something stands that one side doesn't have.
Place root_of(const Contract& contract);

/// Operations by method and path; moved prefixes, renames (operations.cc).
void compare_operations(Api& api);
/// Parameters of two paired operations (parameters.cc).
void compare_parameters(Api& api, const OperationPair& pair);
/// Payloads by their roles: inputs, outputs, arguments (models.cc).
void compare_roles(Api& api, const OperationPair& pair);
/// What a model server promises beside payloads (models.cc).
void compare_serving(Api& api, const OperationPair& pair);
/// What a tool or an answer says of itself to whoever runs it (hints.cc).
void compare_hints(Api& api, Subject subject, const OperationPair& pair);
bool is_hint(std::string_view attribute);
/// What strict mode does not take of a tool's schema; without an old side, all of it
/// (strict_mode.cc).
void compare_strict(Api& api, Subject subject, const Operation* before, const Operation* after);
/// A model and a service: what both formats have words for (across.cc).
void compare_across(Api& api);
/// Bodies, statuses, media types, headers, links (messages.cc).
void compare_messages(Api& api, const OperationPair& pair);
/// How the parts of a form are written (encodings.cc).
struct EncodingSite {
  Direction direction{};
  const std::string& owner;
};
void compare_encodings(Api& api, const EncodingSite& site, const MediaType& before,
                       const MediaType& after);
/// Credentials that suffice, and the schemes behind them (security.cc).
void compare_security(Api& api, const OperationPair& pair);
void compare_security_schemes(Api& api);
/// Title, servers, tags, components, what is not supported (surroundings.cc).
void compare_servers(Api& api, const OperationPair& pair);
void compare_surroundings(Api& api);
/// Two dumps of one class, of what it takes in and of what it gives out (dump_modes.cc).
void compare_dump_modes(Api& api);

/// Which fields of an owner are compared as what (attributes.cc).
struct AttributeSite {
  Subject subject{};
  Direction direction = Direction::none;
  std::string owner;
  Place before, after;
};
void compare_attributes(Api& api, const AttributeSite& site, std::span<const Attribute> before,
                        std::span<const Attribute> after);
const Node* find_attribute(std::span<const Attribute> attributes, std::string_view name);

/// Direction of what the caller of an operation sends.
inline Direction request_direction(const Operation& operation) {
  return operation.kind == OperationKind::request ? Direction::input : Direction::output;
}

}  // namespace verdiff
