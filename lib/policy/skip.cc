#include "policy/skip.h"

#include <algorithm>
#include <limits>

namespace verdiff {

Skips::Skips(const std::vector<std::string>& patterns) {
  for (const std::string& text : patterns) {
    if (text.starts_with('#')) {
      const std::string pointer = text.substr(1);
      patterns_.push_back({Pattern::Kind::pointer, text, Glob(pointer), Glob(pointer + "/**")});
    } else if (text.starts_with('/')) {
      patterns_.push_back({Pattern::Kind::path, text, Glob(text), Glob(text)});
    } else {
      patterns_.push_back({Pattern::Kind::name, text, Glob(text), Glob(text + " **")});
    }
  }
}

void Skips::count(const Pattern& pattern, SkippedKind kind, std::string name) {
  taken_[{static_cast<std::size_t>(&pattern - patterns_.data()), kind}].insert(std::move(name));
}

bool Skips::takes(SkippedKind kind, const std::string& name, std::string_view path) {
  for (const Pattern& pattern : patterns_) {
    const bool by_path =
        pattern.kind == Pattern::Kind::path && !path.empty() && pattern.whole.matches(path);
    const bool by_name = pattern.kind == Pattern::Kind::name &&
                         (pattern.whole.matches(name) || pattern.beginning.matches(name));
    if (!by_path && !by_name) continue;
    count(pattern, kind, name);
    return true;
  }
  return false;
}

void Skips::drop_parts(const Contract& contract, Operation& operation) {
  const auto takes_flow = [&](const auto& part) {
    return takes(SkippedKind::flow, contract.flows[part.flow].name);
  };
  std::erase_if(operation.parameters, takes_flow);
  if (operation.request_body) std::erase_if(operation.request_body->media, takes_flow);
  for (Response& response : operation.responses) {
    std::erase_if(response.headers, takes_flow);
    // A response goes as a whole where all that it sends is named.
    const std::string name = operation.name + ' ' + std::string(response.status);
    if (takes(SkippedKind::response, name)) {
      response.status = {};
      continue;
    }
    std::erase_if(response.media, takes_flow);
  }
  std::erase_if(operation.responses, [](const Response& one) { return one.status.empty(); });
  std::erase_if(operation.messages, takes_flow);
}

void Skips::drop(Contract& contract) {
  if (empty()) return;
  constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> moved(contract.operations.size(), 0);
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    if (moved[i] != gone && !takes(SkippedKind::operation, operation.name, operation.path))
      continue;
    moved[i] = gone;
    for (const std::uint32_t callback : operation.callbacks) moved[callback] = gone;
  }
  std::vector<Operation> kept;
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (moved[i] == gone) continue;
    moved[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(contract.operations[i]));
  }
  for (Operation& operation : kept) {
    std::erase_if(operation.callbacks, [&](std::uint32_t one) { return moved[one] == gone; });
    for (std::uint32_t& callback : operation.callbacks) callback = moved[callback];
    drop_parts(contract, operation);
  }
  contract.operations = std::move(kept);
}

const Skips::Pattern* Skips::pointer_pattern(const Finding& finding) const {
  const auto stands_below = [](const FindingSide& side, const Pattern& pattern) {
    return !side.present || pattern.whole.matches(side.pointer) ||
           pattern.beginning.matches(side.pointer);
  };
  if (!finding.before.present && !finding.after.present) return nullptr;
  for (const Pattern& pattern : patterns_) {
    if (pattern.kind != Pattern::Kind::pointer) continue;
    if (stands_below(finding.before, pattern) && stands_below(finding.after, pattern)) {
      return &pattern;
    }
  }
  return nullptr;
}

void Skips::drop(std::vector<Finding>& findings) {
  std::erase_if(findings, [this](const Finding& finding) {
    const Pattern* const pattern = pointer_pattern(finding);
    if (pattern == nullptr) return false;
    count(*pattern, SkippedKind::finding, finding.fingerprint);
    return true;
  });
}

std::vector<Skipped> Skips::counts() const {
  std::vector<Skipped> out;
  for (const auto& [key, names] : taken_) {
    out.push_back(
        {patterns_[key.first].text, key.second, static_cast<std::uint32_t>(names.size())});
  }
  return out;
}

}  // namespace verdiff
