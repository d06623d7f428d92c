#include "property/random_schema.h"

#include <algorithm>

namespace verdiff::property {

namespace {

const std::vector<std::string> keys = {"a", "b", "c", "ab"};
const std::vector<std::string> patterns = {"a", "^a", "b$", "^.$", "^[ab]+$", "c|^$"};
const std::vector<std::string> numbers = {"0", "0.5", "1", "1.5", "2", "3"};
const std::vector<std::string> strings = {"", "a", "b", "ab"};
const std::vector<std::string> types = {"null",   "boolean", "integer", "number",
                                        "string", "array",   "object"};

}  // namespace

Value RandomSchema::literal(int depth) {
  switch (below(depth > 0 ? 8 : 6)) {
    case 0:
      return Value::null();
    case 1:
      return Value::of(one_in(2));
    case 2:
    case 3:
      return Value::number(pick(numbers));
    case 4:
    case 5:
      return Value::string(pick(strings));
    case 6: {
      Value out = Value::array();
      for (std::uint32_t i = below(3); i > 0; --i) out.items.push_back(literal(0));
      return out;
    }
    default: {
      Value out = Value::object();
      for (std::uint32_t i = below(3); i > 0; --i) out.set(pick(keys), literal(0));
      return out;
    }
  }
}

Value RandomSchema::names() {
  Value out = Value::array();
  for (const std::string& key : keys) {
    if (one_in(3)) out.items.push_back(Value::string(key));
  }
  return out;
}

Value RandomSchema::named_parts(int depth, const std::vector<std::string>& from) {
  Value out = Value::object();
  for (std::uint32_t i = 1 + below(3); i > 0; --i) out.set(pick(from), part(depth));
  return out;
}

Value RandomSchema::parts(int depth) {
  Value out = Value::array();
  for (std::uint32_t i = 1 + below(3); i > 0; --i) out.items.push_back(part(depth));
  return out;
}

void RandomSchema::add_array_keyword(Value& schema, int depth) {
  switch (below(9)) {
    case 0:
      schema.set("items", part(depth));
      break;
    case 1:
      schema.set("prefixItems", parts(depth));
      break;
    case 2:
      schema.set("contains", part(depth));
      break;
    case 3:
      schema.set("contains", part(depth));
      schema.set(one_in(2) ? "minContains" : "maxContains", count(3));
      break;
    case 4:
      schema.set("minItems", count(3));
      break;
    case 5:
      schema.set("maxItems", count(3));
      break;
    case 6:
    case 7:
      schema.set("uniqueItems", Value::of(true));
      break;
    default:
      schema.set("unevaluatedItems", one_in(2) ? Value::of(false) : part(depth));
      break;
  }
}

void RandomSchema::add_object_keyword(Value& schema, int depth) {
  switch (below(12)) {
    case 0:
    case 1:
      schema.set("properties", named_parts(depth, keys));
      break;
    case 2:
      schema.set("required", names());
      break;
    case 3:
      schema.set("additionalProperties", one_in(2) ? Value::of(false) : part(depth));
      break;
    case 4:
      schema.set("patternProperties", named_parts(depth, patterns));
      break;
    case 5:
      schema.set("propertyNames", part(0));
      break;
    case 6:
      schema.set("minProperties", count(3));
      break;
    case 7:
      schema.set("maxProperties", count(3));
      break;
    case 8: {
      Value dependent = Value::object();
      dependent.set(pick(keys), names());
      schema.set("dependentRequired", dependent);
      break;
    }
    case 9:
      schema.set("dependentSchemas", named_parts(depth, keys));
      break;
    default:
      schema.set("unevaluatedProperties", one_in(2) ? Value::of(false) : part(depth));
      break;
  }
}

void RandomSchema::add_logic(Value& schema, int depth) {
  switch (below(7)) {
    case 0:
      schema.set("allOf", parts(depth));
      break;
    case 1:
    case 2:
      schema.set("anyOf", parts(depth));
      break;
    case 3:
      schema.set("oneOf", parts(depth));
      break;
    case 4:
      schema.set("not", part(depth));
      break;
    case 5:
      schema.set("if", part(depth));
      if (!one_in(3)) schema.set("then", part(depth));
      if (!one_in(3)) schema.set("else", part(depth));
      break;
    default:
      schema.set("$ref", Value::string("#/$defs/" + pick(std::vector<std::string>{"x", "y"})));
      break;
  }
}

void RandomSchema::add_keyword(Value& schema, int depth) {
  switch (below(depth > 0 ? 12 : 6)) {
    case 0: {
      Value list = Value::array({Value::string(pick(types))});
      if (one_in(2)) list.items.push_back(Value::string(pick(types)));
      if (list.items.size() == 2 && list.items[0] == list.items[1]) list.items.pop_back();
      schema.set("type", list);
      break;
    }
    case 1:
      schema.set(pick(std::vector<std::string>{"minimum", "maximum", "exclusiveMinimum",
                                               "exclusiveMaximum"}),
                 Value::number(pick(numbers)));
      break;
    case 2:
      schema.set("multipleOf",
                 Value::number(pick(std::vector<std::string>{"1", "0.5", "2", "1.5"})));
      break;
    case 3:
      schema.set(one_in(2) ? "minLength" : "maxLength", count(3));
      break;
    case 4:
      schema.set("pattern", Value::string(pick(patterns)));
      break;
    case 5: {
      Value list = Value::array();
      for (std::uint32_t i = 1 + below(4); i > 0; --i) list.items.push_back(literal(1));
      schema.set("enum", list);
      break;
    }
    case 6:
    case 7:
      add_array_keyword(schema, depth - 1);
      break;
    case 8:
    case 9:
      add_object_keyword(schema, depth - 1);
      break;
    default:
      add_logic(schema, depth - 1);
      break;
  }
}

Value RandomSchema::part(int depth) {
  if (one_in(12)) return Value::of(one_in(2));
  Value out = Value::object();
  for (std::uint32_t i = 1 + below(3); i > 0; --i) add_keyword(out, depth);
  return out;
}

Value RandomSchema::schema() {
  Value out = Value::object();
  for (std::uint32_t i = 1 + below(4); i > 0; --i) add_keyword(out, 2);
  Value definitions = Value::object();
  Value x = part(1);
  // A list or a tree: recursion that goes into the value.
  Value y = Value::object();
  y.set(one_in(2) ? "items" : "additionalProperties",
        one_in(2) ? part(1) : Value::object({{"$ref", Value::string("#/$defs/y")}}));
  y.set("type", Value::string(one_in(2) ? "array" : "object"));
  definitions.set("x", x.find("$ref") != nullptr ? Value::of(true) : x);
  definitions.set("y", y);
  out.set("$defs", definitions);
  return out;
}

/// Arrays and objects of arrays and objects, and of 1.
Value RandomSchema::nested(int depth) {
  const std::uint32_t kind = below(depth > 0 ? 5 : 3);
  if (kind == 0) return Value::number("1");
  Value out = kind % 2 == 0 ? Value::object() : Value::array();
  for (std::uint32_t i = kind < 3 ? 0 : 1 + below(2); i > 0; --i) {
    if (out.kind == NodeKind::array)
      out.items.push_back(nested(depth - 1));
    else
      out.set(pick(std::vector<std::string>{"a", "b"}), nested(depth - 1));
  }
  return out;
}

Value RandomSchema::nested_list(std::uint32_t longest) {
  Value out = Value::array();
  for (std::uint32_t i = 1 + below(longest); i > 0; --i) out.items.push_back(nested(2));
  return out;
}

/// A schema of few values.
Value RandomSchema::few() {
  switch (below(6)) {
    case 0:
      return Value::object({{"const", Value::number("1")}});
    case 1:
      return Value::object({{"enum", Value::array({Value::number("1"), Value::number("2")})}});
    case 2:
      return Value::object({{"enum", nested_list(4)}});
    case 3:
      return Value::object({{"type", Value::string("array")}, {"maxItems", count(2)}});
    case 4:
      return Value::object({{"type", Value::string("boolean")}});
    default:
      return part(0);
  }
}

/// Keeps some values out, by a `not`, an `if` or a `oneOf`, so that they are excluded one by one.
void RandomSchema::exclude_some(Value& schema) {
  const Value some = Value::object({{"enum", nested_list(5)}});
  switch (below(4)) {
    case 0:
      schema.set("not", some);
      break;
    case 1:
      schema.set("if", some);
      schema.set("then", few());
      break;
    case 2:
      schema.set("oneOf", Value::array({some, few(), part(0)}));
      break;
    default:
      schema.set("oneOf", Value::array({some, Value::object()}));
      break;
  }
}

Value RandomSchema::focused_array() {
  Value out = Value::object({{"type", Value::string("array")}});
  if (one_in(2)) out.set("items", few());
  if (one_in(2)) {
    Value prefix = Value::array();
    for (std::uint32_t i = 1 + below(2); i > 0; --i) prefix.items.push_back(few());
    out.set("prefixItems", prefix);
  }
  if (one_in(2)) {
    out.set("contains", few());
    if (one_in(2)) out.set("minContains", count(3));
    if (one_in(2)) out.set("maxContains", count(3));
  }
  if (one_in(2)) out.set("uniqueItems", Value::of(true));
  if (one_in(3)) out.set("minItems", count(4));
  if (one_in(3)) out.set("maxItems", count(4));
  if (one_in(4)) out.set("unevaluatedItems", one_in(2) ? Value::of(false) : few());
  if (one_in(4)) {
    Value inner = Value::object();
    for (std::uint32_t i = 1 + below(2); i > 0; --i) add_array_keyword(inner, 0);
    out.set(one_in(2) ? "allOf" : "anyOf", Value::array({inner}));
  }
  return out;
}

Value RandomSchema::focused_object() {
  Value out = Value::object({{"type", Value::string("object")}});
  const auto named = [&](const std::vector<std::string>& from) {
    Value parts = Value::object();
    for (std::uint32_t i = 1 + below(2); i > 0; --i) parts.set(pick(from), few());
    return parts;
  };
  if (one_in(2)) out.set("properties", named(keys));
  if (one_in(3)) out.set("patternProperties", named(patterns));
  if (one_in(2)) out.set("additionalProperties", one_in(3) ? Value::of(false) : few());
  if (one_in(3))
    out.set("propertyNames", Value::object({{"pattern", Value::string(pick(patterns))}}));
  if (one_in(4)) out.set("required", names());
  if (one_in(3)) out.set("minProperties", count(3));
  if (one_in(3)) out.set("maxProperties", count(3));
  if (one_in(5)) out.set("unevaluatedProperties", one_in(2) ? Value::of(false) : few());
  if (one_in(5)) add_object_keyword(out, 0);
  return out;
}

Value RandomSchema::recursive_definition() {
  const auto reference = [&] {
    return Value::object({{"$ref", Value::string(one_in(2) ? "#/$defs/x" : "#/$defs/y")}});
  };
  Value out = Value::object();
  if (one_in(2)) {
    out.set("type", Value::string(one_in(2) ? "array" : "object"));
  } else {
    out.set("type", Value::array({Value::string("array"), Value::string("object")}));
  }
  out.set("items", one_in(3) ? few() : reference());
  if (one_in(3)) out.set("prefixItems", Value::array({reference()}));
  if (one_in(3)) out.set("contains", reference());
  if (one_in(3)) out.set("uniqueItems", Value::of(true));
  if (one_in(3)) out.set("minItems", count(3));
  if (!one_in(3)) out.set("maxItems", count(3));
  out.set("additionalProperties", one_in(2) ? Value::of(false) : reference());
  if (one_in(2)) out.set("properties", Value::object({{"a", reference()}}));
  if (one_in(2)) out.set("required", Value::array({Value::string("a")}));
  if (one_in(2)) out.set("maxProperties", count(3));
  return out;
}

Value RandomSchema::recursive() {
  Value out = focused_array();
  out.set("items", Value::object({{"$ref", Value::string("#/$defs/x")}}));
  if (one_in(3)) out = Value::object({{"$ref", Value::string("#/$defs/y")}});
  return out;
}

Value RandomSchema::focused() {
  const std::uint32_t kind = below(3);
  Value out = kind == 0 ? focused_array() : kind == 1 ? focused_object() : recursive();
  if (!one_in(3)) exclude_some(out);
  out.set("$defs", Value::object({{"x", recursive_definition()}, {"y", recursive_definition()}}));
  return out;
}

Value RandomSchema::mutated(const Value& schema) {
  Value out = schema;
  if (out.members.empty() || one_in(3)) {
    add_keyword(out, 1);
    return out;
  }
  const std::uint32_t chosen = below(static_cast<std::uint32_t>(out.members.size()));
  auto& [key, value] = out.members[chosen];
  if (key == "$defs" || key == "$ref") {
    add_keyword(out, 1);
  } else if (one_in(3)) {
    out.members.erase(out.members.begin() + chosen);
  } else if (value.kind == NodeKind::object && key != "enum" && key != "dependentRequired") {
    const bool named =
        key == "properties" || key == "patternProperties" || key == "dependentSchemas";
    if (!named) {
      value = mutated(value);
    } else {
      auto& inner = value.members[below(static_cast<std::uint32_t>(value.members.size()))].second;
      inner = inner.kind == NodeKind::object ? mutated(inner) : part(1);
    }
  } else if (key == "anyOf" || key == "oneOf" || key == "allOf" || key == "prefixItems") {
    Value& inner = value.items[below(static_cast<std::uint32_t>(value.items.size()))];
    inner = inner.kind == NodeKind::object ? mutated(inner) : part(1);
  } else if (key == "enum" && !value.items.empty()) {
    if (one_in(2))
      value.items.push_back(literal(1));
    else if (value.items.size() > 1)
      value.items.pop_back();
  } else {
    add_keyword(out, 1);
  }
  return out;
}

std::vector<Value> universe(bool large) {
  std::vector<Value> scalars = {Value::null(), Value::of(true), Value::of(false)};
  for (const std::string& text : numbers) scalars.push_back(Value::number(text));
  for (const std::string& text : strings) scalars.push_back(Value::string(text));
  std::vector<Value> inner = {Value::null(),      Value::number("0"), Value::number("1"),
                              Value::number("2"), Value::string("a"), Value::string("ab")};
  if (large) inner = scalars;
  std::vector<Value> out = scalars;
  out.push_back(Value::array());
  out.push_back(Value::object());
  for (const Value& one : inner) {
    out.push_back(Value::array({one}));
    out.push_back(Value::array({Value::array({one})}));
    for (const std::string& key : keys) out.push_back(Value::object({{key, one}}));
    for (const Value& other : inner) {
      out.push_back(Value::array({one, other}));
      if (large) out.push_back(Value::array({one, other, one}));
      for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::size_t j = i + 1; j < keys.size(); ++j) {
          if (!large && (i + j) % 2 == 0) continue;
          out.push_back(Value::object({{keys[i], one}, {keys[j], other}}));
        }
      }
    }
  }
  if (large) {
    const std::vector<Value> hollow = {Value::array(),
                                       Value::object(),
                                       Value::array({Value::array()}),
                                       Value::array({Value::object()}),
                                       Value::object({{"a", Value::array()}}),
                                       Value::object({{"a", Value::object()}}),
                                       Value::number("1")};
    for (const Value& one : hollow) {
      out.push_back(Value::array({one}));
      out.push_back(Value::object({{"a", one}}));
      for (const Value& other : hollow) {
        out.push_back(Value::array({one, other}));
        out.push_back(Value::object({{"a", one}, {"b", other}}));
        for (const Value& third : hollow) out.push_back(Value::array({one, other, third}));
      }
    }
  }
  out.push_back(Value::object({{"a", Value::object()}, {"b", Value::array()}}));
  out.push_back(Value::array({Value::object(), Value::array(), Value::number("1")}));
  return out;
}

}  // namespace verdiff::property
