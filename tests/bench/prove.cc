#include "bench/prove.h"

#include "document/document.h"
#include "formats/format.h"
#include "prove/inclusion.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff::bench {

namespace {

struct Question {
  std::string_view name;
  std::string producer, consumer;
  Answer expected;
  double budget;  ///< milliseconds
};

/// `count` branches told apart by a constant; `last`: what the value of the last one has to be.
std::string discriminated(int count, std::string_view last) {
  std::string out = R"({"oneOf": [)";
  for (int i = 0; i < count; ++i) {
    out += fmt::format(R"({}{{"type": "object", "required": ["kind", "value"], "properties": )"
                       R"({{"kind": {{"const": "kind-{}"}}, "value": {}}}}})",
                       i == 0 ? "" : ", ", i,
                       i + 1 == count ? last : R"({"type": "integer", "minimum": 0})");
  }
  return out + "]}";
}

std::string unique_slots(int slots, int values) {
  std::string list;
  for (int i = 0; i < values; ++i) list += fmt::format("{}\"v{}\"", i == 0 ? "" : ", ", i);
  return fmt::format(
      R"({{"type": "array", "uniqueItems": true, "minItems": {}, "items": {{"enum": [{}]}}}})",
      slots, list);
}

std::vector<Question> questions() {
  const std::string uuid =
      R"({"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"})";
  const std::string uuid_4 =
      R"({"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"})";
  const auto text = [](std::string_view pattern, int most) {
    return fmt::format(R"({{"type": "string", "pattern": "{}", "maxLength": {}}})", pattern, most);
  };
  const Answer yes = Answer::included, no = Answer::not_included;
  return {
      {"oneOf of 80 discriminated, one tightened",
       discriminated(80, R"({"type": "integer", "minimum": 0})"),
       discriminated(80, R"({"type": "integer", "minimum": 0, "maximum": 9})"), no, 4},
      {"oneOf of 80 discriminated, one loosened",
       discriminated(80, R"({"type": "integer", "minimum": 0})"),
       discriminated(80, R"({"type": "integer"})"), yes, 4},
      {"uniqueItems, 21 slots over 20 values", unique_slots(21, 20), "false", yes, 1},
      {"uniqueItems, 20 slots over 20 values", unique_slots(20, 20), "false", no, 1},
      {"UUID of version 4, in any UUID", uuid_4, uuid, yes, 5},
      {"any UUID, in UUID of version 4", uuid, uuid_4, no, 5},
      {"maxLength 36,000, the same pattern, one longer", text("^[a-z][a-z0-9-]*$", 36'000),
       text("^[a-z][a-z0-9-]*$", 36'001), yes, 5},
      {"maxLength 36,000, a wider pattern", text("^[a-z][a-z0-9-]*$", 36'000),
       text("^[a-z0-9-]+$", 36'000), yes, 5},
      {"maxLength 36,000, a narrower pattern", text("^[a-z0-9-]+$", 36'000),
       text("^[a-z][a-z0-9-]*$", 36'000), no, 5},
      {"maxLength 36,000, one shorter", text("^[a-z][a-z0-9-]*$", 36'000),
       text("^[a-z][a-z0-9-]*$", 35'999), no, 5},
  };
}

[[noreturn]] void fail(const std::string& message) {
  fmt::print(stderr, "verdiff_bench: error: {}\n", message);
  std::exit(1);
}

Contract load(const std::string& schema) {
  auto document = read_json("schema.json", schema);
  if (!document) fail(to_text(document.error()));
  LoadOptions options;
  options.format = "json-schema";
  auto out = load_contract(*std::move(document), Files(), "schema.json", {}, options);
  if (!out) fail(to_text(out.error()));
  return *std::move(out);
}

struct Measured {
  double least = 0;  ///< milliseconds
  Outcome outcome;
};

Measured measure(const Question& question, int runs) {
  const Contract producer = load(question.producer);
  const Contract consumer = load(question.consumer);
  Measured out;
  for (int run = 0; run < runs; ++run) {
    const auto began = std::chrono::steady_clock::now();
    Prover prover;
    out.outcome = prover.decide(
        {{&producer, producer.flows.front().schema}, {&consumer, consumer.flows.front().schema}});
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - began;
    out.least = run == 0 ? spent.count() : std::min(out.least, spent.count());
  }
  return out;
}

}  // namespace

bool bench_questions(int runs) {
  fmt::print("Single questions, {} runs\n  {:<48} {:>12} {:>9} {:>10}\n", runs, "", "minimum",
             "steps", "budget");
  bool held = true;
  for (const Question& question : questions()) {
    const Measured found = measure(question, runs);
    const bool right = found.outcome.answer == question.expected;
    const bool good = right && found.least <= question.budget;
    fmt::print("  {:<48} {:>9.3f} ms {:>9} {:>7.0f} ms {}{}\n", question.name, found.least,
               found.outcome.steps, question.budget, good ? "held" : "EXCEEDED",
               right ? "" : fmt::format(", and answered {}", word(found.outcome.answer)));
    held = held && good;
  }
  fmt::print("\n");
  return held;
}

}  // namespace verdiff::bench
