#include "payloads/end.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

constexpr std::size_t most_listed = 20;

bool is_main(const Operation& operation, const Message& message) {
  return operation.kind != OperationKind::message && message.role != "params";
}

/// Bodies; parameters, headers and a model's parameters are ends only where they are named.
std::vector<std::uint32_t> payloads(const Contract& contract, Direction direction) {
  std::vector<std::uint32_t> out;
  const auto add = [&](std::uint32_t flow) {
    const bool fits = direction == Direction::none || contract.flows[flow].direction == direction;
    if (fits) out.push_back(flow);
  };
  for (const Operation& operation : contract.operations) {
    for (const Message& message : operation.messages) {
      // A schema by itself has the direction that it is given.
      if (operation.kind == OperationKind::message) out.push_back(message.flow);
      if (is_main(operation, message)) add(message.flow);
    }
    if (operation.request_body) {
      for (const MediaType& media : operation.request_body->media) add(media.flow);
    }
    for (const Response& response : operation.responses) {
      if (!response.status.starts_with('2')) continue;
      for (const MediaType& media : response.media) add(media.flow);
    }
  }
  return out;
}

std::string_view in_words(Direction direction) {
  switch (direction) {
    case Direction::input:
      return "inputs";
    case Direction::output:
      return "outputs";
    case Direction::none:
      break;
  }
  return "payloads";
}

Error not_one(const Contract& contract, const std::string& operand, Direction direction,
              const std::vector<std::uint32_t>& found) {
  Error out{ErrorCode::unknown_flow, "", {}, {}};
  out.where.file = operand;
  if (found.empty()) {
    out.message =
        fmt::format("the contract has no {} (`verdiff show` lists its flows)", in_words(direction));
    return out;
  }
  out.message = fmt::format("the contract has {} {}; name one of them as {}@FLOW", found.size(),
                            in_words(direction), operand);
  for (std::size_t i = 0; i < std::min(found.size(), most_listed); ++i) {
    out.notes.push_back({{}, contract.flows[found[i]].name});
  }
  if (found.size() > most_listed) out.notes.push_back({{}, "and so on; `verdiff show` lists all"});
  return out;
}

}  // namespace

Side End::side(Reading reading) const {
  return {&contract, the_flow().schema, reading, the_flow().exchange};
}

Result<End> end_of(Contract contract, std::string name, Direction direction) {
  const std::vector<std::uint32_t> found = payloads(contract, direction);
  if (found.size() != 1) return not_one(contract, name, direction, found);
  return End{name, name, std::move(contract), found.front()};
}

Result<End> load_end(const std::string& text, Direction direction, const LoadSettings& settings) {
  const auto operand = parse_operand(text);
  if (!operand) return operand.error();
  LoadSettings own = settings;
  if (direction != Direction::none) own.as = direction;
  auto contract = load_operand(*operand, own);
  if (!contract) return contract.error();
  auto end = end_of(*std::move(contract), text, direction);
  if (end && operand->flow) end->file.resize(text.size() - operand->flow->size() - 1);
  return end;
}

}  // namespace verdiff
