#pragma once

#include "diff/diff.h"
#include "diff/discriminators.h"
#include "diff/fact.h"
#include "diff/reach.h"
#include "diff/same.h"
#include "diff/view.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace verdiff {

/// Two views of one pair, handed to the functions that compare them keyword by keyword.
struct PairView {
  std::uint32_t pair = 0;
  const View& before;
  const View& after;
};

/// Walks pairs of schemas, each once per direction, and collects what the comparing functions
/// state. A fact about a shared schema object (a component used by many as an allOf parent) is one
/// change, however many pairs it is met in.
class Walk {
 public:
  Walk(const Contract& before, const Contract& after, Diff& diff);

  const Contract& before() const { return before_; }
  const Contract& after() const { return after_; }
  Diff& result() { return diff_; }
  bool same(SchemaId before, SchemaId after) { return same_(before, after); }
  /// One side comes from a format of models and the other does not: what only one of the two
  /// formats has words for is no difference.
  bool across() const { return across_; }

  /// The two ends of a flow; walks from there. The index of the pair in Diff::flows.
  /// `as_xml`: its payload is written as XML on either side.
  std::uint32_t flow(FlowPair flows, bool as_xml = false);

  /// A pair below another one; nothing where the two say the same.
  /// `token`: what the step adds to the payload path: "/score", "/*", or nothing; `sample`: the
  /// same for one value ("/0"), where the two differ.
  void child(std::uint32_t parent, SchemaId before, SchemaId after, Step step, std::string token,
             std::string sample = "");

  /// States a fact at a pair. The same fact about the same two places is one change.
  void state(std::uint32_t pair, Fact fact);

  /// A fact outside of schemas.
  void state(Change change);

  /// Fills paths, reach, slots and guards, when everything has been walked.
  void settle();

  /// One end of a fact, made of an entry or of the schema as a whole.
  ChangeSide before_side(const Owned& owned) const { return side(before_, owned); }
  ChangeSide after_side(const Owned& owned) const { return side(after_, owned); }
  ChangeSide before_absent(SchemaId at) const { return absent(before_, at); }
  ChangeSide after_absent(SchemaId at) const { return absent(after_, at); }

  const Discriminators& discriminators_before() const { return discriminators_before_; }
  const Discriminators& discriminators_after() const { return discriminators_after_; }

  const SchemaPair& pair(std::uint32_t index) const { return diff_.pairs[index]; }
  /// Whether a property with these schemas is left out of the pair's exchange on both sides.
  bool hidden(std::uint32_t pair, const Contract& contract, SchemaId property) const;

 private:
  static ChangeSide side(const Contract& contract, const Owned& owned);
  static ChangeSide absent(const Contract& contract, SchemaId at);
  std::uint32_t visit(const SchemaPair& pair);
  void run();
  void compare(std::uint32_t pair);
  void compare_validation(const PairView& view);
  void note(std::uint32_t pair, std::size_t change);

  const Contract& before_;
  const Contract& after_;
  Diff& diff_;
  SameSchemas same_;
  const bool across_;
  const Discriminators discriminators_before_, discriminators_after_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> pair_index_;
  std::map<FactKey, std::size_t> fact_index_;
  std::deque<std::uint32_t> pending_;
  std::size_t stated_ = 0;
  std::vector<Root> roots_;
};

}  // namespace verdiff
