#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace verdiff {

/// A pattern for paths, flow names and rule ids, as `.gitignore` and shells have them:
///
///     *        any text without a slash          **      any text
///     ?        one character, no slash           **/     any folders, or none
///     {a,b}    one of these, nested or not       \x      the character x itself
///
/// All of the text has to fit. Every pattern is a valid one: `{id}` has no comma, so it is what it
/// looks like, a path's template. Matching takes time in pattern × text, whatever the pattern.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  bool matches(std::string_view text) const;

 private:
  enum class Kind : std::uint8_t {
    byte,          ///< this byte
    any,           ///< any byte
    inner,         ///< any byte but a slash
    lead,          ///< the first byte of a character that is no slash
    continuation,  ///< a further byte of a character
    split,         ///< goes on at both `next` and `other`
    accept,        ///< the end
  };
  struct State {
    Kind kind = Kind::accept;
    char byte = 0;
    std::uint32_t next = 0, other = 0;
  };
  friend class GlobCompiler;

  bool takes(const State& state, char byte) const;

  std::vector<State> states_;
};

/// A pattern's wildcards; a text without any matches itself alone.
bool has_wildcards(std::string_view pattern);

}  // namespace verdiff
