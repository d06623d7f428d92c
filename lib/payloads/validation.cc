#include "payloads/validation.h"

#include "document/document.h"
#include "document/lines.h"
#include "document/pointer.h"

#include <utility>

namespace verdiff {

namespace {

bool is_named_as_lines(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

/// Counts the payloads of all files.
class Run {
 public:
  Run(const End& end, const ValidateOptions& options)
      : schema_(end.contract.schemas[end.the_flow().schema]),
        validator_(end.contract),
        most_told_(options.max_failures) {
    report_.operand = end.operand;
    report_.file = end.file;
    report_.format = end.contract.format;
    report_.flow = end.the_flow().name;
    options_.exchange = end.the_flow().exchange;
    options_.assert_format = options.assert_format;
    options_.max_errors = 1;
  }

  Result<void> file(const std::string& path) {
    auto lines = Lines::open(path);
    if (!lines) return lines.error();
    bool is_first = true;
    while (const auto line = lines->next()) {
      if (!*line) return line->error();
      auto payload = read_json(path, std::string(**line));
      if (is_first && !payload && !is_named_as_lines(path)) {
        auto whole = lines->with_rest();
        if (!whole) return whole.error();
        count(read_json(path, *std::move(whole)), lines->number());
        return {};
      }
      is_first = false;
      count(std::move(payload), lines->number());
    }
    return {};
  }

  PayloadReport take() { return std::move(report_); }

 private:
  /// `line`: where the payload begins in its file.
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
            {moved(payload->locate(payload->root()), line), "", result.reason, {}, "", true});
      case Validity::invalid:
        ++report_.invalid;
        return tell(*payload, line, result.errors.front());
    }
  }

  void tell(PayloadFailure failure) {
    if (report_.failures.size() < most_told_) report_.failures.push_back(std::move(failure));
  }

  void tell(const Document& payload, std::uint32_t line, const ValidationError& error) {
    if (report_.failures.size() >= most_told_) return;
    const Node* const found = find_pointer(payload.root(), error.instance_pointer);
    const Node& value = found != nullptr ? *found : payload.root();
    const Place& keyword = error.keyword_place;
    tell({moved(payload.locate(value), line), error.instance_pointer, error.message,
          keyword.document->locate(*keyword.node), error.keyword_pointer, false});
  }

  static Location moved(Location where, std::uint32_t line) {
    if (where.line != 0) where.line += line - 1;
    return where;
  }

  const Schema& schema_;
  Validator validator_;
  ValidationOptions options_;
  std::size_t most_told_;
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
