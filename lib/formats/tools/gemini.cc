#include "formats/tools/gemini.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

namespace {

/// google.cloud.aiplatform.v1.Schema as snake_case, too: ProtoJSON takes either.
std::string_view spelling_of(std::string_view key) {
  constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"any_of", "anyOf"},
       {"max_items", "maxItems"},
       {"max_length", "maxLength"},
       {"max_properties", "maxProperties"},
       {"min_items", "minItems"},
       {"min_length", "minLength"},
       {"min_properties", "minProperties"},
       {"property_ordering", "propertyOrdering"}});
  const auto found = std::find_if(spellings.begin(), spellings.end(),
                                  [&](const auto& one) { return one.first == key; });
  return found == spellings.end() ? key : found->second;
}

bool is_count(std::string_view key) {
  return key == "maxItems" || key == "minItems" || key == "maxLength" || key == "minLength" ||
         key == "maxProperties" || key == "minProperties";
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() < 19 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// As deep as the document that the schema stands in.
class Writer {
 public:
  explicit Writer(DerivedBuilder& build) : build_(build) {}

  void write(const Node& schema) {
    if (!schema.is_object()) return build_.value(schema);
    const Node* const nullable = schema.find("nullable");
    const bool takes_null = nullable != nullptr && nullable->boolean();
    build_.begin_object(schema.offset());
    for (const Member& member : schema.members()) {
      if (takes_null && member.key == "nullable") continue;
      const std::string_view key = spelling_of(member.key);
      build_.key(key, member.key_offset);
      write_member(key, member.value, takes_null);
    }
    build_.end_object();
  }

 private:
  void write_member(std::string_view key, const Node& value, bool takes_null) {
    if (key == "type" && value.is_string()) return write_type(value, takes_null);
    if (key == "items") return write(value);
    if (key == "properties" && value.is_object()) return write_map(value);
    if (key == "anyOf" && value.is_array()) return write_list(value);
    if (is_count(key) && value.is_string() && is_digits(value.text())) {
      return build_.number(without_zeros(value.text()), value.offset());
    }
    build_.value(value);
  }

  static std::string_view without_zeros(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
  }

  void write_type(const Node& type, bool takes_null) {
    const std::string name = ascii_lower(type.text());
    if (takes_null) build_.begin_array(type.offset());
    build_.string(name, type.offset());
    if (!takes_null) return;
    build_.string("null", type.offset());
    build_.end_array();
  }

  void write_map(const Node& map) {
    build_.begin_object(map.offset());
    for (const Member& member : map.members()) {
      build_.key(member.key, member.key_offset);
      write(member.value);
    }
    build_.end_object();
  }

  void write_list(const Node& list) {
    build_.begin_array(list.offset());
    for (const Node& item : list.items()) write(item);
    build_.end_array();
  }

  DerivedBuilder& build_;
};

}  // namespace

void write_gemini_schema(DerivedBuilder& build, const Node& schema) {
  Writer(build).write(schema);
}

}  // namespace verdiff
