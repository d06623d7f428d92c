#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace verdiff {

/// How alike two names are, 0..1: words (camelCase, snake_case, kebab-case) in common, or letters.
///
///     name_likeness("confidence_score", "confidenceScore") == 1
///     name_likeness("class", "predicted_class") >= 0.5
double name_likeness(std::string_view left, std::string_view right);

/// A pair of positions in two lists, with how alike they are.
struct Match {
  std::size_t before = 0;
  std::size_t after = 0;
  double score = 0;
};

/// Pairs the most alike first, each position once, down to `threshold`. Ties go to the earlier
/// positions. Lists with more than `match_window` pairs are only compared near the diagonal, so
/// that a hostile contract costs no more than a long one.
inline constexpr std::size_t match_window = 40'000;
std::vector<Match> best_matches(std::size_t before, std::size_t after, double threshold,
                                const std::function<double(std::size_t, std::size_t)>& score);

}  // namespace verdiff
