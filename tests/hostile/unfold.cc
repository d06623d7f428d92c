#include "hostile/unfold.h"

#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff::hostile {

namespace {

/// What stands for a place in a template.
struct Filling {
  int number;
  const Value* nested;  // of `nest`
};

const Value* only_member(const Value& value, std::string_view key) {
  const bool only = value.members.size() == 1 && value.members.front().first == key;
  return only && value.members.front().second.find("times") != nullptr
             ? &value.members.front().second
             : nullptr;
}

int times(const Value& form) {
  return std::atoi(form.find("times")->text.c_str());
}

std::string filled(std::string text, const Filling& filling) {
  for (const auto& [mark, number] :
       {std::pair<std::string_view, int>("{i}", filling.number), {"{i+1}", filling.number + 1}}) {
    const std::string digits = std::to_string(number);
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.replace(at, mark.size(), digits);
    }
  }
  return text;
}

/// A text that is nothing but a number's place becomes that number.
Value filled(const Value& form, const Filling& filling) {
  if (form.kind == NodeKind::string) {
    if (form.text == "{nested}" && filling.nested != nullptr) return *filling.nested;
    std::string text = filled(form.text, filling);
    const bool number = form.text == "{i}" || form.text == "{i+1}";
    return number ? Value::number(text) : Value::string(text);
  }
  Value out = form;
  for (Value& item : out.items) item = filled(item, filling);
  for (auto& [key, value] : out.members) {
    key = filled(std::move(key), filling);
    value = filled(value, filling);
  }
  return out;
}

/// Of a `repeat`: its form once for each number.
std::vector<Value> repeated(const Value& form) {
  std::vector<Value> out;
  for (int i = 0; i < times(form); ++i) {
    out.push_back(unfolded(filled(*form.find("of"), {i, nullptr})));
  }
  return out;
}

Value nested(const Value& form) {
  Value out = unfolded(*form.find("innermost"));
  for (int i = 0; i < times(form); ++i) out = unfolded(filled(*form.find("of"), {i, &out}));
  return out;
}

Value text(const Value& form) {
  std::string out;
  for (int i = 0; i < times(form); ++i) out += filled(form.find("of")->text, {i, nullptr});
  return Value::string(out);
}

}  // namespace

Value unfolded(const Value& short_form) {
  if (const Value* const form = only_member(short_form, "nest")) return nested(*form);
  if (const Value* const form = only_member(short_form, "text")) return text(*form);
  Value out = short_form;
  out.items.clear();
  out.members.clear();
  for (const Value& item : short_form.items) {
    if (const Value* const form = only_member(item, "repeat")) {
      for (Value& one : repeated(*form)) out.items.push_back(std::move(one));
    } else {
      out.items.push_back(unfolded(item));
    }
  }
  for (const auto& [key, value] : short_form.members) {
    if (!key.starts_with("repeat")) {
      out.members.emplace_back(key, unfolded(value));
      continue;
    }
    for (Value& one : repeated(value)) {
      out.members.insert(out.members.end(), std::make_move_iterator(one.members.begin()),
                         std::make_move_iterator(one.members.end()));
    }
  }
  return out;
}

}  // namespace verdiff::hostile
