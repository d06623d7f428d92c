#include "rules/fingerprint.h"

#include "base/decimal.h"
#include "base/sha256.h"
#include "document/document.h"
#include "document/pointer.h"
#include "document/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace verdiff {
namespace {

constexpr std::size_t digits = 16;

/// Lists that mean the same in any order.
constexpr auto orderless =
    std::to_array<std::string_view>({"allOf", "anyOf", "enum", "examples", "oneOf", "parameters",
                                     "required", "security", "servers", "tags", "type"});

bool is_orderless(std::string_view keyword) {
  return std::find(orderless.begin(), orderless.end(), keyword) != orderless.end();
}

bool is_index(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Aspects whose values are sets, written as arrays.
bool is_set(Aspect aspect) {
  switch (aspect) {
    case Aspect::type:
    case Aspect::enum_:
    case Aspect::required:
    case Aspect::tags:
    case Aspect::requirement:
    case Aspect::examples:
      return true;
    default:
      return false;
  }
}

std::string canonical_number(std::string_view text) {
  const auto number = Decimal::parse(text);
  return number ? number->to_text() : std::string(text);
}

std::string canonical(const Node& node);

std::string joined(std::vector<std::string> parts, char open, char close) {
  return fmt::format("{}{}{}", open, fmt::join(parts, ","), close);
}

std::vector<std::string> canonical_items(const Node& array) {
  std::vector<std::string> items;
  for (const Node& item : array.items()) items.push_back(canonical(item));
  return items;
}

/// Recursive: the reader's limit on depth bounds it.
std::string canonical(const Node& node) {
  switch (node.kind()) {
    case NodeKind::null:
    case NodeKind::boolean:
    case NodeKind::string:
      return to_json(node);
    case NodeKind::number:
      return canonical_number(node.text());
    case NodeKind::array:
      return joined(canonical_items(node), '[', ']');
    case NodeKind::object:
      break;
  }
  std::vector<std::string> members;
  for (const Member& member : node.members()) {
    members.push_back(to_json(Value::string(member.key)) + ":" + canonical(member.value));
  }
  std::sort(members.begin(), members.end());
  return joined(std::move(members), '{', '}');
}

/// Strings, `true`, `false` and `null` have one spelling, as the value was written; numbers, arrays
/// and objects have many.
bool is_written_one_way(char first) {
  return first == '"' || first == 't' || first == 'f' || first == 'n';
}

/// The value of one side as its aspect means it: a set has no order.
std::string value_of(const FindingSide& side, Aspect aspect) {
  if (side.value.empty()) return "";
  if (is_written_one_way(side.value.front())) return side.value;
  const auto document = read_json("value", side.value);
  if (!document) return side.value;
  if (!is_set(aspect) || !document->root().is_array()) return canonical(document->root());
  std::vector<std::string> items = canonical_items(document->root());
  std::sort(items.begin(), items.end());
  return joined(std::move(items), '[', ']');
}

/// A parameter's index in its list says nothing, and the list has no names. Its flow has one
/// ("GET /items query limit"); without the method, since a path item's parameter serves them all.
std::string parameter_of(const Finding& finding, std::string_view pointer) {
  if (!pointer.starts_with("/paths/") || pointer.find("/parameters/-") == std::string_view::npos) {
    return "";
  }
  const std::size_t space = finding.flow.find(' ');
  return space == std::string::npos ? finding.flow : finding.flow.substr(space);
}

/// Where the finding stands. The old side where there is one: while a change is being worked on,
/// the contract that it is compared with stays put.
std::string place_of(const Finding& finding) {
  const FindingSide& side = finding.before.present ? finding.before : finding.after;
  const std::string pointer = orderless_pointer(side.pointer);
  return pointer + '\n' + parameter_of(finding, pointer);
}

/// The parts, each with its length in front, so that no two lists of parts look alike.
std::string framed(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += fmt::format("{}:{}", part.size(), part);
  return out;
}

std::string digest(const Finding& finding, std::size_t twin) {
  return sha256_hex(framed({
                        finding.rule,
                        std::string(word(finding.direction)),
                        place_of(finding),
                        finding.before.present ? finding.before.name : "",
                        finding.after.present ? finding.after.name : "",
                        value_of(finding.before, finding.aspect),
                        value_of(finding.after, finding.aspect),
                        twin == 0 ? "" : std::to_string(twin),
                    }),
                    digits);
}

}  // namespace

std::string fingerprint(const Finding& finding) {
  return digest(finding, 0);
}

void tell_twins_apart(std::vector<Finding>& findings) {
  std::map<std::string, std::size_t, std::less<>> twins;
  for (Finding& finding : findings) {
    const std::size_t twin = twins[finding.fingerprint]++;
    if (twin != 0) finding.fingerprint = digest(finding, twin);
  }
}

void assign_fingerprints(std::vector<Finding>& findings) {
  for (Finding& finding : findings) finding.fingerprint = fingerprint(finding);
  tell_twins_apart(findings);
}

std::string orderless_pointer(std::string_view pointer) {
  const auto tokens = split_pointer(pointer);
  if (!tokens) return std::string(pointer);
  std::string out;
  std::string_view above;
  for (const std::string& token : *tokens) {
    out += '/';
    out += is_orderless(above) && is_index(token) ? "-" : escape_token(token);
    above = token;
  }
  return out;
}

}  // namespace verdiff
