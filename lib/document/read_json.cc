#include "base/decimal.h"
#include "base/utf8.h"
#include "document/builder.h"
#include "document/document.h"
#include "document/fast_json.h"
#include "document/syntax_error.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>

namespace verdiff {

namespace {

/// Feeds nlohmann's lexer and tells us how far it has read, because SAX events have no positions.
class PublishingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  PublishingIterator(const char* at, const char** published) : at_(at), published_(published) {}

  reference operator*() const { return *at_; }
  PublishingIterator& operator++() {
    *published_ = ++at_;
    return *this;
  }
  bool operator==(const PublishingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const PublishingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** published_;
};

bool is_number_character(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

std::string_view number_at(std::string_view source, std::size_t offset) {
  std::size_t end = offset;
  while (end < source.size() && is_number_character(source[end])) ++end;
  return source.substr(offset, end - offset);
}

/// SAX events -> builder. A token starts at the first character behind the last token that is
/// neither space nor ',' nor ':'.
class Handler {
 public:
  Handler(DocumentBuilder& build, std::string_view fed, std::size_t start)
      : build_(build), source_(build.source()), fed_(fed), end_(start), read_(fed.data() + start) {}

  const char** published() { return &read_; }
  bool overflowed() const { return overflowed_; }

  bool null() {
    build_.null(take_token());
    return next(Last::value);
  }
  bool boolean(bool value) {
    build_.boolean(value, take_token());
    return next(Last::value);
  }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool string(std::string& content) {
    const std::uint32_t start = take_token();
    const std::optional<std::string_view> raw = same_text(content, start);
    build_.string(raw.value_or(content), start, raw.has_value());
    return next(Last::value);
  }
  bool key(std::string& content) {
    const std::uint32_t start = take_token();
    const std::optional<std::string_view> raw = same_text(content, start);
    build_.key(raw.value_or(content), start, raw.has_value());
    return next(Last::key);
  }
  bool start_object(std::size_t) {
    build_.begin_object(take_token());
    return next(Last::opened);
  }
  bool end_object() {
    build_.end_object();
    take_token();
    return next(Last::value);
  }
  bool start_array(std::size_t) {
    build_.begin_array(take_token());
    return next(Last::opened);
  }
  bool end_array() {
    build_.end_array();
    take_token();
    return next(Last::value);
  }
  bool binary(const std::vector<std::uint8_t>&) { return false; }  // never in JSON text

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    constexpr int number_overflow = 406;
    if (error.id == number_overflow) {
      overflowed_ = true;
      return false;
    }
    build_.fail(explain_json(source_, end_, state()));
    return false;
  }

  /// Where the value starts that the lexer could not hold in a double.
  std::uint32_t next_token() const {
    std::size_t at = end_;
    while (at < source_.size() &&
           (is_json_space(source_[at]) || source_[at] == ',' || source_[at] == ':')) {
      ++at;
    }
    return static_cast<std::uint32_t>(at);
  }

 private:
  enum class Last { nothing, opened, key, value };

  bool next(Last last) {
    last_ = last;
    return !build_.failed();
  }

  std::uint32_t take_token() {
    const std::uint32_t start = next_token();
    end_ = static_cast<std::size_t>(read_ - fed_.data());
    return start;
  }

  bool number() {
    const std::uint32_t start = next_token();
    const std::string_view text = number_at(source_, start);
    const std::size_t end = start + text.size();
    // The lexer has read one character more, to see the end; of `012` it has taken the 0 alone.
    const std::size_t read = static_cast<std::size_t>(read_ - fed_.data());
    if (read != end + 1 && !(read == end && end == source_.size())) {
      build_.fail(explain_json(source_, end_, state()));
      return false;
    }
    end_ = end;
    build_.number(text, start, true);
    return next(Last::value);
  }

  /// The source's own copy of a string without escapes: decoding can only shorten.
  std::optional<std::string_view> same_text(const std::string& content, std::uint32_t start) const {
    if (end_ - start != content.size() + 2) return std::nullopt;
    return source_.substr(start + 1, content.size());
  }

  JsonState state() const {
    if (last_ == Last::nothing) return JsonState::value;
    if (last_ == Last::key) return JsonState::colon;
    const std::optional<NodeKind> open = build_.open_container();
    if (!open) return JsonState::end;
    const bool first = last_ == Last::opened;
    if (*open == NodeKind::array) return first ? JsonState::first_item : JsonState::after_item;
    return first ? JsonState::first_key : JsonState::after_member;
  }

  DocumentBuilder& build_;
  std::string_view source_;
  std::string_view fed_;
  std::size_t end_;
  const char* read_;
  Last last_ = Last::nothing;
  bool overflowed_ = false;
};

/// Behind a byte order mark.
std::size_t start_of(std::string_view text) {
  return text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

enum class Outcome { done, overflow };

/// Parses `fed` (the source itself, or a stand-in of the same length) into `build`.
Outcome parse(DocumentBuilder& build, std::string_view fed, std::size_t start) {
  Handler handler(build, fed, start);
  // From the very first byte: the library skips a byte order mark itself, also a second one.
  nlohmann::json::sax_parse(PublishingIterator(fed.data(), handler.published()),
                            PublishingIterator(fed.data() + fed.size(), handler.published()),
                            &handler);
  // The library takes a zero byte for the end of the text.
  const std::size_t zero = fed.find('\0');
  if (zero != fed.npos) build.fail(explain_json(build.source(), zero, JsonState::end));
  if (!handler.overflowed()) return Outcome::done;
  build.fail_number_too_large(handler.next_token());
  return Outcome::overflow;
}

/// The library turns every number into a double and gives up on 1e400, which is a good number
/// for us. So it is shown the same text with such numbers blanked; their text is read from the
/// source. Only what is outside strings and well-formed is blanked.
std::string blank_long_numbers(std::string_view source) {
  constexpr std::size_t shortest_overflow = 5;  // 2e308
  std::string out(source);
  std::size_t at = 0;
  while ((at = out.find_first_of("\"-0123456789", at)) != std::string::npos) {
    if (out[at] == '"') {
      for (++at; at < out.size() && out[at] != '"'; ++at) {
        if (out[at] == '\\') ++at;
      }
      ++at;
      continue;
    }
    const std::size_t size = number_at(source, at).size();
    if (size >= shortest_overflow && Decimal::parse(number_at(source, at))) {
      std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at), size, '0');
      out[at + 1] = '.';
    }
    at += size;
  }
  return out;
}

/// What nlohmann takes, and what is wrong with the rest.
Result<Document> read_or_explain(std::string name, std::string source, const Limits& limits) {
  DocumentBuilder build(name, std::move(source), limits);
  const std::string_view text = build.source();
  if (std::optional<SyntaxError> error = explain_utf8(text)) build.fail(*std::move(error));
  if (build.failed()) return std::move(build).finish();
  const std::size_t start = start_of(text);
  if (parse(build, text, start) == Outcome::done) return std::move(build).finish();

  DocumentBuilder again(std::move(name), std::string(text), limits);
  parse(again, blank_long_numbers(text), start);
  return std::move(again).finish();
}

}  // namespace

JsonReader::JsonReader() : fast_(std::make_unique<FastJson>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

Result<Document> JsonReader::read(std::string name, std::string source, const Limits& limits) {
  FastJson::pad(source);
  DocumentBuilder build(name, std::move(source), limits);
  const std::string_view text = build.source();
  if (build.failed() || fast_->feed(build, start_of(text))) return std::move(build).finish();
  return read_or_explain(std::move(name), std::string(text), limits);
}

Result<Document> read_json(std::string name, std::string source, const Limits& limits) {
  return JsonReader().read(std::move(name), std::move(source), limits);
}

}  // namespace verdiff
