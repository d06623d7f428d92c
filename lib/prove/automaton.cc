#include "prove/automaton.h"

#include <algorithm>
#include <set>
#include <utility>

namespace verdiff::prove {

namespace {

using State = Automaton::State;
using Edge = Automaton::Edge;

Before before_after(char32_t c) {
  return word_chars().has(c) ? Before::word : Before::other;
}

/// Sets of states by the number of characters read: forwards until a length that is accepted, then
/// backwards so that only states stay that lead to acceptance at that very length.
class Levels {
 public:
  Levels(Automaton& automaton, Budget& budget) : automaton_(automaton), budget_(budget) {
    levels_.push_back({Automaton::start});
  }

  std::size_t length() const { return levels_.size() - 1; }
  bool accepting() const {
    const std::vector<State>& last = levels_.back();
    return std::any_of(last.begin(), last.end(),
                       [&](State state) { return automaton_.accepting(state); });
  }
  bool dead() const { return levels_.back().empty(); }

  /// One character more; false past the budget.
  bool extend() {
    std::vector<State> next;
    for (const State state : levels_.back()) {
      const std::vector<Edge>* edges = automaton_.edges(state, budget_);
      if (edges == nullptr || !budget_.spend()) return false;
      for (const Edge& edge : *edges) next.push_back(edge.target);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    levels_.push_back(std::move(next));
    return true;
  }

  /// True when the last level repeats an earlier one and nothing was accepted since: then nothing
  /// ever will be.
  bool hopeless() {
    if (accepting()) {
      since_accepted_.clear();
      return false;
    }
    return !since_accepted_.insert(levels_.back()).second;
  }

  /// The levels with only the states from which exactly the rest of the length is accepted.
  std::vector<std::vector<State>> leading_to_acceptance() {
    std::vector<std::vector<State>> out(levels_.size());
    for (const State state : levels_.back()) {
      if (automaton_.accepting(state)) out.back().push_back(state);
    }
    for (std::size_t i = levels_.size() - 1; i-- > 0;) {
      for (const State state : levels_[i]) {
        const std::vector<Edge>* edges = automaton_.edges(state, budget_);
        if (edges == nullptr) return {};
        if (std::any_of(edges->begin(), edges->end(), [&](const Edge& edge) {
              return std::binary_search(out[i + 1].begin(), out[i + 1].end(), edge.target);
            })) {
          out[i].push_back(state);
        }
      }
    }
    return out;
  }

 private:
  Automaton& automaton_;
  Budget& budget_;
  std::vector<std::vector<State>> levels_;
  std::set<std::vector<State>> since_accepted_;
};

/// Walks all words of one length in order, with an explicit stack.
class Words {
 public:
  Words(Automaton& automaton, std::vector<std::vector<State>> levels, std::size_t breadth,
        Budget& budget)
      : automaton_(automaton), levels_(std::move(levels)), breadth_(breadth), budget_(budget) {
    stack_.push_back({Automaton::start, 0, {}, 0});
  }

  /// False at the end, or past the budget.
  bool next(std::u32string& word) {
    while (!stack_.empty() && budget_.spend()) {
      Frame& top = stack_.back();
      if (stack_.size() == levels_.size()) {  // a whole word
        word = word_;
        pop();
        return true;
      }
      if (!step(top)) pop();
    }
    return false;
  }

 private:
  struct Frame {
    State state;
    std::size_t edge;
    std::u32string chars;  // of that edge; empty: not yet looked up
    std::size_t next_char;
  };

  bool step(Frame& top) {
    const std::vector<Edge>* edges = automaton_.edges(top.state, budget_);
    if (edges == nullptr) return false;
    const std::vector<State>& allowed = levels_[stack_.size()];
    for (; top.edge < edges->size(); ++top.edge, top.chars.clear(), top.next_char = 0) {
      const Edge& edge = (*edges)[top.edge];
      if (!std::binary_search(allowed.begin(), allowed.end(), edge.target)) continue;
      if (top.chars.empty()) top.chars = first_chars(edge.char_class);
      if (top.next_char == top.chars.size()) continue;
      word_ += top.chars[top.next_char++];
      stack_.push_back({edge.target, 0, {}, 0});
      return true;
    }
    return false;
  }

  std::u32string first_chars(std::uint32_t char_class) const {
    if (breadth_ == 1) return {automaton_.plain_char(char_class)};
    return plainest(automaton_.chars(char_class), breadth_);
  }

  void pop() {
    stack_.pop_back();
    if (!word_.empty()) word_.pop_back();
  }

  Automaton& automaton_;
  std::vector<std::vector<State>> levels_;
  std::size_t breadth_;
  Budget& budget_;
  std::vector<Frame> stack_;
  std::u32string word_;
};

/// The shortest word, and of these the plainest, by breadth-first search. One value, or proven
/// empty, or undecided.
Found<std::u32string> shortest_word(Automaton& automaton, Budget& budget) {
  struct Step {
    State state;
    std::uint32_t parent;
    char32_t c;
  };
  std::vector<Step> queue = {{Automaton::start, 0, 0}};
  std::vector<bool> seen = {true};
  for (std::uint32_t at = 0; at < queue.size(); ++at) {
    if (automaton.accepting(queue[at].state)) {
      std::u32string word;
      for (std::uint32_t i = at; i != 0; i = queue[i].parent) word += queue[i].c;
      std::reverse(word.begin(), word.end());
      return {{std::move(word)}, false};
    }
    const std::vector<Edge>* edges = automaton.edges(queue[at].state, budget);
    if (edges == nullptr || !budget.spend(1 + edges->size())) return {};
    for (const Edge& edge : *edges) {
      if (edge.target >= seen.size()) seen.resize(edge.target + 1);
      if (seen[edge.target]) continue;
      seen[edge.target] = true;
      queue.push_back({edge.target, at, automaton.plain_char(edge.char_class)});
    }
  }
  return Found<std::u32string>::none();
}

}  // namespace

Automaton::Automaton(Terms& terms, Term term) : terms_(&terms), classes_(terms.char_classes(term)) {
  state_of(term, Before::start);
}

State Automaton::state_of(Term term, Before before) {
  if (before == Before::word && !terms_->looks_back(term)) before = Before::other;
  const std::uint64_t key =
      static_cast<std::uint64_t>(term) << 2 | static_cast<std::uint64_t>(before);
  const auto [it, added] = numbers_.emplace(key, static_cast<State>(states_.size()));
  if (added) {
    const bool accepting = terms_->nullable(term, before, After::end);
    states_.push_back({term, before, accepting, false, {}});
  }
  return it->second;
}

const std::vector<Edge>* Automaton::edges(State state, Budget& budget) {
  if (states_[state].expanded) return &states_[state].edges;
  std::vector<Edge> out;
  for (std::uint32_t i = 0; i < classes_.size(); ++i) {
    if (!budget.spend()) return nullptr;
    const StateRow& row = states_[state];
    const std::optional<Term> next = terms_->derivative(row.term, classes_[i].plain, row.before);
    if (!next) return nullptr;
    if (*next == terms_->nothing()) continue;
    out.push_back({i, state_of(*next, before_after(classes_[i].plain))});
  }
  states_[state].edges = std::move(out);
  states_[state].expanded = true;
  return &states_[state].edges;
}

std::optional<bool> Automaton::accepts(std::u32string_view text, Budget& budget) {
  State state = start;
  for (const char32_t c : text) {
    const std::vector<Edge>* ways = edges(state, budget);
    if (ways == nullptr || !budget.spend()) return std::nullopt;
    const auto way = std::find_if(ways->begin(), ways->end(), [&](const Edge& edge) {
      return classes_[edge.char_class].set.has(c);
    });
    if (way == ways->end()) return false;
    state = way->target;
  }
  return states_[state].accepting;
}

const Pattern& Texts::pattern(std::string_view source) {
  const auto known = patterns_.find(source);
  if (known != patterns_.end()) return known->second;
  return patterns_.emplace(source, parse_pattern(terms_, source)).first->second;
}

Automaton& Texts::automaton(Term term) {
  std::unique_ptr<Automaton>& out = automata_[term];
  if (!out) out = std::make_unique<Automaton>(terms_, term);
  return *out;
}

std::optional<bool> Texts::matches(Term term, std::string_view text, Budget& budget) {
  return automaton(term).accepts(decode_utf8(text), budget);
}

Found<std::string> Texts::find(const TextQuery& query, std::size_t count,
                               std::span<const std::string_view> excluded, Budget& budget) {
  std::vector<Term> parts = query.in;
  for (const Term term : query.out) parts.push_back(terms_.negated(term));
  Automaton& dfa = automaton(terms_.both(parts));

  const Found<std::u32string> shortest = shortest_word(dfa, budget);
  if (shortest.values.empty()) return {{}, shortest.exhaustive};
  const std::u32string& first = shortest.values.front();
  if (query.max_length && first.size() > *query.max_length) return Found<std::string>::none();
  if (count == 1 && excluded.empty() && first.size() >= query.min_length) {
    return {{encode_utf8(first)}, false};
  }

  // A word takes a step a character: no need to set out for one that is too long.
  if (query.min_length > budget.left()) return {};
  const std::set<std::string_view> unwanted(excluded.begin(), excluded.end());
  Found<std::string> out;
  Levels levels(dfa, budget);
  for (;;) {
    const bool wanted = levels.length() >= query.min_length;
    if (levels.dead() || (query.max_length && levels.length() > *query.max_length) ||
        (wanted && levels.hopeless())) {
      out.exhaustive = true;
      return out;
    }
    if (wanted && levels.accepting()) {
      std::vector<std::vector<State>> ways = levels.leading_to_acceptance();
      if (ways.empty()) return out;
      Words words(dfa, std::move(ways), count + unwanted.size(), budget);
      for (std::u32string word; out.values.size() < count && words.next(word);) {
        std::string text = encode_utf8(word);
        if (unwanted.count(text) == 0) out.values.push_back(std::move(text));
      }
    }
    if (out.values.size() == count || budget.spent() || !levels.extend()) return out;
  }
}

}  // namespace verdiff::prove
