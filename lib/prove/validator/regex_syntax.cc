#include "prove/validator/regex_syntax.h"

#include "base/unicode.h"
#include "base/utf8.h"

namespace verdiff::validator {

namespace {

using Kind = RegexSyntax::Kind;
using Ranges = std::vector<std::pair<char32_t, char32_t>>;

constexpr int max_nesting = 200;
constexpr std::uint32_t max_count = 1'000'000;

const Ranges digits = {{'0', '9'}};
const Ranges words = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
/// ECMA-262 §12.2 WhiteSpace and §12.3 LineTerminator.
const Ranges spaces = {{0x9, 0xD},       {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                       {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                       {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
const Ranges line_ends = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

Ranges complement(const Ranges& sorted) {
  Ranges out;
  char32_t next = 0;
  for (const auto& [first, last] : sorted) {
    if (first > next) out.emplace_back(next, first - 1);
    next = last + 1;
  }
  if (next <= 0x10FFFF) out.emplace_back(next, 0x10FFFF);
  return out;
}

/// What an escape stands for: one character, or a class of them.
struct Escape {
  char32_t character = 0;
  std::optional<Ranges> set;
};

class RegexParser {
 public:
  explicit RegexParser(std::string_view pattern) : rest_(pattern) {}

  RegexSyntax parse() {
    out_.root = choice();
    if (ok() && !rest_.empty()) refuse("has an unmatched ')'");
    return std::move(out_);
  }

 private:
  bool ok() const { return out_.problem.empty(); }
  void refuse(std::string problem) {
    if (ok()) out_.malformed = true;
    give_up(std::move(problem));
  }
  /// ECMA-262 has it, but it can't be run here.
  void give_up(std::string problem) {
    if (ok()) out_.problem = std::move(problem);
    rest_ = {};
  }
  bool eat(std::string_view prefix) {
    if (!rest_.starts_with(prefix)) return false;
    rest_.remove_prefix(prefix.size());
    return true;
  }
  std::uint32_t add(RegexSyntax::Node node) {
    out_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(out_.nodes.size() - 1);
  }
  std::uint32_t add(Kind kind) {
    RegexSyntax::Node node;
    node.kind = kind;
    return add(std::move(node));
  }
  std::uint32_t add_character(char32_t c) {
    RegexSyntax::Node node;
    node.kind = Kind::character;
    node.character = c;
    return add(std::move(node));
  }
  std::uint32_t add_set(Ranges ranges, bool inverted) {
    RegexSyntax::Node node;
    node.kind = Kind::set;
    node.ranges = std::move(ranges);
    node.inverted = inverted;
    return add(std::move(node));
  }

  std::uint32_t choice() {
    RegexSyntax::Node node;
    node.kind = Kind::choice;
    do node.children.push_back(sequence());
    while (eat("|"));
    return node.children.size() == 1 ? node.children.front() : add(std::move(node));
  }

  std::uint32_t sequence() {
    RegexSyntax::Node node;
    while (!rest_.empty() && rest_[0] != '|' && rest_[0] != ')') node.children.push_back(term());
    return add(std::move(node));
  }

  std::uint32_t term() {
    if (eat("^")) return unrepeatable(Kind::begin);
    if (eat("$")) return unrepeatable(Kind::end);
    if (eat("\\b")) return unrepeatable(Kind::boundary);
    if (eat("\\B")) return unrepeatable(Kind::inside);
    const std::uint32_t inner = atom();
    const std::optional<RegexSyntax::Node> repeat = quantifier();
    if (!repeat) return inner;
    eat("?");  // a lazy quantifier finds the same texts
    if (quantifier()) refuse("has nothing to repeat");
    RegexSyntax::Node node = *repeat;
    node.children = {inner};
    return add(std::move(node));
  }

  std::uint32_t unrepeatable(Kind kind) {
    if (quantifier()) refuse("repeats an assertion");
    return add(kind);
  }

  std::optional<RegexSyntax::Node> quantifier() {
    RegexSyntax::Node node;
    node.kind = Kind::repeat;
    if (eat("*")) return node;
    if (eat("+")) {
      node.least = 1;
      return node;
    }
    if (eat("?")) {
      node.most = 1;
      return node;
    }
    // Braces that hold no numbers are characters (Annex B.1.2, ExtendedPatternCharacter).
    const std::string_view start = rest_;
    if (!eat("{")) return std::nullopt;
    const std::optional<std::uint32_t> least = count();
    if (least) {
      node.least = *least;
      node.most = eat(",") ? count() : least;
      if (eat("}")) {
        if (node.most && *node.most < *least) refuse("has a repetition out of order");
        return node;
      }
    }
    if (ok()) rest_ = start;
    return std::nullopt;
  }

  std::optional<std::uint32_t> count() {
    std::optional<std::uint32_t> out;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
      out = out.value_or(0) * 10 + static_cast<std::uint32_t>(rest_[0] - '0');
      rest_.remove_prefix(1);
      if (*out > max_count) give_up("repeats too often");
    }
    return out;
  }

  std::uint32_t atom() {
    if (eat(".")) return add_set(line_ends, true);
    if (eat("(")) return group();
    if (eat("[")) return bracket();
    if (eat("\\")) {
      Escape escape = this->escape(false);
      if (escape.set) return add_set(std::move(*escape.set), false);
      return add_character(escape.character);
    }
    if (quantifier()) refuse("has nothing to repeat");
    if (rest_.empty()) return add(Kind::sequence);
    return add_character(take_code_point(rest_));
  }

  std::uint32_t group() {
    if (eat("?=") || eat("?!")) give_up("looks ahead");
    if (eat("?<=") || eat("?<!")) give_up("looks behind");
    if (eat("?<")) {
      const std::size_t end = rest_.find('>');
      if (end == std::string_view::npos) refuse("has a group name without end");
      if (ok()) rest_.remove_prefix(end + 1);
    } else if (!eat("?:") && rest_.starts_with("?")) {
      const std::size_t end = rest_.find_first_not_of("ims-", 1);  // modifiers, ECMA-262 of 2025
      const bool modifiers = end > 1 && end != std::string_view::npos && rest_[end] == ':';
      modifiers ? give_up("has a group with modifiers") : refuse("has a group of an unknown kind");
    }
    if (++nesting_ > max_nesting) give_up("nests too deeply");
    const std::uint32_t inner = choice();
    --nesting_;
    if (!eat(")")) refuse("has an unmatched '('");
    return inner;
  }

  std::uint32_t bracket() {
    const bool inverted = eat("^");
    Ranges ranges;
    const auto include = [&ranges](const Escape& part) {
      if (part.set) {
        ranges.insert(ranges.end(), part.set->begin(), part.set->end());
      } else {
        ranges.emplace_back(part.character, part.character);
      }
    };
    while (!rest_.empty() && rest_[0] != ']') {
      const Escape first = class_member();
      const bool range = rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
      if (!range) {
        include(first);
        continue;
      }
      rest_.remove_prefix(1);
      const Escape last = class_member();
      if (first.set || last.set) {  // Annex B.1.2: `[\w-.]` means the dash as well
        include(first);
        include({'-', {}});
        include(last);
      } else if (first.character > last.character) {
        refuse("has a range of characters out of order");
      } else {
        ranges.emplace_back(first.character, last.character);
      }
    }
    if (!eat("]")) refuse("has an unmatched '['");
    return add_set(std::move(ranges), inverted);
  }

  Escape class_member() {
    if (eat("\\")) return escape(true);
    if (rest_.empty()) return {};
    return {take_code_point(rest_), {}};
  }

  Escape escape(bool in_class) {
    if (rest_.empty()) {
      refuse("ends in a backslash");
      return {};
    }
    const char32_t c = take_code_point(rest_);
    switch (c) {
      case 'd':
        return {0, digits};
      case 'D':
        return {0, complement(digits)};
      case 'w':
        return {0, words};
      case 'W':
        return {0, complement(words)};
      case 's':
        return {0, spaces};
      case 'S':
        return {0, complement(spaces)};
      case 'p':
        return {0, property()};
      case 'P':
        return {0, complement(property())};
      case 'n':
        return {'\n', {}};
      case 'r':
        return {'\r', {}};
      case 't':
        return {'\t', {}};
      case 'v':
        return {'\v', {}};
      case 'f':
        return {'\f', {}};
      case 'c':
        return {control(), {}};
      case 'x':
        return {hexadecimal(2), {}};
      case 'u':
        return {code_point(), {}};
      default:
        break;
    }
    if (c == 'b' && in_class) return {'\b', {}};
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 128;
    if (c == '0' && (rest_.empty() || rest_[0] < '0' || rest_[0] > '9')) return {};
    if (digit || c == 'k') {
      give_up("has a backreference");
    } else if (letter) {
      std::string name = "\\";
      append_utf8(name, c);
      refuse("has the escape " + name + ", which ECMA-262 does not know");
    }
    return {c, {}};
  }

  char32_t control() {
    const char letter = rest_.empty() ? '\0' : rest_[0];
    const char lower = static_cast<char>(letter | 0x20);
    if (lower < 'a' || lower > 'z') {
      refuse("has \\c without a letter");
      return 0;
    }
    rest_.remove_prefix(1);
    return static_cast<char32_t>(lower - 'a' + 1);
  }

  char32_t hexadecimal(int length) {
    char32_t out = 0;
    for (int i = 0; i < length; ++i) {
      const char c = rest_.empty() ? '\0' : rest_[0];
      const char lower = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9') {
        out = out * 16 + static_cast<char32_t>(c - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        out = out * 16 + static_cast<char32_t>(lower - 'a' + 10);
      } else {
        refuse("has an escape without its hexadecimal digits");
        return 0;
      }
      rest_.remove_prefix(1);
    }
    return out;
  }

  char32_t code_point() {
    char32_t out = 0;
    if (eat("{")) {
      do out = out * 16 + hexadecimal(1);
      while (ok() && out <= 0x10FFFF && !rest_.starts_with("}"));
      if (!eat("}") || out > 0x10FFFF) refuse("has a code point out of range");
      return out;
    }
    out = hexadecimal(4);
    if (out >= 0xD800 && out < 0xDC00 && eat("\\u")) {
      const char32_t low = hexadecimal(4);
      if (low >= 0xDC00 && low < 0xE000) return 0x10000 + (out - 0xD800) * 0x400 + (low - 0xDC00);
    }
    if (out >= 0xD800 && out < 0xE000)
      give_up("has half a surrogate pair, which no JSON string holds");
    return out;
  }

  Ranges property() {
    const std::size_t end = rest_.find('}');
    if (!eat("{") || end == std::string_view::npos) {
      refuse("has \\p without a property");
      return {};
    }
    const std::string_view name = rest_.substr(0, end - 1);
    std::string_view category = name;
    if (category.starts_with("General_Category=")) category.remove_prefix(17);
    if (category.starts_with("gc=")) category.remove_prefix(3);
    Ranges out;
    for (const CodePoints& range : unicode_category(category)) {
      out.emplace_back(range.first, range.last);
    }
    if (out.empty()) give_up("has \\p{" + std::string(name) + "}, which is not a general category");
    if (ok()) rest_.remove_prefix(end);
    return out;
  }

  std::string_view rest_;
  RegexSyntax out_;
  int nesting_ = 0;
};

}  // namespace

RegexSyntax parse_regex(std::string_view pattern) {
  return RegexParser(pattern).parse();
}

}  // namespace verdiff::validator
