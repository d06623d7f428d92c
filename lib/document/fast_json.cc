#include "document/fast_json.h"

#ifdef VERDIFF_SIMDJSON
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <simdjson.h>
#include <string_view>

namespace verdiff {

namespace {

namespace ondemand = simdjson::ondemand;

/// simdjson's tokens -> builder. Every value is looked at, because simdjson checks what is looked
/// at. It recurses, and leaves what is nested deeper than most to the other reader, which does not.
class JsonWalk {
 public:
  explicit JsonWalk(DocumentBuilder& build) : build_(build), source_(build.source()) {}

  bool object(ondemand::object object, std::uint32_t offset) {
    build_.begin_object(offset);
    if (build_.failed() || depth_ == deepest) return false;
    ++depth_;
    for (auto field : object) {
      ondemand::value value;
      if (field.error() || !key(field.value_unsafe()) || field.value().get(value)) return false;
      if (!any(value)) return false;
    }
    --depth_;
    build_.end_object();
    return !build_.failed();
  }

  bool array(ondemand::array array, std::uint32_t offset) {
    build_.begin_array(offset);
    if (build_.failed() || depth_ == deepest) return false;
    ++depth_;
    for (auto item : array) {
      ondemand::value value;
      if (item.get(value) || !any(value)) return false;
    }
    --depth_;
    build_.end_array();
    return !build_.failed();
  }

 private:
  bool any(ondemand::value value) {
    const std::string_view token = value.raw_json_token();
    const std::uint32_t offset = offset_of(token.data());
    if (token.empty()) return false;
    switch (token.front()) {
      case '{': {
        ondemand::object members;
        return !value.get_object().get(members) && object(members, offset);
      }
      case '[': {
        ondemand::array items;
        return !value.get_array().get(items) && array(items, offset);
      }
      case '"':
        return string(value, token, offset);
      case 't':
      case 'f': {
        bool truth = false;
        if (value.get_bool().get(truth)) return false;
        build_.boolean(truth, offset);
        return !build_.failed();
      }
      case 'n': {
        bool null = false;
        if (value.is_null().get(null) || !null) return false;
        build_.null(offset);
        return !build_.failed();
      }
      default:
        build_.number(without_space(token), offset, true);  // which looks at its syntax
        return !build_.failed();
    }
  }

  bool string(ondemand::value& value, std::string_view token, std::uint32_t offset) {
    const std::string_view quoted = without_space(token);
    if (quoted.size() < 2 || quoted.back() != '"') return false;
    if (std::memchr(quoted.data(), '\\', quoted.size()) == nullptr) {
      // Taken, although we have it: simdjson reads a string that is left behind as a key where a
      // colon follows it, and skips what is behind that.
      if (value.get_raw_json_string().error()) return false;
      build_.string(quoted.substr(1, quoted.size() - 2), offset, true);
      return !build_.failed();
    }
    std::string_view content;
    if (value.get_string().get(content)) return false;
    build_.string(content, offset);
    return !build_.failed();
  }

  bool key(ondemand::field& field) {
    const char* const content = field.key().raw();
    const std::uint32_t offset = offset_of(content - 1);
    const char* end = content;  // there is an end: simdjson has paired the quotes
    while (*end != '"' && *end != '\\') ++end;
    if (*end == '"') {
      build_.key({content, static_cast<std::size_t>(end - content)}, offset, true);
      return !build_.failed();
    }
    std::string_view unescaped;
    if (field.unescaped_key().get(unescaped)) return false;
    build_.key(unescaped, offset);
    return !build_.failed();
  }

  /// A token goes on to the next one.
  static std::string_view without_space(std::string_view token) {
    std::size_t size = token.size();
    while (size > 0 && is_json_space(token[size - 1])) --size;
    return token.substr(0, size);
  }

  std::uint32_t offset_of(const char* at) const {
    return static_cast<std::uint32_t>(at - source_.data());
  }

  static constexpr int deepest = 500;

  DocumentBuilder& build_;
  std::string_view source_;
  int depth_ = 0;
};

}  // namespace

struct FastJson::Parser : ondemand::parser {};

FastJson::FastJson() : parser_(std::make_unique<Parser>()) {}

void FastJson::pad(std::string& source) {
  static_assert(padding >= simdjson::SIMDJSON_PADDING);
  source.reserve(source.size() + padding);
}

bool FastJson::feed(DocumentBuilder& build, std::size_t start) {
  const std::string_view text = build.source().substr(start);
  ondemand::document document;
  if (parser_->iterate(text.data(), text.size(), text.size() + padding).get(document)) {
    return false;
  }
  ondemand::json_type type{};
  std::string_view token;
  if (document.type().get(type) || document.raw_json_token().get(token)) return false;
  const auto offset = static_cast<std::uint32_t>(token.data() - build.source().data());
  JsonWalk walk(build);
  ondemand::object members;
  ondemand::array items;
  if (type == ondemand::json_type::object) {
    if (document.get_object().get(members) || !walk.object(members, offset)) return false;
  } else if (type == ondemand::json_type::array) {
    if (document.get_array().get(items) || !walk.array(items, offset)) return false;
  } else {
    return false;
  }
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;  // nothing follows
}

}  // namespace verdiff

#else

namespace verdiff {

struct FastJson::Parser {};

FastJson::FastJson() = default;

void FastJson::pad(std::string&) {}

bool FastJson::feed(DocumentBuilder&, std::size_t) {
  return false;
}

}  // namespace verdiff

#endif

namespace verdiff {

FastJson::~FastJson() = default;
FastJson::FastJson(FastJson&&) noexcept = default;
FastJson& FastJson::operator=(FastJson&&) noexcept = default;

}  // namespace verdiff
