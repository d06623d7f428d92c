#include "formats/tools/strict_mode.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t most_breaches = 1000;  // of one schema; a hostile one has millions

enum Size : std::uint8_t { levels, properties, enum_values, characters, sizes };

/// The limits as they were stated, and when: services that stay behind keep the older ones.
struct Limit {
  Size size;
  std::uint64_t most;
  std::string_view about;
};
constexpr auto limits = std::to_array<Limit>({
    {levels, 5, "levels of objects, more than the 5 of 2024"},
    {levels, 10, "levels of objects, more than the 10 of 2026"},
    {properties, 100, "properties in all, more than the 100 of 2024"},
    {properties, 5000, "properties in all, more than the 5000 of 2026"},
    {enum_values, 1000, "values of enums in all, more than the 1000 of 2026"},
    {characters, 120000, "characters of names and values in all, more than the 120000 of 2026"},
});

constexpr auto refused_keywords = std::to_array<std::string_view>(
    {"allOf", "dependencies", "dependentRequired", "dependentSchemas", "else", "if", "not", "oneOf",
     "patternProperties", "then"});

bool is_object_schema(const Node& schema) {
  const Node* const type = schema.find("type");
  if (type == nullptr) return schema.find("properties") != nullptr;
  const auto names_object = [](const Node& one) {
    return one.is_string() && one.text() == "object";
  };
  return names_object(*type) ||
         std::any_of(type->items().begin(), type->items().end(), names_object);
}

/// As deep as the document that the schema stands in.
class StrictWalk {
 public:
  explicit StrictWalk(const Document& document) : document_(document) {}

  std::vector<StrictBreach> take(const Node& schema) {
    const Node* const type = schema.find("type");
    const bool object = type != nullptr && type->is_string() && type->text() == "object";
    if (!object) breach("the root is no object", "", schema);
    if (const Node* const any = schema.find("anyOf")) breach("the root has `anyOf`", "", *any);
    visit(schema, "the root", 0);
    for (const Limit& limit : limits) {
      const auto& [count, place] = counts_.at(limit.size);
      if (count <= limit.most) continue;
      breaches_.push_back({limit.about, std::to_string(count), true, {&document_, place}});
    }
    return std::move(breaches_);
  }

 private:
  void breach(std::string_view about, std::string_view what, const Node& at) {
    if (breaches_.size() >= most_breaches) return;
    breaches_.push_back({about, std::string(what), false, {&document_, &at}});
  }

  void count(Size size, std::uint64_t more, const Node& at) {
    auto& [count, place] = counts_.at(size);
    count += more;
    place = &at;
  }

  /// `name`: of the property, definition or keyword that the schema is the value of.
  void visit(const Node& schema, std::string_view name, std::uint64_t level) {
    if (!schema.is_object()) return;
    if (is_object_schema(schema)) {
      ++level;
      auto& [deepest, place] = counts_.at(levels);
      if (level > deepest) std::tie(deepest, place) = std::pair(level, &schema);
      check_object(schema, name);
    }
    for (const std::string_view keyword : refused_keywords) {
      if (const Node* const found = schema.find(keyword)) {
        breach("keywords that it does not take", keyword, *found);
      }
    }
    count_values(schema);
    for (const std::string_view keyword : {"properties", "$defs", "definitions"}) {
      const Node* const map = schema.find(keyword);
      if (map == nullptr) continue;
      const std::uint64_t inside = keyword == "properties" ? level : 0;
      for (const Member& member : map->members()) {
        count(characters, count_code_points(member.key), member.value);
        visit(member.value, member.key, inside);
      }
    }
    if (const Node* const items = schema.find("items")) visit(*items, name, level);
    for (const std::string_view keyword : {"anyOf", "prefixItems", "items"}) {
      const Node* const list = schema.find(keyword);
      if (list == nullptr) continue;
      for (const Node& item : list->items()) visit(item, name, level);
    }
  }

  void check_object(const Node& schema, std::string_view name) {
    const Node* const others = schema.find("additionalProperties");
    if (others == nullptr || !others->is_boolean() || others->boolean()) {
      breach("objects without `additionalProperties: false`", name,
             others == nullptr ? schema : *others);
    }
    const Node* const listed = schema.find("properties");
    if (listed == nullptr) return;
    count(properties, listed->members().size(), *listed);
    std::set<std::string_view> required;
    if (const Node* const names = schema.find("required")) {
      for (const Node& one : names->items()) required.insert(one.text());
    }
    for (const Member& member : listed->members()) {
      if (!required.contains(member.key)) {
        breach("properties that are not required", member.key, member.value);
      }
    }
  }

  void count_values(const Node& schema) {
    if (const Node* const only = schema.find("const")) {
      count(characters, count_code_points(only->text()), *only);
    }
    const Node* const values = schema.find("enum");
    if (values == nullptr) return;
    count(enum_values, values->items().size(), *values);
    for (const Node& value : values->items()) {
      count(characters, count_code_points(value.text()), *values);
    }
  }

  const Document& document_;
  std::vector<StrictBreach> breaches_;
  /// Of each size: how much, and where it was last added to.
  std::array<std::pair<std::uint64_t, const Node*>, sizes> counts_{};
};

}  // namespace

std::vector<StrictBreach> find_strict_breaches(const Document& document, const Node& schema) {
  return StrictWalk(document).take(schema);
}

}  // namespace verdiff
