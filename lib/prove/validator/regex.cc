#include "prove/validator/regex.h"

#include "base/utf8.h"
#include "prove/validator/regex_syntax.h"

#include <algorithm>

namespace verdiff::validator {

namespace {

constexpr std::size_t max_program = 100'000;
constexpr char32_t no_character = 0x110000;  // before the first and after the last one

bool is_word(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

bool Regex::Set::has(char32_t c) const {
  if (c < 128) return ascii[c] != inverted;
  const auto after =
      std::upper_bound(rest.begin(), rest.end(), c,
                       [](char32_t value, const auto& range) { return value < range.first; });
  const bool found = after != rest.begin() && c <= std::prev(after)->second;
  return found != inverted;
}

/// Writes the program of a syntax tree (Thompson 1968). Counted repetitions are written out.
class RegexCompiler {
 public:
  RegexCompiler(Regex& regex, const RegexSyntax& syntax) : regex_(regex), syntax_(syntax) {}

  void compile() {
    emit(syntax_.root);
    put({Regex::Op::match});
    regex_.anchored_ = regex_.program_.front().op == Op::begin;
    if (regex_.program_.size() >= max_program) regex_.problem_ = "is too large";
  }

 private:
  using Op = Regex::Op;
  using Kind = RegexSyntax::Kind;

  std::uint32_t here() const { return static_cast<std::uint32_t>(regex_.program_.size()); }
  std::uint32_t put(Regex::Instruction instruction) {
    if (regex_.program_.size() < max_program) regex_.program_.push_back(instruction);
    return static_cast<std::uint32_t>(regex_.program_.size() - 1);
  }
  bool full() const { return regex_.program_.size() >= max_program; }

  // As deep as groups are nested, which the parser limits.
  void emit(std::uint32_t at) {
    const RegexSyntax::Node& node = syntax_.nodes[at];
    switch (node.kind) {
      case Kind::character:
        put({Op::character, node.character});
        break;
      case Kind::set:
        put({Op::set, add_set(node)});
        break;
      case Kind::begin:
        put({Op::begin});
        break;
      case Kind::end:
        put({Op::end});
        break;
      case Kind::boundary:
        put({Op::boundary});
        break;
      case Kind::inside:
        put({Op::inside});
        break;
      case Kind::sequence:
        for (const std::uint32_t child : node.children) emit(child);
        break;
      case Kind::choice:
        emit_choice(node);
        break;
      case Kind::repeat:
        emit_repeat(node);
        break;
    }
  }

  void emit_choice(const RegexSyntax::Node& node) {
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const bool last = i + 1 == node.children.size();
      const std::uint32_t fork = last ? 0 : put({Op::split, here() + 1});
      emit(node.children[i]);
      if (last) break;
      ends.push_back(put({Op::jump}));
      regex_.program_[fork].y = here();
    }
    for (const std::uint32_t end : ends) regex_.program_[end].x = here();
  }

  void emit_repeat(const RegexSyntax::Node& node) {
    const std::uint32_t child = node.children.front();
    for (std::uint32_t i = 0; i < node.least && !full(); ++i) emit(child);
    if (!node.most) {
      const std::uint32_t fork = put({Op::split, here() + 1});
      emit(child);
      put({Op::jump, fork});
      regex_.program_[fork].y = here();
      return;
    }
    std::vector<std::uint32_t> forks;
    for (std::uint32_t i = node.least; i < *node.most && !full(); ++i) {
      forks.push_back(put({Op::split, here() + 1}));
      emit(child);
    }
    for (const std::uint32_t fork : forks) regex_.program_[fork].y = here();
  }

  std::uint32_t add_set(const RegexSyntax::Node& node) {
    Regex::Set set;
    set.inverted = node.inverted;
    std::vector<std::pair<char32_t, char32_t>> ranges = node.ranges;
    std::sort(ranges.begin(), ranges.end());
    for (const auto& [first, last] : ranges) {
      for (char32_t c = first; c <= last && c < 128; ++c) set.ascii.set(c);
      const char32_t from = std::max<char32_t>(first, 128);
      if (last < from) continue;
      if (!set.rest.empty() && from <= set.rest.back().second + 1) {
        set.rest.back().second = std::max(set.rest.back().second, last);
      } else {
        set.rest.emplace_back(from, last);
      }
    }
    regex_.sets_.push_back(std::move(set));
    return static_cast<std::uint32_t>(regex_.sets_.size() - 1);
  }

  Regex& regex_;
  const RegexSyntax& syntax_;
};

Regex::Regex(std::string_view pattern) {
  const RegexSyntax syntax = parse_regex(pattern);
  problem_ = syntax.problem;
  if (problem_.empty()) RegexCompiler(*this, syntax).compile();
}

/// The instructions that wait for a character, each once.
struct Regex::Threads {
  explicit Threads(std::size_t size) : seen(size) {}

  std::vector<std::uint32_t> seen;  // the generation that last saw it
  std::uint32_t generation = 0;
  std::vector<std::uint32_t> waiting;
  std::vector<std::uint32_t> open;
  std::uint64_t steps = 0;
  bool matched = false;

  void clear() {
    ++generation;
    waiting.clear();
  }
};

/// Adds what can be reached from an instruction without reading a character.
void Regex::follow(Threads& threads, std::uint32_t from, char32_t before, char32_t after) const {
  threads.open.push_back(from);
  while (!threads.open.empty()) {
    const std::uint32_t at = threads.open.back();
    threads.open.pop_back();
    if (threads.seen[at] == threads.generation) continue;
    threads.seen[at] = threads.generation;
    ++threads.steps;
    const Instruction& instruction = program_[at];
    bool passes = false;
    switch (instruction.op) {
      case Op::character:
      case Op::set:
        threads.waiting.push_back(at);
        continue;
      case Op::match:
        threads.matched = true;
        continue;
      case Op::jump:
        threads.open.push_back(instruction.x);
        continue;
      case Op::split:
        threads.open.push_back(instruction.y);
        threads.open.push_back(instruction.x);
        continue;
      case Op::begin:
        passes = before == no_character;
        break;
      case Op::end:
        passes = after == no_character;
        break;
      case Op::boundary:
        passes = is_word(before) != is_word(after);
        break;
      case Op::inside:
        passes = is_word(before) == is_word(after);
        break;
    }
    if (passes) threads.open.push_back(at + 1);
  }
}

std::optional<bool> Regex::search(std::string_view text, std::uint64_t& steps,
                                  std::uint64_t most_steps) const {
  Threads threads(program_.size());
  std::vector<std::uint32_t> current;
  char32_t before = no_character;
  for (;;) {
    const char32_t c = text.empty() ? no_character : take_code_point(text);
    // `current` has read everything up to `before`; a match may also begin here.
    threads.clear();
    for (const std::uint32_t at : current) follow(threads, at, before, c);
    if (!anchored_ || before == no_character) follow(threads, 0, before, c);
    if (threads.matched || c == no_character) break;
    if (anchored_ && threads.waiting.empty()) break;
    current.clear();
    for (const std::uint32_t at : threads.waiting) {
      const Instruction& instruction = program_[at];
      const bool reads =
          instruction.op == Op::character ? instruction.x == c : sets_[instruction.x].has(c);
      if (reads) current.push_back(at + 1);
    }
    if (steps + threads.steps > most_steps) {
      steps += threads.steps;
      return std::nullopt;
    }
    before = c;
  }
  steps += threads.steps;
  return threads.matched;
}

}  // namespace verdiff::validator
