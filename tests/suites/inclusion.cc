// Inclusion between pairs of schemas that others have labelled: every answer is compared with the
// label, every witness has been checked by the validator. Undecided and contradicted rows are
// listed; a contradiction fails the run unless the label is known to be disputed.

#include "prove/inclusion.h"

#include "document/value.h"
#include "formats/format.h"
#include "suites/shared_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

/// Draft 4 has no `const`; the sets use it there all the same.
Value without_const(const Node& node) {
  Value out = Value::copy(node);
  if (node.is_object()) {
    out.members.clear();
    for (const Member& member : node.members()) {
      if (member.key == "const") {
        out.set("enum", Value::array({Value::copy(member.value)}));
      } else {
        const bool literal = member.key == "enum" || member.key == "default";
        out.set(member.key, literal ? Value::copy(member.value) : without_const(member.value));
      }
    }
  }
  for (std::size_t i = 0; i < out.items.size(); ++i) out.items[i] = without_const(node.items()[i]);
  return out;
}

Dialect dialect_of(std::string_view stated) {
  if (stated.starts_with("draft-04") || stated == "draft4") return Dialect::draft4;
  if (stated == "draft6") return Dialect::draft6;
  if (stated == "draft7" || stated == "draft-07") return Dialect::draft7;
  if (stated == "draft2019-09") return Dialect::draft2019_09;
  return Dialect::draft2020_12;
}

Result<Contract> load(const Node& schema, Dialect dialect) {
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "no such file: " + path, {}, {}};
  };
  LoadOptions options;
  options.format = "json-schema";
  options.default_dialect = dialect;
  const Value value = dialect == Dialect::draft4 ? without_const(schema) : Value::copy(schema);
  return load_contract(to_document(value), std::move(files), "schema.json", {}, options);
}

struct Tally {
  int right = 0, wrong = 0, disputed = 0, unloaded = 0;
  std::map<std::string, int> unknown;
  std::vector<double> microseconds;
  std::vector<std::uint64_t> steps;
};

double quantile(std::vector<double> values, double at) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(at * static_cast<double>(values.size() - 1))];
}

/// `draft/family/file/number` of labels that a concrete instance refutes.
std::set<std::string> disputed_labels(const std::string& path) {
  std::set<std::string> out;
  std::istringstream lines(suites::contents(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string draft, family, file, number;
    std::getline(fields, draft, '\t');
    std::getline(fields, family, '\t');
    std::getline(fields, file, '\t');
    std::getline(fields, number, '\t');
    out.insert(draft + "/" + family + "/" + file.substr(0, file.rfind('.')) + "/" + number);
  }
  return out;
}

class Run {
 public:
  explicit Run(std::set<std::string> disputed)
      : disputed_(std::move(disputed)), explained_(suites::explained("explained.tsv")) {}

  void file(const std::string& path) {
    for (const Document& row : suites::read_lines(path)) judge(row.root());
  }

  int report() const {
    int wrong = 0;
    for (const auto& [name, tally] : tallies_) {
      std::string unknown;
      for (const auto& [reason, count] : tally.unknown) {
        unknown += fmt::format(" {} {}", count, reason);
      }
      const std::vector<double> steps(tally.steps.begin(), tally.steps.end());
      fmt::print("{:<34} {:>5} right {:>3} wrong {:>3} disputed {:>3} unloaded; unknown:{}\n", name,
                 tally.right, tally.wrong, tally.disputed, tally.unloaded,
                 unknown.empty() ? " none" : unknown);
      fmt::print("{:<34} us median {:.1f} p95 {:.1f} max {:.1f}; steps median {} p95 {} max {}\n",
                 "", quantile(tally.microseconds, 0.5), quantile(tally.microseconds, 0.95),
                 quantile(tally.microseconds, 1), quantile(steps, 0.5), quantile(steps, 0.95),
                 quantile(steps, 1));
      wrong += tally.wrong;
    }
    return wrong == 0 ? 0 : 1;
  }

 private:
  void judge(const Node& row) {
    const std::string id(row.find("id")->text());
    std::string set = id.substr(0, id.find('/'));
    options_ = {};
    if (set == "containment") {
      const bool formats = id.find("/optional/format/") != std::string::npos ||
                           id.find("/optional/content") != std::string::npos;
      options_.assert_format = formats;
      set += fmt::format(" {} {}", row.find("dialect")->text(), formats ? "formats" : "core");
    }
    Tally& tally = tallies_[set];
    const Dialect dialect = dialect_of(row.find("dialect")->text());
    const Result<Contract> before = load(*row.find("old"), dialect);
    const Result<Contract> after = load(*row.find("new"), dialect);
    if (!before || !after) {
      ++tally.unloaded;
      const Error& error = !before ? before.error() : after.error();
      fmt::print("  {} not loaded: {}\n", id, error.message);
      return;
    }
    for (const Member& expected : row.find("expected")->members()) {
      if (expected.key == "old_subset_new") {
        decide(id, tally, *before, *after, expected.value.boolean());
      } else if (expected.key == "new_subset_old") {
        decide(id + " reversed", tally, *after, *before, expected.value.boolean());
      }
    }
  }

  void decide(const std::string& id, Tally& tally, const Contract& producer,
              const Contract& consumer, bool expected) {
    const auto start = std::chrono::steady_clock::now();
    Prover prover(options_);
    const Outcome out = prover.decide({{&producer, producer.flows[0].schema, Reading::letter},
                                       {&consumer, consumer.flows[0].schema, Reading::letter}});
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    tally.microseconds.push_back(time.count());
    tally.steps.push_back(out.steps);
    if (out.answer == Answer::unknown) {
      ++tally.unknown[std::string(word(*out.reason))];
      fmt::print("  {} unknown: {}: {}\n", id, word(*out.reason), out.detail);
    } else if ((out.answer == Answer::included) == expected) {
      ++tally.right;
    } else {
      const std::string plain = id.substr(0, id.find(' '));
      const bool disputed = disputed_.count(plain.substr(plain.find('/') + 1)) > 0 ||
                            suites::explains(explained_, plain);
      ++(disputed ? tally.disputed : tally.wrong);
      fmt::print("  {} {}: {}\n", id, disputed ? "disputed" : "WRONG",
                 out.witness ? to_json(*out.witness) : "included");
    }
  }

  ProverOptions options_;
  std::set<std::string> disputed_;
  std::vector<std::string> explained_;
  std::map<std::string, Tally> tallies_;
};

}  // namespace

int main() {
  const auto disputed = suites::shared_path("suites/containment-disputed.tsv");
  const auto packed = suites::shared_path("corpus/packed");
  if (!disputed || !packed) return suites::skipped;
  Run run(disputed_labels(*disputed));
  for (const char* name : {"containment", "jsonsubschema", "is-json-schema-subset"}) {
    run.file(*packed + "/" + name + ".dev.jsonl");
  }
  return run.report();
}
