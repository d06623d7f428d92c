#include "payloads/validation.h"

#include "document/document.h"
#include "document/lines.h"
#include "document/pointer.h"

#include <algorithm>
#include <future>
#include <memory>
#include <thread>
#include <utility>

namespace verdiff {

namespace {

bool is_named_as_lines(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

Location moved(Location where, std::uint32_t line) {
  if (where.line != 0) where.line += line - 1;
  return where;
}

/// Some lines of a file, in one piece of memory.
struct Batch {
  struct Line {
    std::size_t begin = 0, size = 0;
    std::uint32_t number = 0;
  };
  std::string path;
  std::string text;
  std::vector<Line> lines;

  void add(std::string_view line, std::uint32_t number) {
    lines.push_back({text.size(), line.size(), number});
    text += line;
  }
};

/// Counts payloads; each thread has one of its own.
class Checker {
 public:
  Checker(const End& end, const ValidateOptions& options)
      : schema_(end.contract.schemas[end.the_flow().schema]),
        validator_(end.contract),
        most_told_(options.max_failures) {
    options_.exchange = end.the_flow().exchange;
    options_.assert_format = options.assert_format;
    options_.max_errors = 1;
  }

  PayloadReport check(const Batch& batch) {
    report_ = {};
    for (const Batch::Line& line : batch.lines) {
      count(reader_.read(batch.path, batch.text.substr(line.begin, line.size)), line.number);
    }
    return std::move(report_);
  }

  /// `line`: where the payload begins in its file.
  PayloadReport check(const Result<Document>& payload, std::uint32_t line) {
    report_ = {};
    count(payload, line);
    return std::move(report_);
  }

 private:
  void count(const Result<Document>& payload, std::uint32_t line) {
    if (!payload) {
      ++report_.invalid;
      const Error& error = payload.error();
      return tell({moved(error.where, line), "", "is no JSON: " + error.message, {}, "", false});
    }
    const Validation result =
        validator_.validate(schema_.place, schema_.dialect, payload->root(), options_);
    switch (result.validity) {
      case Validity::valid:
        ++report_.valid;
        return;
      case Validity::undecided:
        ++report_.undecided;
        return tell(
            {moved(payload->locate(payload->root()), line), "", result.detail, {}, "", true});
      case Validity::invalid:
        ++report_.invalid;
        return tell(*payload, line, result.errors.front());
    }
  }

  void tell(PayloadFailure failure) {
    if (report_.failures.size() < most_told_) report_.failures.push_back(std::move(failure));
  }

  void tell(const Document& payload, std::uint32_t line, const ValidationError& error) {
    const Node* const found = find_pointer(payload.root(), error.instance_pointer);
    const Node& value = found != nullptr ? *found : payload.root();
    const Place& keyword = error.keyword_place;
    tell({moved(payload.locate(value), line), error.instance_pointer, error.message,
          keyword.document->locate(*keyword.node), error.keyword_pointer, false});
  }

  const Schema& schema_;
  JsonReader reader_;
  Validator validator_;
  ValidationOptions options_;
  std::size_t most_told_;
  PayloadReport report_;
};

/// Hands batches of lines to one thread a core, and adds up in the order of the lines: what is told
/// does not depend on how many there are.
class Run {
 public:
  Run(const End& end, const ValidateOptions& options) : most_told_(options.max_failures) {
    const std::size_t threads = std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
    for (std::size_t i = 0; i < threads; ++i) {
      workers_.push_back({std::make_unique<Checker>(end, options), {}, {}});
    }
    report_.operand = end.operand;
    report_.file = end.file;
    report_.format = end.contract.format;
    report_.flow = end.the_flow().name;
  }

  Result<void> file(const std::string& path) {
    auto lines = Lines::open(path);
    if (!lines) return lines.error();
    Batch batch;
    batch.path = path;
    bool is_first = !is_named_as_lines(path);
    while (const auto line = lines->next()) {
      if (!*line) return line->error();
      if (is_first && !read_json(path, std::string(**line))) {
        auto whole = lines->with_rest();
        if (!whole) return whole.error();
        const auto payload = read_json(path, *std::move(whole));
        add(workers_.front().checker->check(payload, lines->number()));
        return {};
      }
      is_first = false;
      batch.add(**line, lines->number());
      if (batch.text.size() >= batch_size) hand_over(std::exchange(batch, Batch{path, "", {}}));
    }
    finish();
    add(workers_.front().checker->check(batch));
    return {};
  }

  PayloadReport take() { return std::move(report_); }

 private:
  static constexpr std::size_t batch_size = std::size_t{1} << 19;

  struct Worker {
    std::unique_ptr<Checker> checker;
    Batch batch;
    std::future<PayloadReport> counted;
  };

  /// To the worker that has been at it the longest.
  void hand_over(Batch batch) {
    Worker& worker = workers_[next_];
    next_ = (next_ + 1) % workers_.size();
    if (worker.counted.valid()) add(worker.counted.get());
    worker.batch = std::move(batch);
    worker.counted =
        std::async(std::launch::async, [&worker] { return worker.checker->check(worker.batch); });
  }

  void finish() {
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      Worker& worker = workers_[(next_ + i) % workers_.size()];
      if (worker.counted.valid()) add(worker.counted.get());
    }
  }

  void add(PayloadReport part) {
    report_.valid += part.valid;
    report_.invalid += part.invalid;
    report_.undecided += part.undecided;
    for (PayloadFailure& failure : part.failures) {
      if (report_.failures.size() < most_told_) report_.failures.push_back(std::move(failure));
    }
  }

  std::size_t most_told_;
  std::vector<Worker> workers_;
  std::size_t next_ = 0;
  PayloadReport report_;
};

}  // namespace

Result<PayloadReport> validate_payloads(const End& end, const std::vector<std::string>& files,
                                        const ValidateOptions& options) {
  Run run(end, options);
  for (const std::string& path : files) {
    if (auto done = run.file(path); !done) return done.error();
  }
  return run.take();
}

}  // namespace verdiff
