#include "report/schema_text.h"

#include "base/text.h"
#include "document/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace verdiff {

namespace {

/// Longer values are cut.
constexpr std::size_t most_characters = 60;

/// `string or null`: null, which is the first of the types, comes last.
std::string types_of(TypeSet types) {
  const std::size_t count = words<JsonType>().size();
  std::string out;
  for (std::size_t i = 1; i <= count; ++i) {
    const auto type = static_cast<JsonType>(i % count);
    const bool implied = type == JsonType::integer && types.has(JsonType::number);
    if (!types.has(type) || implied) continue;
    out += fmt::format("{}{}", out.empty() ? "" : " or ", word(type));
  }
  return out;
}

std::string value_of(const Entry& entry) {
  return entry.value == nullptr ? std::string() : to_json(*entry.value, most_characters);
}

std::string listed_names(std::span<const std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", printable(name));
  }
  return out;
}

/// `0..1`, `>= 0`, `> 0, <= 1`: a pair of bounds.
std::string range_of(const Entry* least, const Entry* most) {
  if (least != nullptr && most != nullptr) {
    if (equal(*least->value, *most->value)) return value_of(*least);
    return fmt::format("{}..{}", value_of(*least), value_of(*most));
  }
  if (least != nullptr) return fmt::format(">= {}", value_of(*least));
  return fmt::format("<= {}", value_of(*most));
}

struct Bounds {
  Keyword least, most;
  std::string_view unit;
};
constexpr auto bounds = std::to_array<Bounds>({
    {Keyword::minimum, Keyword::maximum, ""},
    {Keyword::min_length, Keyword::max_length, "characters"},
    {Keyword::min_items, Keyword::max_items, "items"},
    {Keyword::min_contains, Keyword::max_contains, "contained"},
    {Keyword::min_properties, Keyword::max_properties, "properties"},
});

bool is_property(const Schema& schema, std::string_view name) {
  const Entry* const properties = schema.find(Keyword::properties);
  return properties != nullptr && std::find(properties->names.begin(), properties->names.end(),
                                            name) != properties->names.end();
}

bool is_required(const Schema& schema, std::string_view name) {
  const Entry* const required = schema.find(Keyword::required);
  return required != nullptr &&
         std::find(required->names.begin(), required->names.end(), name) != required->names.end();
}

bool has_parts(const Schema& schema) {
  return std::any_of(schema.entries.begin(), schema.entries.end(),
                     [](const Entry& entry) { return !entry.schemas.empty(); });
}

/// Required properties that no line of its own shows.
std::optional<std::string> phrase_of_required(const Schema& schema, const Entry& entry) {
  std::vector<std::string_view> others;
  for (const std::string_view name : entry.names) {
    if (!is_property(schema, name)) others.push_back(name);
  }
  if (others.empty()) return std::nullopt;
  return fmt::format("with {}", listed_names(others));
}

/// `FP32 [-1, 4]`, and what else is said.
std::string phrase_of_tensor(const Entry& entry) {
  std::string out = "tensor";
  for (const std::string_view field : {"datatype", "shape", "layout", "contentType"}) {
    const Node* const said = entry.value->find(field);
    if (said == nullptr) continue;
    out += ' ';
    out += said->is_string() ? printable(said->text()) : to_json(*said, most_characters);
  }
  return out;
}

std::string phrase_of_dependent(const Entry& entry) {
  std::string out;
  for (std::size_t i = 0; i < entry.names.size(); ++i) {
    out += fmt::format("{}{} only with {}", out.empty() ? "" : ", ", printable(entry.names[i]),
                       listed_names(entry.name_lists[i]));
  }
  return out;
}

/// What one entry adds to the line of its schema; nothing for what stands on lines of its own, is
/// said elsewhere in the line, or is text.
std::optional<std::string> phrase_of(const Schema& schema, const Entry& entry) {
  switch (entry.keyword) {
    case Keyword::enum_:
      return fmt::format("one of {}", value_of(entry));
    case Keyword::const_:
      return fmt::format("= {}", value_of(entry));
    case Keyword::exclusive_minimum:
      return fmt::format("> {}", value_of(entry));
    case Keyword::exclusive_maximum:
      return fmt::format("< {}", value_of(entry));
    case Keyword::multiple_of:
      return fmt::format("multiple of {}", value_of(entry));
    case Keyword::pattern:
      return fmt::format("like {}", value_of(entry));
    case Keyword::default_:
      return fmt::format("default {}", value_of(entry));
    case Keyword::content_encoding:
    case Keyword::content_media_type:
    case Keyword::unit:
    case Keyword::labels:
    case Keyword::extensible_enum:
    case Keyword::discriminator:
      return fmt::format("{} {}", spelling(entry.keyword), value_of(entry));
    case Keyword::tensor:
      return phrase_of_tensor(entry);
    case Keyword::column:
      return fmt::format("column {}", printable(entry.value->text()));
    case Keyword::unknown:
      return fmt::format("{}: {}", printable(entry.name), value_of(entry));
    case Keyword::required:
      return phrase_of_required(schema, entry);
    case Keyword::dependent_required:
      return phrase_of_dependent(entry);
    case Keyword::unique_items:
    case Keyword::nullable:
    case Keyword::read_only:
    case Keyword::write_only:
    case Keyword::deprecated:
      if (entry.value == nullptr || !entry.value->boolean()) return std::nullopt;
      return std::string(spelling(entry.keyword));
    default:
      return std::nullopt;
  }
}

}  // namespace

SchemaText::SchemaText(const Contract& contract)
    : contract_(contract), names_(contract.schemas.size()), written_(contract.schemas.size()) {
  for (const Component& component : contract.components) {
    if (!component.schema) continue;
    std::string_view& name = names_[index(*component.schema)];
    if (name.empty()) name = component.name;
  }
}

void SchemaText::write(std::string& out, SchemaId id, std::size_t indent) {
  write_parts(out, {"", id, indent, false});
}

void SchemaText::write_component(std::string& out, const Component& component, std::size_t indent) {
  const bool first = names_[index(*component.schema)] == component.name;
  write_parts(out, {printable(component.name), *component.schema, indent, first});
}

void SchemaText::write_parts(std::string& out, Part first) {
  std::vector<Part> stack{std::move(first)};
  while (!stack.empty()) {
    const Part part = std::move(stack.back());
    stack.pop_back();
    const bool again = written_[index(part.schema)];
    const bool by_name = !part.named && !names_[index(part.schema)].empty();
    out += fmt::format("{}{}\n", std::string(part.indent, ' '), line_of(part));
    if (again || by_name) continue;
    written_[index(part.schema)] = true;
    push_parts(part.schema, part.indent + 2, stack);
  }
}

std::string SchemaText::line_of(const Part& part) {
  const Schema& schema = contract_.schemas[part.schema];
  const std::string_view name = names_[index(part.schema)];
  std::string text;
  if (!part.named && !name.empty()) {
    text = printable(name);
  } else if (written_[index(part.schema)] && has_parts(schema)) {
    text = fmt::format("as {}#{}", printable(schema.place.document->name()),
                       printable(schema.place.document->pointer_to(*schema.place.node)));
  } else {
    text = head_of(schema);
  }
  return part.label.empty() ? text : fmt::format("{}  {}", part.label, text);
}

std::string SchemaText::head_of(const Schema& schema) const {
  if (schema.boolean) return *schema.boolean ? "anything" : "nothing";
  std::string out;
  const bool is_tensor = schema.find(Keyword::tensor) != nullptr;  // and no list in lists
  const Entry* const type = schema.find(Keyword::type);
  if (type != nullptr && !is_tensor) out = types_of(type->types);
  const auto add = [&](std::string_view glue, std::string_view phrase) {
    out += fmt::format("{}{}", out.empty() ? "" : glue, phrase);
  };
  if (const Entry* format = schema.find(Keyword::format)) {
    add(" ", fmt::format("({})", printable(format->value->text())));
  }
  for (const Bounds& pair : bounds) {
    const Entry* const least = schema.find(pair.least);
    const Entry* const most = schema.find(pair.most);
    if (least == nullptr && most == nullptr) continue;
    const std::string range = range_of(least, most);
    if (pair.unit.empty()) {
      add(" ", range);
    } else {
      add(", ", fmt::format("{} {}", range, pair.unit));
    }
  }
  for (const Entry& entry : schema.entries) {
    if (const auto phrase = phrase_of(schema, entry)) add(", ", *phrase);
  }
  return out.empty() ? "anything" : out;
}

/// The parts of a schema, last first, as a stack takes them.
void SchemaText::push_parts(SchemaId id, std::size_t indent, std::vector<Part>& stack) const {
  const Schema& schema = contract_.schemas[id];
  if (schema.find(Keyword::tensor) != nullptr) return;  // its line says it all
  const std::size_t bottom = stack.size();
  for (const Entry& entry : schema.entries) {
    const KeywordShape kind = shape(entry.keyword);
    for (std::size_t i = 0; i < entry.schemas.size(); ++i) {
      std::string label(spelling(entry.keyword));
      if (entry.keyword == Keyword::properties) {
        label = fmt::format("{}{}", printable(entry.names[i]),
                            is_required(schema, entry.names[i]) ? "*" : "");
      } else if (entry.keyword == Keyword::pattern_properties) {
        label = fmt::format("/{}/", printable(entry.names[i]));
      } else if (kind == KeywordShape::schema_map) {
        label += fmt::format(" {}", printable(entry.names[i]));
      } else if (kind == KeywordShape::schemas) {
        label += fmt::format(" {}", i + 1);
      }
      stack.push_back({std::move(label), entry.schemas[i], indent, false});
    }
  }
  std::reverse(stack.begin() + static_cast<std::ptrdiff_t>(bottom), stack.end());
}

}  // namespace verdiff
