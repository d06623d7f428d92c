#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

namespace verdiff {

namespace {

enum Category : std::uint8_t {  // unscoped, for the brevity of the table
  Lu,
  Ll,
  Lt,
  Lm,
  Lo,
  Mn,
  Mc,
  Me,
  Nd,
  Nl,
  No,
  Pc,
  Pd,
  Ps,
  Pe,
  Pi,
  Pf,
  Po,  // clang-format off
  Sm, Sc, Sk, So, Zs, Zl, Zp, Cc, Cf, Cs, Co, Cn
};  // clang-format on

struct Run {
  char32_t first;
  Category category;
};

constexpr Run runs[] = {
#include "base/unicode_categories.inc"
};

constexpr std::uint32_t bit(Category category) {
  return std::uint32_t{1} << category;
}
template <class... More>
constexpr std::uint32_t bits(More... categories) {
  return (bit(categories) | ...);
}

struct Name {
  std::string_view text;
  std::uint32_t categories;
};

constexpr std::uint32_t letters = bits(Lu, Ll, Lt, Lm, Lo);
constexpr std::uint32_t marks = bits(Mn, Mc, Me);
constexpr std::uint32_t numbers = bits(Nd, Nl, No);
constexpr std::uint32_t punctuation = bits(Pc, Pd, Ps, Pe, Pi, Pf, Po);
constexpr std::uint32_t symbols = bits(Sm, Sc, Sk, So);
constexpr std::uint32_t separators = bits(Zs, Zl, Zp);
constexpr std::uint32_t others = bits(Cc, Cf, Cs, Co, Cn);

constexpr Name names[] = {
    {"Any", ~std::uint32_t{0}},
    {"Assigned", ~bit(Cn)},
    {"C", others},
    {"Other", others},
    {"Cc", bit(Cc)},
    {"Control", bit(Cc)},
    {"cntrl", bit(Cc)},
    {"Cf", bit(Cf)},
    {"Format", bit(Cf)},
    {"Cn", bit(Cn)},
    {"Unassigned", bit(Cn)},
    {"Co", bit(Co)},
    {"Private_Use", bit(Co)},
    {"Cs", bit(Cs)},
    {"Surrogate", bit(Cs)},
    {"L", letters},
    {"Letter", letters},
    {"LC", bits(Lu, Ll, Lt)},
    {"Cased_Letter", bits(Lu, Ll, Lt)},
    {"Ll", bit(Ll)},
    {"Lowercase_Letter", bit(Ll)},
    {"Lm", bit(Lm)},
    {"Modifier_Letter", bit(Lm)},
    {"Lo", bit(Lo)},
    {"Other_Letter", bit(Lo)},
    {"Lt", bit(Lt)},
    {"Titlecase_Letter", bit(Lt)},
    {"Lu", bit(Lu)},
    {"Uppercase_Letter", bit(Lu)},
    {"M", marks},
    {"Mark", marks},
    {"Combining_Mark", marks},
    {"Mc", bit(Mc)},
    {"Spacing_Mark", bit(Mc)},
    {"Me", bit(Me)},
    {"Enclosing_Mark", bit(Me)},
    {"Mn", bit(Mn)},
    {"Nonspacing_Mark", bit(Mn)},
    {"N", numbers},
    {"Number", numbers},
    {"Nd", bit(Nd)},
    {"Decimal_Number", bit(Nd)},
    {"digit", bit(Nd)},
    {"Nl", bit(Nl)},
    {"Letter_Number", bit(Nl)},
    {"No", bit(No)},
    {"Other_Number", bit(No)},
    {"P", punctuation},
    {"Punctuation", punctuation},
    {"punct", punctuation},
    {"Pc", bit(Pc)},
    {"Connector_Punctuation", bit(Pc)},
    {"Pd", bit(Pd)},
    {"Dash_Punctuation", bit(Pd)},
    {"Pe", bit(Pe)},
    {"Close_Punctuation", bit(Pe)},
    {"Pf", bit(Pf)},
    {"Final_Punctuation", bit(Pf)},
    {"Pi", bit(Pi)},
    {"Initial_Punctuation", bit(Pi)},
    {"Po", bit(Po)},
    {"Other_Punctuation", bit(Po)},
    {"Ps", bit(Ps)},
    {"Open_Punctuation", bit(Ps)},
    {"S", symbols},
    {"Symbol", symbols},
    {"Sc", bit(Sc)},
    {"Currency_Symbol", bit(Sc)},
    {"Sk", bit(Sk)},
    {"Modifier_Symbol", bit(Sk)},
    {"Sm", bit(Sm)},
    {"Math_Symbol", bit(Sm)},
    {"So", bit(So)},
    {"Other_Symbol", bit(So)},
    {"Z", separators},
    {"Separator", separators},
    {"Zl", bit(Zl)},
    {"Line_Separator", bit(Zl)},
    {"Zp", bit(Zp)},
    {"Paragraph_Separator", bit(Zp)},
    {"Zs", bit(Zs)},
    {"Space_Separator", bit(Zs)},
};

std::vector<CodePoints> members(std::uint32_t categories) {
  std::vector<CodePoints> out;
  for (std::size_t i = 0; i < std::size(runs); ++i) {
    if ((bit(runs[i].category) & categories) == 0) continue;
    const char32_t last = i + 1 < std::size(runs) ? runs[i + 1].first - 1 : 0x10FFFF;
    if (!out.empty() && out.back().last + 1 == runs[i].first) {
      out.back().last = last;
    } else {
      out.push_back({runs[i].first, last});
    }
  }
  return out;
}

}  // namespace

std::span<const CodePoints> unicode_category(std::string_view name) {
  static const auto sets = [] {
    std::map<std::string_view, std::vector<CodePoints>> out;
    for (const Name& row : names) out.emplace(row.text, members(row.categories));
    out.emplace("ASCII", std::vector<CodePoints>{{0, 0x7F}});
    return out;
  }();
  const auto found = sets.find(name);
  if (found == sets.end()) return {};
  return found->second;
}

}  // namespace verdiff
