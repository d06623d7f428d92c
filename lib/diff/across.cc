#include "diff/api.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

namespace {

/// One side, as much of it as the other side's format has words for.
struct End {
  const Operation* operation = nullptr;
  std::optional<std::uint32_t> input, output;
};

bool is_json(std::string_view media_type) {
  return media_type.find("json") != media_type.npos || media_type == "*/*";
}

std::optional<std::uint32_t> json_of(const std::vector<MediaType>& media) {
  for (const MediaType& one : media) {
    if (is_json(one.name)) return one.flow;
  }
  return std::nullopt;
}

End end_of_model(const Operation& operation) {
  End out{&operation, {}, {}};
  for (const Message& message : operation.messages) {
    if (message.role == "inputs") out.input = message.flow;
    if (message.role == "outputs") out.output = message.flow;
  }
  return out;
}

End end_of_request(const Operation& operation) {
  End out{&operation, json_of(operation.request_body->media), {}};
  for (const Response& response : operation.responses) {
    if (!out.output && response.status.starts_with('2')) out.output = json_of(response.media);
  }
  return out;
}

/// The operation that stands for a contract of the other kind: a model's only one, a service's only
/// one that has a request body.
std::optional<End> end_of(const Contract& contract) {
  std::optional<End> out;
  for (const Operation& operation : contract.operations) {
    const bool model = operation.kind == OperationKind::model;
    if (!model && !(operation.kind == OperationKind::request && operation.request_body)) continue;
    if (out) return std::nullopt;
    out = model ? end_of_model(operation) : end_of_request(operation);
  }
  return out;
}

/// What a side says that the other one's format can't, in words.
std::vector<std::string> rest_of(const Contract& contract, const End& end) {
  std::vector<std::string> out;
  for (const Operation& operation : contract.operations) {
    if (&operation != end.operation) {
      out.push_back(operation.name);
      continue;
    }
    for (const Message& message : operation.messages) {
      const bool empty = contract.schemas[contract.flows[message.flow].schema].find(
                             Keyword::properties) == nullptr;
      if (message.role == "params" && !empty) out.emplace_back(message.role);
    }
    for (const Parameter& parameter : operation.parameters) {
      out.push_back(std::string(word(parameter.in)) + ' ' + std::string(parameter.name));
    }
    for (const Response& response : operation.responses) {
      if (!response.status.starts_with('2')) out.emplace_back(response.status);
    }
    if (operation.security) out.emplace_back("security");
    if (operation.serving && operation.serving->batch_size) out.emplace_back("the batch size");
    if (operation.serving && operation.serving->streams) out.emplace_back("streaming");
    if (operation.serving && operation.serving->sequence) out.emplace_back("sequences");
  }
  return out;
}

/// A note of what one side has and the other one's format has no words for.
void note_rest(Api& api, const End& before, const End& after) {
  const auto note = [&](Action action, const std::vector<std::string>& rest,
                        const Contract& other) {
    if (rest.empty()) return;
    std::vector<Value> list;
    for (const std::string& one : rest) list.push_back(Value::string(one));
    ChangeSide left = present(before.operation->place, other.format);
    ChangeSide right = present(after.operation->place, other.format);
    left.present = action == Action::removed;
    right.present = action == Action::added;
    (left.present ? left : right).value = Value::array(std::move(list));
    api.state({.subject = Subject::contract,
               .aspect = Aspect::expressible,
               .action = action,
               .effect = Effect::annotation,
               .before = std::move(left),
               .after = std::move(right)},
              "");
  };
  note(Action::removed, rest_of(api.before(), before), api.after());
  note(Action::added, rest_of(api.after(), after), api.before());
}

/// Nothing can be said about payloads: seen by whoever reads the report, and never taken for
/// "same".
void state_unpaired(Api& api) {
  const auto side = [](const Contract& contract) {
    ChangeSide out = present(root_of(contract), "");
    std::string text =
        "a model has one operation, and this contract has not exactly one with a "
        "request body to compare it with; name the two payloads by `@flow`";
    out.value = Value::string(text);
    return out;
  };
  api.state({.subject = Subject::contract,
             .aspect = Aspect::unsupported,
             .action = Action::changed,
             .effect = Effect::unknown,
             .before = side(api.before()),
             .after = side(api.after())},
            "");
}

}  // namespace

void compare_across(Api& api) {
  const auto before = end_of(api.before());
  const auto after = end_of(api.after());
  if (!before || !after) return state_unpaired(api);
  bool paired = false;
  for (const auto& [was, is] :
       {std::pair(before->input, after->input), std::pair(before->output, after->output)}) {
    if (!was || !is) continue;
    api.flow(*was, *is);
    paired = true;
  }
  if (!paired) return state_unpaired(api);
  note_rest(api, *before, *after);
}

}  // namespace verdiff
