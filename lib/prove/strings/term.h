#pragma once

#include "prove/strings/charset.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verdiff::prove {

/// A term of the algebra of patterns, by number: equal terms have equal numbers.
enum class Term : std::uint32_t {};

/// What stands left and right of a position in a string. Anchors and word boundaries look at it.
enum class Before : std::uint8_t { start, word, other };
enum class After : std::uint8_t { end, word, other };

/// Regular languages over code points as hash-consed terms with derivatives (Brzozowski 1964;
/// Owens, Reppy, Turon 2009): the operators of ECMA-262 patterns, intersection and complement.
/// Anchors and word boundaries are terms that match the empty string in some positions only, so
/// each term knows in which of the nine pairs of Before and After it does.
///
///     Terms terms;
///     const Term digits = terms.repeated(terms.chars(digit_chars()), 1, std::nullopt);
///     const Term rest = terms.derivative(digits, '7', Before::start);     // \d*
///     const Term none = terms.both({digits, terms.negated(digits)});  // empty, but not by its
///     form
///
/// Grows with every new derivative that is asked for; the budget of the caller bounds that.
class Terms {
 public:
  Terms();

  Term nothing() const { return nothing_; }        ///< no string at all
  Term empty() const { return empty_; }            ///< the empty string
  Term everything() const { return everything_; }  ///< every string
  Term start_anchor() const { return start_anchor_; }
  Term end_anchor() const { return end_anchor_; }
  Term boundary(bool negated) const { return negated ? non_boundary_ : boundary_; }
  Term chars(const CharSet& set);
  Term chain(Term first, Term second);
  Term either(const std::vector<Term>& terms);
  Term both(const std::vector<Term>& terms);
  Term negated(Term term);
  Term repeated(Term term, std::uint32_t least, std::optional<std::uint32_t> most);

  bool nullable(Term term, Before before, After after) const;
  /// What must follow `c`, for the whole to match; `before` is what stands before `c`. nullopt: a
  /// repetition of something that is empty in some positions only, too often to be unfolded.
  std::optional<Term> derivative(Term term, char32_t c, Before before);

  /// What derivatives have cost so far, in parts of terms looked at: for budgets.
  std::uint64_t work() const { return work_; }

  bool starts_anchored(Term term) const;
  bool ends_anchored(Term term) const;
  /// Alternatives of a union, else the term itself.
  std::vector<Term> alternatives(Term term) const;
  /// Whether a state of an automaton has to remember what stood before it: boundaries do.
  bool looks_back(Term term) const { return node(term).looks_back; }

  /// The coarsest partition of all characters that the sets in the term respect, the class with
  /// the plainest member first.
  struct CharClass {
    char32_t plain;
    CharSet set;
  };
  std::vector<CharClass> char_classes(Term term) const;

 private:
  enum class Kind : std::uint8_t {
    nothing,
    empty,
    chars,
    chain,
    either,
    both,
    negated,
    repeated,
    start_anchor,
    end_anchor,
    boundary,
    non_boundary
  };
  struct Node {
    Kind kind = Kind::nothing;
    bool looks_back = false;
    std::uint16_t nullable = 0;  // one bit a pair of Before and After
    std::uint32_t least = 0;     // of repeated; of chars: the number of the set
    std::uint32_t most = 0;      // of repeated
    std::vector<Term> parts;
  };

  const Node& node(Term term) const { return nodes_[static_cast<std::uint32_t>(term)]; }
  Term intern(Node node);
  void describe(Node& node) const;
  std::vector<Term> flattened(Kind kind, const std::vector<Term>& terms);
  std::optional<Term> derive(Term term, char32_t c, Before before);
  std::optional<Term> derive_chain(const Node& node, char32_t c, Before before);
  std::optional<Term> derive_repeated(const Node& node, char32_t c, Before before);

  std::vector<Node> nodes_;
  std::unordered_multimap<std::uint64_t, Term> by_hash_;
  std::vector<CharSet> sets_;
  std::map<CharSet, std::uint32_t> set_numbers_;
  std::unordered_map<std::uint64_t, Term> derivatives_;
  std::uint64_t work_ = 0;
  Term nothing_, empty_, everything_, start_anchor_, end_anchor_, boundary_, non_boundary_;
};

}  // namespace verdiff::prove
