#include "diff/walk.h"

#include "diff/compare.h"

#include <algorithm>

namespace verdiff {

namespace {

std::uint64_t ids_of(SchemaId before, SchemaId after) {
  return std::uint64_t{index(before)} << 32 | index(after);
}

bool same_walk(const SchemaPair& left, const SchemaPair& right) {
  return left.before == right.before && left.after == right.after &&
         left.direction == right.direction && left.exchange == right.exchange &&
         left.nested == right.nested;
}

const Entry* flag(const Contract& contract, SchemaId id, Keyword keyword) {
  const Entry* const entry = contract.schemas[id].find(keyword);
  return entry != nullptr && entry->value != nullptr && entry->value->boolean() ? entry : nullptr;
}

}  // namespace

Walk::Walk(const Contract& before, const Contract& after, Diff& diff)
    : before_(before),
      after_(after),
      diff_(diff),
      same_(before.schemas, after.schemas),
      across_(is_model(before) != is_model(after)),
      discriminators_before_(before),
      discriminators_after_(after) {}

std::uint32_t Walk::flow(FlowPair flows, bool as_xml) {
  const Flow& before = before_.flows[flows.before];
  const Flow& after = after_.flows[flows.after];
  const auto flow = static_cast<std::uint32_t>(diff_.flows.size());
  diff_.flows.push_back(flows);
  if (same(before.schema, after.schema)) return flow;
  const std::uint32_t root = visit({.before = before.schema,
                                    .after = after.schema,
                                    .direction = before.direction,
                                    .exchange = before.exchange});
  roots_.push_back({root, flow, as_xml});
  run();
  return flow;
}

std::uint32_t Walk::visit(const SchemaPair& pair) {
  std::vector<std::uint32_t>& known = pair_index_[ids_of(pair.before, pair.after)];
  for (const std::uint32_t index : known) {
    if (same_walk(diff_.pairs[index], pair)) return index;
  }
  const auto index = static_cast<std::uint32_t>(diff_.pairs.size());
  known.push_back(index);
  diff_.pairs.push_back(pair);
  pending_.push_back(index);
  return index;
}

void Walk::child(std::uint32_t parent, SchemaId before, SchemaId after, Step step,
                 std::string token, std::string sample) {
  if (same(before, after)) return;
  const SchemaPair& above = diff_.pairs[parent];
  const std::uint32_t below = visit({.before = before,
                                     .after = after,
                                     .direction = above.direction,
                                     .exchange = above.exchange,
                                     .nested = above.nested || step == Step::nested});
  diff_.pairs[parent].children.push_back(
      {below, step, token, sample.empty() ? token : std::move(sample)});
}

void Walk::run() {
  while (!pending_.empty()) {
    const std::uint32_t next = pending_.front();
    pending_.pop_front();
    compare(next);
  }
}

void Walk::compare(std::uint32_t pair) {
  View before(before_.schemas, diff_.pairs[pair].before);
  View after(after_.schemas, diff_.pairs[pair].after);
  const std::size_t stated = stated_;
  compare_wrapped(*this, pair, before, after);
  const PairView view{pair, before, after};
  if (!compare_booleans(*this, view)) {
    compare_validation(view);
  }
  compare_annotations(*this, view);
  if (stated_ == stated) compare_wording(*this, view);
}

/// The keywords that say which values there are, unless a model's own types say it.
void Walk::compare_validation(const PairView& view) {
  if (compare_tensors(*this, view) || compare_columns(*this, view)) return;
  compare_values(*this, view);
  compare_numbers(*this, view);
  compare_strings(*this, view);
  compare_arrays(*this, view);
  compare_objects(*this, view);
  compare_unions(*this, view);
  compare_conditions(*this, view);
}

void Walk::state(std::uint32_t pair, Fact fact) {
  ++stated_;
  fact.direction = diff_.pairs[pair].direction;
  if (diff_.pairs[pair].nested) fact.traits |= bit(Trait::nested);
  const auto [found, fresh] = fact_index_.try_emplace(key_of(fact), diff_.changes.size());
  if (fresh) diff_.changes.push_back(to_change(std::move(fact)));
  note(pair, found->second);
}

void Walk::note(std::uint32_t pair, std::size_t change) {
  std::vector<std::uint32_t>& changes = diff_.pairs[pair].changes;
  const auto index = static_cast<std::uint32_t>(change);
  if (changes.empty() || changes.back() != index) changes.push_back(index);
}

void Walk::state(Change change) {
  diff_.changes.push_back(std::move(change));
}

void Walk::settle() {
  verdiff::settle(diff_, roots_);
}

ChangeSide Walk::side(const Contract& contract, const Owned& owned) {
  ChangeSide out = absent(contract, owned.owner);
  out.present = true;
  if (owned.entry != nullptr && owned.entry->value != nullptr) {
    out.place.node = owned.entry->value;
    out.value = Value::copy(*owned.entry->value);
  }
  return out;
}

ChangeSide Walk::absent(const Contract& contract, SchemaId at) {
  ChangeSide out;
  out.place = contract.schemas[at].place;
  return out;
}

bool Walk::hidden(std::uint32_t pair, const Contract& contract, SchemaId property) const {
  switch (diff_.pairs[pair].exchange) {
    case Exchange::request:
      return flag(contract, property, Keyword::read_only) != nullptr;
    case Exchange::response:
      return flag(contract, property, Keyword::write_only) != nullptr;
    case Exchange::none:
      break;
  }
  return false;
}

}  // namespace verdiff
