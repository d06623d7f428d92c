#include "catalogue/ledger.h"
#include "catalogue/pair.h"
#include "document/document.h"
#include "rules/rule.h"
#include "rules/template.h"
#include "semver/version.h"
#include "support/golden.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

namespace verdiff {
namespace {

using test::fact;
using test::in_words;
using test::LedgerRow;
using test::read_ledger;

template <class T>
bool contains(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Every fact of a row, without traits.
void for_each_fact(const LedgerRow& row, const std::function<void(Change)>& visit) {
  for (const Subject subject : row.subjects) {
    for (const Action action : row.actions) {
      for (const Direction direction : row.directions) {
        visit(fact(subject, row.aspect, action, direction));
      }
    }
  }
}

bool explained(Change change, std::initializer_list<Trait> traits) {
  for (const Trait trait : traits) change.traits |= bit(trait);
  return find_rule(builtin_rules(), change) != nullptr;
}

/// Without traits, or with each of those of which such a fact always carries one.
bool always_explained(const LedgerRow& row, const Change& change) {
  if (explained(change, {})) return true;
  if (contains(row.traits, Trait::success)) {
    return explained(change, {Trait::success}) && explained(change, {Trait::error});
  }
  // An idle nullable that stood before has no other way to change.
  return change.aspect == Aspect::nullable && explained(change, {Trait::without_effect});
}

bool states(const LedgerRow& row, const Rule& rule, Subject subject, Action action) {
  return row.aspect == rule.match.aspect && contains(row.subjects, subject) &&
         contains(row.actions, action) &&
         (!rule.match.direction || contains(row.directions, *rule.match.direction)) &&
         std::all_of(rule.match.where.begin(), rule.match.where.end(),
                     [&](Trait trait) { return contains(row.traits, trait); });
}

/// Subjects that have a name of their own in every fact about them.
bool has_own_name(Subject subject) {
  return subject != Subject::contract && subject != Subject::security && subject != Subject::schema;
}

std::optional<Action> opposite(Action action) {
  constexpr std::pair<Action, Action> pairs[] = {{Action::added, Action::removed},
                                                 {Action::increased, Action::decreased},
                                                 {Action::closed, Action::opened}};
  for (const auto& [one, other] : pairs) {
    if (action == one) return other;
    if (action == other) return one;
  }
  return std::nullopt;
}

bool is_plain(std::string_view text) {
  const char first = text.front();
  return !(first >= 'A' && first <= 'Z') && text.back() != '.';
}

}  // namespace

TEST_CASE("every fact of the ledger is explained by a rule", "[catalogue]") {
  for (const LedgerRow& row : read_ledger()) {
    for_each_fact(row, [&](const Change& change) {
      INFO(in_words(change));
      CHECK(always_explained(row, change));
    });
  }
}

TEST_CASE("every rule explains facts of the ledger, and only such", "[catalogue]") {
  const auto ledger = read_ledger();
  for (const Rule& rule : builtin_rules()) {
    for (const Subject subject : rule.match.subjects) {
      for (const Action action : rule.match.actions) {
        INFO(rule.id << ": " << word(subject) << ' ' << word(action));
        CHECK(std::any_of(ledger.begin(), ledger.end(), [&](const LedgerRow& row) {
          return states(row, rule, subject, action);
        }));
      }
    }
  }
}

TEST_CASE("no fact stands twice in the ledger", "[catalogue]") {
  std::set<std::string> seen;
  for (const LedgerRow& row : read_ledger()) {
    for_each_fact(row, [&](const Change& change) {
      INFO(in_words(change));
      CHECK(seen.insert(in_words(change)).second);
    });
  }
}

TEST_CASE("no two rules tie for a fact", "[catalogue]") {
  const auto asks = [](const Rule& rule) {
    return rule.match.where.size() * 2 + (rule.match.direction ? 1 : 0);
  };
  const auto& rules = builtin_rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      const Rule::Match &one = rules[i].match, &other = rules[j].match;
      if (one.aspect != other.aspect || asks(rules[i]) != asks(rules[j])) continue;
      // A fact with the traits of both, if there can be one.
      std::uint32_t traits = 0;
      for (const Trait trait : one.where) traits |= bit(trait);
      for (const Trait trait : other.where) traits |= bit(trait);
      if ((traits & bit(Trait::success)) != 0 && (traits & bit(Trait::error)) != 0) continue;
      const Direction direction =
          one.direction ? *one.direction : other.direction.value_or(Direction::output);
      for (const Subject subject : one.subjects) {
        for (const Action action : one.actions) {
          const Change change = fact(subject, one.aspect, action, direction, traits);
          INFO(rules[i].id << ", " << rules[j].id << ": " << in_words(change));
          CHECK_FALSE((matches(rules[i], change) && matches(rules[j], change) &&
                       find_rule(rules, change) == &rules[i]));
        }
      }
    }
  }
}

TEST_CASE("every rule has a pair that fires and a near miss, and no pair is left over",
          "[catalogue]") {
  std::set<std::string> pairs;
  for (const Rule& rule : builtin_rules()) {
    const std::string path = test::pair_path(rule);
    INFO(path);
    const auto pair = read_yaml(path, testing::read_testdata(path));
    REQUIRE(pair);
    CHECK(pair->root().find("fires") != nullptr);
    const Node* const near_miss = pair->root().find("near-miss");
    REQUIRE(near_miss != nullptr);
    CHECK(near_miss->find("because") != nullptr);
    pairs.insert(path);
  }
  namespace fs = std::filesystem;
  const fs::path root = VERDIFF_TESTDATA;
  for (const auto& file : fs::recursive_directory_iterator(root / "rules")) {
    if (!file.is_regular_file() || file.path().extension() != ".yaml") continue;
    const std::string path = fs::relative(file.path(), root).generic_string();
    INFO(path);
    CHECK(pairs.contains(path));
  }
}

TEST_CASE("messages say only what the facts hold", "[catalogue]") {
  const auto ledger = read_ledger();
  for (const Rule& rule : builtin_rules()) {
    const auto used = placeholders(rule.message);
    REQUIRE(used);
    for (const LedgerRow& row : ledger) {
      for (const Subject subject : rule.match.subjects) {
        const bool stated =
            std::any_of(rule.match.actions.begin(), rule.match.actions.end(),
                        [&](Action action) { return states(row, rule, subject, action); });
        if (!stated) continue;
        INFO(rule.id << ": " << rule.message);
        if (contains(*used, Placeholder::name)) CHECK((row.is_named || has_own_name(subject)));
        const bool asks_value = contains(*used, Placeholder::value) ||
                                contains(*used, Placeholder::before) ||
                                contains(*used, Placeholder::after);
        if (asks_value) CHECK(row.has_value);
        // Facts about schemas belong to a flow, not to an owner.
        if (contains(*used, Placeholder::owner)) CHECK(subject != Subject::schema);
      }
    }
  }
}

TEST_CASE("every rule closes the gate until a team says otherwise", "[catalogue]") {
  for (const Rule& rule : builtin_rules()) {
    INFO(rule.id);
    CHECK(rule.severity == Severity::error);  // docs/decisions/0004-severities.md
  }
}

TEST_CASE("titles, messages and texts keep the tone of the catalogue", "[catalogue]") {
  for (const Rule& rule : builtin_rules()) {
    INFO(rule.id);
    CHECK(is_plain(rule.title));
    CHECK(is_plain(rule.message));
    CHECK(rule.why.back() == '.');
    CHECK(rule.fix.back() == '.');
    CHECK(std::count(rule.why.begin(), rule.why.end(), '\n') < 5);
    CHECK(Version::parse(rule.since));
    for (const std::string& link : rule.spec) {
      INFO(link);
      CHECK(link.find_first_of(" \t\"<>") == std::string::npos);
      CHECK(link.find('.', std::string_view("https://").size()) != std::string::npos);
    }
  }
}

TEST_CASE("a mirror is another rule about the same; a waiver is not stale", "[catalogue]") {
  const auto& rules = builtin_rules();
  for (const Rule& rule : rules) {
    INFO(rule.id);
    if (!rule.mirror.empty()) {
      const Rule* const mirror = find_rule(rules, rule.mirror);
      INFO(rule.mirror);
      REQUIRE(mirror != nullptr);
      CHECK(mirror != &rule);
      CHECK(mirror->match.subjects == rule.match.subjects);
      continue;
    }
    for (const Action action : rule.match.actions) {
      const auto turned = opposite(action);
      if (!turned || contains(rule.match.actions, *turned)) continue;
      const auto mirror = std::find_if(rules.begin(), rules.end(), [&](const Rule& other) {
        return other.match.subjects == rule.match.subjects &&
               other.match.aspect == rule.match.aspect && other.match.where == rule.match.where &&
               contains(other.match.actions, *turned);
      });
      INFO("mirrored by " << (mirror == rules.end() ? "none" : mirror->id));
      CHECK(mirror == rules.end());
    }
  }
}

}  // namespace verdiff
