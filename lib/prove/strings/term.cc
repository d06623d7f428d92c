#include "prove/strings/term.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace verdiff::prove {

namespace {

constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint16_t always = 0x1FF;  // nullable in every position

constexpr std::uint16_t position_bit(Before before, After after) {
  return static_cast<std::uint16_t>(
      1u << (static_cast<unsigned>(before) * 3 + static_cast<unsigned>(after)));
}

/// The positions that satisfy a condition on (before, after).
template <class Condition>
constexpr std::uint16_t positions(Condition condition) {
  std::uint16_t out = 0;
  for (const Before before : {Before::start, Before::word, Before::other}) {
    for (const After after : {After::end, After::word, After::other}) {
      if (condition(before, after)) out |= position_bit(before, after);
    }
  }
  return out;
}

/// A repetition of something that is empty in some positions only is unfolded; not further than
/// this.
constexpr std::uint32_t max_unfolded = 64;

/// A number for each stretch of characters between two cuts: equal where the same sets hold it.
/// Set by set, those that it holds part from those that it does not; so it costs no more than
/// there are stretches in the sets, however many sets there are.
std::vector<std::uint32_t> refined(const std::vector<CharSet>& sets,
                                   const std::vector<char32_t>& cuts) {
  constexpr std::uint32_t unmoved = 0;
  std::vector<std::uint32_t> out(cuts.size(), 0);
  std::vector<std::uint32_t> moved = {unmoved};  // of each number: what it becomes inside the set
  for (const CharSet& set : sets) {
    std::vector<std::uint32_t> touched;
    for (const CharSet::Range& range : set.ranges()) {
      auto at = static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), range.first) -
                                         cuts.begin());
      for (; cuts[at] <= range.last; ++at) {
        const std::uint32_t number = out[at];
        if (moved[number] == unmoved) {
          touched.push_back(number);
          moved[number] = static_cast<std::uint32_t>(moved.size());
          moved.push_back(unmoved);
        }
        out[at] = moved[number];
      }
    }
    for (const std::uint32_t number : touched) moved[number] = unmoved;
  }
  return out;
}

}  // namespace

Terms::Terms() {
  const auto leaf = [this](Kind kind) {
    Node node;
    node.kind = kind;
    return intern(std::move(node));
  };
  nothing_ = leaf(Kind::nothing);
  empty_ = leaf(Kind::empty);
  start_anchor_ = leaf(Kind::start_anchor);
  end_anchor_ = leaf(Kind::end_anchor);
  boundary_ = leaf(Kind::boundary);
  non_boundary_ = leaf(Kind::non_boundary);
  Node all;
  all.kind = Kind::repeated;
  all.most = unbounded;
  all.parts = {chars(CharSet::all())};
  everything_ = intern(std::move(all));
}

/// Fills what follows from the parts: where the term is empty, and whether it looks back.
void Terms::describe(Node& node) const {
  const auto part = [&](std::size_t i) -> const Node& { return this->node(node.parts[i]); };
  for (const Term term : node.parts) node.looks_back |= this->node(term).looks_back;
  switch (node.kind) {
    case Kind::nothing:
    case Kind::chars:
      break;
    case Kind::empty:
      node.nullable = always;
      break;
    case Kind::chain:
      node.nullable = part(0).nullable & part(1).nullable;
      break;
    case Kind::either:
      for (const Term term : node.parts) node.nullable |= this->node(term).nullable;
      break;
    case Kind::both:
      node.nullable = always;
      for (const Term term : node.parts) node.nullable &= this->node(term).nullable;
      break;
    case Kind::negated:
      node.nullable = static_cast<std::uint16_t>(always & ~part(0).nullable);
      break;
    case Kind::repeated:
      node.nullable = node.least == 0 ? always : part(0).nullable;
      break;
    case Kind::start_anchor:
      node.nullable = positions([](Before before, After) { return before == Before::start; });
      break;
    case Kind::end_anchor:
      node.nullable = positions([](Before, After after) { return after == After::end; });
      break;
    case Kind::boundary:
    case Kind::non_boundary:
      node.looks_back = true;
      node.nullable = positions([&](Before before, After after) {
        const bool differ = (before == Before::word) != (after == After::word);
        return differ == (node.kind == Kind::boundary);
      });
      break;
  }
}

Term Terms::intern(Node node) {
  work_ += 1 + node.parts.size();
  std::uint64_t hash = static_cast<std::uint64_t>(node.kind) + 1;
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  };
  mix(node.least);
  mix(node.most);
  for (const Term part : node.parts) mix(static_cast<std::uint64_t>(part) + 1);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    const Node& other = this->node(it->second);
    if (other.kind == node.kind && other.least == node.least && other.most == node.most &&
        other.parts == node.parts) {
      return it->second;
    }
  }
  describe(node);
  const Term term{static_cast<std::uint32_t>(nodes_.size())};
  nodes_.push_back(std::move(node));
  by_hash_.emplace(hash, term);
  return term;
}

Term Terms::chars(const CharSet& set) {
  if (set.empty()) return nothing_;
  const auto [it, added] = set_numbers_.emplace(set, static_cast<std::uint32_t>(sets_.size()));
  if (added) sets_.push_back(set);
  Node out;
  out.kind = Kind::chars;
  out.least = it->second;
  return intern(std::move(out));
}

Term Terms::chain(Term first, Term second) {
  if (first == nothing_ || second == nothing_) return nothing_;
  if (first == empty_) return second;
  if (second == empty_) return first;
  if (first == everything_ && second == everything_) return everything_;
  if (node(first).kind == Kind::chain) {  // to the right, so that equal chains have one form
    const Term head = node(first).parts[0];
    const Term tail = node(first).parts[1];
    return chain(head, chain(tail, second));
  }
  Node out;
  out.kind = Kind::chain;
  out.parts = {first, second};
  return intern(std::move(out));
}

/// The terms with nested ones of the same kind taken apart, sorted, each once.
std::vector<Term> Terms::flattened(Kind kind, const std::vector<Term>& terms) {
  std::vector<Term> out;
  for (const Term term : terms) {
    if (node(term).kind == kind) {
      out.insert(out.end(), node(term).parts.begin(), node(term).parts.end());
    } else {
      out.push_back(term);
    }
  }
  work_ += out.size();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Term Terms::either(const std::vector<Term>& terms) {
  Node out;
  out.kind = Kind::either;
  CharSet set;
  for (const Term term : flattened(Kind::either, terms)) {
    if (term == everything_) return everything_;
    if (term == nothing_) continue;
    if (node(term).kind == Kind::chars) {
      set = set | sets_[node(term).least];
    } else {
      out.parts.push_back(term);
    }
  }
  if (!set.empty()) {
    const Term joined = chars(set);
    out.parts.insert(std::lower_bound(out.parts.begin(), out.parts.end(), joined), joined);
  }
  if (out.parts.empty()) return nothing_;
  if (out.parts.size() == 1) return out.parts.front();
  return intern(std::move(out));
}

Term Terms::both(const std::vector<Term>& terms) {
  Node out;
  out.kind = Kind::both;
  for (const Term term : flattened(Kind::both, terms)) {
    if (term == nothing_) return nothing_;
    if (term != everything_) out.parts.push_back(term);
  }
  for (const Term term : out.parts) {
    const Node& part = node(term);
    if (part.kind == Kind::negated &&
        std::binary_search(out.parts.begin(), out.parts.end(), part.parts[0])) {
      return nothing_;
    }
  }
  if (out.parts.empty()) return everything_;
  if (out.parts.size() == 1) return out.parts.front();
  return intern(std::move(out));
}

Term Terms::negated(Term term) {
  if (term == nothing_) return everything_;
  if (term == everything_) return nothing_;
  if (node(term).kind == Kind::negated) return node(term).parts[0];
  Node out;
  out.kind = Kind::negated;
  out.parts = {term};
  return intern(std::move(out));
}

Term Terms::repeated(Term term, std::uint32_t least, std::optional<std::uint32_t> most) {
  const std::uint32_t limit = most.value_or(unbounded);
  if (limit < least) return nothing_;
  if (limit == 0 || term == empty_) return empty_;
  if (term == nothing_) return least == 0 ? empty_ : nothing_;
  if (least == 1 && limit == 1) return term;
  const Node& inner = node(term);
  if (inner.kind == Kind::repeated && inner.least == 0 && inner.most == unbounded) return term;
  if (inner.nullable == always) least = 0;
  Node out;
  out.kind = Kind::repeated;
  out.least = least;
  out.most = limit;
  out.parts = {term};
  return intern(std::move(out));
}

bool Terms::nullable(Term term, Before before, After after) const {
  return (node(term).nullable & position_bit(before, after)) != 0;
}

std::optional<Term> Terms::derivative(Term term, char32_t c, Before before) {
  const std::uint64_t key = static_cast<std::uint64_t>(term) << 32 |
                            static_cast<std::uint64_t>(c) << 2 | static_cast<std::uint64_t>(before);
  if (const auto known = derivatives_.find(key); known != derivatives_.end()) return known->second;
  const std::optional<Term> out = derive(term, c, before);
  if (out) derivatives_.emplace(key, *out);
  return out;
}

std::optional<Term> Terms::derive(Term term, char32_t c, Before before) {
  const Node at = node(term);  // a copy: nodes_ grows below
  work_ += 1 + at.parts.size();
  switch (at.kind) {
    case Kind::nothing:
    case Kind::empty:
    case Kind::start_anchor:
    case Kind::end_anchor:
    case Kind::boundary:
    case Kind::non_boundary:
      return nothing_;
    case Kind::chars:
      return sets_[at.least].has(c) ? empty_ : nothing_;
    case Kind::chain:
      return derive_chain(at, c, before);
    case Kind::repeated:
      return derive_repeated(at, c, before);
    case Kind::negated: {
      const std::optional<Term> inner = derivative(at.parts[0], c, before);
      if (!inner) return std::nullopt;
      return negated(*inner);
    }
    case Kind::either:
    case Kind::both: {
      std::vector<Term> parts;
      for (const Term part : at.parts) {
        const std::optional<Term> next = derivative(part, c, before);
        if (!next) return std::nullopt;
        parts.push_back(*next);
      }
      return at.kind == Kind::either ? either(parts) : both(parts);
    }
  }
  return nothing_;
}

std::optional<Term> Terms::derive_chain(const Node& at, char32_t c, Before before) {
  const After after = word_chars().has(c) ? After::word : After::other;
  const std::optional<Term> head = derivative(at.parts[0], c, before);
  if (!head) return std::nullopt;
  const Term first = chain(*head, at.parts[1]);
  if (!nullable(at.parts[0], before, after)) return first;
  const std::optional<Term> tail = derivative(at.parts[1], c, before);
  if (!tail) return std::nullopt;
  return either({first, *tail});
}

std::optional<Term> Terms::derive_repeated(const Node& at, char32_t c, Before before) {
  const Term inner = at.parts[0];
  const std::optional<Term> head = derivative(inner, c, before);
  if (!head) return std::nullopt;
  const auto rest = [&](std::uint32_t used) {
    const std::uint32_t least = at.least > used ? at.least - used : 0;
    if (at.most == unbounded) return repeated(inner, least, std::nullopt);
    return repeated(inner, least, at.most - used);
  };
  const std::uint16_t empty_in = node(inner).nullable;
  // Skipping empty repetitions changes nothing where all or none of them may be empty.
  if (at.least == 0 || empty_in == 0 || empty_in == always) return chain(*head, rest(1));
  const After after = word_chars().has(c) ? After::word : After::other;
  if (!nullable(inner, before, after)) return chain(*head, rest(1));
  if (at.least > max_unfolded) return std::nullopt;
  std::vector<Term> out;
  for (std::uint32_t used = 1; used <= at.least; ++used) out.push_back(chain(*head, rest(used)));
  return either(out);
}

bool Terms::starts_anchored(Term term) const {
  const Node& at = node(term);
  return term == start_anchor_ || (at.kind == Kind::chain && at.parts[0] == start_anchor_);
}

bool Terms::ends_anchored(Term term) const {
  while (node(term).kind == Kind::chain) term = node(term).parts[1];
  return term == end_anchor_;
}

std::vector<Term> Terms::alternatives(Term term) const {
  if (node(term).kind == Kind::either) return node(term).parts;
  return {term};
}

std::vector<Terms::CharClass> Terms::char_classes(Term term) const {
  std::vector<CharSet> sets = {CharSet::all()};
  std::vector<Term> open = {term};
  std::vector<bool> seen(nodes_.size());
  while (!open.empty()) {
    const Term next = open.back();
    open.pop_back();
    if (seen[static_cast<std::uint32_t>(next)]) continue;
    seen[static_cast<std::uint32_t>(next)] = true;
    const Node& at = node(next);
    if (at.kind == Kind::chars) sets.push_back(sets_[at.least]);
    open.insert(open.end(), at.parts.begin(), at.parts.end());
  }
  if (looks_back(term)) sets.push_back(word_chars());

  std::vector<char32_t> cuts;  // where some set begins or has ended
  for (const CharSet& set : sets) {
    for (const CharSet::Range& range : set.ranges()) {
      cuts.push_back(range.first);
      cuts.push_back(range.last + 1);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::map<std::uint32_t, std::vector<CharSet::Range>> by_class;
  const std::vector<std::uint32_t> classes = refined(sets, cuts);
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (CharSet::all().has(cuts[i])) by_class[classes[i]].push_back({cuts[i], cuts[i + 1] - 1});
  }
  std::vector<CharClass> out;
  for (auto& [number, ranges] : by_class) {
    CharSet set(std::move(ranges));
    const char32_t plain = plainest(set, 1).front();
    out.push_back({plain, std::move(set)});
  }
  std::sort(out.begin(), out.end(), [](const CharClass& a, const CharClass& b) {
    return oddness(a.plain) < oddness(b.plain);
  });
  return out;
}

}  // namespace verdiff::prove
