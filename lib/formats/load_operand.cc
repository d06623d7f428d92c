#include "formats/load_operand.h"

#include "document/disk.h"
#include "formats/format.h"
#include "formats/loading.h"

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
  Flow flow = **found;
  Operation message;
  message.kind = OperationKind::message;
  message.name = flow.name;
  message.place = flow.place;
  contract.flows.clear();
  add_payload(contract, message, "payload", std::move(flow));
  contract.operations.clear();
  contract.operations.push_back(std::move(message));
  contract.components.clear();
  contract.attributes.clear();
  contract.unsupported.clear();
  return contract;
}

/// The folder of a model stands for the file in it that holds the contract, under the name that its
/// server or registry looks for.
std::string contract_path(const Operand& operand) {
  if (operand.revision || !is_folder(operand.path)) return operand.path;
  const std::string folder = operand.path + (operand.path.ends_with('/') ? "" : "/");
  for (const char* const name : {"MLmodel", "config.pbtxt", "model-settings.json"}) {
    if (is_file(folder + name)) return folder + name;
  }
  return operand.path;
}

}  // namespace

Result<Contract> load_operand(const Operand& operand, const LoadSettings& settings) {
  Operand file = operand;
  file.path = contract_path(operand);
  auto files = files_of(file, settings.roots);
  if (!files) return files.error();
  return load_operand(file, *std::move(files), settings);
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
