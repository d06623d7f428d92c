#include "formats/loading.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace verdiff {

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
