#include "formats/loading.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace verdiff {

void add_payload(Contract& contract, Operation& operation, std::string_view role, Flow flow) {
  const auto index = static_cast<std::uint32_t>(contract.flows.size());
  operation.messages.push_back({role, index, flow.place});
  contract.flows.push_back(std::move(flow));
}

void finish_contract(Contract& contract) {
  std::map<const Document*, std::size_t> order;  // looked up, never walked
  const auto& documents = contract.workspace.documents();
  for (std::size_t i = 0; i < documents.size(); ++i) order.emplace(documents[i].get(), i);
  const auto key = [&](const Unsupported& note) {
    return std::tuple(order.at(note.place.document), note.place.node->offset(), note.message);
  };
  std::sort(
      contract.unsupported.begin(), contract.unsupported.end(),
      [&](const Unsupported& left, const Unsupported& right) { return key(left) < key(right); });
  contract.schemas.hash_all();
}

}  // namespace verdiff
