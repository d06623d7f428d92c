#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verdiff::validator {

/// An ECMA-262 pattern (u flag, and Annex B where that can mean only one thing), searched for in
/// time linear in the text: a Thompson automaton that is run on all its states at once. The
/// validator's own: it shares nothing with the prover's string engine, whose judge it is.
class Regex {
 public:
  explicit Regex(std::string_view pattern);

  /// Why it can't be matched: malformed, lookaround, a backreference, too large. Empty: it can.
  const std::string& problem() const { return problem_; }

  /// Does it match somewhere in well-formed UTF-8? `steps` counts the work; nullopt when it would
  /// pass `most_steps`.
  std::optional<bool> search(std::string_view text, std::uint64_t& steps,
                             std::uint64_t most_steps) const;

 private:
  friend class RegexCompiler;

  struct Set {
    std::bitset<128> ascii;
    std::vector<std::pair<char32_t, char32_t>> rest;  // sorted, from 128 on
    bool inverted = false;
    bool has(char32_t c) const;
  };
  enum class Op : std::uint8_t { character, set, split, jump, begin, end, boundary, inside, match };
  struct Instruction {
    Op op = Op::match;
    std::uint32_t x = 0;  // character, number of the set, or next instruction
    std::uint32_t y = 0;  // split: the other one
  };
  struct Threads;

  void follow(Threads& threads, std::uint32_t from, char32_t before, char32_t after) const;

  std::vector<Instruction> program_;
  std::vector<Set> sets_;
  bool anchored_ = false;  // matches begin at the start only
  std::string problem_;
};

}  // namespace verdiff::validator
