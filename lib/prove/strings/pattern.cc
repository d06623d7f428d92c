#include "prove/strings/pattern.h"

#include "base/unicode.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace verdiff::prove {

namespace {

constexpr std::size_t max_pattern = 8000;  // characters
constexpr std::uint32_t max_depth = 200;   // groups in groups
constexpr std::uint32_t max_repetition = 1u << 20;

/// Recursive descent over ECMA-262 §22.2.1. After the first problem everything returns at once.
class Parser {
 public:
  Parser(Terms& terms, std::string_view pattern) : terms_(terms), text_(decode_utf8(pattern)) {}

  Pattern parse() {
    if (text_.size() > max_pattern) return {std::nullopt, "is too long"};
    const Term whole = disjunction();
    if (problem_.empty() && at_ < text_.size()) fail("has an unmatched ')'");
    if (!problem_.empty()) return {std::nullopt, problem_};
    std::vector<Term> out;
    for (const Term alternative : terms_.alternatives(whole)) {
      // A match may begin and end anywhere, except where an anchor says otherwise.
      Term term = alternative;
      if (!terms_.ends_anchored(term)) term = terms_.chain(term, terms_.everything());
      if (!terms_.starts_anchored(term)) term = terms_.chain(terms_.everything(), term);
      out.push_back(term);
    }
    return {terms_.either(out), {}};
  }

 private:
  bool fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    at_ = text_.size();
    return false;
  }
  bool more() const { return at_ < text_.size(); }
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
  }
  bool take(char32_t c) {
    if (!more() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::u32string_view word) {
    if (std::u32string_view(text_).substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  Term disjunction() {
    std::vector<Term> alternatives;
    do alternatives.push_back(alternative());
    while (take('|'));
    return terms_.either(alternatives);
  }

  Term alternative() {
    std::vector<Term> parts;
    while (more() && peek() != '|' && peek() != ')') parts.push_back(quantified());
    Term out = terms_.empty();
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) out = terms_.chain(*part, out);
    return out;
  }

  Term quantified() {
    const std::optional<Term> anchor = assertion();
    const Term inner = anchor ? *anchor : atom();
    std::uint32_t least = 1;
    std::optional<std::uint32_t> most = 1;
    if (!quantifier(least, most)) return inner;
    if (anchor) fail("repeats an assertion");
    take('?');  // lazy: the same strings
    if (most && *most < least) fail("has a repetition whose numbers are out of order");
    if (quantifier(least, most)) fail("has nothing to repeat");
    if (!problem_.empty()) return inner;
    return terms_.repeated(inner, least, most);
  }

  std::optional<Term> assertion() {
    if (take('^')) return terms_.start_anchor();
    if (take('$')) return terms_.end_anchor();
    if (take(U"\\b")) return terms_.boundary(false);
    if (take(U"\\B")) return terms_.boundary(true);
    return std::nullopt;
  }

  bool quantifier(std::uint32_t& least, std::optional<std::uint32_t>& most) {
    if (!more()) return false;
    if (take('*')) {
      least = 0;
      most.reset();
      return true;
    }
    if (take('+')) {
      least = 1;
      most.reset();
      return true;
    }
    if (take('?')) {
      least = 0;
      most = 1;
      return true;
    }
    return braces(least, most);
  }

  /// `{2}`, `{2,}`, `{2,3}`; anything else is a literal brace (Annex B.1.2).
  bool braces(std::uint32_t& least, std::optional<std::uint32_t>& most) {
    const std::size_t start = at_;
    if (take('{')) {
      if (const std::optional<std::uint32_t> first = count()) {
        std::optional<std::uint32_t> second = first;
        if (take(',')) second = count();
        if (take('}')) {
          least = *first;
          most = second;
          return true;
        }
      }
    }
    at_ = start;
    return false;
  }

  std::optional<std::uint32_t> count() {
    if (peek() < '0' || peek() > '9') return std::nullopt;
    std::uint32_t out = 0;
    for (; more() && peek() >= '0' && peek() <= '9'; ++at_) {
      out = out * 10 + static_cast<std::uint32_t>(peek() - '0');
      if (out > max_repetition) {
        fail("repeats too often");
        return std::nullopt;
      }
    }
    return out;
  }

  Term atom() {
    if (!more()) return terms_.empty();
    if (take('.')) return terms_.chars(dot_chars());
    if (peek() == '(') return group();
    if (peek() == '[') return terms_.chars(char_class());
    if (peek() == '\\') return terms_.chars(escape(false));
    if (peek() == '*' || peek() == '+' || peek() == '?') fail("has nothing to repeat");
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most;
    if (braces(least, most)) fail("has nothing to repeat");
    if (!more()) return terms_.nothing();
    return terms_.chars(CharSet::of(text_[at_++]));
  }

  Term group() {
    ++at_;
    if (take(U"?:")) return group_rest();
    if (take(U"?=") || take(U"?!")) fail("looks ahead");
    if (take(U"?<=") || take(U"?<!")) fail("looks behind");
    if (take(U"?<")) {  // a named group
      while (more() && peek() != '>') ++at_;
      if (!take('>')) fail("has a group name without end");
    } else if (peek() == '?') {
      fail("has a group of an unknown kind");
    }
    return group_rest();
  }

  Term group_rest() {
    if (++depth_ > max_depth) fail("nests too deeply");
    const Term inner = disjunction();
    --depth_;
    if (!take(')')) fail("has an unmatched '('");
    return inner;
  }

  CharSet char_class() {
    ++at_;
    const bool inverted = take('^');
    std::vector<CharSet::Range> ranges;
    const auto add = [&](const CharSet& set) {
      ranges.insert(ranges.end(), set.ranges().begin(), set.ranges().end());
    };
    while (more() && peek() != ']') {
      const CharSet first = class_atom();
      if (peek() != '-' || peek(1) == ']' || at_ + 1 >= text_.size()) {
        add(first);
        continue;
      }
      ++at_;
      const CharSet last = class_atom();
      if (first.size() != 1 || last.size() != 1) {  // `[\w-.]`: the dash itself (Annex B.1.2)
        add(first | last | CharSet::of('-'));
        continue;
      }
      const char32_t from = first.ranges().front().first;
      const char32_t to = last.ranges().front().first;
      if (from > to) fail("has a range of characters that is out of order");
      if (from <= to) ranges.push_back({from, to});
    }
    if (!take(']')) fail("has an unmatched '['");
    const CharSet out(std::move(ranges));
    return inverted ? ~out : out;
  }

  CharSet class_atom() {
    if (peek() == '\\') return escape(true);
    if (!more()) return {};
    return CharSet::of(text_[at_++]);
  }

  CharSet escape(bool in_class) {
    ++at_;
    if (!more()) {
      fail("ends in a backslash");
      return {};
    }
    const char32_t c = text_[at_++];
    switch (c) {
      case 'd':
        return digit_chars();
      case 'D':
        return ~digit_chars();
      case 'w':
        return word_chars();
      case 'W':
        return ~word_chars();
      case 's':
        return space_chars();
      case 'S':
        return ~space_chars();
      case 'p':
        return property();
      case 'P':
        return ~property();
      default:
        return CharSet::of(character_escape(c, in_class));
    }
  }

  char32_t character_escape(char32_t c, bool in_class) {
    switch (c) {
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'v':
        return '\v';
      case 'f':
        return '\f';
      case 'r':
        return '\r';
      case 'x':
        return hex(2);
      case 'u':
        return unicode_escape();
      case 'c':
        return control_escape();
      default:
        break;
    }
    if (c == 'b' && in_class) return '\b';
    if (c == '0' && (peek() < '0' || peek() > '9')) return 0;
    if (c >= '0' && c <= '9') {
      fail("has a backreference");
    } else if (c == 'k') {
      fail("has a backreference");
    } else if (c < 0x80 && word_chars().has(c) && c != '_') {
      fail("has the escape \\" + encode_utf8(std::u32string(1, c)) +
           ", which ECMA-262 does not know");
    }
    return c;
  }

  char32_t control_escape() {
    const char32_t letter = peek();
    if ((letter < 'a' || letter > 'z') && (letter < 'A' || letter > 'Z')) {
      fail("has \\c without a letter");
      return 0;
    }
    ++at_;
    return letter % 32;
  }

  char32_t hex(std::size_t digits) {
    char32_t out = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char32_t c = peek();
      const bool digit = c >= '0' && c <= '9';
      const char32_t lower = c | 0x20;
      if (!digit && (lower < 'a' || lower > 'f')) {
        fail("has an escape without its hexadecimal digits");
        return 0;
      }
      out = out * 16 + (digit ? c - '0' : lower - 'a' + 10);
      ++at_;
    }
    return out;
  }

  char32_t unicode_escape() {
    if (take('{')) {
      char32_t out = 0;
      do out = out * 16 + hex(1);
      while (more() && peek() != '}' && out <= 0x10FFFF);
      if (!take('}') || out > 0x10FFFF) fail("has a code point out of range");
      return out;
    }
    const char32_t first = hex(4);
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first < 0xDC00 && take(U"\\u")) {
      const char32_t second = hex(4);
      if (second >= 0xDC00 && second <= 0xDFFF) {
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
      }
    }
    fail("has half a surrogate pair, which no JSON string holds");
    return first;
  }

  CharSet property() {
    std::string name;
    if (take('{')) {
      while (more() && peek() != '}') name += encode_utf8(std::u32string(1, text_[at_++]));
    }
    if (!take('}')) fail("has \\p without a property");
    std::string_view category = name;
    for (const std::string_view prefix : {"General_Category=", "gc="}) {
      if (category.starts_with(prefix)) category.remove_prefix(prefix.size());
    }
    std::vector<CharSet::Range> ranges;
    for (const CodePoints& range : unicode_category(category)) {
      ranges.push_back({range.first, range.last});
    }
    if (ranges.empty()) fail("has \\p{" + name + "}, which is not a general category");
    return CharSet(std::move(ranges));
  }

  Terms& terms_;
  std::u32string text_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::string problem_;
};

}  // namespace

Pattern parse_pattern(Terms& terms, std::string_view pattern) {
  return Parser(terms, pattern).parse();
}

}  // namespace verdiff::prove
