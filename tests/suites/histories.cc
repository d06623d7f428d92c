// Inclusion, both ways, between the versions of real JSON Schemas: whether it is decided, and what
// it says of the versions that their authors declared.

#include "formats/load_operand.h"
#include "prove/inclusion.h"
#include "suites/shared_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

struct Corpus {
  std::string_view name;
  double least_decided;  ///< of the questions whose references are local
};
constexpr Corpus corpora[] = {{"iglu", 1}, {"schemastore", 0.97}};

struct Tally {
  int decided = 0, remote = 0, refused = 0;
  std::vector<std::string> undecided, broken, wrong_labels;
};

std::optional<Contract> load(const std::string& path, Tally& tally) {
  const auto operand = parse_operand(path);
  auto contract = operand ? load_operand(*operand, {}) : operand.error();
  if (contract && contract->flows.size() == 1) return *std::move(contract);
  const bool is_remote = !contract && contract.error().code == ErrorCode::remote_reference;
  ++(is_remote ? tally.remote : tally.refused);
  return std::nullopt;
}

Outcome decide(const Contract& producer, const Contract& consumer) {
  Prover prover;
  return prover.decide({{&producer, producer.flows[0].schema, Reading::letter},
                        {&consumer, consumer.flows[0].schema, Reading::letter}});
}

void count(Tally& tally, const std::string& id, const Outcome& outcome) {
  if (outcome.answer != Answer::unknown) {
    ++tally.decided;
    return;
  }
  const std::string line = fmt::format("{}: {}: {}", id, word(*outcome.reason), outcome.detail);
  (outcome.reason == UnknownReason::internal ? tally.broken : tally.undecided).push_back(line);
}

void judge(Tally& tally, const std::string& root, const Node& row) {
  const std::string id(row.find("id")->text());
  const auto before = load(root + "/" + std::string(row.find("old")->text()), tally);
  const auto after = load(root + "/" + std::string(row.find("new")->text()), tally);
  if (!before || !after) return;
  const Outcome forwards = decide(*before, *after);
  count(tally, id, forwards);
  count(tally, id + " reversed", decide(*after, *before));
  // SchemaVer: an ADDITION takes all data that was valid before.
  const Node* const label = row.find("label");
  const bool is_addition = label != nullptr && label->text() == "declared:ADDITION";
  if (is_addition && forwards.answer == Answer::not_included) {
    tally.wrong_labels.push_back(
        fmt::format("{}: was valid, and is not: {}", id, to_json(*forwards.witness, 160)));
  }
}

bool report(const Corpus& corpus, const Tally& tally) {
  const auto asked = tally.decided + static_cast<int>(tally.undecided.size());
  const double decided = asked == 0 ? 0 : static_cast<double>(tally.decided) / asked;
  fmt::print("{}: {} of {} decided ({:.1f} %); {} files with remote references, {} refused\n",
             corpus.name, tally.decided, asked, 100 * decided, tally.remote, tally.refused);
  for (const std::string& line : tally.undecided) fmt::print("  undecided {}\n", line);
  for (const std::string& line : tally.broken) fmt::print("  BROKEN {}\n", line);
  for (const std::string& line : tally.wrong_labels) fmt::print("  no ADDITION {}\n", line);
  return tally.broken.empty() && decided >= corpus.least_decided;
}

}  // namespace

int main() {
  const auto root = suites::shared_path("corpus");
  if (!root) return suites::skipped;
  std::map<std::string_view, Tally> tallies;
  for (const Document& row : suites::read_lines(*root + "/manifest.dev.jsonl")) {
    const std::string_view id = row.root().find("id")->text();
    const std::string_view name = id.substr(0, id.find('/'));
    const Node* const kind = row.root().find("kind");
    const bool is_pair = row.root().find("old")->is_string() && row.root().find("new")->is_string();
    if (!is_pair || kind->text() != "jsonschema") continue;
    for (const Corpus& corpus : corpora) {
      if (corpus.name == name) judge(tallies[corpus.name], *root, row.root());
    }
  }
  bool fine = true;
  for (const Corpus& corpus : corpora) fine = report(corpus, tallies[corpus.name]) && fine;
  return fine ? 0 : 1;
}
