// Inclusion against brute force: random pairs of schemas, every value of a small universe. An
// "included" with a counterexample, or a witness that does not show what it should, is a failure.
// Every pair that is left open is printed, with the reason.
//
//     verdiff_brute_force [PAIRS [SEED [small|large [any|focused]]]]
//
// large: a universe of 1,902 values instead of 233. focused: schemas whose keywords meet.

#include "document/value.h"
#include "formats/format.h"
#include "property/random_schema.h"
#include "prove/inclusion.h"
#include "prove/validate.h"

#include <fmt/format.h>

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

class BruteForce {
 public:
  BruteForce(std::uint64_t seed, bool large, bool focused) : seed_(seed), focused_(focused) {
    for (const Value& value : property::universe(large)) universe_.push_back(to_document(value));
  }

  void run(std::uint64_t pairs) {
    for (std::uint64_t i = 0; i < pairs; ++i) {
      property::RandomSchema random(seed_ + i);
      const auto any = [&] { return focused_ ? random.focused() : random.schema(); };
      const Value one = any();
      const Value other = i % 4 == 0 ? any() : random.mutated(one);
      const bool widened = i % 2 == 0;
      judge(seed_ + i, widened ? one : other, widened ? other : one);
    }
  }

  int report() const {
    for (const auto& [answer, count] : answers_) fmt::print("{:>7} {}\n", count, answer);
    fmt::print("{:>7} unsound\n", unsound_);
    return unsound_ == 0 ? 0 : 1;
  }

 private:
  void judge(std::uint64_t seed, const Value& narrow, const Value& wide) {
    const std::optional<Contract> producer = load(narrow);
    const std::optional<Contract> consumer = load(wide);
    if (!producer || !consumer) {
      ++answers_["not loaded"];
      return;
    }
    Prover prover;
    const Outcome out = prover.decide({{&*producer, producer->flows[0].schema, Reading::letter},
                                       {&*consumer, consumer->flows[0].schema, Reading::letter}});
    if (out.answer == Answer::unknown) {
      ++answers_[fmt::format("unknown {}: {}", word(*out.reason), out.detail.substr(0, 60))];
      if (out.reason == UnknownReason::internal) ++unsound_;
      show(seed, fmt::format("unknown {}: {}", word(*out.reason), out.detail), narrow, wide);
      return;
    }
    ++answers_[std::string(word(out.answer))];
    if (out.answer != Answer::included) return;  // the witness has been judged already
    const Validator sends(*producer);
    const Validator reads(*consumer);
    for (const Document& value : universe_) {
      const auto validity = [&](const Validator& validator, const Contract& contract) {
        const Document& document = *contract.workspace.documents().front();
        ValidationOptions options;
        options.max_errors = 1;
        return validator
            .validate({&document, &document.root()}, Dialect::draft2020_12, value.root(), options)
            .validity;
      };
      if (validity(sends, *producer) == Validity::valid &&
          validity(reads, *consumer) == Validity::invalid) {
        fail(seed, narrow, wide, "included, but " + to_json(value.root()));
        return;
      }
    }
  }

  void fail(std::uint64_t seed, const Value& narrow, const Value& wide, const std::string& why) {
    ++unsound_;
    show(seed, why, narrow, wide);
  }

  static void show(std::uint64_t seed, const std::string& why, const Value& narrow,
                   const Value& wide) {
    fmt::print("seed {}: {}\n  producer {}\n  consumer {}\n", seed, why, to_json(narrow),
               to_json(wide));
  }

  std::uint64_t seed_;
  bool focused_;
  std::vector<Document> universe_;
  std::map<std::string, int> answers_;
  int unsound_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t pairs = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1000;
  const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  const bool large = count > 3 && std::string_view(arguments[3]) == "large";
  const bool focused = count > 4 && std::string_view(arguments[4]) == "focused";
  BruteForce run(seed, large, focused);
  run.run(pairs);
  return run.report();
}
