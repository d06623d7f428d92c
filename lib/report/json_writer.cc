#include "report/json_writer.h"

#include "base/text.h"
#include "base/utf8.h"
#include "document/value.h"

#include <cstddef>
#include <utility>

namespace verdiff {
namespace {

/// Pieces of about this size are worth a call.
constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// Whatever came from the command line may be no UTF-8, which JSON has to be.
void append_text(std::string& out, std::string_view text) {
  if (find_bad_utf8(text) != std::string_view::npos) {
    append_json_string(out, as_utf8(text));
  } else {
    append_json_string(out, text);
  }
}

}  // namespace

void JsonWriter::start_value() {
  if (depth_ == 0) return;
  out_ += is_first_ ? "\n" : ",\n";
  out_.append(2 * depth_, ' ');
  is_first_ = false;
}

void JsonWriter::start_member(std::string_view key) {
  start_value();
  append_json_string(out_, key);
  out_ += ": ";
}

JsonWriter& JsonWriter::open(char bracket) {
  start_value();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
  return *this;
}

JsonWriter& JsonWriter::open(std::string_view key, char bracket) {
  start_member(key);
  out_ += bracket;
  ++depth_;
  is_first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (!is_first_) {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
  out_ += bracket;
  is_first_ = false;
  if (take_ && out_.size() >= piece_bytes) {
    take_(out_);
    out_.clear();
  }
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view text) {
  start_member(key);
  append_text(out_, text);
  return *this;
}

JsonWriter& JsonWriter::text_or_null(std::string_view key, std::string_view text) {
  return text.empty() ? null(key) : this->text(key, text);
}

JsonWriter& JsonWriter::number(std::string_view key, std::uint64_t number) {
  return raw(key, std::to_string(number));
}

JsonWriter& JsonWriter::boolean(std::string_view key, bool value) {
  return raw(key, value ? "true" : "false");
}

JsonWriter& JsonWriter::null(std::string_view key) {
  return raw(key, "null");
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view json) {
  start_member(key);
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::item(std::string_view text) {
  start_value();
  append_text(out_, text);
  return *this;
}

std::string JsonWriter::take() {
  out_ += '\n';
  return std::move(out_);
}

void JsonWriter::finish() {
  out_ += '\n';
  take_(out_);
}

}  // namespace verdiff
