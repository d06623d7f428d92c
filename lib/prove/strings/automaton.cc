#include "prove/strings/automaton.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace verdiff::prove {

namespace {

using State = Automaton::State;
using Edge = Automaton::Edge;

/// Parts of terms that are looked at for one step.
constexpr std::uint64_t work_a_step = 8;

Before before_after(char32_t c) {
  return word_chars().has(c) ? Before::word : Before::other;
}

/// Sets of states, each with a number. Long words repeat a few of them over and over.
class StateSets {
 public:
  std::uint32_t number_of(std::vector<State> states) {
    const auto [it, added] =
        numbers_.emplace(std::move(states), static_cast<std::uint32_t>(sets_.size()));
    if (added) sets_.push_back(&it->first);
    return it->second;
  }
  const std::vector<State>& operator[](std::uint32_t number) const { return *sets_[number]; }
  bool has(std::uint32_t number, State state) const {
    return std::binary_search(sets_[number]->begin(), sets_[number]->end(), state);
  }

 private:
  std::map<std::vector<State>, std::uint32_t> numbers_;
  std::vector<const std::vector<State>*> sets_;
};

/// Sets of states by the number of characters read: forwards until a length that is accepted, then
/// backwards so that only states stay that lead to acceptance at that very length.
class Levels {
 public:
  Levels(Automaton& automaton, Budget& budget) : automaton_(automaton), budget_(budget) {
    levels_.push_back(sets_.number_of({Automaton::start}));
  }

  std::size_t length() const { return levels_.size() - 1; }
  bool accepting() const {
    const std::vector<State>& last = sets_[levels_.back()];
    return std::any_of(last.begin(), last.end(),
                       [&](State state) { return automaton_.accepting(state); });
  }
  bool dead() const { return sets_[levels_.back()].empty(); }

  /// One character more; false past the budget.
  bool extend() {
    const std::uint32_t last = levels_.back();
    if (!budget_.spend(sets_[last].size())) return false;
    auto known = next_.find(last);
    if (known == next_.end()) {
      std::vector<State> next;
      for (const State state : sets_[last]) {
        const std::vector<Edge>* edges = automaton_.edges(state, budget_);
        if (edges == nullptr) return false;
        for (const Edge& edge : *edges) next.push_back(edge.target);
      }
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      known = next_.emplace(last, sets_.number_of(std::move(next))).first;
    }
    levels_.push_back(known->second);
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

  /// The numbers of the levels with only the states from which exactly the rest of the length is
  /// accepted; empty past the budget.
  std::vector<std::uint32_t> leading_to_acceptance() {
    std::vector<std::uint32_t> out(levels_.size());
    std::vector<State> accepted;
    for (const State state : sets_[levels_.back()]) {
      if (automaton_.accepting(state)) accepted.push_back(state);
    }
    out.back() = sets_.number_of(std::move(accepted));
    for (std::size_t i = levels_.size() - 1; i-- > 0;) {
      const std::optional<std::uint32_t> led = leading(levels_[i], out[i + 1]);
      if (!led) return {};
      out[i] = *led;
    }
    return out;
  }
  const StateSets& sets() const { return sets_; }

 private:
  /// The states of a set from which a character leads into another one.
  std::optional<std::uint32_t> leading(std::uint32_t from, std::uint32_t into) {
    const auto known = leading_.find({from, into});
    if (known != leading_.end()) return known->second;  // paid for by the steps forwards
    if (!budget_.spend(sets_[from].size())) return std::nullopt;
    std::vector<State> out;
    for (const State state : sets_[from]) {
      const std::vector<Edge>* edges = automaton_.edges(state, budget_);
      if (edges == nullptr) return std::nullopt;
      if (std::any_of(edges->begin(), edges->end(),
                      [&](const Edge& edge) { return sets_.has(into, edge.target); })) {
        out.push_back(state);
      }
    }
    const std::uint32_t number = sets_.number_of(std::move(out));
    leading_.emplace(std::pair(from, into), number);
    return number;
  }

  Automaton& automaton_;
  Budget& budget_;
  StateSets sets_;
  std::vector<std::uint32_t> levels_;
  std::unordered_map<std::uint32_t, std::uint32_t> next_;                     // looked up only
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> leading_;  // looked up only
  std::set<std::uint32_t> since_accepted_;
};

/// Walks all words of one length in order, with an explicit stack.
class Words {
 public:
  Words(Automaton& automaton, const StateSets& sets, std::vector<std::uint32_t> levels,
        std::size_t breadth, Budget& budget)
      : automaton_(automaton),
        sets_(sets),
        levels_(std::move(levels)),
        breadth_(breadth),
        budget_(budget) {
    stack_.push_back({Automaton::start, 0, 0});
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
    std::uint32_t edge;
    std::uint32_t next_char;  // of that edge
  };

  bool step(Frame& top) {
    const std::vector<Edge>* edges = automaton_.edges(top.state, budget_);
    if (edges == nullptr) return false;
    const std::uint32_t allowed = levels_[stack_.size()];
    for (; top.edge < edges->size(); ++top.edge, top.next_char = 0) {
      const Edge& edge = (*edges)[top.edge];
      if (!sets_.has(allowed, edge.target)) continue;
      const std::u32string& chars = first_chars(edge.char_class);
      if (top.next_char == chars.size()) continue;
      word_ += chars[top.next_char++];
      stack_.push_back({edge.target, 0, 0});
      return true;
    }
    return false;
  }

  const std::u32string& first_chars(std::uint32_t char_class) {
    const auto [it, added] = first_chars_.try_emplace(char_class);
    if (added && breadth_ == 1) it->second = {automaton_.plain_char(char_class)};
    if (added && breadth_ != 1) it->second = plainest(automaton_.chars(char_class), breadth_);
    return it->second;
  }

  void pop() {
    stack_.pop_back();
    if (!word_.empty()) word_.pop_back();
  }

  Automaton& automaton_;
  const StateSets& sets_;
  std::vector<std::uint32_t> levels_;
  std::size_t breadth_;
  Budget& budget_;
  std::unordered_map<std::uint32_t, std::u32string> first_chars_;  // looked up only
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
    const std::uint64_t before = terms_->work();
    const std::optional<Term> next = terms_->derivative(row.term, classes_[i].plain, row.before);
    if (!next || !budget.spend((terms_->work() - before) / work_a_step)) return nullptr;
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
      std::vector<std::uint32_t> ways = levels.leading_to_acceptance();
      if (ways.empty()) return out;
      Words words(dfa, levels.sets(), std::move(ways), count + unwanted.size(), budget);
      for (std::u32string word; out.values.size() < count && words.next(word);) {
        std::string text = encode_utf8(word);
        if (unwanted.count(text) == 0) out.values.push_back(std::move(text));
      }
    }
    if (out.values.size() == count || budget.spent() || !levels.extend()) return out;
  }
}

}  // namespace verdiff::prove
