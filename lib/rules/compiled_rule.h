#pragma once

#include "rules/rule.h"

#include <span>
#include <string_view>

/// A rule as rulec writes it into the binary: constant data, no constructor runs before main().
namespace verdiff {

struct CompiledPolicy {
  Policy policy{};
  Level level{};
};

struct CompiledRule {
  std::string_view id, area, title, since;
  Judged judged{};
  bool has_level = false, level_by_effect = false;
  Level none{}, input{}, output{};
  Severity severity{};
  std::span<const Subject> subjects;
  Aspect aspect{};
  std::span<const Action> actions;
  bool has_direction = false;
  Direction direction{};
  std::span<const Trait> where;
  std::span<const CompiledPolicy> policies;
  std::string_view message, why, fix;
  std::span<const std::string_view> spec;
  std::string_view mirror, no_mirror;
};

/// Sorted by id. Defined in the file that rulec writes.
std::span<const CompiledRule> compiled_rules();

}  // namespace verdiff
