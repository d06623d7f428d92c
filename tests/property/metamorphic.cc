// What must not matter, over random schemas: a comparison with itself, the order of members, an
// inlined reference, a part moved into allOf, the name of a definition, another flow beside. And
// what must mirror: an output read to the letter breaks where the opposite step of an input does.
//
//     verdiff_metamorphic [SCHEMAS [SEED]]

#include "diff/diff.h"
#include "document/value.h"
#include "formats/format.h"
#include "property/random_schema.h"
#include "rules/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

std::optional<Contract> load(const Value& schema, Direction direction) {
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, path, {}, {}};
  };
  LoadOptions options;
  options.direction = direction;
  Result<Contract> out =
      load_contract(to_document(schema), std::move(files), "schema.json", {}, options);
  if (!out) return std::nullopt;
  return *std::move(out);
}

/// nullopt where a side can't be read.
std::optional<std::vector<Finding>> compare(const Value& before, const Value& after,
                                            Direction direction, Reader reader) {
  const auto left = load(before, direction), right = load(after, direction);
  if (!left || !right) return std::nullopt;
  JudgeOptions options;
  options.reader = reader;
  return judge(*left, *right, diff(*left, *right), builtin_rules(), options);
}

Value reversed(Value value) {
  std::vector<Value*> open = {&value};
  while (!open.empty()) {
    Value& next = *open.back();
    open.pop_back();
    std::reverse(next.members.begin(), next.members.end());
    for (Value& item : next.items) open.push_back(&item);
    for (auto& [key, member] : next.members) open.push_back(&member);
  }
  return value;
}

bool is_object(const Value& value) {
  return value.kind == NodeKind::object;
}

/// The schema as a definition that it refers to. Its own definitions stay where they are.
Value behind_reference(const Value& schema) {
  Value definitions = Value::object(), body = Value::object(), out = Value::object();
  for (const auto& [key, member] : schema.members) {
    if (key == "$defs") {
      definitions = member;
    } else if (key != "$schema" && key != "$id") {
      body.set(key, member);
    }
  }
  definitions.set("whole", std::move(body));
  out.set("$ref", Value::string("#/$defs/whole"));
  out.set("$defs", std::move(definitions));
  return out;
}

/// Keywords that mean the same wherever in an allOf they stand.
bool stands_alone(std::string_view key) {
  constexpr std::string_view keywords[] = {"type",
                                           "enum",
                                           "const",
                                           "multipleOf",
                                           "minimum",
                                           "maximum",
                                           "minLength",
                                           "maxLength",
                                           "required",
                                           "minItems",
                                           "maxItems",
                                           "pattern",
                                           "uniqueItems",
                                           "minProperties",
                                           "maxProperties",
                                           "exclusiveMinimum",
                                           "exclusiveMaximum",
                                           "not"};
  return std::find(std::begin(keywords), std::end(keywords), key) != std::end(keywords);
}

/// What stands alone moved into an allOf of its own.
Value split(const Value& schema) {
  Value moved = Value::object(), out = Value::object();
  for (const auto& [key, member] : schema.members) {
    if (key == "allOf") return schema;
    (stands_alone(key) ? moved : out).set(key, member);
  }
  Value parts = Value::array();
  parts.items.push_back(std::move(moved));
  out.set("allOf", std::move(parts));
  return out;
}

/// Every definition under another name, and all references to it.
Value renamed(Value schema) {
  constexpr std::string_view prefix = "#/$defs/";
  std::vector<Value*> open = {&schema};
  while (!open.empty()) {
    Value& next = *open.back();
    open.pop_back();
    for (auto& [key, member] : next.members) {
      if (key == "$ref" && member.text.starts_with(prefix)) member.text += "Renamed";
      if (key == "$defs" && is_object(member)) {
        for (auto& [name, definition] : member.members) name += "Renamed";
      }
      open.push_back(&member);
    }
    for (Value& item : next.items) open.push_back(&item);
  }
  return schema;
}

/// A property of a larger object: what is found below it may not depend on what stands beside.
Value as_property(const Value& schema, bool with_neighbour) {
  Value properties = Value::object(), out = Value::object();
  Value body = schema;
  std::erase_if(body.members, [](const auto& member) { return member.first.starts_with("$"); });
  properties.set("subject", std::move(body));
  if (with_neighbour) {
    Value text = Value::object();
    text.set("type", Value::string("string"));
    properties.set("neighbour", std::move(text));
  }
  out.set("type", Value::string("object"));
  out.set("properties", std::move(properties));
  for (const auto& [key, member] : schema.members) {
    if (key == "$defs") out.set(key, member);
  }
  return out;
}

std::vector<std::string> in_words(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& one : findings) {
    out.push_back(fmt::format("{} {} {} {}", one.rule, word(one.level), one.payload_path,
                              word(one.evidence.kind)));
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Metamorphic {
 public:
  void run(std::uint64_t seed) {
    seed_ = seed;
    property::RandomSchema random(seed);
    const Value schema = random.schema();
    if (!is_object(schema)) return;
    const Value other = random.mutated(schema);
    for (const Direction direction : {Direction::output, Direction::input}) {
      at_most("itself", Level::none, schema, schema, direction);
      at_most("members in another order", Level::none, schema, reversed(schema), direction);
      at_most("behind a reference", Level::patch, schema, behind_reference(schema), direction);
      at_most("a part in an allOf", Level::patch, schema, split(schema), direction);
      at_most("definitions renamed", Level::patch, schema, renamed(schema), direction);
      same_beside(schema, other, direction);
    }
    mirrored(schema, other);
  }

  int report() const {
    for (const auto& [name, count] : held_) {
      const auto [good, undecided] = count;
      fmt::print("{:<26} {:>6} hold, {:>5} not decided\n", name, good, undecided);
    }
    fmt::print("{:>7} broken\n", broken_);
    return broken_ == 0 && !held_.empty() ? 0 : 1;
  }

 private:
  /// Something is unknown; or nothing breaks, and yet the sets were not shown to be the same.
  static bool is_undecided(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const Finding& one) {
      return one.evidence.kind == EvidenceKind::unknown ||
             (one.rule == "schema-reworded" && one.level == Level::minor);
    });
  }

  void at_most(std::string_view name, Level most, const Value& before, const Value& after,
               Direction direction) {
    const auto findings = compare(before, after, direction, Reader::tolerant);
    if (!findings) return;
    auto& [good, undecided] = held_[std::string(name)];
    if (most != Level::none && is_undecided(*findings)) {
      ++undecided;
      return;
    }
    Level level = Level::none;
    for (const Finding& one : *findings) level = std::max(level, one.level);
    const bool holds = level <= most && (most != Level::none || findings->empty());
    if (holds) {
      ++good;
    } else {
      fail(name, direction, before, after, *findings);
    }
  }

  void same_beside(const Value& before, const Value& after, Direction direction) {
    const auto alone =
        compare(as_property(before, false), as_property(after, false), direction, Reader::tolerant);
    const auto beside =
        compare(as_property(before, true), as_property(after, true), direction, Reader::tolerant);
    if (!alone || !beside) return;
    auto& [good, undecided] = held_["a neighbour beside"];
    if (in_words(*alone) == in_words(*beside)) {
      ++good;
    } else {
      fail("a neighbour beside", direction, before, after, *beside);
    }
  }

  /// Both ask whether all of `after` is allowed by `before`.
  void mirrored(const Value& before, const Value& after) {
    const auto output = compare(before, after, Direction::output, Reader::strict);
    const auto input = compare(after, before, Direction::input, Reader::strict);
    if (!output || !input) return;
    auto& [good, undecided] = held_["output and input mirrored"];
    const auto breaks = [](const std::vector<Finding>& findings) {
      return std::any_of(findings.begin(), findings.end(), [](const Finding& one) {
        return one.evidence.kind == EvidenceKind::witness;
      });
    };
    if (is_undecided(*output) || is_undecided(*input)) {
      ++undecided;
    } else if (breaks(*output) == breaks(*input)) {
      ++good;
    } else {
      fail("output and input mirrored", Direction::output, before, after, *output);
    }
  }

  void fail(std::string_view name, Direction direction, const Value& before, const Value& after,
            const std::vector<Finding>& findings) {
    ++broken_;
    fmt::print("BROKEN {} (seed {}, {})\n  {}\n  {}\n", name, seed_, word(direction),
               to_json(before), to_json(after));
    for (const std::string& line : in_words(findings)) fmt::print("    {}\n", line);
  }

  std::uint64_t seed_ = 0;
  std::map<std::string, std::pair<int, int>> held_;
  int broken_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t schemas = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 200;
  const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  Metamorphic test;
  for (std::uint64_t i = 0; i < schemas; ++i) test.run(seed + i);
  return test.report();
}
