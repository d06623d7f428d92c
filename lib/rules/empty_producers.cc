#include "rules/empty_producers.h"

#include <algorithm>
#include <map>

namespace verdiff {

namespace {

bool is_empty(std::uint32_t slot, SlotProofs& proofs) {
  return proofs.inclusion(slot).reason == UnknownReason::empty_producer;
}

ChangeSide side(const Contract& contract, SchemaId schema) {
  ChangeSide out;
  out.present = true;
  out.place = contract.schemas[schema].place;
  return out;
}

/// Some pairs, and all above them.
std::vector<bool> with_above(const Diff& diff, std::vector<bool> pairs) {
  std::vector<std::vector<std::uint32_t>> parents(diff.pairs.size());
  std::vector<std::uint32_t> pending;
  for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
    for (const auto& child : diff.pairs[pair].children) parents[child.pair].push_back(pair);
    if (pairs[pair]) pending.push_back(pair);
  }
  while (!pending.empty()) {
    const std::uint32_t pair = pending.back();
    pending.pop_back();
    for (const std::uint32_t parent : parents[pair]) {
      if (pairs[parent]) continue;
      pairs[parent] = true;
      pending.push_back(parent);
    }
  }
  return pairs;
}

/// The pairs at which one of the changes was stated.
std::vector<bool> pairs_with(const Diff& diff, const std::vector<std::uint32_t>& changes) {
  std::vector<bool> out(diff.pairs.size());
  for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
    const auto& held = diff.pairs[pair].changes;
    out[pair] = std::any_of(held.begin(), held.end(), [&](std::uint32_t one) {
      return std::binary_search(changes.begin(), changes.end(), one);
    });
  }
  return out;
}

}  // namespace

std::vector<EmptyProducer> empty_producers(const Contract& before, const Contract& after,
                                           const Diff& diff,
                                           const std::vector<std::uint32_t>& asked,
                                           SlotProofs& proofs) {
  std::map<std::uint32_t, std::uint32_t> reach;  // by slot
  std::vector<bool> told(diff.pairs.size());
  for (const std::uint32_t change : asked) {
    for (const std::uint32_t slot : diff.changes[change].slots) {
      if (!is_empty(slot, proofs)) continue;
      reach[slot] = std::max(reach[slot], diff.changes[change].reach);
      told[slot] = true;
    }
  }
  const auto changed = with_above(diff, pairs_with(diff, asked));
  for (const std::uint32_t guard : diff.guards) {
    if (!changed[guard] || told[guard] || !is_empty(guard, proofs)) continue;
    reach[guard] = 1;
    told[guard] = true;
  }
  const auto explained = with_above(diff, told);
  for (std::uint32_t pair = 0; pair < diff.pairs.size(); ++pair) {
    const bool is_root = diff.pairs[pair].is_slot && diff.pairs[pair].path.empty();
    if (!is_root || !changed[pair] || explained[pair]) continue;
    if (proofs.became_empty(pair)) reach[pair] = 1;
  }
  std::vector<EmptyProducer> out;
  for (const auto& [slot, flows] : reach) {
    const SchemaPair& pair = diff.pairs[slot];
    EmptyProducer empty{slot, {}};
    empty.fact.subject = Subject::schema;
    empty.fact.aspect = Aspect::satisfiable;
    empty.fact.action = Action::closed;
    empty.fact.direction = pair.direction;
    empty.fact.effect = Effect::unknown;
    empty.fact.before = side(before, pair.before);
    empty.fact.after = side(after, pair.after);
    empty.fact.slots = {slot};
    empty.fact.reach = flows;
    empty.fact.flow = pair.flow;
    empty.fact.payload_path = pair.path;
    out.push_back(std::move(empty));
  }
  return out;
}

}  // namespace verdiff
