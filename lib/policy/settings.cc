#include "policy/settings.h"

#include "policy/glob.h"

namespace verdiff {

namespace {

template <class T>
void put(std::optional<T>& below, const std::optional<T>& above) {
  if (above) below = above;
}

enum class Fit : std::uint8_t { none, area, glob, id };

Fit fit_of(std::string_view pattern, const Glob& glob, const Rule& rule) {
  if (pattern == rule.id) return Fit::id;
  if (pattern == rule.area) return Fit::area;
  return glob.matches(rule.id) ? Fit::glob : Fit::none;
}

struct CompiledSetting {
  const SeveritySetting* setting;
  Glob glob;
};

/// The severity that a layer gives to a rule: the closest fit, and of equal ones the last.
std::optional<Severity> severity_in(const std::vector<CompiledSetting>& layer, const Rule& rule) {
  Fit best = Fit::none;
  std::optional<Severity> out;
  for (const CompiledSetting& each : layer) {
    const Fit fit = fit_of(each.setting->pattern, each.glob, rule);
    if (fit == Fit::none || fit < best) continue;
    best = fit;
    out = each.setting->severity;
  }
  return out;
}

}  // namespace

void overlay(Settings& below, const Settings& above) {
  put(below.base, above.base);
  put(below.version, above.version);
  put(below.unchanged, above.unchanged);
  put(below.reader, above.reader);
  put(below.policies, above.policies);
  put(below.zero, above.zero);
  put(below.unknown, above.unknown);
  put(below.budget, above.budget);
  put(below.input_format, above.input_format);
  put(below.as, above.as);
  put(below.rules, above.rules);
  put(below.accepted, above.accepted);
  for (const auto& [uri, file] : above.remote_map) below.remote_map[uri] = file;
  below.roots.insert(below.roots.end(), above.roots.begin(), above.roots.end());
  below.severities.insert(below.severities.end(), above.severities.begin(), above.severities.end());
  below.skip.insert(below.skip.end(), above.skip.begin(), above.skip.end());
}

bool names_rule(std::string_view pattern, const Rule& rule) {
  return fit_of(pattern, Glob(pattern), rule) != Fit::none;
}

void set_severities(std::vector<Rule>& rules, const std::vector<SeverityLayer>& layers) {
  for (const SeverityLayer& layer : layers) {
    std::vector<CompiledSetting> compiled;
    compiled.reserve(layer.size());
    for (const SeveritySetting& setting : layer)
      compiled.push_back({&setting, Glob(setting.pattern)});
    for (Rule& rule : rules) rule.severity = severity_in(compiled, rule).value_or(rule.severity);
  }
}

}  // namespace verdiff
