#include "bench/bare.h"
#include "bench/process.h"
#include "bench/prove.h"
#include "document/document.h"
#include "document/operand.h"
#include "formats/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// verdiff_bench FOLDER [RUNS]: how long verdiff takes for large real pairs, beside what the bare
// parsers take for the same bytes in the same process. Each round runs every measure once. A ratio
// is the median of the rounds' own ratios: where two processors are halves of one core, or shared
// with others, the speed of one thread doubles from one moment to the next, and a quotient of two
// minima compares moments that had nothing in common.

namespace {

using verdiff::bench::Process;

struct Pair {
  std::string_view name;
  std::string_view before, after;
  std::size_t (*bare)(const std::string&);
  std::string_view bare_name;
  double time_budget;  ///< whole process, as a multiple of `bare` over both files
};

constexpr double memory_budget = 150;  ///< MB, whole process

constexpr Pair pairs[] = {
    {"Stripe, JSON, cyclic schemas", "stripe-2021-10-08.json", "stripe-2022-04-12.json",
     verdiff::bench::bare_json_events, "nlohmann SAX, empty handlers", 4},
    {"OpenAI, YAML, OpenAPI 3.1", "openai-2026-05-13.yaml", "openai-2026-08-21.yaml",
     verdiff::bench::bare_yaml_events, "yaml-cpp events, empty handlers", 2},
};

struct Measure {
  std::string name;
  std::function<double()> run;  ///< milliseconds
  std::vector<double> times;
};

double minimum(const std::vector<double>& times) {
  return *std::min_element(times.begin(), times.end());
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

/// How many times as long as `bare`, run in the same rounds.
double ratio_of(const Measure& measure, const Measure& bare) {
  std::vector<double> ratios(measure.times.size());
  std::transform(measure.times.begin(), measure.times.end(), bare.times.begin(), ratios.begin(),
                 std::divides<>());
  return median(std::move(ratios));
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

[[noreturn]] void fail(const std::string& message) {
  fmt::print(stderr, "verdiff_bench: error: {}\n", message);
  std::exit(1);
}

template <class Work>
double time_of(Work work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - began;
  return spent.count();
}

void read_both(const Pair& pair, const std::string& before, const std::string& after) {
  for (const auto& [name, text] :
       {std::pair(pair.before, &before), std::pair(pair.after, &after)}) {
    const auto document = verdiff::read_document(std::string(name), *text);
    if (!document) fail(to_text(document.error()));
  }
}

void load(const std::string& path) {
  const auto operand = verdiff::parse_operand(path);
  if (!operand) fail(to_text(operand.error()));
  auto files = verdiff::files_of(*operand);
  if (!files) fail(to_text(files.error()));
  const auto contract = verdiff::load_contract(*std::move(files), operand->path, {}, {});
  if (!contract) fail(to_text(contract.error()));
}

/// A pair and what its files hold.
struct Texts {
  std::string before_path, after_path;
  std::string before, after;
};

/// Nothing, after saying so, when a file is not there.
std::optional<Texts> read_texts(const Pair& pair, const std::string& folder) {
  const std::string before_path = folder + "/" + std::string(pair.before);
  const std::string after_path = folder + "/" + std::string(pair.after);
  auto before = read_file(before_path);
  auto after = read_file(after_path);
  if (!before || !after) {
    fmt::print("{}: SKIPPED, no {}\n\n", pair.name, before ? after_path : before_path);
    return std::nullopt;
  }
  return Texts{before_path, after_path, *std::move(before), *std::move(after)};
}

/// One `verdiff diff` of the pair, from outside.
double time_process(const Texts& texts, const std::vector<std::string>& flags, double& peak) {
  std::vector<std::string> command = {VERDIFF_BINARY, "diff", "--report", "json"};
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), {texts.before_path, texts.after_path});
  const Process process = verdiff::bench::run_process(command);
  if (process.status != 0) {
    fail(fmt::format("{} ended with status {}", VERDIFF_BINARY, process.status));
  }
  peak = std::max(peak, process.peak_megabytes);
  return process.milliseconds;
}

/// The first is what the others are compared with, the last is the whole process.
std::vector<Measure> measures_of(const Pair& pair, const Texts& texts, double& peak) {
  std::vector<Measure> out;
  const auto in_process = [&out](std::string_view name, auto work) {
    out.push_back({std::string(name), [work] { return time_of(work); }, {}});
  };
  in_process(pair.bare_name, [&pair, &texts] {
    if (pair.bare(texts.before) == 0 || pair.bare(texts.after) == 0) fail("no events");
  });
  in_process("read_document, one after the other",
             [&pair, &texts] { read_both(pair, texts.before, texts.after); });
  in_process("load_contract, one after the other", [&texts] {
    load(texts.before_path);
    load(texts.after_path);
  });
  // Its memory is that of the last measure, or less.
  out.push_back({"verdiff diff, no proofs",
                 [&texts, &peak] { return time_process(texts, {"--no-proofs"}, peak); },
                 {}});
  out.push_back({"verdiff diff", [&texts, &peak] { return time_process(texts, {}, peak); }, {}});
  return out;
}

void print_table(const Pair& pair, const Texts& texts, const std::vector<Measure>& measures) {
  fmt::print("{}: {:.1f} + {:.1f} MB, {} runs\n", pair.name,
             static_cast<double>(texts.before.size()) / 1e6,
             static_cast<double>(texts.after.size()) / 1e6, measures.front().times.size());
  fmt::print("  {:<34} {:>11} {:>11} {:>7}\n", "", "minimum", "median", "ratio");
  for (const Measure& measure : measures) {
    fmt::print("  {:<34} {:>8.1f} ms {:>8.1f} ms {:>6.2f}x\n", measure.name, minimum(measure.times),
               median(measure.times), ratio_of(measure, measures.front()));
  }
}

/// False when over budget.
bool bench(const Pair& pair, const std::string& folder, int runs) {
  const auto texts = read_texts(pair, folder);
  if (!texts) return true;
  double peak = 0;
  std::vector<Measure> measures = measures_of(pair, *texts, peak);
  for (int round = 0; round < runs; ++round) {
    for (Measure& measure : measures) measure.times.push_back(measure.run());
  }
  print_table(pair, *texts, measures);
  const double ratio = ratio_of(measures.back(), measures.front());
  const bool held = ratio <= pair.time_budget && peak <= memory_budget;
  fmt::print("  peak memory {:.0f} MB; budget {:.0f}x and {:.0f} MB: {}\n\n", peak,
             pair.time_budget, memory_budget, held ? "held" : "EXCEEDED");
  return held;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) fail("usage: verdiff_bench FOLDER [RUNS]");
  const int runs = argc > 2 ? std::atoi(argv[2]) : 10;
  if (runs < 1) fail("RUNS has to be a number from 1 on");
  bool held = true;
  for (const Pair& pair : pairs) held = bench(pair, argv[1], runs) && held;
  held = verdiff::bench::bench_questions(runs) && held;
  return held ? 0 : 1;
}
