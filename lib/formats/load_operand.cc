#include "formats/load_operand.h"

#include "formats/format.h"

#include <utility>

namespace verdiff {

namespace {

Result<Contract> only_flow(Contract contract, std::string_view name, const std::string& file) {
  const auto found = contract.find_flow(name);
  if (!found) {
    Error error = found.error();
    error.where.file = file;
    return error;
  }
  const Flow flow = **found;
  Operation message;
  message.kind = OperationKind::message;
  message.name = flow.name;
  message.messages.push_back({"payload", 0, flow.place});
  message.place = flow.place;
  contract.flows = {flow};
  contract.operations.clear();
  contract.operations.push_back(std::move(message));
  contract.components.clear();
  contract.attributes.clear();
  contract.unsupported.clear();
  return contract;
}

}  // namespace

Result<Contract> load_operand(const Operand& operand, const LoadSettings& settings) {
  auto files = files_of(operand, settings.roots);
  if (!files) return files.error();
  return load_operand(operand, *std::move(files), settings);
}

Result<Contract> load_operand(const Operand& operand, Files files, const LoadSettings& settings) {
  WorkspaceOptions workspace;
  workspace.remote_map.insert(settings.remote_map.begin(), settings.remote_map.end());
  LoadOptions options;
  options.format = settings.input_format;
  options.direction = settings.as;
  options.pointer = operand.pointer;
  auto contract = load_contract(std::move(files), operand.path, workspace, options);
  if (!contract || !operand.flow) return contract;
  return only_flow(*std::move(contract), *operand.flow, operand.path);
}

}  // namespace verdiff
