#pragma once

#include "document/value.h"
#include "report/report.h"
#include "report/style.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace verdiff {

/// Lays out what is told under a headline: labels in one column, text wrapped in the next.
///
///     major  range-dropped: the maximum of `/probability` was removed
///            witness  {"class": "churn", "probability": 2}
///                                                       ^ refused by old: 2 is greater than …
class Writer {
 public:
  static constexpr std::size_t level_column = 7;  // "major" and two spaces
  static constexpr std::size_t label_column = 9;  // "witness" and two spaces
  static constexpr std::size_t indent = level_column + label_column;
  /// However narrow the terminal, text gets this much.
  static constexpr std::size_t least_columns = 24;

  explicit Writer(const RenderOptions& options) : options_(options) {}

  const RenderOptions& options() const { return options_; }
  /// What is left for text.
  std::size_t columns() const;
  std::string painted(std::string_view text, Style style) const;

  /// A lead of `level_column` columns, already painted, and a text of which the first word is
  /// strong; wrapped below it.
  void headline(std::string_view lead, const std::string& text);
  /// `label    text`, what is in `text` already painted and cut.
  void line(std::string_view label, std::string_view text);
  void paragraph(std::string_view label, std::string_view text);
  /// A faint line below the headline.
  void brief(std::string_view text);
  /// The payload, and below its offending place who refuses it and why.
  void witness(const Value& payload, std::string_view pointer, std::string_view refused_by,
               std::string_view why);
  void end_line() { out_ += '\n'; }

  std::string take() { return std::move(out_); }

 private:
  const RenderOptions& options_;
  std::string out_;
};

}  // namespace verdiff
