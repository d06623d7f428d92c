#pragma once

#include "document/value.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace verdiff::property {

/// Random schemas over a few names, strings and numbers, so that the values of `universe` meet and
/// miss them often. Heavy on what is easy to get wrong: structured enums, uniqueItems, counts,
/// unevaluated*, unions, references.
class RandomSchema {
 public:
  explicit RandomSchema(std::uint64_t seed) : random_(seed) {}

  /// A whole schema (2020-12), with `$defs` that its parts may refer to.
  Value schema();
  /// Keywords of one kind that meet: counts, places and differing items of an array, names and
  /// counts of an object, or definitions that refer to each other. Few values satisfy them, so that
  /// which and how many decides; some of these are excluded one by one.
  Value focused();
  /// The schema with one thing in it changed.
  Value mutated(const Value& schema);

 private:
  std::uint32_t below(std::uint32_t limit) {
    return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random_);
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }

  Value part(int depth);
  void add_keyword(Value& schema, int depth);
  void add_array_keyword(Value& schema, int depth);
  void add_object_keyword(Value& schema, int depth);
  void add_logic(Value& schema, int depth);
  Value parts(int depth);
  Value named_parts(int depth, const std::vector<std::string>& names);
  Value names();
  Value literal(int depth);
  Value nested(int depth);
  Value nested_list(std::uint32_t longest);
  Value few();
  Value focused_array();
  Value focused_object();
  Value recursive();
  Value recursive_definition();
  void exclude_some(Value& schema);
  Value count(std::uint32_t limit) { return Value::number(std::to_string(below(limit))); }

  std::mt19937_64 random_;
};

/// Small values of every kind.
std::vector<Value> universe(bool large);

}  // namespace verdiff::property
