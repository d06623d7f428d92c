#include "report/witness_text.h"

#include "base/text.h"
#include "document/pointer.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace verdiff {
namespace {

constexpr std::string_view cut = "…";

/// What is around a value, in two halves. `to_json` gives `{"a": 1, "b": [2, 3]}`.
struct Halves {
  std::string before, after;
  const Value* child = nullptr;
};

Halves split_at_member(const Value& object, std::size_t index) {
  Halves halves{"{", "", &object.members[index].second};
  for (std::size_t i = 0; i < object.members.size(); ++i) {
    const auto& [key, value] = object.members[i];
    std::string& half = i <= index ? halves.before : halves.after;
    if (i > 0) half += ", ";
    half += to_json(Value::string(key)) + ": ";
    if (i != index) half += to_json(value);
  }
  halves.after += "}";
  return halves;
}

Halves split_at_item(const Value& array, std::size_t index) {
  Halves halves{"[", "", &array.items[index]};
  for (std::size_t i = 0; i < array.items.size(); ++i) {
    std::string& half = i <= index ? halves.before : halves.after;
    if (i > 0) half += ", ";
    if (i != index) half += to_json(array.items[i]);
  }
  halves.after += "]";
  return halves;
}

/// The step of a pointer into a value; no child where there is nothing.
Halves step_into(const Value& value, const std::string& token) {
  if (value.kind == NodeKind::object) {
    const auto found = std::find_if(value.members.begin(), value.members.end(),
                                    [&](const auto& member) { return member.first == token; });
    if (found == value.members.end()) return {};
    return split_at_member(value, static_cast<std::size_t>(found - value.members.begin()));
  }
  std::size_t index = 0;
  const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool is_index = problem == std::errc() && end == token.data() + token.size();
  if (!is_index || index >= value.items.size()) return {};
  return split_at_item(value, index);
}

/// The last `columns` columns, whole characters only.
std::string_view last_columns(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width <= columns) return text;
  std::string_view dropped = take_columns(text, width - columns);
  text.remove_prefix(dropped.size());
  // A wide character may straddle the border.
  while (display_width(text) > columns) text.remove_prefix(take_columns(text, 2).size());
  return text;
}

std::string cut_end(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  if (columns == 0) return {};
  return std::string(take_columns(text, columns - 1)) + std::string(cut);
}

std::string cut_start(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  if (columns == 0) return {};
  return std::string(cut) + std::string(last_columns(text, columns - 1));
}

/// Half of the room is for each side; what one doesn't need, the other may take.
MarkedPayload fit(const MarkedPayload& payload, std::size_t columns) {
  const std::string marked = cut_end(payload.marked, columns);
  const std::size_t room = columns - display_width(marked);
  const std::size_t after_needs = display_width(payload.after);
  const std::size_t before_room = room - std::min(after_needs, room / 2);
  const std::string before = cut_start(payload.before, before_room);
  const std::string after = cut_end(payload.after, room - display_width(before));
  return {before, marked, after};
}

/// The walk to the value at a pointer, or to the nearest one that encloses where it would be.
Halves walk(const Value& payload, std::string_view pointer) {
  Halves out{"", "", &payload};
  const auto tokens = split_pointer(pointer);
  for (const std::string& token : tokens ? *tokens : std::vector<std::string>{}) {
    Halves halves = step_into(*out.child, token);
    if (halves.child == nullptr) break;
    out.before += halves.before;
    out.after.insert(0, halves.after);
    out.child = halves.child;
  }
  return out;
}

/// What a sentence about a value calls it.
std::string subject_of(const Value& value) {
  constexpr std::size_t longest = 40;
  const std::string json = to_json(value);
  const bool is_container = value.kind == NodeKind::object || value.kind == NodeKind::array;
  if (!is_container && display_width(json) <= longest) return json;
  return "the " + std::string(to_text(value.kind));
}

}  // namespace

MarkedPayload mark_payload(const Value& payload, std::string_view pointer, std::size_t columns) {
  const Halves found = walk(payload, pointer);
  return fit({printable(found.before), printable(to_json(*found.child)), printable(found.after)},
             columns);
}

std::size_t mark_width(std::string_view marked) {
  const bool is_container = marked.starts_with('{') || marked.starts_with('[');
  return is_container ? 1 : std::max<std::size_t>(display_width(marked), 1);
}

std::string printable_paragraph(std::string_view text) {
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  return printable(flat);
}

std::string refusal(const Value& payload, std::string_view pointer, std::string_view why) {
  return subject_of(*walk(payload, pointer).child) + " " + std::string(why);
}

}  // namespace verdiff
