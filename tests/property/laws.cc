// Laws of inclusion over random schemas: it is reflexive and transitive, a larger budget turns no
// answer, and the order in which a schema names its members matters for nothing, not even for the
// witness and the number of steps. A witness under roles is one to the letter (design §1).
//
//     verdiff_laws [TRIPLES [SEED]]

#include "document/value.h"
#include "formats/format.h"
#include "property/random_schema.h"
#include "prove/inclusion.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

std::optional<Contract> load(const Value& schema) {
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, path, {}, {}};
  };
  LoadOptions options;
  options.format = "json-schema";
  Result<Contract> out =
      load_contract(to_document(schema), std::move(files), "schema.json", {}, options);
  if (!out) return std::nullopt;
  return *std::move(out);
}

Value reversed(Value value) {
  std::vector<Value*> open = {&value};
  while (!open.empty()) {
    Value& next = *open.back();
    open.pop_back();
    std::reverse(next.members.begin(), next.members.end());
    for (Value& item : next.items) open.push_back(&item);
    for (auto& [key, member] : next.members) open.push_back(&member);
  }
  return value;
}

Outcome decide(const Contract& producer, const Contract& consumer, Reading sends = Reading::letter,
               Reading takes = Reading::letter, std::uint64_t budget = ProverOptions{}.budget) {
  Prover prover({.budget = budget, .assert_format = false});
  return prover.decide(
      {{&producer, producer.flows[0].schema, sends}, {&consumer, consumer.flows[0].schema, takes}});
}

std::string in_words(const Outcome& outcome) {
  return fmt::format("{} {} in {} steps", word(outcome.answer),
                     outcome.witness ? to_json(*outcome.witness) : "", outcome.steps);
}

bool contradict(const Outcome& left, const Outcome& right) {
  return left.answer != Answer::unknown && right.answer != Answer::unknown &&
         left.answer != right.answer;
}

class Laws {
 public:
  void hold(std::uint64_t seed) {
    seed_ = seed;
    property::RandomSchema random(seed);
    schemas_ = {seed % 4 == 0 ? random.focused() : random.schema()};
    schemas_.push_back(random.mutated(schemas_[0]));
    schemas_.push_back(random.mutated(schemas_[1]));
    std::vector<Contract> contracts;
    for (const Value& schema : schemas_) {
      auto contract = load(schema);
      if (!contract) return;
      contracts.push_back(*std::move(contract));
    }
    check("reflexive", decide(contracts[0], contracts[0]).answer != Answer::not_included);
    check_transitive(contracts);
    check_budget(contracts);
    check_order(contracts);
    check_roles(contracts);
  }

  int report() const {
    for (const auto& [law, count] : held_) fmt::print("{:>7} {}\n", count, law);
    fmt::print("{:>7} broken\n", broken_);
    return broken_ == 0 ? 0 : 1;
  }

 private:
  void check_transitive(const std::vector<Contract>& all) {
    for (const auto& [a, b, c] : {std::array{0, 1, 2}, std::array{2, 1, 0}, std::array{1, 0, 2}}) {
      const auto at = [&](int i) -> const Contract& { return all[static_cast<std::size_t>(i)]; };
      if (decide(at(a), at(b)).answer != Answer::included) continue;
      if (decide(at(b), at(c)).answer != Answer::included) continue;
      check("transitive", decide(at(a), at(c)).answer != Answer::not_included);
    }
  }

  void check_budget(const std::vector<Contract>& all) {
    for (const std::uint64_t budget : {std::uint64_t{100}, std::uint64_t{1000}}) {
      const Outcome small = decide(all[0], all[1], Reading::letter, Reading::letter, budget);
      const Outcome large = decide(all[0], all[1], Reading::letter, Reading::letter, 10 * budget);
      check("ten times the budget turns no answer",
            !contradict(small, large) &&
                (small.answer == Answer::unknown || large.answer != Answer::unknown));
    }
  }

  void check_order(const std::vector<Contract>& all) {
    const auto left = load(reversed(schemas_[0])), right = load(reversed(schemas_[1]));
    if (!left || !right) return;
    const std::string straight = in_words(decide(all[0], all[1]));
    const std::string turned = in_words(decide(*left, *right));
    check("the order of members matters for nothing", straight == turned,
          straight + " / " + turned);
  }

  /// A producer read closed sends less, a tolerant consumer takes more.
  void check_roles(const std::vector<Contract>& all) {
    const Outcome letter = decide(all[0], all[1]);
    const Outcome roles = decide(all[0], all[1], Reading::closed, Reading::tolerant);
    check("what holds to the letter holds under roles",
          letter.answer != Answer::included || roles.answer != Answer::not_included);
  }

  void check(std::string_view law, bool holds, const std::string& detail = "") {
    ++held_[law];
    if (holds) return;
    ++broken_;
    fmt::print("seed {}: not {}: {}\n", seed_, law, detail);
    for (const Value& schema : schemas_) fmt::print("  {}\n", to_json(schema));
  }

  std::uint64_t seed_ = 0;
  std::vector<Value> schemas_;
  std::map<std::string_view, int> held_;
  int broken_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t triples = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 500;
  const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  Laws laws;
  for (std::uint64_t i = 0; i < triples; ++i) laws.hold(seed + i);
  return laws.report();
}
