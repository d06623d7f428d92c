#include "contract/contract.h"

#include "base/text.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

/// Up to this many names are listed in full; past it, only the nearest.
constexpr std::size_t most_listed = 12;

std::string listed(std::span<const std::string> names) {
  std::string out;
  for (const std::string& name : names) out += fmt::format("\n  {}", printable(name));
  return out;
}

}  // namespace

Result<const Flow*> Contract::find_flow(std::string_view name) const {
  std::vector<std::string> longer;  // flows that the name is the beginning of, at a word's end
  const Flow* found = nullptr;
  for (const Flow& flow : flows) {
    if (flow.name == name) return &flow;
    if (flow.name.size() > name.size() && flow.name.starts_with(name) &&
        flow.name[name.size()] == ' ') {
      longer.push_back(flow.name);
      found = &flow;
    }
  }
  if (longer.size() == 1) return found;
  if (!longer.empty()) {
    return Error{ErrorCode::unknown_flow,
                 fmt::format("\"{}\" begins the names of {} flows; name one of them in full:{}",
                             printable(name), longer.size(), listed(longer)),
                 {},
                 {}};
  }
  std::vector<std::string> names;
  for (const Flow& flow : flows) names.push_back(flow.name);
  std::string message = fmt::format("no flow is named \"{}\"", printable(name));
  if (names.size() <= most_listed) {
    message += names.empty() ? "; the contract has none"
                             : fmt::format("; the contract has:{}", listed(names));
  } else {
    message += did_you_mean(name, names);
    message += fmt::format(" (`verdiff show` lists all {})", names.size());
  }
  return Error{ErrorCode::unknown_flow, std::move(message), {}, {}};
}

}  // namespace verdiff
