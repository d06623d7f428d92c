#include "policy/glob.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Of each '{' that begins a list of alternatives its '}', of each ',' the '{' before it that is
/// still open; `nowhere` for all other bytes.
std::vector<std::size_t> partners(std::string_view pattern) {
  struct Open {
    std::size_t at;
    bool has_comma;
  };
  std::vector<std::size_t> out(pattern.size(), nowhere);
  std::vector<Open> open;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '\\') {
      ++at;
    } else if (pattern[at] == '{') {
      open.push_back({at, false});
    } else if (pattern[at] == ',' && !open.empty()) {
      open.back().has_comma = true;
      out[at] = open.back().at;
    } else if (pattern[at] == '}' && !open.empty()) {
      if (open.back().has_comma) out[open.back().at] = at;
      open.pop_back();
    }
  }
  return out;
}

}  // namespace

/// Pattern -> states, in the order of the pattern (Thompson's construction).
class GlobCompiler {
 public:
  explicit GlobCompiler(std::string_view pattern)
      : pattern_(pattern), partners_(partners(pattern)) {}

  std::vector<Glob::State> compile() && {
    while (at_ < pattern_.size()) step();
    add({Glob::Kind::accept, 0, 0, 0});
    return std::move(states_);
  }

 private:
  using Kind = Glob::Kind;

  /// A list of alternatives that is being read.
  struct List {
    std::size_t start, end;           ///< its braces
    std::uint32_t choice;             ///< the split before the current alternative
    std::vector<std::uint32_t> done;  ///< the splits behind those before
  };

  std::uint32_t here() const { return static_cast<std::uint32_t>(states_.size()); }
  std::uint32_t add(Glob::State state) {
    states_.push_back(state);
    return here() - 1;
  }
  void take(Kind kind, char byte = 0) { add({kind, byte, here() + 1, 0}); }

  /// Any number of what `kind` takes.
  void repeat(Kind kind) {
    const std::uint32_t choice = add({Kind::split, 0, here() + 1, 0});
    add({kind, 0, choice, 0});
    states_[choice].other = here();
  }

  void step() {
    const char byte = pattern_[at_];
    if (byte == '\\' && at_ + 1 < pattern_.size()) {
      take(Kind::byte, pattern_[at_ + 1]);
      at_ += 2;
    } else if (byte == '*') {
      star();
    } else if (byte == '?') {
      take(Kind::lead);
      repeat(Kind::continuation);
      ++at_;
    } else if (byte == '{' && partners_[at_] != nowhere) {
      lists_.push_back({at_, partners_[at_], add({Kind::split, 0, here() + 1, 0}), {}});
      ++at_;
    } else if (byte == ',' && !lists_.empty() && partners_[at_] == lists_.back().start) {
      next_alternative();
      ++at_;
    } else if (!lists_.empty() && at_ == lists_.back().end) {
      end_list();
      ++at_;
    } else {
      take(Kind::byte, byte);
      ++at_;
    }
  }

  void star() {
    const bool is_double = pattern_.substr(at_).starts_with("**");
    if (!is_double) {
      repeat(Kind::inner);
      ++at_;
      return;
    }
    const bool at_start = at_ == 0 || pattern_[at_ - 1] == '/';
    at_ += 2;
    if (!at_start || at_ == pattern_.size() || pattern_[at_] != '/') return repeat(Kind::any);
    ++at_;
    const std::uint32_t folders = add({Kind::split, 0, here() + 1, 0});
    repeat(Kind::any);
    take(Kind::byte, '/');
    states_[folders].other = here();
  }

  void next_alternative() {
    List& list = lists_.back();
    list.done.push_back(add({Kind::split, 0, 0, 0}));
    states_[list.choice].other = here();
    list.choice = add({Kind::split, 0, here() + 1, 0});
  }

  /// The last alternative's split has one way only, and each finished one leads here.
  void end_list() {
    List& list = lists_.back();
    states_[list.choice].other = states_[list.choice].next;
    for (const std::uint32_t each : list.done) states_[each].next = states_[each].other = here();
    lists_.pop_back();
  }

  std::string_view pattern_;
  std::vector<std::size_t> partners_;
  std::vector<Glob::State> states_;
  std::vector<List> lists_;
  std::size_t at_ = 0;
};

Glob::Glob(std::string_view pattern) : states_(GlobCompiler(pattern).compile()) {}

bool Glob::takes(const State& state, char byte) const {
  switch (state.kind) {
    case Kind::byte:
      return byte == state.byte;
    case Kind::any:
      return true;
    case Kind::inner:
      return byte != '/';
    case Kind::lead:
      return byte != '/' && !is_continuation(byte);
    case Kind::continuation:
      return is_continuation(byte);
    case Kind::split:
    case Kind::accept:
      break;
  }
  return false;
}

bool Glob::matches(std::string_view text) const {
  std::vector<std::size_t> seen(states_.size(), nowhere);
  std::vector<std::uint32_t> current, pending;
  // All states that `start` leads to without a byte; each once a byte of the text.
  const auto enter = [&](std::uint32_t start, std::size_t at, std::vector<std::uint32_t>& into) {
    pending.push_back(start);
    while (!pending.empty()) {
      const std::uint32_t state = pending.back();
      pending.pop_back();
      if (seen[state] == at) continue;
      seen[state] = at;
      if (states_[state].kind == Kind::split) {
        pending.push_back(states_[state].next);
        pending.push_back(states_[state].other);
      } else {
        into.push_back(state);
      }
    }
  };
  enter(0, 0, current);
  for (std::size_t at = 0; at < text.size() && !current.empty(); ++at) {
    std::vector<std::uint32_t> following;
    for (const std::uint32_t state : current) {
      if (takes(states_[state], text[at])) enter(states_[state].next, at + 1, following);
    }
    current = std::move(following);
  }
  return std::any_of(current.begin(), current.end(),
                     [this](std::uint32_t state) { return states_[state].kind == Kind::accept; });
}

bool has_wildcards(std::string_view pattern) {
  return pattern.find_first_of("*?\\") != std::string_view::npos ||
         (pattern.find('{') != std::string_view::npos &&
          pattern.find(',') != std::string_view::npos);
}

}  // namespace verdiff
