#pragma once

#include "report/pieces.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

/// Writes one JSON text from front to back, two spaces a level, members in the order in which they
/// are written.
///
///     JsonWriter json;
///     json.open('{').number("report", 1).text("level", "major").close('}');
class JsonWriter {
 public:
  JsonWriter() = default;
  /// Gives what is written to `take` now and then, and the rest in `finish`.
  explicit JsonWriter(TakeText take) : take_(std::move(take)) {}

  /// '{' or '['; as the member `key` where one is given.
  JsonWriter& open(char bracket);
  JsonWriter& open(std::string_view key, char bracket);
  JsonWriter& close(char bracket);

  JsonWriter& text(std::string_view key, std::string_view text);
  /// null where the text is empty.
  JsonWriter& text_or_null(std::string_view key, std::string_view text);
  JsonWriter& number(std::string_view key, std::uint64_t number);
  JsonWriter& boolean(std::string_view key, bool value);
  JsonWriter& null(std::string_view key);
  /// A member that is JSON already.
  JsonWriter& raw(std::string_view key, std::string_view json);
  /// An item of an array.
  JsonWriter& item(std::string_view text);

  /// The text, newline at the end.
  std::string take();
  /// Gives the rest of it, newline at the end.
  void finish();

 private:
  void start_value();
  void start_member(std::string_view key);

  TakeText take_;
  std::string out_;
  std::size_t depth_ = 0;
  bool is_first_ = true;
};

}  // namespace verdiff
