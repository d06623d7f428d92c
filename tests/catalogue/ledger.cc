#include "catalogue/ledger.h"

#include "document/document.h"
#include "document/node.h"
#include "support/places.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace verdiff::test {

namespace {

constexpr const char* path = VERDIFF_SOURCE_DIR "/rules/facts.yaml";

template <class E>
E known(std::string_view text) {
  const auto parsed = parse_word<E>(text);
  INFO("rules/facts.yaml: " << text);
  REQUIRE(parsed);
  return *parsed;
}

template <class E>
std::vector<E> known_list(const Node* list) {
  std::vector<E> out;
  if (list == nullptr) return out;
  for (const Node& item : list->items()) out.push_back(known<E>(item.text()));
  return out;
}

LedgerRow row_of(const Node& node) {
  const Node* const aspect = node.find("aspect");
  const Node* const actions = node.find("actions");
  REQUIRE(aspect != nullptr);
  REQUIRE(actions != nullptr);
  LedgerRow row;
  row.subjects = known_list<Subject>(node.find("subjects"));
  row.aspect = known<Aspect>(aspect->text());
  for (const Member& action : actions->members()) row.actions.push_back(known<Action>(action.key));
  row.directions = known_list<Direction>(node.find("directions"));
  row.traits = known_list<Trait>(node.find("traits"));
  row.is_named = node.find("name") != nullptr;
  row.has_value = node.find("value") != nullptr;
  return row;
}

}  // namespace

std::vector<LedgerRow> read_ledger() {
  std::ifstream in(path, std::ios::binary);
  const auto document =
      read_yaml(path, {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  if (!document) FAIL(to_text(document.error()));
  std::vector<LedgerRow> rows;
  for (const Node& row : document->root().items()) rows.push_back(row_of(row));
  return rows;
}

Change fact(Subject subject, Aspect aspect, Action action, Direction direction,
            std::uint32_t traits) {
  Change out;
  out.subject = subject;
  out.aspect = aspect;
  out.action = action;
  out.direction = direction;
  out.traits = traits;
  return out;
}

std::string in_words(const Change& fact) {
  std::string out = fmt::format("{} {} {} {}", word(fact.direction), word(fact.subject),
                                word(fact.aspect), word(fact.action));
  for (std::size_t i = 0; i < Vocabulary<Trait>::words.size(); ++i) {
    const auto trait = static_cast<Trait>(i);
    if ((fact.traits & bit(trait)) != 0) out += fmt::format(" {}", word(trait));
  }
  return out;
}

}  // namespace verdiff::test
