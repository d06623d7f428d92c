#pragma once

#include "prove/budget.h"
#include "prove/found.h"
#include "prove/strings/pattern.h"
#include "prove/strings/term.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verdiff::prove {

/// The deterministic automaton of a term, made state by state as it is walked.
class Automaton {
 public:
  using State = std::uint32_t;
  static constexpr State start = 0;

  Automaton(Terms& terms, Term term);

  struct Edge {
    std::uint32_t char_class;
    State target;
  };
  bool accepting(State state) const { return states_[state].accepting; }
  /// The ways on, plainest characters first, dead ends left out. nullptr: past the budget, or the
  /// term can't be derived.
  const std::vector<Edge>* edges(State state, Budget& budget);
  const CharSet& chars(std::uint32_t char_class) const { return classes_[char_class].set; }
  char32_t plain_char(std::uint32_t char_class) const { return classes_[char_class].plain; }
  /// The state after `text`; nullopt when none accepts from there, outer nullopt as in `edges`.
  std::optional<bool> accepts(std::u32string_view text, Budget& budget);

 private:
  struct StateRow {
    Term term;
    Before before;
    bool accepting;
    bool expanded = false;
    std::vector<Edge> edges;
  };
  State state_of(Term term, Before before);

  Terms* terms_;
  std::vector<Terms::CharClass> classes_;
  std::vector<StateRow> states_;
  std::unordered_map<std::uint64_t, State> numbers_;
};

/// What a set of strings must satisfy: every term of `in`, none of `out`, a length in code points.
struct TextQuery {
  std::vector<Term> in, out;
  std::uint64_t min_length = 0;
  std::optional<std::uint64_t> max_length;
};

/// The string engine: patterns parsed once, automata built once, sets of strings searched.
class Texts {
 public:
  const Pattern& pattern(std::string_view source);
  Terms& terms() { return terms_; }

  /// Up to `count` strings of the set that are not among `excluded`: the shortest first, of equal
  /// length the plainest. Lengths stay numbers: no state is spent on counting them.
  Found<std::string> find(const TextQuery& query, std::size_t count,
                          std::span<const std::string_view> excluded, Budget& budget);
  /// nullopt: past the budget.
  std::optional<bool> matches(Term term, std::string_view text, Budget& budget);

 private:
  Automaton& automaton(Term term);

  Terms terms_;
  std::map<std::string, Pattern, std::less<>> patterns_;
  std::map<Term, std::unique_ptr<Automaton>> automata_;
};

}  // namespace verdiff::prove
