#pragma once

#include "prove/shapes/shape.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// What a `type` keyword says; `integer` is a kind of number here.
Kinds kinds_of(TypeSet types);

/// Turns schemas of contracts into shapes: once a schema, reading and exchange. The reading is
/// built in here as far as it can be said shape by shape (design §1):
///
/// - a tolerant consumer skips properties that it does not know: `additionalProperties: false` and
///   `unevaluatedProperties: false` are dropped, and a `oneOf` of object branches becomes an
///   `anyOf`. At positive positions only: not below `not`, `if`, `contains`, or another `oneOf`;
/// - in a request the properties marked readOnly (in a response, writeOnly) are absent, and nobody
///   requires them (OpenAPI 3.0.3 §4.7.24.2, 3.1.1 §4.8.24.5).
///
/// Closing a producer is a filter on payloads, not a rewrite: search.h has it.
class Lowering {
 public:
  Lowering(Shapes& shapes, Values& values, Texts& texts, bool assert_format)
      : shapes_(shapes), values_(values), texts_(texts), assert_format_(assert_format) {}

  ShapeId lower(const Contract& contract, SchemaId schema, bool tolerant, Exchange exchange);

 private:
  friend class SchemaLowering;

  using AbsentId = std::uint32_t;  // a set of absent names; 0: none
  struct Key {
    std::uint32_t contract = 0;
    SchemaId schema{};
    bool tolerant = false;
    Exchange exchange = Exchange::none;
    AbsentId absent = 0;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  /// Reads one schema. Its parts are final numbers or those of drafts.
  Shape draft(const Key& key);
  /// A final number, or that of a draft.
  ShapeId part(const Key& key);
  void finish();
  void finish_component(const std::vector<std::size_t>& members);
  ShapeId simplified(Shape shape);
  AbsentId with_marked(AbsentId around, const Key& key);
  std::vector<SchemaId> merged(const SchemaGraph& graph, SchemaId schema) const;
  bool is_marked(const SchemaGraph& graph, SchemaId schema, Keyword mark) const;
  Kinds object_kinds(const SchemaGraph& graph, SchemaId schema, int& fuel) const;
  bool reads_as_any(const SchemaGraph& graph, const Schema& schema, const Entry& one_of) const;

  Shapes& shapes_;
  Values& values_;
  Texts& texts_;
  bool assert_format_;
  std::vector<const Contract*> contracts_;
  std::unordered_map<Key, ShapeId, KeyHash> known_;  // looked up only
  std::vector<Key> keys_;                            // of the drafts
  std::vector<Shape> drafts_;                        // their shapes, parts being drafts or final
  std::vector<ShapeId> final_;
  std::vector<std::vector<TextId>> absent_sets_ = {{}};
  std::map<std::vector<TextId>, AbsentId> absent_numbers_ = {{{}, 0}};
};

}  // namespace verdiff::prove
