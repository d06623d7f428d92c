#include "catalogue/pair.h"
#include "document/document.h"
#include "document/value.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

/// The order in which a contract writes the members of its objects means nothing (RFC 8259 §4), and
/// what is found is the same every time.
namespace verdiff {
namespace {

using test::findings_of;
using test::Half;

/// The same value with the members of every object in reverse.
Value reversed(const Node& node) {
  Value out = Value::copy(node);
  std::vector<Value*> open = {&out};
  while (!open.empty()) {
    Value& value = *open.back();
    open.pop_back();
    std::reverse(value.members.begin(), value.members.end());
    for (Value& item : value.items) open.push_back(&item);
    for (auto& [key, member] : value.members) open.push_back(&member);
  }
  return out;
}

/// The same API with one more operation, whose path is like no other.
Value with_neighbour(const Node& contract) {
  Value status = Value::object({{"description", Value::string("fine")}});
  Value responses = Value::object({{"200", std::move(status)}});
  Value get = Value::object({{"responses", std::move(responses)}});
  // What a document asks of all its operations is no matter of this one.
  get.set("security", Value::array());
  Value servers = Value::array({Value::object({{"url", Value::string("https://else.where")}})});
  if (contract.find("openapi") != nullptr) get.set("servers", std::move(servers));
  Value out = Value::copy(contract);
  for (auto& [key, member] : out.members) {
    if (key == "paths") member.set("/zyx", Value::object({{"trace", get}}));
  }
  return out;
}

/// What is said, apart from places and from which of many flows is named.
std::vector<std::string> in_any_order(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    out.push_back(fmt::format("{} {} {} {} {} in {}", finding.rule, word(finding.level),
                              word(finding.direction), finding.fingerprint,
                              word(finding.evidence.kind), finding.reach));
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Everything that is said, in the order in which it is said.
std::vector<std::string> in_words(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    const std::string witness = finding.evidence.payload ? to_json(*finding.evidence.payload) : "";
    out.push_back(fmt::format("{} {} {} {} {} {} {}", finding.fingerprint, word(finding.level),
                              finding.flow, finding.payload_path, finding.message, witness,
                              finding.evidence.detail));
  }
  return out;
}

}  // namespace

TEST_CASE("each pair gives the same findings twice, and with members in another order",
          "[catalogue][order]") {
  test::each_half([](const Half& half) {
    const auto findings = findings_of(half);
    CHECK(in_words(findings_of(half)) == in_words(findings));

    const Document before = to_document(reversed(half.before));
    const Document after = to_document(reversed(half.after));
    const auto expected = in_any_order(findings);
    CHECK(in_any_order(findings_of({half.before, after.root(), half.as, half.artifact})) ==
          expected);
    CHECK(in_any_order(findings_of({before.root(), after.root(), half.as, half.artifact})) ==
          expected);
  });
}

TEST_CASE("an operation beside the others changes nothing that is said of them",
          "[catalogue][order]") {
  test::each_half([](const Half& half) {
    if (half.before.find("paths") == nullptr || half.after.find("paths") == nullptr) return;
    const Document before = to_document(with_neighbour(half.before));
    const Document after = to_document(with_neighbour(half.after));
    auto expected = in_any_order(findings_of(half));
    auto actual = in_any_order(findings_of({before.root(), after.root(), half.as, half.artifact}));
    CHECK(actual == expected);
  });
}

}  // namespace verdiff
