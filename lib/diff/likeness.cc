#include "diff/likeness.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace verdiff {

namespace {

bool is_upper(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// `HTTPStatus_code` -> http? no: a new word starts at a separator or at a capital behind a small
/// letter, so that acronyms stay whole.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_word(name[i])) {
      open = false;
      continue;
    }
    const bool hump = i > 0 && is_upper(name[i]) && is_word(name[i - 1]) && !is_upper(name[i - 1]);
    if (!open || hump) out.emplace_back();
    open = true;
    out.back().push_back(lower(name[i]));
  }
  std::sort(out.begin(), out.end());
  return out;
}

double shared_words(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  if (left.empty() || right.empty()) return 0;
  std::vector<std::string> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size());
}

}  // namespace

double name_likeness(std::string_view left, std::string_view right) {
  constexpr std::size_t longest = 128;  // edit distance is quadratic in it
  left = left.substr(0, longest);
  right = right.substr(0, longest);
  if (left == right) return 1;
  const std::size_t length = std::max(left.size(), right.size());
  const double letters =
      1 - static_cast<double>(edit_distance(left, right)) / static_cast<double>(length);
  return std::max(shared_words(words_of(left), words_of(right)), letters);
}

std::vector<Match> best_matches(std::size_t before, std::size_t after, double threshold,
                                const std::function<double(std::size_t, std::size_t)>& score) {
  std::vector<Match> candidates;
  if (before == 0 || after == 0) return candidates;
  const std::size_t reach = std::max<std::size_t>(1, match_window / std::max(before, after));
  for (std::size_t i = 0; i < before; ++i) {
    const std::size_t first = i > reach ? i - reach : 0;
    for (std::size_t j = first; j < std::min(after, i + reach + 1); ++j) {
      const double value = score(i, j);
      if (value >= threshold) candidates.push_back({i, j, value});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Match& l, const Match& r) { return l.score > r.score; });
  std::vector<bool> used_before(before), used_after(after);
  std::vector<Match> out;
  for (const Match& match : candidates) {
    if (used_before[match.before] || used_after[match.after]) continue;
    used_before[match.before] = used_after[match.after] = true;
    out.push_back(match);
  }
  std::sort(out.begin(), out.end(),
            [](const Match& l, const Match& r) { return l.before < r.before; });
  return out;
}

}  // namespace verdiff
