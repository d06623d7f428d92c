// What the blow-ups of testdata/hostile cost, one line each: the steps, the time, and the time of
// one step. Fails when one takes too long, when the steps of one say too little about its time, or
// when one is not answered as its file says.

#include "hostile/blow_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace verdiff::hostile;

constexpr double most_milliseconds = 1000;
constexpr double most_above_median = 50;
constexpr int runs = 3;

struct Row {
  std::string name;
  std::string answer, expected;
  double work = 0;  ///< steps, and one for each node that has to be made ready
  std::uint64_t steps = 0;
  std::size_t nodes = 0;
  double milliseconds = 0;

  double nanoseconds_a_step() const { return milliseconds * 1e6 / work; }
};

/// The least time of some runs: noise only ever adds.
Row measured(const BlowUp& blow_up) {
  Row out{blow_up.name, {}, blow_up.expected, 0, 0, blow_up.nodes, 0};
  for (int run = 0; run < runs; ++run) {
    const Measured one = answer(blow_up);
    out.answer = one.answer;
    out.steps = one.steps;
    out.milliseconds = run == 0 ? one.milliseconds : std::min(out.milliseconds, one.milliseconds);
  }
  out.work = static_cast<double>(out.steps + out.nodes);
  return out;
}

double median(const std::vector<Row>& rows) {
  std::vector<double> out;
  for (const Row& row : rows) out.push_back(row.nanoseconds_a_step());
  std::sort(out.begin(), out.end());
  return out[out.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  if (files.empty()) files = blow_up_files();
  std::vector<Row> rows;
  bool held = true;
  for (const std::string& file : files) {
    const auto blow_up = read_blow_up(file);
    if (!blow_up) {
      fmt::print(stderr, "{}: {}\n", file, blow_up.error().message);
      held = false;
      continue;
    }
    rows.push_back(measured(*blow_up));
  }
  if (rows.empty()) return 1;
  const double usual = median(rows);
  fmt::print("{:<44} {:<20} {:>9} {:>8} {:>10} {:>9} {:>9}\n", "blow-up", "answer", "steps",
             "nodes", "ms", "ns/step", "x median");
  for (const Row& row : rows) {
    const double above = row.nanoseconds_a_step() / usual;
    const bool right = row.answer == row.expected;
    const bool good = right && row.milliseconds <= most_milliseconds && above <= most_above_median;
    fmt::print("{:<44} {:<20} {:>9} {:>8} {:>10.3f} {:>9.0f} {:>9.1f}{}{}\n", row.name, row.answer,
               row.steps, row.nodes, row.milliseconds, row.nanoseconds_a_step(), above,
               good ? "" : "  EXCEEDED", right ? "" : ", expected " + row.expected);
    held = held && good;
  }
  fmt::print(
      "{} blow-ups; median {:.0f} ns a step; at most {:.0f} ms each and {:.0f} times the median: "
      "{}\n",
      rows.size(), usual, most_milliseconds, most_above_median, held ? "held" : "EXCEEDED");
  return held ? 0 : 1;
}
