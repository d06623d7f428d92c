#include "contract/contract.h"

#include "base/text.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

/// Up to this many names are listed in full; past it, only the nearest.
constexpr std::size_t most_listed = 12;

Error unknown_flow(std::string message, std::span<const std::string> names) {
  Error error{ErrorCode::unknown_flow, std::move(message), {}, {}};
  for (const std::string& name : names) error.notes.push_back({{}, name});
  return error;
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
    return unknown_flow(fmt::format("\"{}\" begins the names of {} flows; name one of them in full",
                                    name, longer.size()),
                        longer);
  }
  std::vector<std::string> names;
  for (const Flow& flow : flows) names.push_back(flow.name);
  const std::string message = fmt::format("no flow is named \"{}\"", name);
  if (names.empty()) return unknown_flow(message + "; the contract has none", {});
  if (names.size() <= most_listed) return unknown_flow(message + "; the contract has these", names);
  return unknown_flow(fmt::format("{}{} (`verdiff show` lists all {})", message,
                                  did_you_mean(name, names), names.size()),
                      {});
}

}  // namespace verdiff
