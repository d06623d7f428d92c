#include "contract/keyword.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace verdiff {

namespace {

struct KeywordRow {
  std::string_view spelling;
  KeywordShape shape;
  KeywordRole role;
};

constexpr auto rows = std::to_array<KeywordRow>({
#define VERDIFF_KEYWORD(name, spelling, shape, role) \
  {spelling, KeywordShape::shape, KeywordRole::role},
    VERDIFF_KEYWORDS(VERDIFF_KEYWORD)
#undef VERDIFF_KEYWORD
});

constexpr const KeywordRow& row(Keyword keyword) {
  return rows[static_cast<std::size_t>(keyword)];
}

/// Keywords by spelling, for the lookup of every member of every schema.
constexpr auto by_spelling = [] {
  std::array<std::pair<std::string_view, Keyword>, rows.size()> out{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out[i] = {rows[i].spelling, static_cast<Keyword>(i)};
  }
  std::sort(out.begin(), out.end());
  return out;
}();

}  // namespace

std::string_view spelling(Keyword keyword) {
  return row(keyword).spelling;
}
KeywordShape shape(Keyword keyword) {
  return row(keyword).shape;
}
KeywordRole role(Keyword keyword) {
  return row(keyword).role;
}

std::optional<Keyword> find_keyword(std::string_view spelling) {
  if (spelling.empty()) return std::nullopt;
  const auto found =
      std::lower_bound(by_spelling.begin(), by_spelling.end(), spelling,
                       [](const auto& entry, std::string_view text) { return entry.first < text; });
  if (found == by_spelling.end() || found->first != spelling) return std::nullopt;
  return found->second;
}

}  // namespace verdiff
